"""The Jacobian of a block, and how much it stretches."""

import numpy as np
import pytest

from residual.arrays import Array
from residual.blocks import Block
from residual.diagnostics import jacobian, singular_values
from residual.layers import Layer, Linear, ReLU, Sequential


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(0)


class _Doubled(Layer):
    """Twice its input, of any shape, and its sum beside it."""

    def forward(self, x: Array, train: bool = True) -> Array:
        return np.concatenate([2 * x, x.sum(axis=1, keepdims=True)], axis=1)

    def backward(self, dy: Array) -> Array:
        return 2 * dy[:, :-1] + dy[:, -1:]


def test_a_dense_layer_has_its_weights_transposed_as_jacobian(rng) -> None:
    w = rng.standard_normal((3, 5))
    np.testing.assert_array_equal(jacobian(Linear(w), rng.standard_normal(3)), w.T)


def test_a_block_adds_the_identity_to_its_branch(rng) -> None:
    x = rng.standard_normal(6)
    branch = Sequential(Linear(rng.standard_normal((6, 6))), ReLU())
    difference = jacobian(Block(branch, True), x) - jacobian(Block(branch, False), x)
    np.testing.assert_allclose(difference, np.eye(6), atol=1e-15)


def test_an_image_has_a_row_for_each_output_number(rng) -> None:
    j = jacobian(_Doubled(), rng.standard_normal((2, 3, 3)))
    assert j.shape == (27, 18)
    np.testing.assert_array_equal(j[:18], 2 * np.eye(18))
    np.testing.assert_array_equal(j[18:], np.tile(np.eye(9), 2))


def test_the_identity_stretches_nothing(rng) -> None:
    silent = Block(Linear(np.zeros((4, 4))), True)
    np.testing.assert_array_equal(singular_values(silent, rng.standard_normal(4)), np.ones(4))


def test_singular_values_are_the_factors_of_a_diagonal_branch_plus_one(rng) -> None:
    block = Block(Linear(np.diag([3.0, 0.5, -1.0])), True)
    np.testing.assert_allclose(singular_values(block, np.ones(3)), [4, 1.5, 0], atol=1e-15)


def test_their_squares_add_up_to_the_squared_norm(rng) -> None:
    layer, x = Linear(rng.standard_normal((4, 7))), rng.standard_normal(4)
    norm = np.linalg.norm(jacobian(layer, x))
    assert np.linalg.norm(singular_values(layer, x)) == pytest.approx(norm, rel=1e-14)
