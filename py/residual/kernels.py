"""The dense arithmetic of the layers, in NumPy.

This is the seam behind which a faster implementation may stand: layers call these functions and
nothing else for their heavy work. The definitions here are the ones to read, and what any other
implementation must agree with to rounding.
"""

import numpy as np

from residual.arrays import Array


def affine(x: Array, w: Array) -> Array:
    """Return `x w`: (N, in) times (in, out) is (N, out)."""
    return x @ w


def affine_dx(dy: Array, w: Array) -> Array:
    """Return the gradient of the loss by `x` of `affine`: `dy w^T`, (N, in)."""
    return dy @ w.T


def affine_dw(x: Array, dy: Array) -> Array:
    """Return the gradient of the loss by `w` of `affine`: `x^T dy`, (in, out)."""
    return x.T @ dy


def standardize(x: Array, eps: float) -> tuple[Array, Array, Array, Array]:
    """Bring each column of `x`, (N, C), to mean 0 and variance 1 over the batch.

    Returns
    -------
    x_hat : (N, C) float64
        `(x - mean) / sqrt(variance + eps)`.
    inverse : (C,) float64
        `1 / sqrt(variance + eps)`.
    mean, variance : (C,) float64
        Of the batch; the variance divides by N.
    """
    mean = x.mean(axis=0)
    x_hat = x - mean
    variance = np.square(x_hat).mean(axis=0)
    inverse = 1 / np.sqrt(variance + eps)
    x_hat *= inverse
    return x_hat, inverse, mean, variance


def standardize_dx(dx_hat: Array, x_hat: Array, inverse: Array) -> Array:
    """Return the gradient of the loss by `x` of `standardize`, (N, C).

    Notes
    -----
    Mean and variance depend on `x` too; they take out the parts of the gradient along the
    constant and along `x_hat` (Ioffe & Szegedy 2015, section 3):
    `inverse * (dx_hat - mean(dx_hat) - x_hat * mean(dx_hat * x_hat))`.
    """
    along_x_hat = (dx_hat * x_hat).mean(axis=0)
    dx: Array = dx_hat - dx_hat.mean(axis=0)
    dx -= x_hat * along_x_hat
    dx *= inverse
    return dx
