"""Layers that change the shape of images and have no parameters."""

import math
from collections.abc import Iterator

import numpy as np

from residual.arrays import Array, Shape
from residual.checks import whole_number
from residual.kernels.convolution import output_size
from residual.layers.contract import Layer


class _Images(Layer):
    """A layer over images that keeps their channels."""

    takes = "(N, C, H, W)"

    def output_shape(self, shape: Shape) -> Shape:
        """Refuse what is not a batch of images."""
        if len(shape) != 4 or 0 in shape:
            raise self.refusal(shape)
        return shape


class _Pool(_Images):
    """A layer that makes one number of each window of `size` by `size` pixels."""

    def __init__(self, size: int, stride: int | None = None, padding: int = 0) -> None:
        whole_number("size", size)
        whole_number("padding", padding, 0, most=size // 2)
        self.size, self.stride, self.padding = size, size if stride is None else stride, padding
        whole_number("stride", self.stride)
        least = max(1, size - 2 * padding)
        self.takes = f"(N, C, H, W) with H and W from {least}"

    def output_shape(self, shape: Shape) -> Shape:
        """Return (N, C, OH, OW) with `OH = (H + 2 * padding - size) // stride + 1`."""
        n, c, *sizes = super().output_shape(shape)
        oh, ow = (output_size(s, self.size, self.stride, self.padding) for s in sizes)
        if oh < 1 or ow < 1:
            raise self.refusal(shape)
        return n, c, oh, ow

    def _window_pixels(self, x: Array) -> Iterator[Array]:
        """Yield, for each place in the window, the view of x with that pixel of every window."""
        *_, h, w = x.shape
        oh, ow = (output_size(s, self.size, self.stride, 0) for s in (h, w))
        for i in range(self.size):
            for j in range(self.size):
                rows = slice(i, i + self.stride * oh, self.stride)
                yield x[:, :, rows, j : j + self.stride * ow : self.stride]

    def _padded(self, x: Array, value: float) -> Array:
        p = self.padding
        return np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)), constant_values=value) if p else x

    def _unpadded(self, x: Array) -> Array:
        _, _, h, w = self.shape
        return x[:, :, self.padding : self.padding + h, self.padding : self.padding + w]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.size}, stride={self.stride}, padding={self.padding})"


class MaxPool(_Pool):
    """The largest pixel of each window, to which alone the gradient goes (the first, of equals).

    Parameters
    ----------
    size : int
        Height and width of the window.
    stride : int, optional
        Pixels from one window to the next; the size if not given.
    padding : int
        Pixels around the image, up to half the size, which are never the largest.

    Notes
    -----
    NaN counts as the largest, so that a network that has broken down does not look well.
    """

    def __init__(self, size: int, stride: int | None = None, padding: int = 0) -> None:
        super().__init__(size, stride, padding)
        self.largest: np.typing.NDArray[np.intp] = np.zeros((0, 0, 0, 0), dtype=np.intp)

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the largest pixels, (N, C, OH, OW)."""
        x = self.arriving(x)
        y = np.full(self.made, -np.inf, x.dtype)
        self.largest = np.zeros(y.shape, dtype=np.intp)
        for place, pixels in enumerate(self._window_pixels(self._padded(x, -np.inf))):
            larger = (pixels > y) | np.isnan(pixels)
            y = np.where(larger, pixels, y)
            self.largest[larger] = place
        return y

    def backward(self, dy: Array) -> Array:
        """Return dx, (N, C, H, W): each dy at the pixel that it came from."""
        dy = self.returning(dy)
        dx = self._padded(np.zeros(self.shape, dy.dtype), 0)
        for place, pixels in enumerate(self._window_pixels(dx)):
            np.add(pixels, dy * (self.largest == place), out=pixels)
        return self._unpadded(dx)


class AveragePool(_Pool):
    """The mean of each window.

    Parameters
    ----------
    size : int
        Height and width of the window.
    stride : int, optional
        Pixels from one window to the next; the size if not given.
    padding : int
        Zeros around the image, up to half the size, which count.
    """

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the means, (N, C, OH, OW)."""
        x = self.arriving(x)
        y = np.zeros(self.made, x.dtype)
        for pixels in self._window_pixels(self._padded(x, 0)):
            y += pixels
        y /= self.size**2
        return y

    def backward(self, dy: Array) -> Array:
        """Return dx, (N, C, H, W): an equal share of dy for each pixel of the window."""
        dy = self.returning(dy)
        dx = self._padded(np.zeros(self.shape, dy.dtype), 0)
        for pixels in self._window_pixels(dx):
            np.add(pixels, dy / self.size**2, out=pixels)
        return self._unpadded(dx)


