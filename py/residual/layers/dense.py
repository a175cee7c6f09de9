"""The dense layer, alone and together with the batch norm after it."""

import math

import numpy as np

from residual import kernels
from residual.arrays import Array, Shape
from residual.checks import array_of, real_numbers, true_or_false
from residual.layers.activations import ReLU
from residual.layers.contract import Layer, Parameter, Weighted
from residual.layers.gradient_probe import GradientProbe
from residual.layers.normalization import BatchNorm


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

    def multiply_adds(self, shape: Shape) -> int:
        """Return one for each weight and row."""
        return math.prod(shape[:-1]) * self.w.value.size

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

    def fused(self, after: Layer) -> Layer | None:
        """Return this layer and the batch norm after it as one."""
        ours = type(self) is Linear and type(after) is BatchNorm  # what is derived may differ
        return LinearThenNorm(self, after) if ours and isinstance(after, BatchNorm) else None

    def __repr__(self) -> str:
        fan_in, fan_out = self.w.value.shape
        return f"Linear({fan_in}, {fan_out}{'' if self.b else ', bias=False'})"


class LinearThenNorm(Layer):
    """A dense layer, the batch norm after it, and the ReLU after that if there is one, in one go.

    All are left as they would be had they run one after the other. In evaluation mode, with a bias
    or for other inputs than points they do.

    Parameters
    ----------
    linear, norm, relu : Linear, BatchNorm, ReLU
        Layers of a `Sequential`, which puts them together for itself: they stay its parts.
    """

    def __init__(self, linear: Linear, norm: BatchNorm, relu: ReLU | None = None) -> None:
        self.linear, self.norm, self.relu = linear, norm, relu
        self.pair: tuple[Layer, ...] = (linear, norm, relu) if relu else (linear, norm)
        self._shape: Shape = ()

    def fused(self, after: Layer) -> Layer | None:
        """Return these and the ReLU after them as one."""
        if self.relu is None and type(after) is ReLU:
            return LinearThenNorm(self.linear, self.norm, after)
        return None

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return what the last layer gives, (N, out), for x of shape (N, in)."""
        if not train or x.ndim != 2 or self.linear.b is not None:
            for layer in self.pair:
                x = layer.forward(x, train)
            return x
        return self.forth(x, self.relu)

    def backward(self, dy: Array) -> Array:
        """Return dx, (N, in); stores dw, dgamma and dbeta."""
        if not self.norm.trained or self.linear.b is not None:
            for layer in reversed(self.pair):
                dy = layer.backward(dy)
            return dy
        return self.back(dy, self.relu)[0]

    def forth(self, x: Array, relu: ReLU | None, skip: Array | None = None) -> Array:
        """Train on x; add `skip` to what the norm gives, and pass the sum through `relu`."""
        linear, norm = self.linear, self.norm
        if x.shape != self._shape:
            made = linear.output_shape(x.shape)
            norm.require_two(norm.output_shape(made))
            self._shape = x.shape
        linear.x, linear.leading, norm.trained = x, x.shape[:1], True
        y, norm.x_hat, norm.inverse, norm.mean, norm.variance = kernels.affine_norm(
            x, linear.w.value, skip, relu is not None, *norm.of_features()
        )
        if relu:
            relu.y = y
        return y

    def back(
        self, dy: Array, relu: ReLU | None, skips: bool = False, around: Array | None = None
    ) -> tuple[Array, Array | None]:
        """Return dx for the last `forth`, and if asked the gradient by its `skip`.

        What comes back to x on other ways, if given, is in dx too.
        """
        linear, norm = self.linear, self.norm
        dy = norm.returning(dy, norm.x_hat.shape)
        y = relu.y if relu else None
        dx, linear.w.grad, norm.gamma.grad, norm.beta.grad, dskip, dz = kernels.affine_norm_dx(
            *(dy, linear.x, linear.w.value, norm.x_hat, norm.inverse, norm.gamma.value),
            *(y, skips, around),
        )
        if GradientProbe.current:
            GradientProbe.current.note(linear, dz)
        return dx, dskip
