"""The three normalisations, over the axes that each is defined on."""

import numpy as np
import pytest
from gradient_check import assert_gradients
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from residual.arrays import Array
from residual.layers import BatchNorm, InstanceNorm, Layer, LayerNorm

few = settings(max_examples=25, deadline=None, derandomize=True)
sizes = st.integers(1, 4)


def unsettled(layer: Layer, rng: np.random.Generator) -> Layer:
    for parameter in layer.parameters().values():
        parameter.value += 0.2 * rng.standard_normal(parameter.value.shape)
    return layer


@st.composite
def images(draw: st.DrawFn, least_height: int = 2) -> Array:
    shape = draw(sizes), draw(sizes), draw(st.integers(least_height, 5)), draw(sizes)
    return np.random.default_rng(draw(st.integers(0, 999))).normal(3, 2, shape)


@given(x=images(), train=st.booleans())
@few
def test_batch_norm_over_images(x: Array, train: bool) -> None:
    rng = np.random.default_rng(0)
    layer = BatchNorm(x.shape[1])
    if train and x.size // x.shape[1] > 2:  # two values always become +-1, with a gradient of 0
        y = layer.forward(x)
        assert_allclose(y.mean(axis=(0, 2, 3)), 0, atol=1e-12)
        variance = x.var(axis=(0, 2, 3))
        assert_allclose(y.var(axis=(0, 2, 3)), variance / (variance + 1e-5), rtol=1e-9)
        assert_gradients(unsettled(layer, rng), x, rng)
    if not train:
        assert_gradients(unsettled(layer, rng), x, rng, train=False)


def test_batch_norm_over_images_is_batch_norm_over_all_pixels_as_rows() -> None:
    rng = np.random.default_rng(0)
    pixels, rows = BatchNorm(3), BatchNorm(3)
    for layer in (pixels, rows):
        unsettled(layer, np.random.default_rng(1))
    x, dy = rng.standard_normal((2, 4, 3, 5, 6))

    def as_rows(a: Array) -> Array:
        return a.transpose(0, 2, 3, 1).reshape(-1, 3)

    for train in (True, False):
        assert_allclose(
            as_rows(pixels.forward(x, train)), rows.forward(as_rows(x), train), rtol=1e-12
        )
        assert_allclose(as_rows(pixels.backward(dy)), rows.backward(as_rows(dy)), atol=1e-12)
        assert_allclose(pixels.gamma.grad, rows.gamma.grad, rtol=1e-12)
        assert_allclose(pixels.beta.grad, rows.beta.grad, rtol=1e-12)
    for name, buffer in pixels.buffers().items():
        assert_allclose(buffer, rows.buffers()[name], rtol=1e-13)


@pytest.mark.parametrize("shape", [(1, 3), (1, 3, 1, 1)])
def test_batch_norm_cannot_train_on_one_value_but_evaluates_it(
    shape: tuple[int, ...],
) -> None:
    with pytest.raises(ValueError, match=r"BatchNorm\(3\) needs two examples or more"):
        BatchNorm(3).forward(np.ones(shape))
    assert BatchNorm(3).forward(np.ones(shape), train=False).shape == shape


@given(x=images(least_height=3))
@few
def test_per_image_norm(x: Array) -> None:
    rng = np.random.default_rng(0)
    layer = InstanceNorm(x.shape[1])
    y = layer.forward(x)
    assert_allclose(y.mean(axis=(2, 3)), 0, atol=1e-12)
    assert_array_equal(layer.forward(x, train=False), y)
    assert_gradients(unsettled(layer, rng), x, rng)


def test_per_image_norm_of_one_image_is_batch_norm_of_that_batch() -> None:
    x = np.random.default_rng(0).standard_normal((3, 4, 5, 5))
    together = InstanceNorm(4).forward(x)
    assert_allclose(together[1:2], BatchNorm(4).forward(x[1:2]), rtol=1e-12)


@given(seed=st.integers(0, 999), batch=sizes, t=sizes, d=st.integers(3, 6), sequence=st.booleans())
@few
def test_layer_norm(seed: int, batch: int, t: int, d: int, sequence: bool) -> None:
    rng = np.random.default_rng(seed)
    x = rng.normal(3, 2, (batch, t, d) if sequence else (batch, d))
    layer = LayerNorm(d)
    y = layer.forward(x)
    assert_allclose(y.mean(axis=-1), 0, atol=1e-12)
    assert_allclose(layer.forward(x[:1]), y[:1], rtol=1e-13)  # whatever else is in the batch
    assert_gradients(unsettled(layer, rng), x, rng)


class _ConstantMean(InstanceNorm):
    """The mistake of taking mean and variance for constants."""

    def backward(self, dy: Array) -> Array:
        super().backward(dy)
        dx: Array = dy * self.inverse[:, :, np.newaxis, np.newaxis]
        return dx


def test_a_planted_wrong_derivative_is_caught() -> None:
    rng = np.random.default_rng(0)
    with pytest.raises(AssertionError, match="gradient by x"):
        assert_gradients(_ConstantMean(2), rng.standard_normal((2, 2, 3, 3)), rng)


@pytest.mark.parametrize(
    ("layer", "shape"),
    [
        (BatchNorm(3), (2, 4, 5, 5)),
        (BatchNorm(3), (2, 3, 5)),
        (BatchNorm(3), (0, 3)),
        (BatchNorm(3), (2, 3, 0, 1)),
        (InstanceNorm(3), (2, 4, 5, 5)),
        (InstanceNorm(3), (2, 3)),
        (InstanceNorm(3), (2, 3, 1, 1)),
        (LayerNorm(3), (2, 4)),
        (LayerNorm(3), (2, 3, 4)),
        (LayerNorm(3), (0, 3)),
    ],
)
def test_a_shape_that_does_not_fit_is_refused(layer: Layer, shape: tuple[int, ...]) -> None:
    text = ", ".join(map(str, shape))
    with pytest.raises(ValueError, match=rf"{type(layer).__name__}\(3\).*\({text}\).*\(N, "):
        layer.forward(np.ones(shape))
