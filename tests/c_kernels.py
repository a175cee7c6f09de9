"""The C kernels, compiled for the machine that tests, to be tested without a browser."""

import ctypes
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from residual.compiled.operations import Operations

SOURCES = Path(__file__).resolve().parents[1] / "py" / "residual" / "compiled"
WIDE_BYTES = 32
"""As wide as the vectors of most machines; others take two steps for one."""


def compile_here(folder: Path) -> Operations:
    """Return the kernels, compiled by the same compiler from the same files as for the page.

    Parameters
    ----------
    folder : Path
        Where they are put; what is there already is taken.
    """
    library = folder / "kernels-of-this-machine"
    if not library.exists():
        _compile(library, "-O2")
    return Operations(ctypes.CDLL(str(library)), "C")


def compile_wide(folder: Path) -> Operations:
    """Return them for the widest vectors, with one rounding: up to twice as fast."""
    library = folder / "wide-kernels-of-this-machine"
    if not library.exists():
        _compile(library, "-O3", f"-DVECTOR_BYTES={WIDE_BYTES}", "-DONE_ROUNDING")
    return Operations(ctypes.CDLL(str(library)), "C, wide", WIDE_BYTES)


def _compile(library: Path, *options: str) -> None:
    zig = [sys.executable, "-m", "ziglang", "cc", "-fPIC", "-ffp-contract=off"]

    def compiled(real: str, suffix: str, source: Path) -> str:
        made = f"{library}-{source.stem}-{suffix}.o"
        kind = [f"-DREAL={real}", f"-DSUFFIX={suffix}"]
        subprocess.run([*zig, *options, *kind, "-c", str(source), "-o", made], check=True)
        return made

    kinds = [
        (real, suffix, source)
        for source in sorted(SOURCES.glob("*.c"))
        for real, suffix in (("double", "f64"), ("float", "f32"))
    ]
    with ThreadPoolExecutor(2) as pool:
        objects = [*pool.map(lambda kind: compiled(*kind), kinds)]
    subprocess.run([*zig, "-shared", *objects, "-o", str(library)], check=True)
