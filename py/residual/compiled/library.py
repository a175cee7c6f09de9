"""Loading the compiled kernels, and the test that they pass before they are used."""

import ctypes
import functools
from pathlib import Path
from typing import Any

import numpy as np

from residual.compiled.base import TYPES
from residual.compiled.cache_lines import Array
from residual.compiled.calls import Function, Tape
from residual.compiled.operations import Operations
from residual.kernels import DEFINITIONS

BUILDS = {"relaxed-simd": "C with SIMD and FMA", "simd128": "C with SIMD"}
"""What the build makes, best first, and what readers call it."""

TOLERANCE = {"f64": 1e-12, "f32": 1e-4}


def load(relaxed: bool, folder: Path = Path(__file__).parent) -> Operations | None:
    """Return the best kernels that load and pass their test, or None.

    Parameters
    ----------
    relaxed : bool
        Whether the browser has relaxed SIMD: products and sums in one rounding.
    folder : Path
        Where the compiled files are, as `simd128.wasm`.
    """
    for build, name in BUILDS.items():
        if build == "relaxed-simd" and not relaxed:
            continue
        try:
            operations = Operations(ctypes.CDLL(str(folder / f"{build}.wasm")), name)
        except OSError:  # not built, or not for this interpreter
            continue
        if agrees(operations):
            return operations
    return None


def agrees(operations: Any) -> bool:
    """Tell whether each function gives what its NumPy definition gives, for both types of number.

    A function that the library lacks, and one that raises, disagrees.
    """
    try:
        return all(
            example.agrees(getattr(operations, example.name))
            for dtype in TYPES
            for example in expected(dtype)
        ) and _repeats(operations)
    except (AttributeError, ValueError, TypeError):
        return False


def _repeats(operations: Any) -> bool:
    """Tell whether two calls, made again by one, give what they should."""
    x = np.arange(-4.0, 4.0)
    with Tape() as tape:
        y = operations.add(operations.relu(x), x)
    again = operations.replay(tape.calls)
    x *= -2
    again.function(again.address)
    return bool((y == np.maximum(x, 0) + x).all())


class Example:
    """A call of a function of the seam, and what its NumPy definition makes of it.

    Parameters
    ----------
    name : str
        Of the function.
    arguments : tuple
        They stay as they are: each call gets copies.
    tolerance : float
        How far a number may be off, relative to the largest one of its array.
    """

    def __init__(self, name: str, arguments: tuple[Any, ...], tolerance: float) -> None:
        self.name, self.arguments = name, arguments
        wanted = self._made_by(DEFINITIONS[name])
        self.shapes = [array.shape for array in wanted]
        self.wanted = _in_a_row(wanted)
        self.allowed = tolerance * _in_a_row([np.full_like(a, np.abs(a).max()) for a in wanted])

    def agrees(self, function: Function) -> bool:
        """Tell whether a function gives the same, and makes the same of its arguments."""
        arrays = self._made_by(function)
        if [array.shape for array in arrays] != self.shapes:
            return False
        found = _in_a_row(arrays)
        same_type = found.dtype == self.wanted.dtype
        return same_type and bool((np.abs(found - self.wanted) <= self.allowed).all())

    def _made_by(self, function: Function) -> list[Array]:
        arguments = _copies(self.arguments)
        return _arrays((function(*arguments), arguments))


@functools.cache  # and kept in the snapshot that the browser starts from
def expected(dtype: np.dtype[Any]) -> list[Example]:
    """Return the examples in one type of number."""
    tolerance = TOLERANCE[TYPES[dtype]]
    return [Example(name, arguments, tolerance) for name, arguments in examples(dtype)]


def examples(dtype: np.dtype[Any]) -> list[tuple[str, tuple[Any, ...]]]:
    """Return arguments for each function, of sizes that leave rests beside vectors and tiles."""
    rng = np.random.default_rng(0)

    def draw(*shape: int) -> Array:
        return rng.standard_normal(shape).astype(dtype)

    x, w, dy = draw(9, 5), draw(5, 7), draw(9, 7)
    images, kernels = draw(2, 3, 5, 6), draw(4, 3, 3, 3)
    found: list[tuple[str, tuple[Any, ...]]] = [
        ("affine", (x, w)),
        ("affine_dx", (dy, w)),
        ("affine_dw", (x, dy)),
        ("add_bias", (dy.copy(), w[0].copy())),
        ("affine_db", (dy,)),
        ("relu", (x,)),
        ("relu_dx", (x, draw(9, 5))),
        ("add", (x, draw(9, 5))),
        (
            "descend",
            ([draw(3, 4), draw(5)], [draw(3, 4), draw(5)], [draw(3, 4), draw(5)], 0.1, 0.9, 0.01),
        ),
    ]
    for dimages, stride in ((draw(2, 4, 3, 3), 2), (draw(2, 4, 5, 6), 1)):
        place = (stride, 1)  # and the padding
        found.append(("convolve", (images, kernels, *place)))
        found.append(("convolve_dx", (dimages, kernels, images.shape, *place)))
        found.append(("convolve_dw", (images, dimages, kernels.shape, *place)))
    of_features = (*(draw(7) for _ in range(4)), 1e-5, 0.1)
    left = draw(9, 7), draw(7), draw(7)  # x_hat, inverse, gamma
    found.append(("affine_norm_dx", (dy, x, w, *left, dy[::-1].copy())))
    for follow, extra in ((True, None), (True, dy), (False, None), (False, dy)):
        found.append(("affine_norm", (x, w, extra, follow, *of_features)))
        found.append(("affine_norm_dx", (dy, x, w, *left, extra, follow, draw(9, 5))))
    for batch in (x, images):
        c = batch.shape[1]
        forth = (batch, *(draw(c) for _ in range(4)), 1e-5, 0.1)
        back = (batch, draw(*batch.shape), draw(c), draw(c))
        found += [("batch_norm", forth), ("batch_norm_relu", forth)]
        positive = (*forth[:4], np.square(draw(c)))  # a recorded variance is never below 0
        found.append(("batch_norm_recorded", (*positive, 1e-5)))
        found += [("batch_norm_dx", back), ("batch_norm_relu_dx", (*back, draw(*batch.shape)))]
    return found


def _in_a_row(arrays: list[Array]) -> Array:
    """Return all numbers in one array: to compare each array by itself takes far longer."""
    return np.concatenate(arrays, axis=None)


def _copies(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return type(value)(_copies(part) for part in value)
    return value.copy() if isinstance(value, np.ndarray) else value


def _arrays(value: Any) -> list[Array]:
    if isinstance(value, list | tuple):
        return [array for part in value for array in _arrays(part)]
    return [value] if isinstance(value, np.ndarray) else []
