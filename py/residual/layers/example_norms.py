"""Normalisation within each example, without regard to the rest of the batch.

What mean and variance are taken over, here and in batch normalisation (`normalization`):

============  ==================================  ==========================
BatchNorm     each channel, over batch and space  running ones to evaluate
InstanceNorm  each channel of each image          none to remember
LayerNorm     each row, over its features         none to remember
============  ==================================  ==========================
"""

import numpy as np

from residual.arrays import Array, Shape
from residual.checks import number, real_numbers, whole_number
from residual.kernels import dense as kernels
from residual.layers.contract import Layer
from residual.layers.parameter import Parameter


class _ExampleNorm(Layer):
    """What the kinds share: `y = gamma * x_hat + beta` for each feature, on one axis of x."""

    feature_axis = 1

    def __init__(self, features: int, eps: float = 1e-5) -> None:
        whole_number("features", features)
        number("eps", eps)
        self.gamma = Parameter(np.ones(features))
        self.beta = Parameter(np.zeros(features))
        self.eps = eps
        self.x_hat: Array = np.zeros((0, features))
        self.inverse: Array = np.ones(features)

    def statistics_axes(self, ndim: int) -> tuple[int, ...]:
        """Return the axes that mean and variance are taken over."""
        raise NotImplementedError

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the normalised batch, of the shape of x."""
        x = real_numbers(x)
        self.output_shape(x.shape)
        axes = self.statistics_axes(x.ndim)
        self.x_hat, self.inverse, _, _ = kernels.standardize(x, self.eps, axes)
        y = self.x_hat * self._per_feature(self.gamma.value)
        y += self._per_feature(self.beta.value)
        return y

    def backward(self, dy: Array) -> Array:
        """Return dx, of the shape of x; stores dgamma and dbeta."""
        dy = self.returning(dy, self.x_hat.shape)
        others = tuple(axis for axis in range(dy.ndim) if axis != self.feature_axis % dy.ndim)
        self.gamma.grad = (dy * self.x_hat).sum(axis=others)
        self.beta.grad = dy.sum(axis=others)
        dx_hat = dy * self._per_feature(self.gamma.value)
        axes = self.statistics_axes(dy.ndim)
        return kernels.standardize_dx(dx_hat, self.x_hat, self.inverse, axes)

    def _per_feature(self, values: Array) -> Array:
        """Return (features,) in a shape that broadcasts along the feature axis of x."""
        after = (self.x_hat.ndim - 1 - self.feature_axis) % self.x_hat.ndim
        return values.reshape(-1, *[1] * after)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.gamma.value.size})"


class InstanceNorm(_ExampleNorm):
    """Standardise each channel of each image over its pixels: the article's normalisation.

    Parameters
    ----------
    features : int
        Channels of the images.
    eps : float
        Added to the variance.

    Notes
    -----
    The same for training and evaluation, and independent of the rest of the batch. Known as
    instance normalisation: Ulyanov et al. 2016, "Instance Normalization".
    """

    def __init__(self, features: int, eps: float = 1e-5) -> None:
        super().__init__(features, eps)
        self.takes = f"(N, {features}, H, W) with two pixels or more"

    def output_shape(self, shape: Shape) -> Shape:
        """Return the same shape, (N, features, H, W); a single pixel would always become 0."""
        fits = len(shape) == 4 and shape[1] == self.gamma.value.size and 0 not in shape
        if not fits or shape[2] * shape[3] < 2:
            raise self.refusal(shape)
        return shape

    def statistics_axes(self, ndim: int) -> tuple[int, ...]:
        """Return height and width."""
        return (2, 3)


class LayerNorm(_ExampleNorm):
    """Standardise each row over its features, without regard to the rest of the batch.

    Parameters
    ----------
    features : int
        Length of the last axis of the input.
    eps : float
        Added to the variance.

    Notes
    -----
    Ba et al. 2016, "Layer Normalization", section 3. The same for training and evaluation.
    """

    feature_axis = -1

    def __init__(self, features: int, eps: float = 1e-5) -> None:
        super().__init__(features, eps)
        self.takes = f"(N, {features}) or (N, T, {features})"

    def output_shape(self, shape: Shape) -> Shape:
        """Return the same shape, (N, features) or (N, T, features)."""
        if len(shape) not in (2, 3) or shape[-1] != self.gamma.value.size or 0 in shape:
            raise self.refusal(shape)
        return shape

    def statistics_axes(self, ndim: int) -> tuple[int, ...]:
        """Return the last axis."""
        return (ndim - 1,)
