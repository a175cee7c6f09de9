"""Loading the compiled kernels, once they pass their test; plans have one before the first."""

import ctypes
from pathlib import Path

from residual.compiled.operations import Operations
from residual.compiled.self_test import kernels_agree, plans_agree

BUILDS = {"relaxed-simd": "C with SIMD and FMA", "simd128": "C with SIMD"}
"""What the build makes, best first, and what readers call it."""


def load(
    relaxed: bool, folder: Path = Path(__file__).parent, as_written: int = 1
) -> Operations | None:
    """Return the best kernels that load and pass their test, or None.

    Parameters
    ----------
    relaxed : bool
        Whether the browser has relaxed SIMD: products and sums in one rounding.
    folder : Path
        Where the compiled files are, as `simd128.wasm`.
    as_written : int
        As of `CompiledPasses`.
    """
    for build, name in BUILDS.items():
        if build == "relaxed-simd" and not relaxed:
            continue
        try:
            compiled = ctypes.CDLL(str(folder / f"{build}.wasm"))
        except OSError:  # not built, or not for this interpreter
            continue
        operations = Operations(compiled, name, as_written=as_written, plans_agree=plans_agree)
        if kernels_agree(operations):
            return operations
    return None
