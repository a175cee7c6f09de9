"""The share of examples that a network gets right, of one logit or one for each class."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from residual.arrays import Array
from residual.training.cross_entropy import as_classes
from residual.training.losses import as_binary, share_right


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
    logits, y = as_binary(logits, y) if np.ndim(y) == 2 else as_classes(logits, y)
    return share_right(logits, y)
