"""A call of the library: a function, and the struct that it takes, filled once.

Each method of `Calls` takes the arrays that a function reads and writes, and returns the call. What
can be wrong with them has been refused before: by `operations` or by the compiler's rules.
"""

import ctypes
import math
from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np

from residual.compiled import structs
from residual.compiled.geometry import Geometry, Places, places, runs
from residual.compiled.memory import Array, address, empty

Arrays = Sequence[Array]
TYPES: dict[np.dtype[Any], str] = {np.dtype(np.float64): "f64", np.dtype(np.float32): "f32"}
VECTOR_BYTES = 16
IMAGE_VECTORS, KERNELS = 2, 4
"""Of a tile of a convolution: vectors of images, and channels; as in convolution.h."""
GROUP = 512
"""Pixels of one channel that are summed in one go for the gradient by a kernel, about."""


class Call:
    """A function of the library with its argument; it holds all arrays whose addresses it has."""

    __slots__ = ("argument", "function", "held", "struct")

    def __init__(self, function: Any, struct: structs.Struct, held: tuple[Any, ...]) -> None:
        self.function, self.struct, self.held = function, struct, held
        self.argument = ctypes.addressof(struct)

    def __call__(self) -> None:
        """Make the call."""
        self.function(self.argument)


def place(array: Array | None) -> int | None:
    """Return the address of an array, if there is one."""
    return None if array is None else address(array)


def layout(x: Array) -> tuple[str, tuple[int, int, int]]:
    """Return which norms take (batch, channels, ...), and its sizes for them."""
    batch, channels, space = x.shape[0], x.shape[1], math.prod(x.shape[2:])
    points = space == 1 and channels * x.itemsize >= VECTOR_BYTES
    return "points" if points else "images", (batch, channels, space)


def _geometry(x: Array, w: Array, y: Array, stride: int, padding: int) -> Geometry:
    (h, width), (kh, kw), (oh, ow) = x.shape[2:], w.shape[2:], y.shape[2:]
    return Geometry(h, width, kh, kw, stride, padding, oh, ow)


def _widths(y: Array, f: Array) -> tuple[int, int, int]:
    """Return how many examples there are, and how many numbers of one are beside f and in f."""
    of_y, of_f = (math.prod(a.shape[1:]) for a in (y, f))
    return len(y), of_y - of_f, of_f


def _images(x: Array) -> tuple[int, int, int]:
    """Return how many images there are, each channel as one, their height and width."""
    n, c, h, w = x.shape
    return n * c, h, w


