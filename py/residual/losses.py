"""Losses: each returns the mean loss over the batch and its gradient by the logits."""

import numpy as np

from residual.arrays import Array


def sigmoid(logits: Array) -> Array:
    """Return `1 / (1 + exp(-logits))`, elementwise, without overflow."""
    small: Array = np.exp(-np.abs(logits))
    above: Array = np.where(logits >= 0, 1.0, small)
    return above / (1 + small)


def binary_cross_entropy(logits: Array, y: Array) -> tuple[float, Array]:
    """Binary cross-entropy of logits, stable for logits of any size.

    Parameters
    ----------
    logits : (N, 1) float64
        Log-odds of class 1.
    y : (N, 1) float64
        Labels, 0 or 1.

    Returns
    -------
    loss : float
        Mean over the batch, in nats; ln 2 = 0.693 is a coin flip.
    dlogits : (N, 1) float64
        `(sigmoid(logits) - y) / N`.

    Notes
    -----
    `-y log p - (1 - y) log(1 - p)` with `p = sigmoid(z)` equals
    `max(z, 0) - z y + log(1 + exp(-|z|))`.
    """
    losses = np.maximum(logits, 0) - logits * y + np.log1p(np.exp(-np.abs(logits)))
    return float(losses.mean()), (sigmoid(logits) - y) / len(y)


def binary_cross_entropy_of_listing(logits: Array, y: Array) -> tuple[float, Array]:
    """Binary cross-entropy as the article's listing writes it, with `log(p + 1e-8)`.

    Parameters, returned values and shapes are those of `binary_cross_entropy`. The gradient is the
    listing's too: that of the cross-entropy without the 1e-8.
    """
    p = 1 / (1 + np.exp(-logits))
    losses = -(y * np.log(p + 1e-8) + (1 - y) * np.log(1 - p + 1e-8))
    return float(losses.mean()), (p - y) / len(y)
