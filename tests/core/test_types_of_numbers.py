"""Every layer, block and network computes with whole numbers what it computes with others.

And float32 stays float32, and what is not of the output's shape is refused on the way back.
"""

import math

import numpy as np
import pytest
from every_layer import ALL, LAYERS, NETWORKS
from gradient_check import assert_gradients
from numpy.testing import assert_allclose, assert_array_equal

import residual.networks
from residual import blocks, layers
from residual.arrays import Array
from residual.blocks import dense as dense_connections
from residual.diagnostics.lesions import delete_each, deleted
from residual.diagnostics.paths import blocks_of
from residual.layers import Conv2d, Layer, MaxPool, Sequential, Sigmoid
from residual.networks import cifar_resnet, mlp
from residual.training import binary_cross_entropy, cross_entropy

ABSTRACT = {"Layer", "Weighted"}


def made(name: str) -> tuple[Layer, Array, np.random.Generator]:
    make, shape = ALL[name]
    rng = np.random.default_rng(0)
    return make(rng), rng.standard_normal(shape), rng


def passes(layer: Layer, x: Array, dy: Array | None = None) -> list[Array]:
    """Return what a pass gives: the output, dx, and each parameter's gradient."""
    y = layer.forward(x)
    dx = layer.backward(np.ones_like(y) if dy is None else dy)
    return [y, dx, *(p.grad for p in layer.parameters().values())]


def test_nothing_is_left_out() -> None:
    rooms = [vars(layers), vars(blocks), vars(dense_connections)]
    classes = {
        name
        for room in rooms
        for name, found in room.items()
        if isinstance(found, type) and issubclass(found, Layer)
    }
    assert classes - ABSTRACT == {name.split(",")[0] for name in LAYERS}
    builders = {name for name in residual.networks.__all__ if name.islower()}
    assert builders == {name.split(",")[0] for name in NETWORKS}


@pytest.mark.parametrize("dtype", [np.uint8, np.int64])
@pytest.mark.parametrize("name", ALL)
def test_whole_numbers_give_what_the_same_numbers_give_as_floats(name: str, dtype: type) -> None:
    whole = np.random.default_rng(1).integers(0, 200, ALL[name][1]).astype(dtype)
    found, expected = (passes(made(name)[0], x) for x in (whole, whole.astype(np.float64)))
    for ours, theirs in zip(found, expected, strict=True):
        assert_array_equal(ours, theirs)


@pytest.mark.parametrize("name", ALL)
def test_a_gradient_of_whole_numbers_gives_what_the_same_numbers_give_as_floats(name: str) -> None:
    shape = made(name)[0].forward(made(name)[1]).shape
    whole = np.random.default_rng(1).integers(0, 200, shape).astype(np.uint8)
    (first, x, _), (second, _, _) = made(name), made(name)
    found, expected = passes(first, x, whole), passes(second, x, whole.astype(np.float64))
    for ours, theirs in zip(found, expected, strict=True):
        assert_array_equal(ours, theirs)


def test_convolution_of_whole_numbers_by_hand() -> None:
    layer = Conv2d(np.full((1, 1, 3, 3), 0.3), 1, 1)
    bright, ones = np.full((1, 1, 3, 3), 200, np.uint8), np.ones((1, 1, 3, 3), np.int64)
    assert layer.forward(bright)[0, 0, 1, 1] == pytest.approx(540)
    assert layer.forward(ones)[0, 0, 1, 1] == pytest.approx(2.7)


@pytest.mark.parametrize("name", ALL)
def test_float32_stays_float32(name: str) -> None:
    layer, x, _ = made(name)
    layer.cast(np.dtype(np.float32))
    assert {found.dtype for found in passes(layer, x.astype(np.float32))} == {np.dtype("float32")}
    assert {array.dtype for array in layer.state().values()} <= {np.dtype("float32")}


@pytest.mark.parametrize(
    "layer",
    [
        layers.Linear(np.ones((2, 3), np.float32)),
        Conv2d(np.ones((2, 3, 1, 1), np.float32), bias=True),
        layers.ClassToken(np.ones((2, 3), np.float32)),
        layers.FeatureTokenizer(*np.ones((2, 2, 3), np.float32)),
    ],
    ids=repr,
)
def test_a_layer_of_float32_weights_has_no_other_numbers(layer: Layer) -> None:
    types = {a.dtype for p in layer.parameters().values() for a in (p.value, p.grad)}
    assert types == {np.dtype("float32")}


def test_float32_stays_float32_with_a_lesion_and_in_the_losses() -> None:
    rng = np.random.default_rng(0)
    network = mlp(rng, depth=6, width=4, shortcut=True)
    network.cast(np.dtype(np.float32))
    x = rng.standard_normal((6, 2)).astype(np.float32)
    with deleted(network, [0, 1]):
        assert network.forward(x, train=False).dtype == np.float32
    for labels in (np.ones((6, 1)), np.ones((6, 1), int), np.ones((6, 1), bool)):
        logits = network.forward(x)
        assert binary_cross_entropy(logits, labels)[1].dtype == np.float32
    assert cross_entropy(np.ones((2, 3), np.float32), np.array([0, 2]))[1].dtype == np.float32


