"""The loss of answers that are values, such as the pixels of an image."""

import numpy as np

from residual.arrays import Array
from residual.checks import real_numbers


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
