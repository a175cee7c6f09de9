"""Gets Pyodide's own build of NumPy, for its ABI 2025_0."""

import hashlib
import tarfile
from pathlib import Path

from web.assembly.commands import BuildError, npm

# The only file taken from this package.
PACKAGE = "@bentopdf/pymupdf-wasm@0.11.16"
NAME = "numpy-2.2.5-cp313-cp313-pyodide_2025_0_wasm32.whl"
SHA256 = "125230b4c3ecd08803e5c43f1162e017c0718d9f253146225a705a952b9c16c2"


def fetch_numpy(folder: Path) -> None:
    """Take the wheel out of the npm package that carries it, and verify it."""
    npm("pack", "--silent", "--pack-destination", str(folder), PACKAGE)
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as package:
        member = package.extractfile(f"package/assets/{NAME}")
        wheel = member.read() if member else b""
    archive.unlink()
    found = hashlib.sha256(wheel).hexdigest()
    if found != SHA256:
        raise BuildError(f"{NAME} has sha256 {found}, not {SHA256}; do not use it.")
    (folder / NAME).write_bytes(wheel)
