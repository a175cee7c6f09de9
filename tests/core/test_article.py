"""The article's own systems: its listing, re-written here from its description, and its blocks."""

import functools
import itertools

import numpy as np
import pytest

from residual.arrays import Array
from residual.blocks import Block
from residual.diagnostics import jacobian
from residual.experiments import Config, listing_block_jacobians, make_trainer
from residual.layers import Linear, ReLU, Sequential
from residual.layers.initializers import he_normal
from residual.training import SGD, Run, binary_cross_entropy_of_listing

FINAL_LOSSES = {4: 0.661260525836, 8: 0.649691083092, 16: 0.598681728454, 32: 0.152359719828}


def listing_data(n: int = 200) -> tuple[Array, Array]:
    rng = np.random.RandomState(42)
    t, r = np.linspace(0, 2 * np.pi, n), np.linspace(0.3, 1, n)
    x0 = r * np.cos(t) + 0.1 * 0.3 * rng.randn(n)
    y0 = r * np.sin(t) + 0.1 * 0.3 * rng.randn(n)
    x1 = r * np.cos(t + np.pi) + 0.1 * 0.3 * rng.randn(n)
    y1 = r * np.sin(t + np.pi) + 0.1 * 0.3 * rng.randn(n)
    points = np.vstack([np.column_stack([x0, y0]), np.column_stack([x1, y1])])
    return points, np.concatenate([np.zeros(n), np.ones(n)])[:, None]


def listing_losses(depth: int, seed: int = 0, epochs: int = 500, lr: float = 0.01) -> list[float]:
    """The plain network and its training loop, matrix by matrix."""
    x, y = listing_data()
    rng = np.random.RandomState(seed)
    sizes = [2] + [32] * (depth - 1) + [1]
    weights = [rng.randn(a, b) * np.sqrt(2 / a) for a, b in itertools.pairwise(sizes)]
    biases = [np.zeros(b) for b in sizes[1:]]
    losses = []
    for _ in range(epochs):
        activations = [x]
        for w, b in zip(weights[:-1], biases[:-1], strict=True):
            activations.append(np.maximum(0, activations[-1] @ w + b))
        p = 1 / (1 + np.exp(-(activations[-1] @ weights[-1] + biases[-1])))
        losses.append(float(-np.mean(y * np.log(p + 1e-8) + (1 - y) * np.log(1 - p + 1e-8))))
        delta = (p - y) / len(x)
        for i in reversed(range(depth)):
            dw, db = activations[i].T @ delta, delta.sum(axis=0)
            delta = (delta @ weights[i].T) * (activations[i] > 0)
            weights[i] -= lr * dw
            biases[i] -= lr * db
    return losses


@functools.cache
def our_losses(depth: int) -> list[float]:
    trainer = make_trainer(Config.from_preset("article", {"depth": depth}))
    trainer.observer = None  # looks at the data held out take time, and change nothing
    trainer.advance(500)
    return trainer.history.loss


def test_the_data_are_those_of_the_listing() -> None:
    trainer = make_trainer(Config.from_preset("article", {}))
    x, y = listing_data()
    np.testing.assert_allclose(trainer.x, x, rtol=0, atol=1e-15)
    np.testing.assert_array_equal(trainer.y, y)


def test_the_data_of_the_listing_do_not_depend_on_the_seed() -> None:
    first, second = (make_trainer(Config.from_preset("article", {"seed": s})) for s in (0, 1))
    np.testing.assert_array_equal(first.x, second.x)
    assert first.measure() != second.measure()


@pytest.mark.parametrize("depth", FINAL_LOSSES)
def test_every_loss_is_that_of_the_listing(depth: int) -> None:
    np.testing.assert_allclose(our_losses(depth), listing_losses(depth), rtol=0, atol=1e-9)


@pytest.mark.parametrize(("depth", "final"), FINAL_LOSSES.items())
def test_final_losses(depth: int, final: float) -> None:
    assert len(our_losses(depth)) == 500
    assert our_losses(depth)[-1] == pytest.approx(final, rel=0, abs=1e-9)


def test_deeper_is_not_worse_in_the_listing_as_printed() -> None:
    final = [our_losses(depth)[-1] for depth in (4, 8, 16, 32)]
    assert final == sorted(final, reverse=True)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_skips_alone_do_not_save_that_network_at_depth_32(seed: int) -> None:
    values = {"depth": 32, "shortcut": "identity", "seed": seed}
    trainer = make_trainer(Config.from_preset("article", values))
    trainer.advance(500)
    assert trainer.diverged_at is not None


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_skip_around_each_single_layer_overflows_sooner(seed: int) -> None:
    rng, depth = np.random.RandomState(seed), 20
    hidden = [Sequential(Linear(he_normal(rng, 32 if i else 2, 32)), ReLU()) for i in range(19)]
    blocks = [Block(layer, shortcut=True) for layer in hidden[1:]]
    network = Sequential(hidden[0], *blocks, Linear(he_normal(rng, 32, 1)))
    assert len([name for name in network.parameters() if name.endswith("w")]) == depth
    sgd = SGD(list(network.parameters().values()), lr=0.01)
    trainer = Run(network, listing_data(), binary_cross_entropy_of_listing, sgd, 500)
    trainer.advance(500)
    assert trainer.diverged_at is not None


def test_block_jacobians_of_the_article() -> None:
    norms = listing_block_jacobians()
    assert round(norms["plain"], 4) == 0.9047
    assert round(norms["residual"], 4) == 2.9175


def test_block_jacobians_by_the_chain_rule() -> None:
    rng = np.random.RandomState(42)
    x, w1, w2 = rng.randn(8), 0.3 * rng.randn(8, 8), 0.3 * rng.randn(8, 8)
    inner = w1 @ x
    outer = w2 @ np.maximum(inner, 0)
    plain = np.diag(outer > 0) @ w2 @ np.diag(inner > 0) @ w1
    expected = {"plain": np.linalg.norm(plain), "residual": np.linalg.norm(plain + np.eye(8))}
    assert listing_block_jacobians() == pytest.approx(expected, rel=1e-14)


def test_the_identity_has_norm_root_8_in_8_dimensions() -> None:
    identity = jacobian(Sequential(), np.ones(8))
    np.testing.assert_array_equal(identity, np.eye(8))
    assert np.linalg.norm(identity) == pytest.approx(np.sqrt(8), rel=1e-15)
