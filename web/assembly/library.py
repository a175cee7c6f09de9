"""Python's library for the page: the files of Python, NumPy and our package, compiled."""

import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from web.assembly.commands import command

STDLIB = "/lib/python3.13"
PACKAGES = f"{STDLIB}/site-packages"
# NumPy's headers, stubs and papers; Python reads none of them. Its licence is in licences.txt.
UNREAD = (".a", ".c", ".cfg", ".h", ".ini", ".md", ".pc", ".pxd", ".pyi", ".pyx", ".rst", ".txt")
NO_DATE = {"SOURCE_DATE_EPOCH": "0"}
"""Lets Python mark what it compiles by the source's content, not by the time of this build."""


def library(stdlib: Path, numpy: Path, ours: Path, kernels: Path) -> dict[str, bytes]:
    """Return the content of each file by its path in the page's file system.

    Parameters
    ----------
    stdlib, numpy : Path
        Pyodide's zip of the standard library, and NumPy's wheel.
    ours : Path
        The folder of our package; its command line stays at home.
    kernels : Path
        The folder of its compiled C files.
    """
    with tempfile.TemporaryDirectory() as temporary:
        room = Path(temporary)
        archives = {room / stdlib.name: STDLIB, room / numpy.name: PACKAGES}
        for archive in (stdlib, numpy):
            shutil.copyfile(archive, room / archive.name)
        archives[zipped(ours, room)] = PACKAGES
        compile_all(room)
        found = {
            f"{place}/{name}": content
            for archive, place in archives.items()
            for name, content in unzipped(archive)
        }
    for path in kernels.glob("*.wasm"):
        found[f"{PACKAGES}/residual/compiled/{path.name}"] = path.read_bytes()
    return found


def zipped(ours: Path, folder: Path) -> Path:
    """Put our package into an archive."""
    archive = folder / "residual.zip"
    with zipfile.ZipFile(archive, "w") as whole:
        for path in {*ours.rglob("*.py"), *ours.glob("data/*.npz")} - {*ours.glob("cli/*")}:
            whole.write(path, f"residual/{path.relative_to(ours).as_posix()}")
    return archive


def compile_all(folder: Path) -> None:
    """Put a `.pyc` into the place of each Python file, in all archives of a folder.

    As under `python -OO`, which boot-pyodide.js says too: readers see the sources.
    """
    tool = ("-m", "pyodide_cli", "py-compile", "--silent", "--compression-level", "0")
    command(sys.executable, "-OO", "-P", *tool, str(folder), env=NO_DATE)


def unzipped(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a zip that Python reads."""
    with zipfile.ZipFile(archive) as whole:
        for name in whole.namelist():
            if not name.endswith(("/", *UNREAD)) and ".dist-info/" not in name:
                yield name, whole.read(name)
