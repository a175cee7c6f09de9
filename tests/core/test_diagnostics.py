"""Norms layer by layer, and Jacobians."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from residual.arrays import Array
from residual.blocks import Block
from residual.diagnostics import jacobian, layer_norms
from residual.experiments import Config, make_trainer
from residual.layers import BatchNorm, Layer, Linear, ReLU, Sequential
from residual.networks import mlp


def numeric_jacobian(layer: Layer, x: Array, step: float = 1e-6) -> Array:
    columns = []
    for direction in np.eye(len(x)):
        above = layer.forward((x + step * direction)[None], train=False)
        below = layer.forward((x - step * direction)[None], train=False)
        columns.append((above - below)[0] / (2 * step))
    return np.stack(columns, axis=1)


def test_the_jacobian_of_a_dense_layer_is_its_matrix() -> None:
    w = np.random.default_rng(0).standard_normal((3, 5))
    assert_allclose(jacobian(Linear(w), np.ones(3)), w.T, rtol=1e-15)


@pytest.mark.parametrize("block", ["post", "pre"])
@pytest.mark.parametrize("shortcut", [False, True])
def test_jacobian_of_a_network_against_central_differences(block: str, shortcut: bool) -> None:
    rng = np.random.default_rng(0)
    network = mlp(rng, depth=8, width=6, shortcut=shortcut, block=block)
    network.forward(rng.standard_normal((50, 2)))
    x = rng.standard_normal(2)
    exact = jacobian(network, x)
    assert exact.shape == (1, 2)
    assert_allclose(exact, numeric_jacobian(network, x), rtol=1e-6, atol=1e-9)


def test_a_jacobian_in_evaluation_leaves_the_running_statistics_alone() -> None:
    layer = BatchNorm(3)
    before = layer.state()
    jacobian(layer, np.ones(3))
    assert all(np.array_equal(value, before[name]) for name, value in layer.state().items())


def test_the_shortcut_adds_the_identity_to_the_jacobian() -> None:
    rng = np.random.default_rng(0)
    w1, w2 = rng.standard_normal((2, 4, 4))
    branch = Sequential(Linear(w1), ReLU(), Linear(w2))
    x = rng.standard_normal(4)
    plain, residual = (jacobian(Block(branch, shortcut), x) for shortcut in (False, True))
    assert_allclose(residual, plain + np.eye(4), rtol=1e-15, atol=1e-15)


def test_layer_norms_by_hand() -> None:
    network = Sequential(
        Linear(np.array([[3.0, 0.0], [0.0, 4.0]]), bias=False),
        ReLU(),
        Linear(np.array([[1.0], [2.0]]), bias=False),
    )
    network.forward(np.array([[1.0, 1.0], [-1.0, 1.0]]))
    network.backward(np.array([[1.0], [1.0]]))
    norms = layer_norms(network)
    # hidden (3, 4) and (0, 4); the gradients by the weights are ((1, 0), (1, 4)) and (3, 8)
    assert_allclose(norms.gradient, [np.sqrt(1 + 1 + 16), np.sqrt(9 + 64)])
    assert_allclose(norms.activation, [np.sqrt((2 + 2) / 2), np.sqrt((25 + 16) / 2)])


def test_norms_are_those_of_the_network_that_ran() -> None:
    trainer = make_trainer(Config(depth=8, width=5))
    trainer.measure()
    norms = layer_norms(trainer.network)
    weights = [p for name, p in trainer.network.parameters().items() if name.endswith("w")]
    assert_allclose(norms.gradient, [np.linalg.norm(p.grad) for p in weights])
    assert_allclose(norms.activation[0], np.sqrt(np.square(trainer.x).sum(axis=1).mean()))
