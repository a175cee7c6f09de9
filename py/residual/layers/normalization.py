"""Batch normalisation: bring each feature to mean 0 and variance 1, then scale and shift it.

`example_norms` beside this does it within each example instead of over the batch.
"""

import numpy as np

from residual.arrays import Array, Shape
from residual.checks import number, real_numbers, whole_number
from residual.kernels import dense as kernels
from residual.layers.contract import Layer
from residual.layers.parameter import Parameter


class BatchNorm(Layer):
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
        whole_number("features", features)
        number("eps", eps)
        number("momentum", momentum, most=1)
        self.gamma = Parameter(np.ones(features))
        self.beta = Parameter(np.zeros(features))
        self.eps, self.momentum = eps, momentum
        self.running_mean: Array = np.zeros(features)
        self.running_variance: Array = np.ones(features)
        self.mean: Array = np.zeros(features)
        self.variance: Array = np.ones(features)
        self.x_hat: Array = np.zeros((0, features))
        self.inverse: Array = np.ones(features)
        self.trained = True
        self.takes = f"(N, {features}) or (N, {features}, H, W)"

    def output_shape(self, shape: Shape) -> Shape:
        """Return the same shape, (N, features) or (N, features, H, W)."""
        if len(shape) not in (2, 4) or shape[1] != self.gamma.value.size or 0 in shape:
            raise self.refusal(shape)
        return shape

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
        scale = self.gamma.value, self.beta.value
        running = self.running_mean, self.running_variance
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
        back = kernels.batch_norm_dx if self.trained else kernels.batch_norm_recorded_dx
        dx, self.gamma.grad, self.beta.grad = back(dy, self.x_hat, self.inverse, self.gamma.value)
        return dx

    def buffers(self) -> dict[str, Array]:
        """Return the running mean and variance."""
        return {"running_mean": self.running_mean, "running_variance": self.running_variance}

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.gamma.value.size})"
