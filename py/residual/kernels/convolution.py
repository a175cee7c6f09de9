"""Convolution by windows: every window of the images becomes a column of one matrix product."""

from collections.abc import Iterator

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from residual.arrays import Array, Shape


def output_size(size: int, kernel: int, stride: int, padding: int) -> int:
    """Return how many windows fit along one axis of an image; less than 1 if none does."""
    return (size + 2 * padding - kernel) // stride + 1


def unfold(x: Array, kernel: tuple[int, int], stride: int, padding: int) -> Array:
    """Copy every window of the images into a column ("im2col").

    Parameters
    ----------
    x : (N, C, H, W) float64
        Images; `padding` zeros are put around each.
    kernel : (int, int)
        Height KH and width KW of the window, which moves by `stride` pixels.

    Returns
    -------
    (C * KH * KW, N * OH * OW) float64
        One column for each image and position, so that convolution is one matrix product.
    """
    if padding:
        n, c, h, w = x.shape
        padded = np.zeros((n, c, h + 2 * padding, w + 2 * padding), dtype=x.dtype)
        padded[:, :, padding:-padding, padding:-padding] = x
        x = padded
    windows: Array = sliding_window_view(x, kernel, axis=(2, 3))  # type: ignore[call-overload]
    windows = windows[:, :, ::stride, ::stride]
    n, c, oh, ow, kh, kw = windows.shape
    return windows.transpose(1, 4, 5, 0, 2, 3).reshape(c * kh * kw, n * oh * ow)


def fold(columns: Array, shape: Shape, kernel: tuple[int, int], stride: int, padding: int) -> Array:
    """Add every column of `unfold` back to the pixels it came from: its transpose ("col2im").

    Returns
    -------
    (N, C, H, W) float64
        Of the given shape.
    """
    n, c, h, w = shape
    (kh, kw), p = kernel, padding
    oh, ow = output_size(h, kh, stride, p), output_size(w, kw, stride, p)
    columns = columns.reshape(c, kh, kw, n, oh, ow)
    padded = np.zeros((c, n, h + 2 * p, w + 2 * p), dtype=columns.dtype)
    for i in range(kh):
        for j in range(kw):
            rows, cols = slice(i, i + stride * oh, stride), slice(j, j + stride * ow, stride)
            padded[:, :, rows, cols] += columns[:, i, j]
    return padded[:, :, p : p + h, p : p + w].transpose(1, 0, 2, 3)


COLUMN_VALUES = 2**18
"""How many values `unfold` may make at once (2 MB): what is multiplied next is still in cache."""


def _chunks(images: int, values_each: int) -> Iterator[slice]:
    step = max(1, COLUMN_VALUES // values_each)
    return (slice(start, start + step) for start in range(0, images, step))


def convolve(x: Array, w: Array, stride: int, padding: int) -> Array:
    """Return the convolution (cross-correlation, as in all of deep learning) of images.

    Parameters
    ----------
    x : (N, C, H, W) float64
        Images.
    w : (O, C, KH, KW) float64
        One kernel for each pair of output and input channel.

    Returns
    -------
    (N, O, OH, OW) float64
        `y[n, o, i, j] = sum w[o, c, a, b] * x[n, c, i * stride + a, j * stride + b]` over c, a, b,
        with x padded by zeros.
    """
    (n, _, h, width), (o, c, kh, kw) = x.shape, w.shape
    oh, ow = output_size(h, kh, stride, padding), output_size(width, kw, stride, padding)
    if kh == kw == 1 and not padding:  # the pixels are the columns: nothing to unfold
        pixels = x[:, :, ::stride, ::stride].reshape(n, c, oh * ow)
        return (w.reshape(o, c) @ pixels).reshape(n, o, oh, ow)
    y = np.empty((n, o, oh, ow), dtype=np.result_type(x, w))
    kernels = w.reshape(o, -1)
    for chunk in _chunks(n, c * kh * kw * oh * ow):
        columns = unfold(x[chunk], (kh, kw), stride, padding)
        y[chunk] = (kernels @ columns).reshape(o, -1, oh, ow).transpose(1, 0, 2, 3)
    return y


def convolve_dx(dy: Array, w: Array, shape: Shape, stride: int, padding: int) -> Array:
    """Return the gradient of the loss by `x` of `convolve`, of the given shape (N, C, H, W)."""
    n, o, oh, ow = dy.shape
    _, c, kh, kw = w.shape
    kernels = w.reshape(o, -1).T
    if kh == kw == 1 and not padding:
        dpixels = (kernels @ dy.reshape(n, o, oh * ow)).reshape(n, c, oh, ow)
        if stride == 1:
            return dpixels
        dx = np.zeros(shape, dtype=dpixels.dtype)
        dx[:, :, ::stride, ::stride] = dpixels
        return dx
    dx = np.empty(shape, dtype=np.result_type(dy, w))
    for chunk in _chunks(n, c * kh * kw * oh * ow):
        columns = kernels @ dy[chunk].transpose(1, 0, 2, 3).reshape(o, -1)
        dx[chunk] = fold(columns, dx[chunk].shape, (kh, kw), stride, padding)
    return dx


def convolve_dw(x: Array, dy: Array, shape: Shape, stride: int, padding: int) -> Array:
    """Return the gradient of the loss by `w` of `convolve`, of the given shape (O, C, KH, KW)."""
    n, o, oh, ow = dy.shape
    _, c, kh, kw = shape
    dw = np.zeros((o, c * kh * kw), dtype=np.result_type(x, dy))
    if kh == kw == 1 and not padding:
        pixels = x[:, :, ::stride, ::stride].reshape(n, c, oh * ow)
        for image, dimage in zip(pixels, dy.reshape(n, o, oh * ow), strict=True):
            dw += dimage @ image.T
        return dw.reshape(shape)
    for chunk in _chunks(n, c * kh * kw * oh * ow):
        columns = unfold(x[chunk], (kh, kw), stride, padding)
        dw += dy[chunk].transpose(1, 0, 2, 3).reshape(o, -1) @ columns.T
    return dw.reshape(shape)


def convolve_db(dy: Array) -> Array:
    """Return the gradient of the loss by a bias of each channel, (out,): the sum over all else."""
    db: Array = dy.sum(axis=(0, 2, 3))
    return db
