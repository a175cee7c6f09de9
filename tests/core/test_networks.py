"""Multi-layer perceptrons: what depth counts, and what the skip leaves alone."""

import itertools

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from residual.diagnostics import layer_norms
from residual.layers import NORMS, Linear, ReLU, Sequential
from residual.networks import mlp

KINDS = list(itertools.product(("post", "pre"), ("batch", "none")))


def network(depth: int, shortcut: bool = True, block: str = "post", norm: str = "batch", seed=0):
    rng = np.random.default_rng(seed)
    return mlp(rng, depth=depth, width=4, shortcut=shortcut, block=block, norm=NORMS[norm])


@pytest.mark.parametrize("depth", [2, 4, 8, 56, 110])
@pytest.mark.parametrize(("block", "norm"), KINDS)
def test_depth_counts_weight_layers(depth: int, block: str, norm: str) -> None:
    net = network(depth, block=block, norm=norm)
    blocks = net.parts["blocks"]
    assert isinstance(blocks, Sequential)
    assert depth == 2 * len(blocks.parts) + 2
    assert sum(isinstance(layer, Linear) for _, layer in net.walk()) == depth
    net.backward(np.ones_like(net.forward(np.random.default_rng(1).standard_normal((9, 2)))))
    assert len(layer_norms(net).gradient) == depth


@pytest.mark.parametrize("depth", [-2, 0, 1, 3, 57])
def test_a_depth_that_cannot_be_is_refused(depth: int) -> None:
    with pytest.raises(ValueError, match=rf"depth: {depth} .* even whole number from 2"):
        network(depth)


@pytest.mark.parametrize(("block", "norm"), KINDS)
def test_the_same_parameters_and_the_same_draws_with_and_without_the_skip(
    block: str, norm: str
) -> None:
    states, next_draws = [], []
    for shortcut in (False, True):
        rng = np.random.default_rng(5)
        net = mlp(rng, depth=20, width=7, shortcut=shortcut, block=block, norm=NORMS[norm])
        states.append(net.state())
        next_draws.append(rng.standard_normal())
    plain, residual = states
    assert list(plain) == list(residual)
    for name, value in plain.items():
        assert_array_equal(residual[name], value)
    assert next_draws[0] == next_draws[1]


def test_the_skip_changes_what_the_network_computes() -> None:
    x = np.random.default_rng(1).standard_normal((9, 2))
    assert not np.allclose(network(8, False).forward(x), network(8, True).forward(x))
    assert_array_equal(network(2, False).forward(x), network(2, True).forward(x))  # no block


@pytest.mark.parametrize("width", [2, 16])
@pytest.mark.parametrize(
    ("block", "norm", "beside"), [("post", "batch", 2), ("post", "none", 1), ("pre", "none", 1)]
)
def test_number_of_parameters_by_hand(width: int, block: str, norm: str, beside: int) -> None:
    """`beside` each hidden layer stand gamma and beta, or a bias."""
    depth = 56
    net = mlp(
        np.random.default_rng(0),
        depth=depth,
        width=width,
        shortcut=True,
        block=block,
        norm=NORMS[norm],
    )
    hidden = (depth - 2) * (width * width + beside * width)
    expected = (2 * width + beside * width) + hidden + (width + 1)
    assert sum(p.value.size for p in net.parameters().values()) == expected


def test_pre_activation_normalises_once_more_before_the_head() -> None:
    post, pre = network(8), network(8, block="pre")
    extra = set(pre.parameters()) - set(post.parameters())
    assert extra == {"last.norm.gamma", "last.norm.beta"}
    assert set(post.parameters()) < set(pre.parameters())


@pytest.mark.parametrize(("block", "norm"), KINDS)
def test_every_parameter_receives_a_gradient(block: str, norm: str) -> None:
    rng = np.random.default_rng(0)
    net = mlp(rng, depth=20, width=16, shortcut=True, block=block, norm=NORMS[norm])
    net.backward(np.ones_like(net.forward(np.random.default_rng(1).standard_normal((30, 2)))))
    for name, parameter in net.parameters().items():
        assert parameter.grad.shape == parameter.value.shape
        assert parameter.grad.any(), name


def test_the_head_starts_with_lecun_and_with_he_in_the_listing() -> None:
    heads = [
        mlp(np.random.default_rng(0), depth=4, width=9, shortcut=False, he_head=he).parameters()
        for he in (False, True)
    ]
    np.testing.assert_allclose(heads[1]["head.w"].value, np.sqrt(2) * heads[0]["head.w"].value)


def test_the_scale_multiplies_the_hidden_layers_and_not_the_head() -> None:
    one, three = (
        mlp(np.random.default_rng(0), depth=6, width=5, shortcut=True, scale=scale).parameters()
        for scale in (1.0, 3.0)
    )
    for name in one:
        if name.endswith("linear.w") or "linear1.w" in name or "linear2.w" in name:
            np.testing.assert_allclose(three[name].value, 3 * one[name].value)
        else:
            assert_array_equal(three[name].value, one[name].value)


def test_a_network_of_one_block_by_hand() -> None:
    net = network(4, norm="none")
    values = {
        "stem.linear.w": [[1, 0, -1, 0], [0, 1, 0, -1]],
        "blocks.0.branch.linear1.w": -np.eye(4),
        "blocks.0.branch.linear2.w": np.eye(4),
        "head.w": [[1], [1], [1], [1]],
        "head.b": [0.5],
    }
    for name, parameter in net.parameters().items():
        parameter.value[...] = values.get(name, 0)
    # stem: relu(x, y, -x, -y); the branch is relu(-h) = 0 there, so the block passes h on
    assert_array_equal(net.forward(np.array([[3.0, -4.0], [1.0, 2.0]])), [[7.5], [3.5]])


def test_a_network_of_a_thousand_layers_needs_no_recursion() -> None:
    net = network(1000)
    x = np.random.default_rng(1).standard_normal((5, 2))
    assert np.isfinite(net.forward(x)).all()
    assert sum(isinstance(layer, ReLU) for _, layer in net.walk()) == 999
