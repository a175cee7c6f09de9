"""Every backward pass is the derivative of its forward pass."""

import numpy as np
import pytest
from gradient_check import assert_gradients
from hypothesis import given, settings
from hypothesis import strategies as st

from residual.arrays import Array
from residual.blocks import Block, make_block
from residual.layers import NORMS, BatchNorm, Layer, Linear, ReLU, Sequential
from residual.networks import mlp
from residual.training import Loss, binary_cross_entropy, binary_cross_entropy_of_listing

few = settings(max_examples=25, deadline=None, derandomize=True)
seeds = st.integers(0, 2**32 - 1)
sizes = st.integers(1, 7)

BLOCKS = [
    pytest.param(block, shortcut, norm, id=f"{block}-{'residual' if shortcut else 'plain'}-{norm}")
    for block in ("post", "pre")
    for shortcut in (False, True)
    for norm in ("batch", "none")
]


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(0)


def away_from_zero(x: Array) -> Array:
    return x + 0.1 * np.sign(x)


def unsettled(layer: Layer, rng: np.random.Generator) -> Layer:
    """Move every parameter off its special starting value: biases off 0, gammas off 1."""
    for parameter in layer.parameters().values():
        parameter.value += 0.2 * rng.standard_normal(parameter.value.shape)
    return layer


def make(block: str, shortcut: bool, norm: str, rng: np.random.Generator, width: int) -> Layer:
    def dense(fan_in: int, fan_out: int) -> Linear:
        return Linear(rng.standard_normal((fan_in, fan_out)), bias=norm == "none")

    return unsettled(make_block(dense, width, shortcut, block, NORMS[norm]), rng)


@given(seed=seeds, batch=sizes, fan_in=sizes, fan_out=sizes, bias=st.booleans())
@few
def test_linear(seed: int, batch: int, fan_in: int, fan_out: int, bias: bool) -> None:
    rng = np.random.default_rng(seed)
    layer = unsettled(Linear(rng.standard_normal((fan_in, fan_out)), bias), rng)
    assert_gradients(layer, rng.standard_normal((batch, fan_in)), rng)


@given(seed=seeds, batch=sizes, features=sizes)
@few
def test_relu_away_from_zero(seed: int, batch: int, features: int) -> None:
    rng = np.random.default_rng(seed)
    assert_gradients(ReLU(), away_from_zero(rng.standard_normal((batch, features))), rng)


@given(seed=seeds, batch=st.integers(4, 9), features=sizes, train=st.booleans())
@few
def test_batch_norm(seed: int, batch: int, features: int, train: bool) -> None:
    rng = np.random.default_rng(seed)
    layer = BatchNorm(features)
    layer.gamma.value[:] = rng.uniform(0.5, 2, features)
    layer.running_mean[:] = rng.standard_normal(features)
    layer.running_variance[:] = rng.uniform(0.5, 2, features)
    # Equally spread columns: a column with almost no variance would be nearly a step function.
    columns = [rng.permutation(np.linspace(-1, 1, batch)) for _ in range(features)]
    x = np.stack(columns, axis=1) + 0.05 * rng.standard_normal((batch, features))
    assert_gradients(layer, x, rng, train=train)


def test_layers_in_sequence(rng: np.random.Generator) -> None:
    layer = Sequential(
        Linear(rng.standard_normal((3, 5))), ReLU(), out=Linear(rng.standard_normal((5, 2)))
    )
    assert_gradients(unsettled(layer, rng), rng.standard_normal((6, 3)), rng)


@pytest.mark.parametrize("train", [True, False])
@pytest.mark.parametrize(("block", "shortcut", "norm"), BLOCKS)
def test_block(
    rng: np.random.Generator, block: str, shortcut: bool, norm: str, train: bool
) -> None:
    layer = make(block, shortcut, norm, rng, width=4)
    layer.forward(rng.standard_normal((8, 4)))  # running statistics off their starting values
    assert_gradients(layer, away_from_zero(rng.standard_normal((8, 4))), rng, train=train)


# From width 2: batch normalisation takes the scale of a single feature out again, so the gradient
# by its 1 x 1 weight is nothing but rounding.
@given(seed=seeds, kind=st.sampled_from([p.values for p in BLOCKS]), width=st.integers(2, 7))
@few
def test_block_of_any_width(seed: int, kind: tuple[str, bool, str], width: int) -> None:
    rng = np.random.default_rng(seed)
    layer = make(*kind, rng, width)
    x = away_from_zero(rng.standard_normal((12, width)))
    assert_gradients(layer, x, rng)


@pytest.mark.parametrize("depth", [2, 6, 20])
@pytest.mark.parametrize(("block", "shortcut", "norm"), BLOCKS)
def test_whole_network(
    rng: np.random.Generator, block: str, shortcut: bool, norm: str, depth: int
) -> None:
    # Without normalisation a residual signal doubles per block; smaller weights keep it finite.
    scale = 0.5 if norm == "none" and shortcut else 1.0
    network = mlp(
        rng, depth=depth, width=4, shortcut=shortcut, block=block, norm=NORMS[norm], scale=scale
    )
    for name, parameter in network.parameters().items():
        if name.endswith((".b", ".beta")):
            parameter.value += 0.1 * rng.standard_normal(parameter.value.shape)
    assert_gradients(network, rng.standard_normal((12, 2)), rng)


@pytest.mark.parametrize("loss", [binary_cross_entropy, binary_cross_entropy_of_listing])
@given(seed=seeds, batch=st.integers(1, 20))
@few
def test_loss_by_the_logits(loss: Loss, seed: int, batch: int) -> None:
    rng = np.random.default_rng(seed)
    assert loss_gradient_error(loss, rng.uniform(-3, 3, (batch, 1)), rng) < 1e-6


