"""Convolutions, as calls of the library."""

from residual.arrays import Shape
from residual.wasm.base import Library, solid
from residual.wasm.calls import Array, Call, result
from residual.windows import output_size

COLUMN_BYTES = 2**18
"""Room for the columns of a convolution: as much as the second cache holds."""


class Convolutions(Library):
    """The convolutions of the seam."""

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
