"""The heavy arithmetic of dense networks, in NumPy.

Layers call these functions, by the name of this module, and nothing else for their heavy work. So
something faster can stand in their place (`residual.kernels.use`); what it gives must agree with
the definitions here to rounding. `convolution` beside this has what images need besides.
"""

from collections.abc import Sequence

import numpy as np

from residual.arrays import Array


def affine(x: Array, w: Array) -> Array:
    """Return `x w`: (N, in) times (in, out) is (N, out)."""
    return x @ w


def add_bias(y: Array, b: Array) -> Array:
    """Add b, (out,), to every row of y, (N, out), in place; returns y."""
    y += b
    return y


def affine_dx(dy: Array, w: Array) -> Array:
    """Return the gradient of the loss by `x` of `affine`: `dy w^T`, (N, in)."""
    return dy @ w.T


def affine_dw(x: Array, dy: Array) -> Array:
    """Return the gradient of the loss by `w` of `affine`: `x^T dy`, (in, out)."""
    return x.T @ dy


def affine_db(dy: Array) -> Array:
    """Return the gradient of the loss by `b` of `add_bias`: the sum over the batch, (out,)."""
    db: Array = dy.sum(axis=0)
    return db


def relu(x: Array) -> Array:
    """Return `max(x, 0)`, of the shape of x."""
    return np.maximum(x, 0)


def relu_dx(dy: Array, y: Array) -> Array:
    """Return the gradient of the loss by `x` of `relu`: dy where its result y is positive."""
    return dy * (y > 0)


def add(a: Array, b: Array) -> Array:
    """Return `a + b`, of two arrays of one shape."""
    return a + b


def standardize(
    x: Array, eps: float, axes: tuple[int, ...] = (0,)
) -> tuple[Array, Array, Array, Array]:
    """Bring `x` to mean 0 and variance 1 over some axes: (0,) for each column of (N, C).

    Returns
    -------
    x_hat : float64, of the shape of x
        `(x - mean) / sqrt(variance + eps)`.
    inverse : float64, of the shape of x without the axes
        `1 / sqrt(variance + eps)`.
    mean, variance : float64, of the same shape
        Over the axes; the variance divides by the number of values.
    """
    mean = x.mean(axis=axes, keepdims=True)
    x_hat = x - mean
    variance = np.square(x_hat).mean(axis=axes, keepdims=True)
    inverse = 1 / np.sqrt(variance + eps)
    x_hat *= inverse
    return x_hat, inverse.squeeze(axes), mean.squeeze(axes), variance.squeeze(axes)


def standardize_dx(
    dx_hat: Array, x_hat: Array, inverse: Array, axes: tuple[int, ...] = (0,)
) -> Array:
    """Return the gradient of the loss by `x` of `standardize`, of the shape of x.

    Notes
    -----
    Mean and variance depend on `x` too; they take out the parts of the gradient along the
    constant and along `x_hat` (Ioffe & Szegedy 2015, section 3):
    `inverse * (dx_hat - mean(dx_hat) - x_hat * mean(dx_hat * x_hat))`.
    """
    along_x_hat = (dx_hat * x_hat).mean(axis=axes, keepdims=True)
    dx: Array = dx_hat - dx_hat.mean(axis=axes, keepdims=True)
    dx -= x_hat * along_x_hat
    dx *= inverse.reshape(along_x_hat.shape)
    return dx


def _per_channel(values: Array, x: Array) -> Array:
    """Return (C,) in a shape that broadcasts along the channels of x, (N, C, ...)."""
    return values.reshape(-1, *[1] * (x.ndim - 2))


def _all_but_channels(x: Array) -> tuple[int, ...]:
    return (0, *range(2, x.ndim))


def batch_norm(  # noqa: PLR0917 (an implementation is called by position)
    x: Array,
    gamma: Array,
    beta: Array,
    running_mean: Array,
    running_variance: Array,
    eps: float,
    momentum: float,
) -> tuple[Array, ...]:
    """Standardise each channel over the batch (and over space), then scale and shift it.

    Parameters
    ----------
    x : (N, C) or (N, C, H, W)
        With two values or more for each channel.
    gamma, beta : (C,)
        Scale and shift.
    running_mean, running_variance : (C,)
        Changed in place: they take a share `momentum` of the batch's mean and of its unbiased
        variance.
    eps : float
        Added to the variance.

    Returns
    -------
    y, x_hat : of the shape of x
        `gamma * x_hat + beta`, and x standardised.
    inverse, mean, variance : (C,)
        `1 / sqrt(variance + eps)`, and the batch's statistics; this variance divides by the number
        of values.
    """
    x_hat, inverse, mean, variance = standardize(x, eps, _all_but_channels(x))
    count = x.size // gamma.size
    unbiased = variance * (count / (count - 1))
    running_mean += momentum * (mean - running_mean)
    running_variance += momentum * (unbiased - running_variance)
    y = x_hat * _per_channel(gamma, x)
    y += _per_channel(beta, x)
    return y, x_hat, inverse, mean, variance


def batch_norm_recorded(  # noqa: PLR0917
    x: Array, gamma: Array, beta: Array, running_mean: Array, running_variance: Array, eps: float
) -> tuple[Array, Array, Array]:
    """Do as `batch_norm` with the recorded statistics in place of the batch's, and record none."""
    inverse = 1 / np.sqrt(running_variance + eps)
    x_hat = x - _per_channel(running_mean, x)
    x_hat *= _per_channel(inverse, x)
    y = x_hat * _per_channel(gamma, x)
    y += _per_channel(beta, x)
    return y, x_hat, inverse


def batch_norm_dx(
    dy: Array, x_hat: Array, inverse: Array, gamma: Array
) -> tuple[Array, Array, Array]:
    """Return the gradients of the loss by `x`, `gamma` and `beta` of `batch_norm`."""
    axes = _all_but_channels(dy)
    dgamma, dbeta = (dy * x_hat).sum(axis=axes), dy.sum(axis=axes)
    dx = standardize_dx(dy * _per_channel(gamma, dy), x_hat, inverse, axes)
    return dx, dgamma, dbeta


def batch_norm_recorded_dx(
    dy: Array, x_hat: Array, inverse: Array, gamma: Array
) -> tuple[Array, Array, Array]:
    """Do as `batch_norm_dx` for `batch_norm_recorded`, whose statistics do not depend on `x`."""
    axes = _all_but_channels(dy)
    dgamma, dbeta = (dy * x_hat).sum(axis=axes), dy.sum(axis=axes)
    dx = dy * _per_channel(gamma, dy) * _per_channel(inverse, dy)
    return dx, dgamma, dbeta


def descend(  # noqa: PLR0917
    values: Sequence[Array],
    grads: Sequence[Array],
    velocities: Sequence[Array],
    rate: float,
    momentum: float,
    decay: float,
) -> None:
    """Change values and velocities in place by one step of gradient descent with momentum.

    Notes
    -----
    `v = momentum * v + grad + decay * value; value = value - rate * v`.
    """
    for value, grad, v in zip(values, grads, velocities, strict=True):
        v[:] = momentum * v + grad
        if decay:
            v[:] += decay * value
        value -= rate * v  # noqa: PLW2901 (in place, as meant)
