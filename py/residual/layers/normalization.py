"""Normalisation: bring values to mean 0 and variance 1, then scale and shift them.

The three kinds differ in what the mean and the variance are taken over:

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


class _Normalization(Layer):
    """What the three kinds share: `y = gamma * x_hat + beta` for each feature, on one axis of x."""

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
        return self._scale_and_shift()

    def backward(self, dy: Array) -> Array:
        """Return dx, of the shape of x; stores dgamma and dbeta."""
        dy = self.returning(dy, self.x_hat.shape)
        axes = self.statistics_axes(dy.ndim)
        return kernels.standardize_dx(self._dx_hat(dy), self.x_hat, self.inverse, axes)

    def _scale_and_shift(self) -> Array:
        y = self.x_hat * self._per_feature(self.gamma.value)
        y += self._per_feature(self.beta.value)
        return y

    def _dx_hat(self, dy: Array) -> Array:
        others = tuple(axis for axis in range(dy.ndim) if axis != self.feature_axis % dy.ndim)
        self.gamma.grad = (dy * self.x_hat).sum(axis=others)
        self.beta.grad = dy.sum(axis=others)
        return dy * self._per_feature(self.gamma.value)

    def _per_feature(self, values: Array) -> Array:
        """Return (features,) in a shape that broadcasts along the feature axis of x."""
        after = (self.x_hat.ndim - 1 - self.feature_axis) % self.x_hat.ndim
        return values.reshape(-1, *[1] * after)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.gamma.value.size})"


class BatchNorm(_Normalization):
    """Batch normalisation: standardise each feature over the batch (of images: and over space).

    Parameters
    ----------
    features : int
        Columns of the input, or channels of the images.
    eps : float
        Added to the variance.
    momentum : float
        Share of the newest batch in the running statistics.

    Attributes
    ----------
    mean, variance : (features,) float64
        Those of the last batch to train on.

    Notes
    -----
    `y = gamma * (x - mean) / sqrt(variance + eps) + beta` (Ioffe & Szegedy 2015, algorithm 1). The
    running variance is the unbiased one (divided by N - 1), as in the paper's algorithm 2.
    """

    def __init__(self, features: int, eps: float = 1e-5, momentum: float = 0.1) -> None:
        super().__init__(features, eps)
        number("momentum", momentum, most=1)
        self.running_mean: Array = np.zeros(features)
        self.running_variance: Array = np.ones(features)
        self.mean: Array = np.zeros(features)
        self.variance: Array = np.ones(features)
        self.momentum = momentum
        self.trained = True
        self.takes = f"(N, {features}) or (N, {features}, H, W)"

    def output_shape(self, shape: Shape) -> Shape:
        """Return the same shape, (N, features) or (N, features, H, W)."""
        if len(shape) not in (2, 4) or shape[1] != self.gamma.value.size or 0 in shape:
            raise self.refusal(shape)
        return shape

    def statistics_axes(self, ndim: int) -> tuple[int, ...]:
        """Return all axes but that of the features."""
        return (0,) if ndim == 2 else (0, 2, 3)

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the normalised batch, of the shape of x, (N, features) or (N, features, H, W).

        Raises
        ------
        ValueError
            If the number of features is another, or a batch to train on has fewer than two values
            of each: two rows, or one image of two pixels.
        """
        x = real_numbers(x)
        self.output_shape(x.shape)
        self.trained = train
        scale, running = (
            (self.gamma.value, self.beta.value),
            (self.running_mean, self.running_variance),
        )
        if not train:
            y, self.x_hat, self.inverse = kernels.batch_norm_recorded(x, *scale, *running, self.eps)
            return y
        if (count := x.size // self.gamma.value.size) < 2:
            raise ValueError(f"{self.title} needs two examples or more to train, not {count}")
        y, self.x_hat, self.inverse, self.mean, self.variance = kernels.batch_norm(
            x, *scale, *running, self.eps, self.momentum
        )
        return y

    def backward(self, dy: Array) -> Array:
        """Return dx, of the shape of x; stores dgamma and dbeta."""
        dy = self.returning(dy, self.x_hat.shape)
        if not self.trained:
            return self._dx_hat(dy) * self._per_feature(self.inverse)
        dx, self.gamma.grad, self.beta.grad = kernels.batch_norm_dx(
            dy, self.x_hat, self.inverse, self.gamma.value
        )
        return dx

    def buffers(self) -> dict[str, Array]:
        """Return the running mean and variance."""
        return {"running_mean": self.running_mean, "running_variance": self.running_variance}


class InstanceNorm(_Normalization):
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


class LayerNorm(_Normalization):
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
