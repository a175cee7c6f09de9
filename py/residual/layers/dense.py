"""The dense layer."""

import numpy as np

from residual.arrays import Array, Shape
from residual.checks import array_of, real_numbers, true_or_false
from residual.kernels import dense as kernels
from residual.layers.contract import Weighted
from residual.layers.parameter import Parameter


def _rows(x: Array) -> Array:
    """Return x itself, (N, features), or the tokens of all sequences below each other."""
    return x if x.ndim == 2 else x.reshape(-1, x.shape[-1])


class Linear(Weighted):
    """A dense layer, `y = x w + b`.

    Parameters
    ----------
    w : (in, out) float64
        Initial weights; see `residual.layers.initializers`.
    bias : bool
        Whether to add `b`, which starts at zero; without use before batch normalisation, which
        subtracts it again.

    Raises
    ------
    ValueError
        For weights of another shape, or that are no finite numbers.
    """

    def __init__(self, w: Array, bias: bool = True) -> None:
        w = array_of("w", w, ("in", "out"))
        true_or_false("bias", bias)
        self.w = Parameter(w)
        self.b = Parameter(np.zeros(w.shape[1], w.dtype)) if bias else None
        self.x: Array = np.zeros((0, w.shape[0]))
        self.leading: Shape = (0,)
        self.takes = f"(N, {len(w)}), or (N, T, {len(w)}) for sequences"

    def output_shape(self, shape: Shape) -> Shape:
        """Return (N, out), or (N, T, out): the layer works along the last axis."""
        if len(shape) not in (2, 3) or shape[-1] != len(self.w.value) or 0 in shape:
            raise self.refusal(shape)
        return (*shape[:-1], self.w.value.shape[1])

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return `x w + b`, (N, out), for x of shape (N, in); likewise for (N, T, in).

        Raises
        ------
        ValueError
            If `x` does not have `in` columns.
        """
        x = real_numbers(x)
        shape = self.output_shape(x.shape)
        self.x, self.leading = _rows(x), shape[:-1]
        y = kernels.affine(self.x, self.w.value)
        if self.b is not None:
            y = kernels.add_bias(y, self.b.value)
        return y if x.ndim == 2 else y.reshape(shape)

    def backward(self, dy: Array) -> Array:
        """Return `dy w^T`, (N, in); stores `dw = x^T dy` and `db`, the sum of dy over the batch."""
        dy = self.returning(dy, (*self.leading, self.w.value.shape[1]))
        rows = _rows(dy)
        self.w.grad = kernels.affine_dw(self.x, rows)
        if self.b is not None:
            self.b.grad = kernels.affine_db(rows)
        dx = kernels.affine_dx(rows, self.w.value)
        return dx if dy.ndim == 2 else dx.reshape(*dy.shape[:-1], -1)

    def __repr__(self) -> str:
        fan_in, fan_out = self.w.value.shape
        return f"Linear({fan_in}, {fan_out}{'' if self.b else ', bias=False'})"