def loss_gradient_error(loss: Loss, logits: Array, rng: np.random.Generator) -> float:
    y = (rng.random(logits.shape) < 0.5) * 1.0
    direction = rng.choice([-1.0, 1.0], logits.shape)
    step = 1e-5
    above, below = loss(logits + step * direction, y)[0], loss(logits - step * direction, y)[0]
    analytic = loss(logits, y)[1]
    assert analytic.shape == logits.shape
    error = (above - below) / (2 * step) - float((analytic * direction).sum())
    return abs(error) / float(np.abs(analytic).sum())


def test_loss_by_the_weights_of_a_whole_network(rng: np.random.Generator) -> None:
    network = mlp(rng, depth=8, width=4, shortcut=True)
    x, y = rng.standard_normal((12, 2)), (rng.random((12, 1)) < 0.5) * 1.0
    network.backward(binary_cross_entropy(network.forward(x), y)[1])
    for parameter in network.parameters().values():
        gradient, original = parameter.grad.copy(), parameter.value.copy()
        direction = rng.standard_normal(original.shape)
        sides = []
        for sign in (1, -1):
            parameter.value[...] = original + sign * 1e-6 * direction
            sides.append(binary_cross_entropy(network.forward(x), y)[0])
        parameter.value[...] = original
        numeric, analytic = (sides[0] - sides[1]) / 2e-6, float((gradient * direction).sum())
        scale = np.linalg.norm(gradient) * np.linalg.norm(direction)
        assert abs(numeric - analytic) < 1e-6 * scale


class _WrongLinear(Linear):
    def backward(self, dy: Array) -> Array:
        dx = super().backward(dy)
        self.w.grad = self.w.grad * 1.001
        return dx


class _WrongReLU(ReLU):
    def backward(self, dy: Array) -> Array:
        return dy * (self.positive + 0.001)


class _FrozenStatistics(BatchNorm):
    """Forgets that mean and variance depend on the input."""

    def backward(self, dy: Array) -> Array:
        super().backward(dy)
        return dy * self.gamma.value * self.inverse


class _ShortcutForgotten(Block):
    def backward(self, dy: Array) -> Array:
        return self.branch.backward(self.after.backward(dy) if self.after else dy)


class _ShortcutAroundTheWrongEnd(Block):
    """Lets the shortcut's gradient pass by the last ReLU as well."""

    def backward(self, dy: Array) -> Array:
        assert self.after
        return self.branch.backward(self.after.backward(dy)) + dy


def test_a_planted_wrong_derivative_by_the_weights_is_caught(rng: np.random.Generator) -> None:
    wrong: Layer = _WrongLinear(rng.standard_normal((3, 4)))
    with pytest.raises(AssertionError, match="gradient by w"):
        assert_gradients(wrong, rng.standard_normal((5, 3)), rng)


@pytest.mark.parametrize("wrong", [_WrongReLU(), _FrozenStatistics(3)])
def test_a_planted_wrong_derivative_by_the_input_is_caught(
    rng: np.random.Generator, wrong: Layer
) -> None:
    with pytest.raises(AssertionError, match="gradient by x"):
        assert_gradients(wrong, away_from_zero(rng.standard_normal((5, 3))), rng)


@pytest.mark.parametrize("wrong", [_ShortcutForgotten, _ShortcutAroundTheWrongEnd])
def test_a_planted_wrong_shortcut_is_caught(rng: np.random.Generator, wrong: type[Block]) -> None:
    branch = Sequential(
        Linear(rng.standard_normal((4, 4))), ReLU(), Linear(rng.standard_normal((4, 4)))
    )
    x = away_from_zero(rng.standard_normal((8, 4)))
    assert_gradients(Block(branch, True, ReLU()), x, rng)
    with pytest.raises(AssertionError, match="gradient by x"):
        assert_gradients(wrong(branch, True, ReLU()), x, rng)


@pytest.mark.parametrize("depth", [6, 20])
def test_a_wrong_shortcut_deep_inside_a_network_is_caught(
    rng: np.random.Generator, depth: int
) -> None:
    network = mlp(rng, depth=depth, width=4, shortcut=True)
    blocks = network.parts["blocks"]
    assert isinstance(blocks, Sequential)
    right = blocks.parts["1"]
    assert isinstance(right, Block)
    blocks.parts["1"] = _ShortcutForgotten(right.branch, True, right.after)
    with pytest.raises(AssertionError, match="gradient by"):
        assert_gradients(network, rng.standard_normal((12, 2)), rng)


def test_a_planted_wrong_loss_gradient_is_caught(rng: np.random.Generator) -> None:
    def summed_not_averaged(logits: Array, y: Array) -> tuple[float, Array]:
        loss, dlogits = binary_cross_entropy(logits, y)
        return loss, dlogits * len(y)

    def slightly_off(logits: Array, y: Array) -> tuple[float, Array]:
        loss, dlogits = binary_cross_entropy(logits, y)
        return loss, dlogits * 1.001

    for wrong in (summed_not_averaged, slightly_off):
        assert loss_gradient_error(wrong, rng.standard_normal((8, 1)), rng) > 1e-5


def test_the_check_refuses_a_point_on_a_kink(rng: np.random.Generator) -> None:
    with pytest.raises(ValueError, match="kink"):
        assert_gradients(ReLU(), np.zeros((3, 2)), rng)
