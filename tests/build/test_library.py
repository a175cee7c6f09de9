"""What of Python travels to the page, and as what."""

import marshal
import zipfile
from pathlib import Path

import pytest
from web.assembly.commands import BuildError
from web.assembly.library import PACKAGES, STDLIB, library

SOURCE = '"""What it is for."""\n\nassert spoiled\nprecious = 1\n'
NUMPY = "numpy-2.2.5-cp313-cp313-pyodide_2025_0_wasm32.whl"


def laid_out(folder: Path, ours: str = SOURCE) -> dict[str, bytes]:
    """The library of a small Python, a small NumPy and a package of one file."""
    archives = {
        "python_stdlib.zip": {"json/decoder.py": SOURCE, "pydoc_data/topics.txt": "much"},
        NUMPY: {
            "numpy/core.py": SOURCE,
            "numpy/core.so": "\0asm",
            "numpy/core.pyi": "precious: int",
            "numpy-2.2.5.dist-info/RECORD": "",
        },
    }
    folder.mkdir()
    for archive, files in archives.items():
        with zipfile.ZipFile(folder / archive, "w") as whole:
            for name, text in files.items():
                whole.writestr(name, text)
    for name in ("own/__init__.py", "own/cli/main.py", "own/data/digits.npz", "kernels/f64.wasm"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(ours)
    return library(folder / "python_stdlib.zip", folder / NUMPY, folder / "own", folder / "kernels")


def test_what_python_reads_travels_compiled_and_without_docstrings(tmp_path: Path) -> None:
    found = laid_out(tmp_path / "one")
    compiled = {
        f"{STDLIB}/json/decoder.pyc",
        f"{PACKAGES}/numpy/core.pyc",
        f"{PACKAGES}/residual/__init__.pyc",
    }
    as_it_is = {
        f"{PACKAGES}/numpy/core.so",
        f"{PACKAGES}/residual/data/digits.npz",
        f"{PACKAGES}/residual/compiled/f64.wasm",
    }
    assert found.keys() == compiled | as_it_is
    for path in compiled:
        names: dict[str, object] = {}
        exec(marshal.loads(found[path][16:]), names)
        assert names["precious"] == 1
        assert names.get("__doc__") is None


def test_it_is_the_same_at_another_time_from_another_folder(tmp_path: Path) -> None:
    assert laid_out(tmp_path / "one") == laid_out(tmp_path / "another")


def test_what_is_no_python_is_told_with_its_file(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"residual/__init__\.py(?s:.*)SyntaxError"):
        laid_out(tmp_path / "one", "precious = = 1\n")
