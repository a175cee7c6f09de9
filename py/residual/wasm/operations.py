"""The functions of the seam, each as a call of the library.

A `prepare` returns None for what the library does not take: no numbers at all, another type of
number, another layout, shapes that do not fit. The NumPy definition takes these.
"""

import ctypes
import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from residual import kernels
from residual.arrays import Shape
from residual.wasm.calls import Array, Call, Tape, Workspace, performer, result
from residual.windows import output_size

TYPES: dict[np.dtype[Any], str] = {np.dtype(np.float64): "f64", np.dtype(np.float32): "f32"}
VECTOR_BYTES = 16
COLUMN_BYTES = 2**18
"""Room for the columns of a convolution: as much as the second cache holds."""


def strided(*arrays: Array) -> bool:
    """Tell whether arrays have numbers, of one type that the library knows, each in its place."""
    kind = arrays[0].dtype
    return kind in TYPES and all(a.dtype == kind and a.size and a.flags.aligned for a in arrays)


def solid(*arrays: Array) -> bool:
    """Tell whether arrays also lie in memory without gaps, row by row."""
    return strided(*arrays) and all(a.flags.c_contiguous for a in arrays)


def changeable(*arrays: Array) -> bool:
    """Tell whether the numbers may be changed, and no array shares any with another."""
    spans = sorted((a.__array_interface__["data"][0], a.nbytes) for a in arrays)
    apart = all(at + size <= other for (at, size), (other, _) in pairwise(spans))
    return apart and all(a.flags.writeable for a in arrays)


