"""Convolution is the sum that its definition says, and its backward pass the derivative of that."""

import numpy as np
import pytest
from gradient_check import assert_gradients
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from residual.arrays import Array
from residual.kernels import convolution as windows
from residual.layers import Conv2d

few = settings(max_examples=40, deadline=None, derandomize=True)


def naive_convolution(x: Array, w: Array, stride: int, padding: int) -> Array:
    """Write the definition out, one product at a time."""
    (n, c, height, width), (out, _, kh, kw) = x.shape, w.shape
    oh = (height + 2 * padding - kh) // stride + 1
    ow = (width + 2 * padding - kw) // stride + 1
    y = np.zeros((n, out, oh, ow))
    for place in np.ndindex(n, out, oh, ow):
        image, o, i, j = place
        for channel, a, b in np.ndindex(c, kh, kw):
            row, col = i * stride + a - padding, j * stride + b - padding
            if 0 <= row < height and 0 <= col < width:
                y[place] += w[o, channel, a, b] * x[image, channel, row, col]
    return y


@st.composite
def convolutions(draw: st.DrawFn) -> tuple[Conv2d, Array, np.random.Generator]:
    """Draw a layer and images that it can take: batches of one, windows as large as the image."""
    whole = st.integers
    kh, kw, stride, padding = (
        draw(whole(1, 4)),
        draw(whole(1, 4)),
        draw(whole(1, 3)),
        draw(whole(0, 2)),
    )
    height = draw(whole(max(1, kh - 2 * padding), 7))
    width = draw(whole(max(1, kw - 2 * padding), 7))
    batch, channels, out = draw(whole(1, 3)), draw(whole(1, 3)), draw(whole(1, 3))
    rng = np.random.default_rng(draw(whole(0, 2**32 - 1)))
    w = rng.standard_normal((out, channels, kh, kw))
    layer = Conv2d(w, stride, padding, bias=draw(st.booleans()))
    if layer.b is not None:
        layer.b.value[:] = rng.standard_normal(out)
    return layer, rng.standard_normal((batch, channels, height, width)), rng


@given(case=convolutions())
@few
def test_convolution_is_its_definition(case: tuple[Conv2d, Array, np.random.Generator]) -> None:
    layer, x, _ = case
    expected = naive_convolution(x, layer.w.value, layer.stride, layer.padding)
    if layer.b is not None:
        expected += layer.b.value[:, np.newaxis, np.newaxis]
    y = layer.forward(x)
    assert y.shape == layer.output_shape(x.shape)
    assert_allclose(y, expected, rtol=1e-12, atol=1e-12)


@given(case=convolutions())
@few
def test_gradients_of_any_convolution(case: tuple[Conv2d, Array, np.random.Generator]) -> None:
    layer, x, rng = case
    assert_gradients(layer, x, rng)


@given(case=convolutions())
@few
def test_fold_is_the_transpose_of_unfold(case: tuple[Conv2d, Array, np.random.Generator]) -> None:
    layer, x, rng = case
    kh, kw = layer.w.value.shape[2:]
    place = ((kh, kw), layer.stride, layer.padding)
    columns = windows.unfold(x, *place)
    other = rng.standard_normal(columns.shape)
    assert_allclose((columns * other).sum(), (x * windows.fold(other, x.shape, *place)).sum())


def test_convolution_in_small_chunks_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    layer = Conv2d(rng.standard_normal((4, 3, 3, 3)), stride=2, padding=1)
    x = rng.standard_normal((5, 3, 8, 8))
    whole, dy = layer.forward(x), rng.standard_normal((5, 4, 4, 4))
    dx, dw = layer.backward(dy), layer.w.grad
    monkeypatch.setattr(windows, "COLUMN_VALUES", 2 * 27 * 16)  # two images at a time, then one
    assert_allclose(layer.forward(x), whole, rtol=1e-13)
    assert_allclose(layer.backward(dy), dx, rtol=1e-13)
    assert_allclose(layer.w.grad, dw, rtol=1e-12)


def test_a_one_by_one_convolution_is_a_dense_layer_at_every_pixel() -> None:
    rng = np.random.default_rng(0)
    x, w = rng.standard_normal((2, 3, 4, 5)), rng.standard_normal((6, 3, 1, 1))
    y = Conv2d(w).forward(x)
    assert_allclose(y[1, :, 2, 3], w[:, :, 0, 0] @ x[1, :, 2, 3], rtol=1e-14)


def test_a_kernel_that_is_one_in_the_middle_changes_nothing() -> None:
    x = np.random.default_rng(0).standard_normal((2, 1, 5, 5))
    w = np.zeros((1, 1, 3, 3))
    w[0, 0, 1, 1] = 1
    assert_array_equal(Conv2d(w, padding=1).forward(x), x)


@pytest.mark.parametrize(
    ("shape", "message"),
    [
        ((2, 4, 8, 8), r"Conv2d\(3, 5, 3x3\).*\(2, 4, 8, 8\).*\(N, 3, H, W\)"),
        ((2, 3, 8), r"\(2, 3, 8\).*\(N, 3, H, W\)"),
        ((2, 3, 2, 8), r"\(2, 3, 2, 8\).*H from 3"),
        ((0, 3, 8, 8), r"\(0, 3, 8, 8\)"),
        ((2, 3, 0, 0), r"\(2, 3, 0, 0\)"),
    ],
    ids=["channels", "axes", "too small", "no image", "no pixel"],
)
def test_images_that_do_not_fit_are_refused(shape: tuple[int, ...], message: str) -> None:
    layer = Conv2d(np.ones((5, 3, 3, 3)))
    with pytest.raises(ValueError, match=message):
        layer.forward(np.ones(shape))
    with pytest.raises(ValueError, match=message):
        layer.output_shape(shape)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"stride": 0}, "stride: 0"),
        ({"padding": -1}, "padding: -1"),
        ({"w": np.ones((3, 3))}, r"w: the shape \(3, 3\)"),
        ({"w": np.ones((0, 3, 1, 1))}, r"w: the shape \(0, 3, 1, 1\)"),
    ],
)
def test_a_convolution_that_cannot_be_is_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Conv2d(**{"w": np.ones((1, 1, 3, 3)), **options})


class _WrongConvolution(Conv2d):
    def backward(self, dy: Array) -> Array:
        dx = super().backward(dy)
        self.w.grad[:, :, ::-1] = self.w.grad.copy()  # the kernel flipped, a common mistake
        return dx


class _ForgetfulConvolution(Conv2d):
    def backward(self, dy: Array) -> Array:
        dx = super().backward(dy)
        dx[:, :, 0] = 0  # the padding cut off on the wrong side
        return dx


@pytest.mark.parametrize(("kind", "what"), [(_WrongConvolution, "w"), (_ForgetfulConvolution, "x")])
def test_a_planted_wrong_derivative_is_caught(kind: type[Conv2d], what: str) -> None:
    rng = np.random.default_rng(0)
    layer = kind(rng.standard_normal((2, 3, 3, 3)), padding=1)
    with pytest.raises(AssertionError, match=f"gradient by {what}"):
        assert_gradients(layer, rng.standard_normal((2, 3, 5, 5)), rng)
