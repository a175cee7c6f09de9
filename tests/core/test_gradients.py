"""Every backward pass is the derivative of its forward pass."""

import numpy as np
import pytest
from gradient_check import assert_gradients

from residual.layers import BatchNorm, Layer, Linear, ReLU


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(0)


def test_linear(rng: np.random.Generator) -> None:
    assert_gradients(Linear(rng.standard_normal((3, 4))), rng.standard_normal((5, 3)), rng)


def test_relu_away_from_zero(rng: np.random.Generator) -> None:
    x = rng.standard_normal((5, 3))
    assert_gradients(ReLU(), x + 0.1 * np.sign(x), rng)


@pytest.mark.parametrize("train", [True, False])
def test_batch_norm(rng: np.random.Generator, train: bool) -> None:
    layer = BatchNorm(3)
    layer.gamma.value[:] = rng.uniform(0.5, 2, 3)
    assert_gradients(layer, rng.standard_normal((6, 3)), rng, train=train)


class _WrongLinear(Linear):
    def backward(self, dy):
        dx = super().backward(dy)
        self.w.grad = self.w.grad * 1.001
        return dx


def test_a_planted_wrong_derivative_is_caught(rng: np.random.Generator) -> None:
    wrong: Layer = _WrongLinear(rng.standard_normal((3, 4)))
    with pytest.raises(AssertionError, match="gradient by w"):
        assert_gradients(wrong, rng.standard_normal((5, 3)), rng)