def test_a_lesion_takes_images_of_option_a() -> None:
    rng = np.random.default_rng(0)
    network = cifar_resnet(rng, 8, width=2, channels=1, size=8)
    network.cast(np.dtype(np.float32))
    x, y = rng.standard_normal((3, 1, 8, 8)).astype(np.float32), np.array([0, 1, 2])
    assert len(delete_each(network, cross_entropy, (x, y))) == len(blocks_of(network))


@pytest.mark.parametrize("name", ALL)
def test_a_gradient_of_another_shape_than_the_output_is_refused(name: str) -> None:
    layer, x, _ = made(name)
    shape = layer.forward(x).shape
    others = [(1, *shape[1:]), (shape[0] + 1, *shape[1:]), shape[:-1], (*shape, 1), ()]
    for other in others:
        with pytest.raises(ValueError, match=r"dy: the shape \("):
            layer.backward(np.ones(other))
    layer.backward(np.ones(shape))


@pytest.mark.parametrize("name", LAYERS)
def test_backward_before_forward_says_so(name: str) -> None:
    layer, _, rng = made(name)
    with pytest.raises(ValueError, match="backward needs a forward pass before it"):
        layer.backward(rng.standard_normal((4, 6)))


@pytest.mark.parametrize("size", [1e4, 1e8, 1e12])
@pytest.mark.parametrize("name", LAYERS)
def test_the_gradient_check_calls_right_layers_right_for_large_inputs(
    name: str, size: float
) -> None:
    layer, x, rng = made(name)
    assert_gradients(layer, size * x, rng, tolerance=1e-5)


@pytest.mark.parametrize("name", ALL)
def test_the_gradient_check_calls_right_layers_right_in_float32(name: str) -> None:
    layer, x, rng = made(name)
    layer.cast(np.dtype(np.float32))
    assert_gradients(layer, x.astype(np.float32), rng, tolerance=1e-5)
    assert all(array.dtype == np.float32 for array in layer.state().values())


@pytest.mark.parametrize("name", ["Linear", "Conv2d", "BatchNorm", "Tanh", "Attention"])
def test_the_gradient_check_calls_right_layers_right_for_whole_numbers(name: str) -> None:
    layer, x, rng = made(name)
    assert_gradients(layer, rng.integers(-9, 9, x.shape), rng, tolerance=1e-5)


class _WrongConv(Conv2d):
    def backward(self, dy: Array) -> Array:
        return super().backward(dy) * 1.001


@pytest.mark.parametrize("size", [1.0, 1e8, 1e12])
def test_a_planted_wrong_derivative_is_caught_however_large_the_input(size: float) -> None:
    rng = np.random.default_rng(0)
    layer, x = _WrongConv(rng.standard_normal((3, 3, 3, 3))), rng.standard_normal((2, 3, 5, 5))
    with pytest.raises(AssertionError, match="gradient by x"):
        assert_gradients(layer, size * x, rng, tolerance=1e-5)


def test_the_largest_pixel_is_nan_where_there_is_one() -> None:
    x = np.arange(16.0).reshape(1, 1, 4, 4)
    x[0, 0, 0, 0] = x[0, 0, 3, 2] = np.nan
    layer = MaxPool(2)
    assert_array_equal(layer.forward(x), [[[[np.nan, 7], [13, np.nan]]]])
    dx = layer.backward(np.ones((1, 1, 2, 2)))
    assert dx[0, 0, 0, 0] == dx[0, 0, 3, 2] == 1
    assert dx.sum() == 4


def test_the_sigmoid_is_exact_where_it_is_small() -> None:
    x = np.array([-800.0, -700.0, -40.0, -1.0, 0.0, 40.0, 800.0])
    expected = [math.exp(v) / (1 + math.exp(v)) if v < 700 else 1.0 for v in x]
    with np.errstate(all="raise", under="ignore"):
        assert_allclose(Sigmoid().forward(x), expected, rtol=1e-15)
    assert Sigmoid().forward(np.array([-40.0]))[0] == pytest.approx(4.248354255291589e-18)


def test_a_layer_that_stands_in_two_places_is_refused() -> None:
    rng = np.random.default_rng(0)
    layer, relu = LAYERS["Linear"][0](rng), layers.ReLU()
    for name in ("0", "1"):
        assert name in Sequential(layer, relu).parts
    refused = [
        lambda: Sequential(layer, layer),
        lambda: Sequential(layer, relu, Sequential(relu)),
        lambda: Sequential(layer, layer.sharing_copy()),  # of the same parameters
        lambda: blocks.Block(layer, layer),
        lambda: blocks.Block(Sequential(relu), True, relu),
        lambda: blocks.Highway(layer, layer),
        lambda: layers.Attention(layer, layer, layer, layer, heads=1),
        lambda: dense_connections.DenselyConnected(6, 6, layer, layer),
    ]
    for make in refused:
        with pytest.raises(ValueError, match="once more"):
            make()
