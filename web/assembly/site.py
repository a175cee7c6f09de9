"""Puts the site together from what the steps have made, and in the place of the one before."""

import hashlib
import json
import re
import shutil
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from web.assembly.addresses import tell_addresses
from web.assembly.compression import bytes_sent, compress
from web.assembly.places import IMMUTABLE

LIVE = ("wasm", "libraries", "kernels", "core")
"""The parts that Python always boots from; the modules, or the snapshot, come to these."""


def put_together(
    site: Path, shipped: Iterable[Path], bundled: Path, address: str, compressed: Path | None
) -> None:
    """Make a folder that is ready to be served.

    Parameters
    ----------
    site : Path
        The folder.
    shipped : iterable of Path
        Folders of the steps whose `site` goes into it.
    bundled : Path
        The folder of the step that bundles the scripts.
    address : str
        Where it will be served, or nothing.
    compressed : Path or None
        Keeps what is compressed, by content; None: no file gets compressed siblings.
    """
    for folder in shipped:
        shutil.copytree(folder / "site", site, dirs_exist_ok=True)
    if address:
        tell_addresses(site, address)
    boot = json.loads((bundled / "boot.json").read_text())
    tell_size(site, boot, compressed)
    write_service_worker((bundled / "service-worker.js").read_text(), site, boot)
    if compressed:
        start = time.perf_counter()
        compress(site, compressed)
        print(f"  compress what is new: {time.perf_counter() - start:.1f} s", flush=True)


def tell_size(site: Path, boot: dict[str, Any], cache: Path | None) -> None:
    """Write beside the name of the build how many bytes its Python takes: a page asks first."""
    parts = [boot["parts"][name]["address"] for name in (*LIVE, "modules")]
    names = {boot["interpreter"], *boot["modules"], boot["script"], *parts}
    place = site / "build.json"
    told = json.loads(place.read_text())
    told["python"] = bytes_sent([site / IMMUTABLE / name for name in sorted(names)], cache)
    place.write_text(json.dumps(told))


def write_service_worker(script: str, site: Path, boot: dict[str, Any]) -> None:
    """Put the script into the site, with what it must know of this build, and of its boot."""
    files = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    digest = hashlib.sha256(script.encode())
    for file in files:
        digest.update(file.encode() + b"\0" + (site / file).read_bytes())
    pages = [file for file in files if file.endswith(".html")]
    html = [(site / file).read_text("utf-8") for file in pages]
    lasting = [file for file in files if file.startswith("immutable/")]
    named = {file for file in lasting if any(f'"{file}"' in page for page in html)}
    address = {name: f"immutable/{part['address']}" for name, part in boot["parts"].items()}
    scripts = [f"immutable/{name}" for name in boot["scripts"]]
    # What a page imports only when it is wanted is in the folder itself.
    on_demand = {file for file in lasting if re.fullmatch(r"immutable/[^/]+\.js", file)}
    build = {
        "version": digest.hexdigest()[:16],
        "pages": pages,
        "shell": sorted(named | on_demand - {*scripts}),
        "live": [
            *scripts,
            *(address[part] for part in LIVE),
        ],
        "library": address["modules"],
        "snapshot": address["snapshot"],
    }
    (site / "service-worker.js").write_text(f"self.BUILD = {json.dumps(build)};\n{script}")


def swap(site: Path, fresh: Path, old: Path) -> None:
    """Put a fresh folder in the place of a site, or leave that as it was; all on one disk."""
    if site.exists():
        site.rename(old)
    try:
        fresh.rename(site)
    except BaseException:
        if old.exists():
            old.rename(site)
        raise
