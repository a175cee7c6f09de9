"""Losses: each returns the mean loss over the batch and its gradient by the logits; accuracy."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from residual.arrays import Array, Labels


def sigmoid(logits: Array) -> Array:
    """Return `1 / (1 + exp(-logits))`, elementwise, without overflow."""
    return _sigmoid(logits, np.exp(-np.abs(logits)))


def _sigmoid(logits: Array, small: Array) -> Array:
    """Return `sigmoid(logits)`, given `exp(-|logits|)`."""
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
    small = np.exp(-np.abs(logits))
    losses = np.maximum(logits, 0) - logits * y + np.log1p(small)
    return float(losses.mean()), (_sigmoid(logits, small) - y) / len(y)


def binary_cross_entropy_of_listing(logits: Array, y: Array) -> tuple[float, Array]:
    """Binary cross-entropy as the article's listing writes it, with `log(p + 1e-8)`.

    Parameters, returned values and shapes are those of `binary_cross_entropy`. The gradient is the
    listing's too: that of the cross-entropy without the 1e-8.
    """
    p = 1 / (1 + np.exp(-logits))
    losses = -(y * np.log(p + 1e-8) + (1 - y) * np.log(1 - p + 1e-8))
    return float(losses.mean()), (p - y) / len(y)


def cross_entropy(logits: Array, y: Labels) -> tuple[float, Array]:
    """Cross-entropy of the softmax of logits, stable for logits of any size.

    Parameters
    ----------
    logits : (N, K) float64
        Log-odds of the K classes, up to a constant in each row.
    y : (N,) int
        Classes, from 0 to K - 1.

    Returns
    -------
    loss : float
        Mean over the batch, in nats; ln K is a blind guess.
    dlogits : (N, K) float64
        `(softmax(logits) - one_hot(y)) / N`.

    Raises
    ------
    ValueError
        If the shapes do not fit, or a label is not a class number.

    Notes
    -----
    `-log softmax(z)_y = log(sum_k exp(z_k - m)) - (z_y - m)`, for any m; the row's largest logit
    keeps the exponentials at or below 1.
    """
    if logits.ndim != 2 or y.shape != logits.shape[:1]:
        raise ValueError(f"logits of shape {logits.shape} do not fit labels of shape {y.shape}")
    classes = logits.shape[1]
    if not np.issubdtype(y.dtype, np.integer) or y.min() < 0 or y.max() >= classes:
        raise ValueError(f"labels: not all are whole numbers from 0 to {classes - 1}")
    rows = np.arange(len(y))
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    dlogits = np.exp(log_p)
    dlogits[rows, y] -= 1
    return float(-log_p[rows, y].mean()), dlogits / len(y)


def accuracy_of(logits: Array, y: NDArray[Any]) -> float:
    """Return the share of examples that the logits put in their class.

    Parameters
    ----------
    logits : (N, 1) or (N, K) float64
    y : (N, 1) of 0 or 1, or (N,) int
        With one column, an example counts as class 1 if its logit is above 0; else it counts as the
        class of its largest logit.
    """
    right = (logits > 0) == y if y.ndim == 2 else logits.argmax(axis=1) == y
    return np.count_nonzero(right) / len(y)
