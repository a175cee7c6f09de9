"""Attention, and the smooth activations."""

import numpy as np
import pytest
from gradient_check import assert_gradients
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from residual.arrays import Array
from residual.layers import GELU, Attention, Layer, Linear, Sigmoid, Tanh
from residual.layers.attention import softmax

few = settings(max_examples=20, deadline=None, derandomize=True)


def attention(rng: np.random.Generator, features: int, heads: int) -> Attention:
    parts = [Linear(rng.standard_normal((features, features)) / features**0.5) for _ in range(4)]
    parts[1].b = None  # softmax takes a bias of the keys out again
    for part in parts:
        if part.b is not None:
            part.b.value[:] = rng.standard_normal(features)
    return Attention(*parts, heads=heads)


@given(seed=st.integers(0, 999), n=st.integers(1, 3), t=st.integers(1, 5), heads=st.integers(1, 3))
@few
def test_gradients(seed: int, n: int, t: int, heads: int) -> None:
    rng = np.random.default_rng(seed)
    layer = attention(rng, 2 * heads, heads)
    x = rng.standard_normal((n, t, 2 * heads))
    assert layer.forward(x).shape == layer.output_shape(x.shape)
    if t > 1:  # a single position has nothing to choose: queries and keys get no gradient
        assert_gradients(layer, x, rng)


def test_attention_is_its_definition_written_out() -> None:
    rng = np.random.default_rng(0)
    layer, x = attention(rng, 6, 2), rng.standard_normal((2, 4, 6))
    gathered = np.zeros_like(x)
    for n in range(2):
        q, k, v = (part.forward(x[n]) for part in (layer.query, layer.key, layer.value))
        for head in (slice(0, 3), slice(3, 6)):
            for i in range(4):
                scores = np.exp([q[i, head] @ k[j, head] / 3**0.5 for j in range(4)])
                gathered[n, i, head] = sum(scores[j] * v[j, head] for j in range(4)) / scores.sum()
    assert_allclose(layer.forward(x), layer.out.forward(gathered), rtol=1e-12)


def test_attention_does_not_know_the_order_of_positions() -> None:
    rng = np.random.default_rng(0)
    layer, x, order = attention(rng, 4, 2), rng.standard_normal((1, 5, 4)), rng.permutation(5)
    assert_allclose(layer.forward(x[:, order]), layer.forward(x)[:, order], rtol=1e-12)


def test_softmax_of_huge_scores_is_finite() -> None:
    assert_allclose(softmax(np.array([[1e4, 1e4, -1e4]])), [[0.5, 0.5, 0]])


@pytest.mark.parametrize("layer", [GELU(), Sigmoid(), Tanh()])
def test_smooth_activations(layer: Layer) -> None:
    rng = np.random.default_rng(0)
    assert_gradients(layer, 3 * rng.standard_normal((7, 5)), rng)


def test_activations_by_hand() -> None:
    x = np.array([[-1e4, 0.0, 1e4]])
    assert_allclose(Sigmoid().forward(x), [[0, 0.5, 1]])
    assert_allclose(GELU().forward(x), [[0, 0, 1e4]], atol=1e-300)
    # x times the normal distribution's probability of less than 1
    assert_allclose(GELU().forward(np.array([[1.0]])), [[0.841345]], atol=2e-4)


class _WrongAttention(Attention):
    def backward(self, dy: Array) -> Array:
        self.scale, scale = 1.0, self.scale  # forgotten on the way back
        dx = super().backward(dy)
        self.scale = scale
        return dx


def test_a_planted_wrong_derivative_is_caught() -> None:
    rng = np.random.default_rng(0)
    right = attention(rng, 8, 2)
    wrong = _WrongAttention(right.query, right.key, right.value, right.out, heads=2)
    with pytest.raises(AssertionError, match="gradient by x"):
        assert_gradients(wrong, rng.standard_normal((2, 3, 8)), rng)


def test_bad_input_is_refused() -> None:
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match=r"heads: 3 is not allowed; use a divisor of 4"):
        attention(rng, 4, 3)
    for shape in [(2, 4), (2, 3, 5), (2, 0, 4), (0, 3, 4)]:
        with pytest.raises(ValueError, match=r"Attention.*it takes \(N, T, 4\)"):
            attention(rng, 4, 2).forward(np.zeros(shape))
