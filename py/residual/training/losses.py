"""Losses: each returns the mean loss over the batch and its gradient by the logits; accuracy."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from residual.arrays import Array, Labels
from residual.checks import real_numbers


def sigmoid(logits: Array) -> Array:
    """Return `1 / (1 + exp(-logits))`, elementwise, without overflow."""
    return _sigmoid(logits, np.exp(-np.abs(logits)))


def _sigmoid(logits: Array, small: Array) -> Array:
    """Return `sigmoid(logits)`, given `exp(-|logits|)`."""
    above: Array = np.where(logits >= 0, 1.0, small)
    return above / (1 + small)


def _binary(logits: Array, y: Array) -> tuple[Array, Array]:
    """Return logits and labels in one type of number, if they belong together.

    Raises
    ------
    ValueError
        If the shapes differ, which NumPy would spread over all pairs, or a label is not 0 or 1.
    """
    logits, y = real_numbers(logits), real_numbers(y)
    if logits.shape != y.shape or not y.size:
        raise _misfit(logits, y)
    if np.count_nonzero(y * (1 - y)):  # in every step, so at once; infinity and NaN count too
        raise ValueError("labels: not all are 0 or 1")
    return logits, y if y.dtype == logits.dtype else y.astype(logits.dtype)


def _classes(logits: Array, y: Labels) -> tuple[Array, Labels]:
    """Return logits and labels, if each label is one of the logits' classes."""
    logits, y = real_numbers(logits), np.asarray(y)
    if logits.ndim != 2 or y.shape != logits.shape[:1] or logits.shape[1] < 2 or not y.size:
        raise _misfit(logits, y)
    classes = logits.shape[1]
    if not np.issubdtype(y.dtype, np.integer) or y.min() < 0 or y.max() >= classes:
        raise ValueError(f"labels: not all are whole numbers from 0 to {classes - 1}")
    return logits, y


def _misfit(logits: Array, y: NDArray[Any]) -> ValueError:
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
    logits, y = _binary(logits, y)
    small = np.exp(-np.abs(logits))
    losses = np.maximum(logits, 0) - logits * y + np.log1p(small)
    return float(losses.sum() / y.size), (_sigmoid(logits, small) - y) / y.size


def binary_cross_entropy_of_listing(logits: Array, y: Array) -> tuple[float, Array]:
    """Binary cross-entropy as the article's listing writes it, with `log(p + 1e-8)`.

    Parameters, returned values, shapes and errors are those of `binary_cross_entropy`. The gradient
    is the listing's too: that of the cross-entropy without the 1e-8.
    """
    logits, y = _binary(logits, y)
    p = 1 / (1 + np.exp(-logits))
    losses = -(y * np.log(p + 1e-8) + (1 - y) * np.log(1 - p + 1e-8))
    return float(losses.sum() / y.size), (p - y) / y.size


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
    logits, y = _classes(logits, y)
    rows = np.arange(len(y))
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    dlogits = np.exp(log_p)
    dlogits[rows, y] -= 1
    return float(-log_p[rows, y].mean()), dlogits / len(y)


def mean_squared_error(answers: Array, y: Array) -> tuple[float, Array]:
    """Mean squared error of answers that are values, such as the pixels of an image.

    Parameters
    ----------
    answers, y : (N, ...) float64
        What the network gives, and what it should give.

    Returns
    -------
    loss : float
        Mean of `(answers - y)**2` over all values of the batch.
    danswers : (N, ...) float64
        `2 (answers - y) / n`, with n the number of values.

    Raises
    ------
    ValueError
        If the shapes differ, which NumPy would spread over all pairs.
    """
    answers, y = real_numbers(answers), real_numbers(y)
    if answers.shape != y.shape or not y.size:
        raise ValueError(
            f"answers of shape {answers.shape} do not fit values of shape {y.shape}; use the same"
        )
    off = answers - y
    return float(np.mean(off * off)), 2 * off / off.size


def accuracy_of(logits: Array, y: NDArray[Any]) -> float:
    """Return the share of examples that the logits put in their class.

    Parameters
    ----------
    logits : (N, 1) or (N, K) float64
    y : (N, 1) of 0 or 1, or (N,) int
        With one column, an example counts as class 1 if its logit is above 0; else it counts as the
        class of its largest logit.

    Raises
    ------
    ValueError
        If the shapes do not fit, or a label is none of the classes.
    """
    logits, y = _binary(logits, y) if np.ndim(y) == 2 else _classes(logits, y)
    return share_right(logits, y)


def share_right(logits: Array, y: NDArray[Any]) -> float:
    """Do as `accuracy_of` with labels that have been looked at already; refuse only odd shapes.

    Labels that are values, such as images, are neither right nor wrong: NaN.
    """
    if y.ndim > 2 and logits.shape == y.shape:
        return math.nan
    if y.ndim == 2:
        if logits.shape != y.shape:
            raise _misfit(logits, y)
        right = (logits > 0) == y
    else:
        if logits.ndim != 2 or logits.shape[1] < 2 or y.shape != logits.shape[:1]:
            raise _misfit(logits, y)
        right = logits.argmax(axis=1) == y
    return np.count_nonzero(right) / len(y)
