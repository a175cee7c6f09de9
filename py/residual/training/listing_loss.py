"""The loss as the article's listing writes it."""

import numpy as np

from residual.arrays import Array
from residual.training.losses import as_binary


def binary_cross_entropy_of_listing(logits: Array, y: Array) -> tuple[float, Array]:
    """Binary cross-entropy as the article's listing writes it, with `log(p + 1e-8)`.

    Parameters, returned values, shapes and errors are those of `binary_cross_entropy`. The gradient
    is the listing's too: that of the cross-entropy without the 1e-8.
    """
    logits, y = as_binary(logits, y)
    p = 1 / (1 + np.exp(-logits))
    losses = -(y * np.log(p + 1e-8) + (1 - y) * np.log(1 - p + 1e-8))
    return float(losses.sum() / y.size), (p - y) / y.size
