"""The loss of a classifier with a logit for each class: softmax cross-entropy."""

import numpy as np

from residual.arrays import Array, Labels
from residual.checks import real_numbers
from residual.training.losses import misfit


def as_classes(logits: Array, y: Labels) -> tuple[Array, Labels]:
    """Return logits and labels, if each label is one of the logits' classes."""
    logits, y = real_numbers(logits), np.asarray(y)
    if logits.ndim != 2 or y.shape != logits.shape[:1] or logits.shape[1] < 2 or not y.size:
        raise misfit(logits, y)
    classes = logits.shape[1]
    if not np.issubdtype(y.dtype, np.integer) or y.min() < 0 or y.max() >= classes:
        raise ValueError(f"labels: not all are whole numbers from 0 to {classes - 1}")
    return logits, y


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
    logits, y = as_classes(logits, y)
    rows = np.arange(len(y))
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    dlogits = np.exp(log_p)
    dlogits[rows, y] -= 1
    return float(-log_p[rows, y].mean()), dlogits / len(y)