class Calls:
    """Makes the calls of a library.

    Parameters
    ----------
    library : ctypes.CDLL or alike
        The compiled C files.
    """

    def __init__(self, library: Any) -> None:
        self.library = library
        self._functions: dict[tuple[str, np.dtype[Any]], Any] = {}
        self._rooms: dict[tuple[str, np.dtype[Any]], Array] = {}

    def function(self, name: str, dtype: np.dtype[Any]) -> Any:
        """Return the library's function for a type of number."""
        if (found := self._functions.get((name, dtype))) is None:
            found = getattr(self.library, f"{name}_{TYPES[dtype]}")
            found.argtypes, found.restype = [ctypes.c_void_p], None
            self._functions[name, dtype] = found
        return found

    def room(self, name: str, dtype: np.dtype[Any], size: int) -> Array:
        """Return an array of at least `size` numbers, which holds nothing between calls."""
        key = name, dtype
        if key not in self._rooms or self._rooms[key].size < size:
            self._rooms[key] = empty((size,), dtype)
        return self._rooms[key]

    def matmul(self, a: Array, b: Array, c: Array, *, add: bool = False) -> Call:
        """C = a b, or c += a b: (m, k) times (k, n), of any strides; c without gaps."""
        (m, k), n, size = a.shape, b.shape[1], a.itemsize
        a_row, a_column, b_row, b_column = (stride // size for stride in a.strides + b.strides)
        b_column = 1 if n == 1 else b_column
        rows = None if b_column == 1 else self.room("rows", b.dtype, k * n)
        product = structs.Product(
            address(a), address(b), address(c), m, n, k, a_row, a_column, b_row, n
        )
        struct = structs.Matmul(product, b_column, place(rows), add)
        return Call(self.function("matmul", a.dtype), struct, (a, b, c, rows))

    def add_bias(self, y: Array, b: Array) -> Call:
        """Add b to every row of y."""
        struct = structs.AddBias(address(y), address(b), *y.shape)
        return Call(self.function("add_bias", y.dtype), struct, (y, b))

    def column_sums(self, x: Array, sums: Array) -> Call:
        """Sum the columns of x."""
        struct = structs.ColumnSums(address(x), address(sums), *x.shape)
        return Call(self.function("column_sums", x.dtype), struct, (x, sums))

    def relu(self, x: Array, y: Array) -> Call:
        """Y = max(x, 0)."""
        struct = structs.ReLU(address(x), address(y), x.size)
        return Call(self.function("relu", x.dtype), struct, (x, y))

    def relu_dx(self, dy: Array, y: Array, dx: Array) -> Call:
        """Dx = dy where y is positive."""
        struct = structs.ReLUGradient(address(dy), address(y), address(dx), dy.size)
        return Call(self.function("relu_dx", dy.dtype), struct, (dy, y, dx))

    def add(self, a: Array, b: Array, total: Array) -> Call:
        """Total = a + b."""
        struct = structs.Add(address(a), address(b), address(total), a.size)
        return Call(self.function("add", a.dtype), struct, (a, b, total))

    def add_channel_bias(self, y: Array, b: Array) -> Call:
        """Add b to every pixel of each channel of y."""
        struct = structs.AddChannelBias(address(y), address(b), *layout(y)[1])
        return Call(self.function("add_channel_bias", y.dtype), struct, (y, b))

    def channel_sums(self, x: Array, sums: Array) -> Call:
        """Sum the channels of x."""
        struct = structs.ChannelSums(address(x), address(sums), *layout(x)[1])
        return Call(self.function("channel_sums", x.dtype), struct, (x, sums))

    def concat(self, x: Array | None, f: Array, y: Array) -> Call:
        """Y = [x, f], or zeros and f."""
        struct = structs.Concat(place(x), address(f), address(y), *_widths(y, f))
        return Call(self.function("concat", f.dtype), struct, (x, f, y))

    def split(self, dy: Array, dx: Array | None, df: Array) -> Call:
        """Return the call for the way back of `concat`."""
        struct = structs.Split(address(dy), place(dx), address(df), *_widths(dy, df))
        return Call(self.function("split", dy.dtype), struct, (dy, dx, df))

    def max_pool(self, x: Array, y: Array, largest: Array, size: int) -> Call:
        """Y = the largest pixel of each square of x; `largest`, of intp, is which one it is."""
        held = x, y, largest
        struct = structs.MaxPool(*map(address, held), *_images(x), size)
        return Call(self.function("max_pool", x.dtype), struct, held)

    def max_pool_dx(self, dy: Array, largest: Array, dx: Array, size: int) -> Call:
        """Dx = dy where it came from."""
        held = dy, largest, dx
        struct = structs.MaxPoolGradient(*map(address, held), *_images(dx), size)
        return Call(self.function("max_pool_dx", dy.dtype), struct, held)

    def upsample(self, x: Array, y: Array) -> Call:
        """Y = x with squares of 2 by 2 in place of pixels."""
        rows = math.prod(x.shape[:-1])
        struct = structs.Upsample(address(x), address(y), rows, x.shape[-1])
        return Call(self.function("upsample", x.dtype), struct, (x, y))

    def upsample_dx(self, dy: Array, dx: Array) -> Call:
        """Dx = the sum of each square of dy."""
        rows = math.prod(dx.shape[:-1])
        struct = structs.UpsampleGradient(address(dy), address(dx), rows, dx.shape[-1])
        return Call(self.function("upsample_dx", dy.dtype), struct, (dy, dx))

    def batch_norm(
        self,
        x: Array,
        *,
        gamma: Array,
        beta: Array,
        running: tuple[Array, Array],
        eps: float,
        momentum: float,
        y: Array,
        x_hat: Array,
        inverse: Array,
        statistics: tuple[Array, Array],
        skip: Array | None = None,
        relu: bool = False,
    ) -> Call:
        """Y = relu(gamma * x_hat + beta + skip); x_hat may be x where vectors leave no rest."""
        kind, sizes = layout(x)
        held = (x, gamma, beta, skip, y, x_hat, inverse, *running, *statistics)
        struct = structs.BatchNorm(*map(place, held), *sizes, relu, eps, momentum)
        return Call(self.function(f"batch_norm_{kind}", x.dtype), struct, held)

    def batch_norm_recorded(
        self,
        x: Array,
        *,
        gamma: Array,
        beta: Array,
        running: tuple[Array, Array],
        eps: float,
        y: Array,
        x_hat: Array,
        inverse: Array,
        skip: Array | None = None,
        relu: bool = False,
    ) -> Call:
        """Do as `batch_norm` by the recorded statistics."""
        held = (x, gamma, beta, *running, skip, y, x_hat, inverse)
        struct = structs.RecordedBatchNorm(*map(place, held), *layout(x)[1], relu, eps)
        return Call(self.function("batch_norm_recorded", x.dtype), struct, held)

    def batch_norm_dx(
        self,
        dy: Array,
        *,
        x_hat: Array,
        inverse: Array,
        gamma: Array,
        y: Array | None,
        dx: Array,
        dgamma: Array,
        dbeta: Array,
        arrived: Array | None = None,
        around: Array | None = None,
    ) -> Call:
        """Return the call for the way back of `batch_norm`; `y` if it went through the ReLU."""
        kind, sizes = layout(dy)
        arrived = dx if arrived is None else arrived
        held = (dy, x_hat, inverse, gamma, y, dx, dgamma, dbeta, arrived, around)
        struct = structs.BatchNormGradient(*map(place, held), *sizes)
        return Call(self.function(f"batch_norm_{kind}_dx", dy.dtype), struct, held)

    def convolve(self, x: Array, w: Array, y: Array, stride: int, padding: int) -> Call:
        """Y = the convolution of x by w."""
        listed = places(_geometry(x, w, y, stride, padding), back=False)
        return self._convolution("convolve", x, w, y, listed)

    def convolve_dx(self, dy: Array, w: Array, dx: Array, stride: int, padding: int) -> Call:
        """Dx = the gradient by x."""
        listed = places(_geometry(dx, w, dy, stride, padding), back=True)
        return self._convolution("convolve_dx", dy, w, dx, listed)

    def _convolution(self, name: str, source: Array, w: Array, to: Array, listed: Places) -> Call:
        """Return the call of what reads some images and writes others."""
        (n, depth), written = source.shape[:2], to.shape[1]
        (out, channels), kernel = w.shape[:2], math.prod(w.shape[2:])
        sources, results = (math.prod(images.shape[2:]) for images in (source, to))
        side_by_side = IMAGE_VECTORS * VECTOR_BYTES // w.itemsize
        rooms = (
            self.room("side by side", w.dtype, (sources + 1) * depth * side_by_side),
            self.room("kernels", w.dtype, (written + KERNELS - 1) * kernel * depth),
        )
        held = (source, w, to, *rooms)
        struct = structs.Convolution(
            *map(address, held),
            structs.Places(*map(address, listed), results, sources),
            *(n, out, channels, kernel),
        )
        return Call(self.function(name, w.dtype), struct, (*held, listed))

    def convolve_dw(self, x: Array, dy: Array, dw: Array, stride: int, padding: int) -> Call:
        """Dw = the gradient by w."""
        (n, channels), (out, _) = x.shape[:2], dw.shape[:2]
        pixels, results, kernel = (math.prod(a.shape[2:]) for a in (x, dy, dw))
        lanes = VECTOR_BYTES // x.itemsize
        group = lanes * max(1, min(-(-n // lanes), GROUP // pixels // lanes))
        held = (
            *(x, dy, dw),
            self.room("side by side", x.dtype, channels * (pixels + 1) * group),
            self.room("grads", x.dtype, out * results * group),
            *runs(_geometry(x, dw, dy, stride, padding)),
        )
        sizes = (n, channels, pixels, out, results, kernel, group)
        struct = structs.ConvolutionGradient(*map(address, held), *sizes)
        return Call(self.function("convolve_dw", dy.dtype), struct, held)

    def descent(self, values: Arrays, grads: Arrays, velocities: Arrays) -> Call:
        """One step of gradient descent; `rate`, `momentum` and `decay` are set in the struct."""
        return self._update("descent", structs.Descent, values, grads, velocities)

    def adam(self, values: Arrays, grads: Arrays, means: Arrays, squares: Arrays) -> Call:
        """One step of Adam; its numbers are set in the struct."""
        return self._update("adam", structs.Adam, values, grads, means, squares)

    def _update(self, name: str, kind: type[structs.Struct], *groups: Arrays) -> Call:
        held = [np.array([*map(address, group)], np.uintp) for group in groups]
        held.append(np.array([value.size for value in groups[0]], np.intp))
        struct = kind(*map(address, held), len(groups[0]))
        return Call(self.function(name, groups[0][0].dtype), struct, (*held, *chain(*groups)))

    def run(self, calls: Sequence[Call]) -> Call:
        """Return one call that makes all these."""
        places: dict[int, int | None] = {}
        for call in calls:
            if id(call.function) not in places:
                where = ctypes.cast(call.function, ctypes.c_void_p).value
                places[id(call.function)] = where
        table = (structs.Step * max(1, len(calls)))(
            *(structs.Step(places[id(call.function)], call.argument) for call in calls)
        )
        struct = structs.Run(ctypes.addressof(table), len(calls))
        function = self.function("run", np.dtype(np.float64))
        return Call(function, struct, (table, tuple(calls)))
