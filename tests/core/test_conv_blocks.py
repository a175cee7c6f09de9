"""Blocks of convolutions: their kinds and shortcuts, and the other two ways to skip."""

import numpy as np
import pytest
from gradient_check import assert_gradients
from numpy.testing import assert_allclose, assert_array_equal

from residual.arrays import Array
from residual.blocks import Block, Concat, Highway
from residual.blocks.convolutional import ConvBlocks
from residual.layers import Conv2d, Layer, Linear, MaxPool, Sequential, Sigmoid, SubsampleAndPad

CHANGING, KEEPING = {"channels_in": 3, "stride": 2}, {"channels_in": 4, "stride": 1}


def made(place: dict[str, int], seed: int = 0, **options: object) -> Block:
    kind = ConvBlocks(**options)
    channels_in = place["channels_in"] * (kind.expansion if place is KEEPING else 1)
    rng = np.random.default_rng(seed)
    return kind.make(rng, rng.spawn(1)[0], channels_in, 4, place["stride"])


def images(block: Block, batch: int = 2) -> Array:
    channels = next(p for _, p in block.walk() if isinstance(p, Conv2d)).w.value.shape[1]
    return np.random.default_rng(1).standard_normal((batch, channels, 4, 5))


def unsettled(layer: Layer) -> Layer:
    rng = np.random.default_rng(2)
    for parameter in layer.parameters().values():
        parameter.value += 0.2 * rng.standard_normal(parameter.value.shape)
    return layer


@pytest.mark.parametrize("norm", ["batch", "instance", "none"])
@pytest.mark.parametrize("shortcut", ["none", "A", "B", "C"])
@pytest.mark.parametrize("place", [CHANGING, KEEPING], ids=["changing", "keeping"])
@pytest.mark.parametrize("block", ["post", "pre"])
@pytest.mark.parametrize("kind", ["basic", "bottleneck"])
def test_gradients_of_every_block(
    kind: str, block: str, place: dict[str, int], shortcut: str, norm: str
) -> None:
    layer = made(place, kind=kind, block=block, shortcut=shortcut, norm=norm)
    unsettled(layer)
    for batch in (1, 3):
        x = images(layer, batch)
        assert layer.forward(x).shape == layer.output_shape(x.shape)
        assert_gradients(layer, x, np.random.default_rng(3))


@pytest.mark.parametrize("block", ["post", "pre"])
@pytest.mark.parametrize("kind", ["basic", "bottleneck"])
@pytest.mark.parametrize("place", [CHANGING, KEEPING], ids=["changing", "keeping"])
def test_no_kind_of_shortcut_changes_a_weight_of_the_branch(
    kind: str, block: str, place: dict[str, int]
) -> None:
    plain = made(place, kind=kind, block=block, shortcut="none").branch.state()
    for shortcut in "ABC":
        other = made(place, kind=kind, block=block, shortcut=shortcut).branch.state()
        assert list(other) == list(plain)
        assert all(np.array_equal(other[name], plain[name]) for name in plain)


def test_shortcuts_have_the_parameters_that_their_letters_say() -> None:
    def parameters(place: dict[str, int], shortcut: str) -> list[str]:
        block = made(place, shortcut=shortcut)
        return [name for name in block.parameters() if name.startswith("shortcut")]

    projection = ["shortcut.conv.w", "shortcut.norm.gamma", "shortcut.norm.beta"]
    for letter, keeping, changing in [
        ("none", [], []),
        ("A", [], []),
        ("B", [], projection),
        ("C", projection, projection),
    ]:
        assert parameters(KEEPING, letter) == keeping
        assert parameters(CHANGING, letter) == changing
    assert made(KEEPING, shortcut="B").shortcut is True
    assert isinstance(made(CHANGING, shortcut="A").shortcut, SubsampleAndPad)


@pytest.mark.parametrize("block", ["post", "pre"])
@pytest.mark.parametrize("norm", ["batch", "instance", "none"])
@pytest.mark.parametrize("kind", ["basic", "bottleneck"])
def test_a_block_that_starts_at_zero_is_its_shortcut_and_can_learn(
    kind: str, norm: str, block: str
) -> None:
    layer = made(KEEPING, kind=kind, block=block, norm=norm, zero_init=True)
    x = np.abs(images(layer))  # what a block after a ReLU sees
    assert_array_equal(layer.forward(x), x)
    layer.backward(np.ones_like(x))
    assert any(parameter.grad.any() for parameter in layer.branch.parameters().values())


def test_zero_init_changes_no_other_weight() -> None:
    usual, zero = made(KEEPING).state(), made(KEEPING, zero_init=True).state()
    different = [name for name in usual if not np.array_equal(usual[name], zero[name])]
    assert different == ["branch.norm2.gamma"]


