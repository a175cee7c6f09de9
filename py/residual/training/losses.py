"""The loss of a classifier with one logit, and the share of examples that it gets right.

A loss returns its mean over the batch and its gradient by the logits. Others stand beside this:
`cross_entropy` for several classes, `squared_error` for images, `listing_loss` as the article has
it.
"""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from residual.arrays import Array
from residual.checks import real_numbers


def sigmoid(logits: Array) -> Array:
    """Return `1 / (1 + exp(-logits))`, elementwise, without overflow."""
    return _sigmoid(logits, np.exp(-np.abs(logits)))


def _sigmoid(logits: Array, small: Array) -> Array:
    """Return `sigmoid(logits)`, given `exp(-|logits|)`."""
    above: Array = np.where(logits >= 0, 1.0, small)
    return above / (1 + small)


def as_binary(logits: Array, y: Array) -> tuple[Array, Array]:
    """Return logits and labels in one type of number, if they belong together.

    Raises
    ------
    ValueError
        If the shapes differ, which NumPy would spread over all pairs, or a label is not 0 or 1.
    """
    logits, y = real_numbers(logits), real_numbers(y)
    if logits.shape != y.shape or not y.size:
        raise misfit(logits, y)
    if np.count_nonzero(y * (1 - y)):  # in every step, so at once; infinity and NaN count too
        raise ValueError("labels: not all are 0 or 1")
    return logits, y if y.dtype == logits.dtype else y.astype(logits.dtype)


def misfit(logits: Array, y: NDArray[Any]) -> ValueError:
    """Return the error for logits and labels of shapes that do not belong together."""
    return ValueError(
        f"logits of shape {logits.shape} do not fit labels of shape {y.shape}; use (N, 1) and "
        "(N, 1), or (N, K) and (N,)"
    )


def binary_cross_entropy(logits: Array, y: Array) -> tuple[float, Array]:
    """Binary cross-entropy of logits, stable for logits of any size.

    Parameters
    ----------
    logits : (N, 1) float64
        Log-odds of class 1; of several answers for each example, in any shape.
    y : (N, 1)
        Labels, 0 or 1, of the same shape and any type of number.

    Returns
    -------
    loss : float
        Mean over the batch, in nats; ln 2 = 0.693 is a coin flip.
    dlogits : (N, 1) float64
        `(sigmoid(logits) - y) / N`.

    Raises
    ------
    ValueError
        If the shapes differ, or a label is neither 0 nor 1.

    Notes
    -----
    `-y log p - (1 - y) log(1 - p)` with `p = sigmoid(z)` equals
    `max(z, 0) - z y + log(1 + exp(-|z|))`.
    """
    logits, y = as_binary(logits, y)
    small = np.exp(-np.abs(logits))
    losses = np.maximum(logits, 0) - logits * y + np.log1p(small)
    return float(losses.sum() / y.size), (_sigmoid(logits, small) - y) / y.size


def share_right(logits: Array, y: NDArray[Any]) -> float:
    """Return the share of examples that the logits put in their class.

    With one logit, (N, 1), that is class 1 where the logit is above 0; with one for each class,
    (N, K), that of the largest. Labels that are values, such as images, are neither right nor
    wrong: NaN. The loss has looked at the labels already, so that only odd shapes are refused.
    """
    if y.ndim > 2 and logits.shape == y.shape:
        return math.nan
    if y.ndim == 2:
        if logits.shape != y.shape:
            raise misfit(logits, y)
        right = (logits > 0) == y
    else:
        if logits.ndim != 2 or logits.shape[1] < 2 or y.shape != logits.shape[:1]:
            raise misfit(logits, y)
        right = logits.argmax(axis=1) == y
    return np.count_nonzero(right) / len(y)
