"""Pooling, upsampling and flattening."""

import numpy as np
import pytest
from gradient_check import assert_gradients
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from residual.arrays import Array
from residual.layers import (
    AveragePool,
    Flatten,
    GlobalAveragePool,
    Layer,
    MaxPool,
    SubsampleAndPad,
    Upsample,
)

few = settings(max_examples=25, deadline=None, derandomize=True)
SQUARE = np.arange(16.0).reshape(1, 1, 4, 4)


@st.composite
def pools(draw: st.DrawFn) -> tuple[int, int, int, Array]:
    size, stride = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    padding = draw(st.integers(0, size // 2))
    least = max(1, size - 2 * padding)
    shape = tuple(draw(st.integers(low, high)) for low, high in [(1, 3)] * 2 + [(least, 7)] * 2)
    # all values apart by more than any step of the gradient check
    x = np.random.default_rng(draw(st.integers(0, 999))).permutation(np.arange(np.prod(shape)))
    return size, stride, padding, x.reshape(shape) - x.size / 2


@given(case=pools())
@few
def test_max_pool_is_the_largest_of_each_window(case: tuple[int, int, int, Array]) -> None:
    size, stride, p, x = case
    layer = MaxPool(size, stride, p)
    y = layer.forward(x)
    padded = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)), constant_values=-np.inf)
    for n, c, i, j in np.ndindex(*y.shape):
        a, b = i * stride, j * stride
        assert y[n, c, i, j] == padded[n, c, a : a + size, b : b + size].max()
    assert_gradients(layer, x, np.random.default_rng(0))


@given(case=pools())
@few
def test_average_pool_is_the_mean_of_each_window(case: tuple[int, int, int, Array]) -> None:
    size, stride, p, x = case
    layer = AveragePool(size, stride, p)
    y = layer.forward(x)
    padded = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    for n, c, i, j in np.ndindex(*y.shape):
        a, b = i * stride, j * stride
        assert_allclose(y[n, c, i, j], padded[n, c, a : a + size, b : b + size].mean(), atol=1e-12)
    assert_gradients(layer, x, np.random.default_rng(0))


def test_of_equal_pixels_the_first_gets_the_gradient() -> None:
    layer = MaxPool(2)
    layer.forward(np.zeros((1, 1, 2, 2)))
    assert_array_equal(layer.backward(np.ones((1, 1, 1, 1))), [[[[1, 0], [0, 0]]]])


def test_values_by_hand() -> None:
    assert_array_equal(MaxPool(2).forward(SQUARE), [[[[5, 7], [13, 15]]]])
    assert_array_equal(AveragePool(2).forward(SQUARE), [[[[2.5, 4.5], [10.5, 12.5]]]])
    assert_array_equal(GlobalAveragePool().forward(SQUARE), [[7.5]])
    assert_array_equal(Upsample(2).forward(SQUARE[:, :, :1, :2]), [[[[0, 0, 1, 1], [0, 0, 1, 1]]]])
    assert_array_equal(Flatten().forward(SQUARE), [np.arange(16)])
    padded = SubsampleAndPad(2, 3).forward(SQUARE)
    assert_array_equal(padded[0, 0], [[0, 2], [8, 10]])
    assert_array_equal(padded[0, 1:], np.zeros((2, 2, 2)))


@pytest.mark.parametrize(
    "layer",
    [GlobalAveragePool(), Upsample(3), Flatten(), SubsampleAndPad(1, 5), SubsampleAndPad(3, 3)],
    ids=repr,
)
@pytest.mark.parametrize("batch", [1, 4])
def test_gradients(layer: Layer, batch: int) -> None:
    rng = np.random.default_rng(0)
    x = rng.standard_normal((batch, 3, 5, 4))
    assert layer.forward(x).shape == layer.output_shape(x.shape)
    assert_gradients(layer, x, rng)


class _WrongPool(MaxPool):
    def backward(self, dy: Array) -> Array:
        self.largest[:, :, 0] = 0
        return super().backward(dy)


def test_a_planted_wrong_derivative_is_caught() -> None:
    rng = np.random.default_rng(0)
    with pytest.raises(AssertionError, match="gradient by x"):
        assert_gradients(_WrongPool(2), rng.standard_normal((2, 2, 6, 6)), rng)


@pytest.mark.parametrize(
    "layer", [MaxPool(3), AveragePool(3), GlobalAveragePool(), Upsample(), SubsampleAndPad(2, 4)]
)
@pytest.mark.parametrize("shape", [(2, 3), (0, 3, 4, 4), (2, 3, 0, 4)])
def test_what_is_not_images_is_refused(layer: Layer, shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=rf"{type(layer).__name__}.*\(N, C, H, W\)"):
        layer.forward(np.zeros(shape))


def test_other_shapes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match=r"MaxPool.*\(1, 1, 2, 5\).*from 3"):
        MaxPool(3).forward(np.zeros((1, 1, 2, 5)))
    with pytest.raises(ValueError, match=r"SubsampleAndPad.*\(1, 5, 2, 2\).*up to 4"):
        SubsampleAndPad(2, 4).forward(np.zeros((1, 5, 2, 2)))
    with pytest.raises(ValueError, match=r"Flatten.*\(0, 3\)"):
        Flatten().forward(np.zeros((0, 3)))


@pytest.mark.parametrize("options", [(0,), (2, 0), (2, 1, 2), (3, 1, -1)])
def test_a_pool_that_cannot_be_is_refused(options: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="not allowed"):
        MaxPool(*options)
