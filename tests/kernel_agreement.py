"""How far the C kernels are from their NumPy definitions, here and in the browser alike."""

from collections.abc import Callable
from typing import Any

import numpy as np

from residual.kernels import DEFINITIONS
from residual.kernels.convolution import output_size

TOLERANCE = {"float64": 1e-13, "float32": 1e-5}
LAYOUTS = ("rows", "columns", "every second", "backwards", "misaligned")


def laid_out(array: np.ndarray, layout: str) -> np.ndarray:
    """Return the same numbers in another layout of memory."""
    if layout == "columns":
        return np.asfortranarray(array)
    if layout == "every second":
        return np.repeat(array, 2, axis=-1)[..., ::2]
    if layout == "backwards":
        return np.ascontiguousarray(array[::-1])[::-1]
    if layout == "misaligned":
        odd = np.empty(array.nbytes + 1, np.uint8)[1:].view(array.dtype).reshape(array.shape)
        odd[...] = array
        return odd
    return array


def arguments_of(case: dict[str, Any]) -> tuple[Any, ...]:
    """Return random arguments for a kernel: `name`, `sizes`, `dtype`, `layout`, `value`, `seed`."""
    rng, name, sizes = np.random.default_rng(case["seed"]), case["name"], case["sizes"]

    def draw(*shape: int) -> np.ndarray:
        drawn = rng.standard_normal(shape).astype(case["dtype"])
        if case["value"] is not None and drawn.size:
            drawn.flat[rng.integers(drawn.size)] = float(case["value"])
        return laid_out(drawn, case["layout"])

    if name.startswith("convolve"):
        n, c, h, width, o, kernel, stride, padding = sizes
        oh, ow = (output_size(s, kernel, stride, padding) for s in (h, width))
        x, w, dy = (n, c, h, width), (o, c, kernel, kernel), (n, o, oh, ow)
        if name == "convolve_db":
            return (draw(*dy),)
        first, second, shape = {
            "convolve": (x, w, None),
            "convolve_dx": (dy, w, x),
            "convolve_dw": (x, dy, w),
        }[name]
        return (draw(*first), draw(*second), *([shape] if shape else []), stride, padding)
    if name.startswith("batch_norm"):
        return _norm(name, sizes, draw)
    if name == "descend":
        groups = [[draw(*sizes), draw(sizes[0])] for _ in range(3)]
        return (*groups, 0.1, 0.9, 0.01)
    m, k, n = sizes
    shapes = {
        "affine": ((m, k), (k, n)),
        "affine_dx": ((m, n), (k, n)),
        "affine_dw": ((m, k), (m, n)),
        "affine_db": ((m, n),),
        "add_bias": ((m, n), (n,)),
        "relu": ((m, n),),
        "relu_dx": ((m, n), (m, n)),
        "add": ((m, n), (m, n)),
    }
    return tuple(draw(*shape) for shape in shapes[name])


def _norm(name: str, sizes: list[int], draw: Callable[..., np.ndarray]) -> tuple[Any, ...]:
    c = sizes[1]
    if name == "batch_norm_recorded":
        return (draw(*sizes), *(draw(c) for _ in range(3)), np.abs(draw(c)), 1e-5)
    if not name.endswith("dx"):
        return (draw(*sizes), *(draw(c) for _ in range(4)), 1e-5, 0.1)
    return draw(*sizes), draw(*sizes), draw(c), draw(c)


def disagreement(operations: Any, case: dict[str, Any]) -> float:
    """Return the largest difference, relative to the largest number that had to be added up.

    Of the results, and of what became of the arguments; NaN and infinity must be in the same place.
    """
    ours, theirs, third = (arguments_of(case) for _ in range(3))
    with np.errstate(all="ignore"):
        found = _arrays([getattr(operations, case["name"])(*ours), ours])
        expected = _arrays([DEFINITIONS[case["name"]](*theirs), theirs])
        size = _size(case["name"], third, expected)
    assert [a.shape for a in found] == [a.shape for a in expected]
    assert [a.dtype for a in found] == [a.dtype for a in expected]
    worst = 0.0
    for a, b in zip(found, expected, strict=True):
        finite = np.isfinite(b)
        # Batch norm's way back multiplies in another order, so an infinity may be NaN there.
        if case["name"] == "batch_norm_dx":
            odd = not np.array_equal(np.isfinite(a), finite)
        else:
            odd = not np.array_equal(a[~finite], b[~finite], equal_nan=True)
        if odd:
            return np.inf
        worst = max([worst, *(np.abs(a[finite] - b[finite]) / size)])
    return float(worst)


def _size(name: str, arguments: tuple[Any, ...], expected: list[np.ndarray]) -> float:
    absolute = [np.abs(a) if isinstance(a, np.ndarray) else a for a in arguments]
    if name == "batch_norm_dx":  # what is subtracted from dy may be nearly dy itself
        dy, _, inverse, gamma = absolute
        expected = [*expected, np.outer(dy.max(initial=0), gamma * inverse)]
    elif name.startswith(("affine", "convolve")):
        expected = [DEFINITIONS[name](*absolute)]
    return max(1.0, *map(_largest, expected))


def _largest(array: np.ndarray) -> float:
    """Return the largest finite number, without its sign."""
    return float(np.abs(array[np.isfinite(array)]).max(initial=0))


def _arrays(value: Any) -> list[np.ndarray]:
    if isinstance(value, list | tuple):
        return [array for part in value for array in _arrays(part)]
    return [value] if isinstance(value, np.ndarray) else []