class GlobalAveragePool(_Images):
    """The mean of each channel over the whole image (Lin et al. 2013, "Network in Network")."""

    def output_shape(self, shape: Shape) -> Shape:
        """Return (N, C)."""
        return super().output_shape(shape)[:2]

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the means, (N, C)."""
        y: Array = self.arriving(x).mean(axis=(2, 3))
        return y

    def backward(self, dy: Array) -> Array:
        """Return dx, (N, C, H, W): an equal share of dy for each pixel."""
        share = self.returning(dy) / math.prod(self.shape[2:])
        return np.broadcast_to(share[:, :, np.newaxis, np.newaxis], self.shape).copy()


class Upsample(_Images):
    """Nearest-neighbour upsampling: each pixel becomes a square of `factor` by `factor`."""

    def __init__(self, factor: int = 2) -> None:
        whole_number("factor", factor)
        self.factor = factor

    def output_shape(self, shape: Shape) -> Shape:
        """Return (N, C, factor * H, factor * W)."""
        n, c, h, w = super().output_shape(shape)
        return n, c, self.factor * h, self.factor * w

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the enlarged images."""
        return self.arriving(x).repeat(self.factor, axis=2).repeat(self.factor, axis=3)

    def backward(self, dy: Array) -> Array:
        """Return dx, (N, C, H, W): the sum over each square."""
        dy = self.returning(dy)
        n, c, h, w = self.shape
        dx: Array = dy.reshape(n, c, h, self.factor, w, self.factor).sum(axis=5).sum(axis=3)
        return dx


class Flatten(Layer):
    """Each example as one row: (N, C, H, W) becomes (N, C * H * W)."""

    def output_shape(self, shape: Shape) -> Shape:
        """Return (N, values of an example)."""
        if len(shape) < 2 or 0 in shape:
            raise self.refusal(shape)
        return shape[0], math.prod(shape[1:])

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the rows."""
        return self.arriving(x).reshape(self.made)

    def backward(self, dy: Array) -> Array:
        """Return dx, of the shape of x."""
        return self.returning(dy).reshape(self.shape)


class SubsampleAndPad(_Images):
    """The parameter-free shortcut where shapes change: every `stride`-th pixel, then zero channels.

    Parameters
    ----------
    stride : int
        Pixels from one kept pixel to the next.
    channels : int
        Channels of the output; those that the input does not have are zero.

    Notes
    -----
    Option A of He et al. 2015, "Deep Residual Learning", section 3.3.
    """

    def __init__(self, stride: int, channels: int) -> None:
        whole_number("stride", stride)
        whole_number("channels", channels)
        self.stride, self.channels = stride, channels
        self.takes = f"(N, C, H, W) with C up to {channels}"

    def output_shape(self, shape: Shape) -> Shape:
        """Return (N, channels, OH, OW) with `OH = (H - 1) // stride + 1`."""
        n, c, h, w = super().output_shape(shape)
        if c > self.channels:
            raise self.refusal(shape)
        return n, self.channels, (h - 1) // self.stride + 1, (w - 1) // self.stride + 1

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the smaller images with more channels."""
        x = self.arriving(x)
        y = np.zeros(self.made, x.dtype)
        y[:, : x.shape[1]] = x[:, :, :: self.stride, :: self.stride]
        return y

    def backward(self, dy: Array) -> Array:
        """Return dx: dy at the kept pixels of the real channels, else 0."""
        dy = self.returning(dy)
        dx = np.zeros(self.shape, dy.dtype)
        dx[:, :, :: self.stride, :: self.stride] = dy[:, : self.shape[1]]
        return dx

    def __repr__(self) -> str:
        return f"SubsampleAndPad(stride={self.stride}, channels={self.channels})"
