"""The C kernels, compiled for the machine that tests, to be tested without a browser."""

import ctypes
import subprocess
import sys
from pathlib import Path

from residual.compiled.operations import Operations

SOURCES = Path(__file__).resolve().parents[1] / "py" / "residual" / "compiled"


def compile_here(folder: Path) -> Operations:
    """Return the kernels, compiled by the same compiler from the same files as for the page.

    Parameters
    ----------
    folder : Path
        Where they are put; what is there already is taken.
    """
    library = folder / "kernels-of-this-machine"
    if not library.exists():
        _compile(folder, library)
    return Operations(ctypes.CDLL(str(library)), "C")


def _compile(folder: Path, library: Path) -> None:
    zig = [sys.executable, "-m", "ziglang", "cc", "-O2", "-fPIC", "-ffp-contract=off"]
    objects = []
    for source in sorted(SOURCES.glob("*.c")):
        for real, suffix in (("double", "f64"), ("float", "f32")):
            objects.append(str(folder / f"{source.stem}-{suffix}.o"))
            kind = [f"-DREAL={real}", f"-DSUFFIX={suffix}"]
            subprocess.run([*zig, *kind, "-c", str(source), "-o", objects[-1]], check=True)
    subprocess.run([*zig, "-shared", *objects, "-o", str(library)], check=True)
