"""The calls of convolutions."""

import math

from residual.compiled import structs
from residual.compiled.calls.call import Call, Library
from residual.compiled.geometry import Geometry, Places, places, runs
from residual.compiled.memory import Array, address

IMAGE_VECTORS, KERNELS = 2, 4
"""Of a tile of a convolution: vectors of images, and channels; as in convolution.h."""
GROUP = 512
"""Pixels of one channel that are summed in one go for the gradient by a kernel, about."""


def _geometry(x: Array, w: Array, y: Array, stride: int, padding: int) -> Geometry:
    (h, width), (kh, kw), (oh, ow) = x.shape[2:], w.shape[2:], y.shape[2:]
    return Geometry(h, width, kh, kw, stride, padding, oh, ow)


class ConvolutionCalls(Library):
    """Those of a convolution and its gradients."""

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
        side_by_side = IMAGE_VECTORS * self.vector_bytes // w.itemsize
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
        lanes = self.vector_bytes // x.itemsize
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
