"""Convolution."""

import numpy as np

from residual.arrays import Array, Shape
from residual.checks import array_of, true_or_false, whole_number
from residual.kernels import convolution
from residual.layers.contract import Weighted
from residual.layers.parameter import Parameter


class Conv2d(Weighted):
    """A convolution over images: the same small dense layer at every position.

    Parameters
    ----------
    w : (out, in, KH, KW) float64
        Initial weights; see `residual.layers.initializers`.
    stride : int
        Pixels from one position to the next, from 1.
    padding : int
        Zeros around the image, from 0; `(K - 1) / 2` keeps the size ("same") at stride 1.
    bias : bool
        Whether to add `b` (out,), which starts at zero.

    Raises
    ------
    ValueError
        For weights of another shape, or that are no finite numbers, a stride below 1 or a padding
        below 0.

    Notes
    -----
    As in all of deep learning the kernel is not flipped; see
    `residual.kernels.convolution.convolve` for the sum. LeCun et al. 1989,
    "Backpropagation Applied to Handwritten Zip Code Recognition".
    """

    def __init__(self, w: Array, stride: int = 1, padding: int = 0, bias: bool = False) -> None:
        w = array_of("w", w, ("out", "in", "KH", "KW"))
        whole_number("stride", stride)
        whole_number("padding", padding, 0)
        true_or_false("bias", bias)
        self.w = Parameter(w)
        self.b = Parameter(np.zeros(w.shape[0], w.dtype)) if bias else None
        self.stride, self.padding = stride, padding
        self.x: Array = np.zeros((0, w.shape[1], 0, 0))
        kh, kw = (size - 2 * padding for size in w.shape[2:])
        self.takes = f"(N, {w.shape[1]}, H, W) with H from {max(kh, 1)} and W from {max(kw, 1)}"

    def output_shape(self, shape: Shape) -> Shape:
        """Return (N, out, OH, OW) with `OH = (H + 2 * padding - KH) // stride + 1`."""
        out, channels, *kernel = self.w.value.shape
        if len(shape) != 4 or shape[1] != channels or 0 in shape:
            raise self.refusal(shape)
        oh, ow = (
            convolution.output_size(size, k, self.stride, self.padding)
            for size, k in zip(shape[2:], kernel, strict=True)
        )
        if oh < 1 or ow < 1:
            raise self.refusal(shape)
        return shape[0], out, oh, ow

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the convolved images, (N, out, OH, OW), for x of shape (N, in, H, W)."""
        self.x = x = self.arriving(x)
        y = convolution.convolve(x, self.w.value, self.stride, self.padding)
        if self.b is not None:
            y += self.b.value[:, np.newaxis, np.newaxis]
        return y

    def backward(self, dy: Array) -> Array:
        """Return dx, (N, in, H, W); stores dw and db.

        Notes
        -----
        Each output is a sum over one window, so each weight's gradient is the sum of what it was
        multiplied with times dy, and each pixel's is the sum over all windows it was part of.
        """
        dy = self.returning(dy)
        w, place = self.w.value, (self.stride, self.padding)
        self.w.grad = convolution.convolve_dw(self.x, dy, w.shape, *place)
        if self.b is not None:
            self.b.grad = convolution.convolve_db(dy)
        return convolution.convolve_dx(dy, w, self.x.shape, *place)

    def __repr__(self) -> str:
        out, channels, kh, kw = self.w.value.shape
        stride = f", stride={self.stride}" if self.stride > 1 else ""
        padding = f", padding={self.padding}" if self.padding else ""
        bias = ", bias=True" if self.b else ""
        return f"Conv2d({channels}, {out}, {kh}x{kw}{stride}{padding}{bias})"
