"""What a network is trained on: inputs and labels."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from residual.arrays import Array
from residual.checks import all_finite, of_type, refused

Data = tuple[Array, NDArray[Any]]
"""Inputs, (N, ...), and labels: (N, 1) of 0 or 1, or (N,) class numbers, as the loss takes them."""


def check_data(data: Data) -> None:
    """Raise a ValueError unless there are finite inputs and as many finite labels."""
    if not isinstance(data, tuple | list) or len(data) != 2:
        raise ValueError("data: use inputs and labels, (x, y)")
    for name, array in zip(("inputs", "labels"), data, strict=True):
        of_type(name, array, np.ndarray, "an array")
        if array.dtype.kind not in "fiub":
            raise refused(name, array, "numbers")
    x, y = data
    if not x.size or not y.ndim or len(x) != len(y):
        raise ValueError(f"inputs of shape {x.shape} do not fit labels of shape {y.shape}")
    all_finite("inputs", x)
    all_finite("labels", y)
    if y.shape[1:] == (1,) and np.count_nonzero(y * (1 - y)):
        raise ValueError("labels: not all are 0 or 1")
    if y.ndim == 1 and y.dtype.kind not in "iu":
        raise refused("labels", y, "class numbers, or 0 and 1 in the shape (N, 1)")
