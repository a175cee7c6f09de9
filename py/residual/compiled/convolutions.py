"""Convolutions, as calls of the library."""

from typing import Any

from residual.arrays import Shape
from residual.compiled.base import Library, solid
from residual.compiled.cache_lines import Array
from residual.compiled.calls import Call, result
from residual.kernels.convolution import output_size

COLUMN_BYTES = 2**18
"""Room for the columns of a convolution: as much as the second cache holds."""

NOWHERE = [0] * 22
"""A `struct convolution` without images."""


class Convolutions(Library):
    """The convolutions of the seam."""

    def _prepare_convolve(self, x: Array, w: Array, stride: int, padding: int) -> Call | None:
        if x.ndim != 4 or w.ndim != 4:
            return None
        sizes = zip(x.shape[2:], w.shape[2:], strict=True)
        oh, ow = (max(output_size(s, k, stride, padding), 0) for s, k in sizes)
        y = result((len(x), len(w), oh, ow), x.dtype)
        return self._call("convolve", y, self._words(x, w, y, stride, padding))

    def _prepare_convolve_dx(
        self, dy: Array, w: Array, shape: Shape, stride: int, padding: int
    ) -> Call | None:
        dx = result(shape, dy.dtype)
        words = self._words(dx, w, dy, stride, padding)
        return self._call("convolve_dx", dx, words and words + self._turned(dx, w, dy, padding))

    def _prepare_convolve_dw(
        self, x: Array, dy: Array, shape: Shape, stride: int, padding: int
    ) -> Call | None:
        dw = result(shape, dy.dtype)
        return self._call("convolve_dw", dw, self._words(x, dw, dy, stride, padding))

    def _call(self, name: str, result: Array, words: list[Any] | None) -> Call | None:
        return Call(self.function(name, result), words, result) if words else None

    def _turned(self, dx: Array, w: Array, dy: Array, padding: int) -> list[Any]:
        """Return the words of dx as a convolution of dy: where the stride is 1, the shapes fit."""
        out, channels, *kernel = w.shape
        turned = self.room("turned", w, w.size)[: w.size].reshape(channels, out, *kernel)
        return self._words(dy, turned, dx, 1, kernel[0] - 1 - padding) or NOWHERE

    def _words(self, x: Array, w: Array, y: Array, stride: int, padding: int) -> list[Any] | None:
        """Return what `struct convolution` takes; one of x, w and y is the result."""
        if {x.ndim, w.ndim, y.ndim} != {4} or not solid(x, w, y) or padding < 0:
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
        lines -= lines % oh if lines > oh else 0  # whole images
        # Rows of an odd number of vectors: those of a power of two would share few cache lines.
        pitch = 4 * (-(-lines * ow // 4) | 1)
        rooms = [
            self.room("columns", x, inputs * pitch),
            self.room("pixels", x, out * pitch),
            self.room("dw_t", x, inputs * out),
        ]
        sizes = [n, channels, h, width, out, kh, kw, stride, padding, oh, ow, lines, pitch]
        return [x, w, y, y, x, w, *rooms, *sizes]
