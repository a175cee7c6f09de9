"""Arrays that begin where a line of the cache begins.

The kernels take some columns of a row at a time. Where those that fill a line lie across two, twice
as many lines pass through the cache.
"""

import ctypes
import math
from typing import Any

import numpy as np

from residual.arrays import Shape

Array = np.typing.NDArray[Any]

LINE = 64
"""Bytes; of nearly all processors."""
SMALL = 4096
"""Arrays of fewer bytes may lie anywhere, which takes less time to arrange."""


def empty(shape: Shape, dtype: np.dtype[Any]) -> Array:
    """Return an array whose numbers are still to be written, with memory of its own."""
    size = math.prod(shape) * dtype.itemsize
    if size < SMALL:
        return np.empty(shape, dtype)
    memory = bytearray(size + LINE - 1)
    start = -ctypes.addressof(ctypes.c_char.from_buffer(memory)) % LINE
    return np.ndarray(shape, dtype, memory, start)


def is_part(array: Array) -> bool:
    """Tell whether an array shares the memory of another one, which it is a part of."""
    return isinstance(array.base, np.ndarray)
