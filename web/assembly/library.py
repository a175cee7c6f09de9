"""Python's library for the page: the files of Python, NumPy and our package, compiled."""

import importlib.util
import marshal
import zipfile
from collections.abc import Iterator
from pathlib import Path

STDLIB = "/lib/python3.13"
PACKAGES = f"{STDLIB}/site-packages"
# NumPy's headers, stubs and papers; Python reads none of them. Its licence is in licences.txt.
UNREAD = (".a", ".c", ".cfg", ".h", ".ini", ".md", ".pc", ".pxd", ".pyi", ".pyx", ".rst", ".txt")


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
    found = {
        **{f"{STDLIB}/{name}": content for name, content in unzipped(stdlib)},
        **{f"{PACKAGES}/{name}": content for name, content in unzipped(numpy)},
    }
    own = {*ours.rglob("*.py"), *ours.glob("data/*.npz")} - {*ours.glob("cli/*")}
    for path in own:
        found[f"{PACKAGES}/residual/{path.relative_to(ours).as_posix()}"] = path.read_bytes()
    for path in kernels.glob("*.wasm"):
        found[f"{PACKAGES}/residual/compiled/{path.name}"] = path.read_bytes()
    return dict(compiled(path, content) for path, content in found.items())


def unzipped(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a zip that Python reads."""
    with zipfile.ZipFile(archive) as whole:
        for name in whole.namelist():
            if not name.endswith(("/", *UNREAD)) and ".dist-info/" not in name:
                yield name, whole.read(name)


def compiled(path: str, content: bytes) -> tuple[str, bytes]:
    """Return a Python file as a `.pyc`, never checked against its source (PEP 552)."""
    if not path.endswith(".py"):
        return path, content
    # As under `python -OO`, which boot-pyodide.js says too: readers see the sources.
    code = compile(content, path, "exec", dont_inherit=True, optimize=2)
    header = importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little")
    return f"{path}c", header + importlib.util.source_hash(content) + marshal.dumps(code)
