"""Writes `.br` and `.gz` beside files, for hosts that serve such siblings."""

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

from web.assembly.commands import node

SCRIPT = Path(__file__).parent / "compress.mjs"
TYPES = {".bin", ".css", ".html", ".js", ".json", ".txt", ".wasm"}


def compress(top: Path, cache: Path) -> None:
    """Write the siblings of all files below a folder.

    Parameters
    ----------
    cache : Path
        Keeps what was made, by content.
    """
    files = [path for path in top.rglob("*") if path.is_file() and path.suffix in TYPES]
    places = packed(files, cache)
    for path, place in places.items():
        for suffix in (".br", ".gz"):
            # What hardly shrinks is served as it is.
            if sibling(place, suffix).stat().st_size < 0.95 * path.stat().st_size:
                shutil.copy(sibling(place, suffix), sibling(path, suffix))
    used = {sibling(place, suffix) for place in places.values() for suffix in (".br", ".gz")}
    for old in {*cache.iterdir()} - used:
        old.unlink()


def packed(files: list[Path], cache: Path) -> dict[Path, Path]:
    """Compress files, and return where each one's siblings are kept, by their content."""
    places = {path: cache / hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    cache.mkdir(parents=True, exist_ok=True)
    new = {place: path for path, place in places.items() if not sibling(place, ".gz").exists()}
    if new:
        with tempfile.TemporaryDirectory() as folder:
            tasks = Path(folder) / "tasks.json"
            tasks.write_text(json.dumps([[str(path), str(place)] for place, path in new.items()]))
            node(SCRIPT, tasks)
    return places


def bytes_sent(files: list[Path], cache: Path | None) -> int:
    """Return how many bytes go over the line for files.

    Parameters
    ----------
    cache : Path or None
        See `compress`; None: the host has no compressed siblings.
    """
    if cache is None:
        return sum(path.stat().st_size for path in files)
    return sum(
        min(path.stat().st_size, sibling(place, ".br").stat().st_size)
        for path, place in packed(files, cache).items()
    )


def sibling(path: Path, suffix: str) -> Path:
    """Return the path with a suffix more."""
    return path.with_name(path.name + suffix)
