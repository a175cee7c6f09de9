"""Puts the page's Python together: Pyodide, and its library in archives.

Nothing of it is installed in the browser: the archives' files are laid into the file system as they
are (web/src/boot/python-files.js). What a run of everything that the worker can do reads is
loaded at the start, or is in the snapshot; the rest waits on the host until it is asked for.
"""

import hashlib
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from web.assembly.commands import node
from web.assembly.library import PACKAGES, library
from web.assembly.numpy_wheel import NAME
from web.assembly.places import ASSEMBLY, CORE, IMMUTABLE, MODULES

Files = dict[str, bytes]
PYODIDE = MODULES / "pyodide"


def make_runtime(folder: Path, _packages: Path, numpy: Path, kernels: Path) -> None:
    """Put Pyodide, Python's library and our package together."""
    files = library(PYODIDE / "python_stdlib.zip", numpy / NAME, CORE, kernels)
    made = assemble(folder / "site" / IMMUTABLE, PYODIDE, files)
    (folder / "runtime.json").write_text(json.dumps(made))


def assemble(folder: Path, pyodide: Path, library: Files) -> dict[str, Any]:
    """Write Pyodide and its library; return what the page's interpreter must know of them.

    Parameters
    ----------
    folder : Path
        Where files are named by their content.
    pyodide : Path
        npm's package.
    library : dict
        All files of Python's library.
    """
    read = {*files_read(pyodide, library)}
    ours = {path for path in library if path.startswith(f"{PACKAGES}/residual/")}
    # Wait on the host until a run on them is opened.
    images = {path for path in ours if path.endswith(".npz")}
    kernels = {path for path in ours if path.endswith(".wasm")}
    # Apart, so that an edit of ours changes no file but a small one.
    core = ours - images - kernels
    libraries = {path for path in read if path.endswith(".so")}
    parts = {
        "libraries": libraries,
        "modules": read - libraries - ours,
        "kernels": kernels,
        "core": core,
        "images": images,
        "rest": library.keys() - read - ours,
    }
    wasm = (pyodide / "pyodide.asm.wasm").read_bytes()
    return {
        "script": place(folder, "pyodide.js", (pyodide / "pyodide.asm.js").read_bytes()),
        "wasm": {"address": place(folder, "pyodide.wasm", wasm), "bytes": len(wasm)},
        "archives": {
            name: pack(folder, name, {path: library[path] for path in paths})
            for name, paths in parts.items()
        },
        "lock": json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))["info"],
    }


def files_read(pyodide: Path, library: Files) -> Iterable[str]:
    """Run everything that the worker can do under Node; return the paths of the files it read."""
    with tempfile.TemporaryDirectory() as temporary:
        room = Path(temporary)
        everything = pack(room, "everything", library)
        (room / "archive.json").write_text(json.dumps(everything))
        found: list[str] = json.loads(
            node(ASSEMBLY / "files-read.mjs", pyodide, room, ASSEMBLY / "exercise.py")
        )
    return found


def pack(folder: Path, name: str, files: Files) -> dict[str, Any]:
    """Write files as one, and return its address, its size, and the sizes in it by path.

    Nothing in it is compressed: one brotli or gzip stream around the whole is smaller by a third.
    """
    # Like beside like, since that is what compressors gain by.
    paths = sorted(files, key=lambda path: (Path(path).suffix, path))
    content = b"".join(files[path] for path in paths)
    return {
        "address": place(folder, f"{name}.bin", content),
        "bytes": len(content),
        "files": {path: len(files[path]) for path in paths},
    }


def place(folder: Path, name: str, content: bytes) -> str:
    """Write a file under a name that tells its content, and return the name."""
    stem, _, suffix = name.partition(".")
    address = f"{stem}-{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / address).write_bytes(content)
    return address
