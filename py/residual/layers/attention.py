"""Attention: every position of a sequence looks at every other."""

import math

import numpy as np

from residual.arrays import Array, Shape
from residual.checks import of_type, refused, whole_number
from residual.layers.contract import Layer
from residual.layers.dense import Linear
from residual.layers.sequences import same_shape


def softmax(scores: Array) -> Array:
    """Return `exp(s) / sum(exp(s))` along the last axis, safe for scores of any size."""
    weights: Array = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    return weights


def softmax_dx(dweights: Array, weights: Array) -> Array:
    """Return the gradient by the scores: `w * (dw - sum(dw * w))` along the last axis."""
    along: Array = (dweights * weights).sum(axis=-1, keepdims=True)
    return weights * (dweights - along)


class Attention(Layer):
    """Multi-head self-attention.

    Parameters
    ----------
    query, key, value, out : Linear
        Dense layers of (D, D) weights.
    heads : int
        Equal parts of the features, each of which attends by itself.

    Raises
    ------
    ValueError
        If the heads do not divide D, or the four are not dense layers of their own of such weights.

    Notes
    -----
    For each head `softmax(q k^T / sqrt(d)) v` with `d = D / heads`; the heads side by side go
    through `out`. Vaswani et al. 2017, "Attention Is All You Need", section 3.2.
    """

    counts_as_one_layer = True

    def __init__(
        self, query: Linear, key: Linear, value: Linear, out: Linear, *, heads: int
    ) -> None:
        self.query, self.key, self.value, self.out = query, key, value, out
        of_type("query", query, Linear, "a dense layer, Linear")
        features = len(query.w.value)
        for name, part in {"query": query, "key": key, "value": value, "out": out}.items():
            of_type(name, part, Linear, "a dense layer, Linear")
            same_shape(f"{name}.w", part.w.value, (features, features))
        self.require_own_parts()
        whole_number("heads", heads)
        if features % heads:
            raise refused("heads", heads, f"a divisor of {features}")
        self.heads = heads
        self.scale = 1 / math.sqrt(features / heads)
        self.takes = f"(N, T, {features})"
        empty: Array = np.zeros((0, heads, 0, features // heads))
        self.q, self.k, self.v = empty, empty, empty
        self.weights: Array = np.zeros((0, heads, 0, 0))

    def output_shape(self, shape: Shape) -> Shape:
        """Return the same shape, (N, T, D)."""
        if len(shape) != 3 or shape[2] != len(self.query.w.value) or 0 in shape:
            raise self.refusal(shape)
        return shape

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return what each position gathers from all, (N, T, D)."""
        self.output_shape(np.shape(x))
        self.q, self.k, self.v = (
            self._split(part.forward(x, train)) for part in (self.query, self.key, self.value)
        )
        self.weights = softmax(self.q @ self.k.swapaxes(2, 3) * self.scale)
        return self.out.forward(self._join(self.weights @ self.v), train)

    def backward(self, dy: Array) -> Array:
        """Return dx, the sum of what comes back through queries, keys and values."""
        dgathered = self._split(self.out.backward(dy))
        dv = self.weights.swapaxes(2, 3) @ dgathered
        dscores = softmax_dx(dgathered @ self.v.swapaxes(2, 3), self.weights) * self.scale
        dq, dk = dscores @ self.k, dscores.swapaxes(2, 3) @ self.q
        dx = self.query.backward(self._join(dq))
        dx += self.key.backward(self._join(dk))
        dx += self.value.backward(self._join(dv))
        return dx

    def _split(self, x: Array) -> Array:
        """Return (N, T, D) as (N, heads, T, d)."""
        n, t, _ = x.shape
        return x.reshape(n, t, self.heads, -1).swapaxes(1, 2)

    def _join(self, x: Array) -> Array:
        """Return (N, heads, T, d) as (N, T, D)."""
        n, _, t, _ = x.shape
        return x.swapaxes(1, 2).reshape(n, t, -1)