class Operations:
    """All functions of the seam, for `kernels.use`.

    Parameters
    ----------
    library : ctypes.CDLL or alike
        The compiled C files.
    name : str
        What the page calls it.
    """

    def __init__(self, library: Any, name: str) -> None:
        self.library, self.name = library, name
        self._rooms: dict[tuple[str, np.dtype[Any]], Array] = {}
        for function, prepare in self._prepares().items():
            setattr(self, function, performer(prepare, kernels.DEFINITIONS[function]))

    def _prepares(self) -> dict[str, Callable[..., Call | None]]:
        found = (name for name in vars(type(self)) if name.startswith("_prepare_"))
        return {name.removeprefix("_prepare_"): getattr(self, name) for name in found}

    def function(self, name: str, array: Array) -> Callable[[int], None]:
        """Return the library's function for the type of an array's numbers."""
        found = getattr(self.library, f"{name}_{TYPES[array.dtype]}")
        found.argtypes, found.restype = [ctypes.c_void_p], None
        return found  # type: ignore[no-any-return]

    def room(self, name: str, like: Array, size: int) -> Array:
        """Return an array of at least `size` numbers, which holds nothing between calls."""
        key = (name, like.dtype)
        if key not in self._rooms or self._rooms[key].size < size:
            self._rooms[key] = np.empty(size, like.dtype)
        return self._rooms[key]

    @staticmethod
    def workspace() -> Workspace:
        """Return what a run keeps between its passes."""
        return Workspace()

    def _product(self, a: Array, b: Array) -> Call | None:
        if a.ndim != 2 or b.ndim != 2 or a.shape[1] != b.shape[0] or not strided(a, b):
            return None
        (m, k), n, size = a.shape, b.shape[1], a.itemsize
        c = result((m, n), a.dtype)
        a_row, a_column, b_row, b_column = (stride // size for stride in a.strides + b.strides)
        b_column = 1 if n == 1 else b_column
        rows = None if b_column == 1 else self.room("rows", b, k * n)
        words = [a, b, c, m, n, k, a_row, a_column, b_row, n, b_column, rows]
        return Call(self.function("matmul", a), words, c)

    def _prepare_affine(self, x: Array, w: Array) -> Call | None:
        return self._product(x, w)

    def _prepare_add_bias(self, y: Array, b: Array) -> Call | None:
        if y.ndim != 2 or b.shape != y.shape[1:] or not solid(y, b) or not changeable(y, b):
            return None
        return Call(self.function("add_bias", y), [y, b, *y.shape], y)

    def _prepare_affine_dx(self, dy: Array, w: Array) -> Call | None:
        return self._product(dy, w.T)

    def _prepare_affine_dw(self, x: Array, dy: Array) -> Call | None:
        return self._product(x.T, dy)

    def _prepare_affine_db(self, dy: Array) -> Call | None:
        if dy.ndim != 2 or not solid(dy):
            return None
        sums = result(dy.shape[1:], dy.dtype)
        return Call(self.function("column_sums", dy), [dy, sums, *dy.shape], sums)

    def _prepare_relu(self, x: Array) -> Call | None:
        if not solid(x):
            return None
        y = result(x.shape, x.dtype)
        return Call(self.function("relu", x), [x, y, x.size], y)

    def _prepare_relu_dx(self, dy: Array, y: Array) -> Call | None:
        if dy.shape != y.shape or not solid(dy, y):
            return None
        dx = result(dy.shape, dy.dtype)
        return Call(self.function("relu_dx", dy), [dy, y, dx, dy.size], dx)

    def _prepare_add(self, a: Array, b: Array) -> Call | None:
        if a.shape != b.shape or not solid(a, b):
            return None
        total = result(a.shape, a.dtype)
        return Call(self.function("add", a), [a, b, total, a.size], total)

    def _prepare_batch_norm(self, *arguments: Any) -> Call | None:
        return self._batch_norm(*arguments, relu=False)

    def _prepare_batch_norm_relu(self, *arguments: Any) -> Call | None:
        return self._batch_norm(*arguments, relu=True)

    def _batch_norm(  # noqa: PLR0917 (as in the definition)
        self,
        x: Array,
        gamma: Array,
        beta: Array,
        running_mean: Array,
        running_variance: Array,
        eps: float,
        momentum: float,
        *,
        relu: bool,
    ) -> Call | None:
        of_features = (gamma, beta, running_mean, running_variance)
        if not solid(x, *of_features) or not changeable(running_mean, running_variance):
            return None
        if x.ndim < 2 or any(a.shape != (x.shape[1],) for a in of_features):
            return None
        layout, sizes = self._layout(x)
        y, x_hat = result(x.shape, x.dtype), result(x.shape, x.dtype)
        inverse, mean, variance = (result(gamma.shape, gamma.dtype) for _ in range(3))
        made = [y, x_hat, inverse, running_mean, running_variance, mean, variance]
        words = [x, gamma, beta, *made, *sizes, int(relu), np.array([eps, momentum])]
        answer = (y, x_hat, inverse, mean, variance)
        return Call(self.function(f"batch_norm_{layout}", x), words, answer)

    def _prepare_batch_norm_recorded(self, x: Array, *of_features: Any) -> Call | None:
        *arrays, eps = of_features
        if not solid(x, *arrays) or x.ndim < 2 or any(a.shape != (x.shape[1],) for a in arrays):
            return None
        y, x_hat = result(x.shape, x.dtype), result(x.shape, x.dtype)
        inverse = result(arrays[0].shape, x.dtype)
        sizes = x.shape[0], x.shape[1], math.prod(x.shape[2:])
        words = [x, *arrays, y, x_hat, inverse, *sizes, np.array([eps])]
        return Call(self.function("batch_norm_recorded", x), words, (y, x_hat, inverse))

    def _prepare_batch_norm_dx(
        self, dy: Array, x_hat: Array, inverse: Array, gamma: Array, y: Array | None = None
    ) -> Call | None:
        large = (dy, x_hat) if y is None else (dy, x_hat, y)
        if (
            dy.ndim < 2
            or not solid(*large, inverse, gamma)
            or {a.shape for a in large} != {dy.shape}
        ):
            return None
        if not inverse.shape == gamma.shape == (dy.shape[1],):
            return None
        layout, sizes = self._layout(dy)
        dx = result(dy.shape, dy.dtype)
        dgamma, dbeta = (result(gamma.shape, gamma.dtype) for _ in range(2))
        words = [dy, x_hat, inverse, gamma, y, dx, dgamma, dbeta, *sizes]
        return Call(self.function(f"batch_norm_{layout}_dx", dy), words, (dx, dgamma, dbeta))

    _prepare_batch_norm_relu_dx = _prepare_batch_norm_dx

    @staticmethod
    def _layout(x: Array) -> tuple[str, tuple[int, int, int]]:
        """Return which functions take (batch, channels, ...), and its sizes for them."""
        batch, channels, space = x.shape[0], x.shape[1], math.prod(x.shape[2:])
        points = space == 1 and channels * x.itemsize >= VECTOR_BYTES
        return "points" if points else "images", (batch, channels, space)

    def _prepare_convolve(self, x: Array, w: Array, stride: int, padding: int) -> Call | None:
        if x.ndim != 4 or w.ndim != 4:
            return None
        sizes = zip(x.shape[2:], w.shape[2:], strict=True)
        oh, ow = (max(output_size(s, k, stride, padding), 0) for s, k in sizes)
        y = result((len(x), len(w), oh, ow), x.dtype)
        return self._convolution("convolve", y, x=x, w=w, y=y, stride=stride, padding=padding)

    def _prepare_convolve_dx(
        self, dy: Array, w: Array, shape: Shape, stride: int, padding: int
    ) -> Call | None:
        dx = result(shape, dy.dtype)
        return self._convolution("convolve_dx", dx, x=dx, w=w, y=dy, stride=stride, padding=padding)

    def _prepare_convolve_dw(
        self, x: Array, dy: Array, shape: Shape, stride: int, padding: int
    ) -> Call | None:
        dw = result(shape, dy.dtype)
        return self._convolution("convolve_dw", dw, x=x, w=dw, y=dy, stride=stride, padding=padding)

    def _convolution(
        self, name: str, result: Array, *, x: Array, w: Array, y: Array, stride: int, padding: int
    ) -> Call | None:
        if {x.ndim, w.ndim, y.ndim} != {4} or not solid(x, w, y):
            return None
        (n, channels, h, width), (out, _, kh, kw), (oh, ow) = x.shape, w.shape, y.shape[2:]
        made = (
            n,
            out,
            *(output_size(s, k, stride, padding) for s, k in ((h, kh), (width, kw))),
        )
        if w.shape[1] != channels or y.shape != made:
            return None
        inputs = channels * kh * kw
        lines = max(1, min(n * oh, COLUMN_BYTES // x.itemsize // inputs // ow))
        # Rows of an odd number of vectors: those of a power of two would share few cache lines.
        pitch = 4 * (-(-lines * ow // 4) | 1)
        rooms = [
            self.room("columns", x, inputs * pitch),
            self.room("pixels", x, out * pitch),
            self.room("dw_t", x, inputs * out),
        ]
        sizes = [n, channels, h, width, out, kh, kw, stride, padding, oh, ow, lines, pitch]
        return Call(self.function(name, x), [x, w, y, y, x, w, *rooms, *sizes], result)

    def descend(  # noqa: PLR0917 (as in the definition)
        self,
        values: Sequence[Array],
        grads: Sequence[Array],
        velocities: Sequence[Array],
        rate: float,
        momentum: float,
        decay: float,
    ) -> None:
        """Change all values by one step of gradient descent, in one call."""
        tape = Tape.current
        arrays = (*values, *grads, *velocities)
        call = tape.calls[0] if tape and tape.calls else None
        if call is None or [*map(id, arrays)] != call.ids:
            call = self._descent(values, grads, velocities)
            if call is None:
                kernels.DEFINITIONS["descend"](values, grads, velocities, rate, momentum, decay)
                return
            call.answers(arrays)
            if tape:
                tape.calls[:] = [call]
        call.result[:] = rate, momentum, decay
        call.function(call.address)

    def _descent(
        self, values: Sequence[Array], grads: Sequence[Array], velocities: Sequence[Array]
    ) -> Call | None:
        arrays = (*values, *grads, *velocities)
        if not arrays or not solid(*arrays) or not changeable(*values, *velocities, *grads):
            return None
        shapes = [[a.shape for a in group] for group in (values, grads, velocities)]
        if shapes[0] != shapes[1] or shapes[0] != shapes[2]:
            return None
        word = np.dtype(np.intp)
        addresses = [
            np.array([a.__array_interface__["data"][0] for a in group], word)
            for group in (values, grads, velocities)
        ]
        sizes = np.array([a.size for a in values], word)
        settings = np.empty(3)
        words = [*addresses, sizes, len(values), settings]
        return Call(self.function("descent", values[0]), words, settings)