def test_bottleneck_reduces_and_expands() -> None:
    block = made(CHANGING, kind="bottleneck")
    convs = [part for _, part in block.branch.walk() if isinstance(part, Conv2d)]
    assert [c.w.value.shape for c in convs] == [(4, 3, 1, 1), (4, 4, 3, 3), (16, 4, 1, 1)]
    assert [c.stride for c in convs] == [2, 1, 1]
    later = made(CHANGING, kind="bottleneck", stride_in="3x3")
    assert [p.stride for _, p in later.branch.walk() if isinstance(p, Conv2d)] == [1, 2, 1]


def test_pre_activation_leaves_the_way_of_x_clean() -> None:
    block = made(KEEPING, block="pre")
    assert block.after is None
    assert list(block.branch.children()) == ["norm1", "relu1", "conv1", "norm2", "relu2", "conv2"]
    assert list(made(CHANGING, block="pre").children()["shortcut"].children()) == ["conv"]


@pytest.mark.parametrize(
    "options",
    [
        {"kind": "wide"},
        {"block": "v3"},
        {"shortcut": "D"},
        {"norm": "layer"},
        {"stride_in": "5x5"},
    ],
)
def test_an_unknown_name_is_refused_with_the_known_ones(options: dict[str, str]) -> None:
    (name, value), *_ = options.items()
    with pytest.raises(ValueError, match=f"{name}: {value} is not allowed; use one of .*, "):
        ConvBlocks(**options)


def test_branch_and_shortcut_of_different_shapes_are_refused() -> None:
    block = Block(Linear(np.ones((3, 1))), True)
    for check in (lambda: block.forward(np.ones((2, 3))), lambda: block.output_shape((2, 3))):
        with pytest.raises(ValueError, match=r"Block.*\(2, 1\).*\(2, 3\).*equal"):
            check()


def test_concat_puts_the_branch_beside_its_input() -> None:
    rng = np.random.default_rng(0)
    layer, x = Concat(Conv2d(rng.standard_normal((2, 3, 1, 1)))), rng.standard_normal((2, 3, 4, 4))
    y = layer.forward(x)
    assert_array_equal(y[:, :3], x)
    assert_allclose(y[:, 3:], layer.branch.forward(x))
    assert y.shape == layer.output_shape(x.shape) == (2, 5, 4, 4)
    assert_gradients(layer, x, rng)
    with pytest.raises(ValueError, match=r"Concat.*\(2, 3, 2, 2\).*\(2, 3, 4, 4\)"):
        Concat(MaxPool(2)).forward(x)


def highway(bias: float) -> Highway:
    rng = np.random.default_rng(0)
    gate = Linear(rng.standard_normal((3, 3)))
    gate.parameters()["b"].value[:] = bias
    return Highway(Linear(rng.standard_normal((3, 3))), Sequential(gate, Sigmoid()))


def test_highway_carries_or_transforms_as_its_gate_says() -> None:
    x = np.random.default_rng(1).standard_normal((4, 3))
    assert_allclose(highway(-1000).forward(x), x, rtol=1e-12)
    assert_allclose(highway(1000).forward(x), highway(0).branch.forward(x), rtol=1e-12)
    assert_gradients(highway(0.5), x, np.random.default_rng(2))
    with pytest.raises(ValueError, match=r"Highway.*\(4, 1\).*\(4, 3\)"):
        Highway(Linear(np.ones((3, 1))), Sigmoid()).forward(x)


class _WrongBlock(Block):
    def backward(self, dy: Array) -> Array:
        return super().backward(dy) - dy  # the shortcut forgotten on the way back


class _WrongConcat(Concat):
    def backward(self, dy: Array) -> Array:
        return self.branch.backward(dy[:, self.features :])


class _WrongHighway(Highway):
    def backward(self, dy: Array) -> Array:
        dx = self.branch.backward(dy * self.t) + self.gate.backward(dy * self.h)
        return dx + dy * (1 - self.t)


def test_planted_wrong_derivatives_are_caught() -> None:
    rng = np.random.default_rng(0)
    w, right = rng.standard_normal((2, 2, 3, 3)), highway(0)
    for wrong, what, shape in [
        (_WrongBlock(Conv2d(w, padding=1), True), "x", (2, 2, 4, 4)),
        (_WrongConcat(Conv2d(w, padding=1)), "x", (2, 2, 4, 4)),
        (_WrongHighway(right.branch, right.gate), "(x|gate)", (4, 3)),
    ]:
        with pytest.raises(AssertionError, match=f"gradient by {what}"):
            assert_gradients(wrong, rng.standard_normal(shape), rng)
