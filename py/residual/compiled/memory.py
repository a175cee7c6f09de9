"""Arrays that begin where a line of the cache begins, where they lie, and whether they changed.

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
    memory = np.empty(size + LINE - 1, np.uint8)
    return np.ndarray(shape, dtype, memory, -address(memory) % LINE)


def address(array: Array) -> int:
    """Return where an array's first number lies; it stays there when the memory grows."""
    try:
        return ctypes.addressof(ctypes.c_char.from_buffer(array))
    except (TypeError, ValueError, BufferError):  # not in one piece, or not to be written to
        where: int = array.__array_interface__["data"][0]  # three times slower
        return where


class Unchanged:
    """Objects to be known again: arrays as the very same ones, all else as equal.

    To compare lists is five times faster than to compare object by object. It takes an object for
    equal to itself, and for two arrays it raises an error, but for those of one number or none.
    """

    __slots__ = ("_objects", "_small")

    def __init__(self, objects: list[Any]) -> None:
        self._objects = objects
        self._small = [
            (i, v) for i, v in enumerate(objects) if isinstance(v, np.ndarray) and v.size < 2
        ]

    def are(self, others: list[Any]) -> bool:
        """Tell whether all these are the same, in order."""
        try:
            return all(others[i] is v for i, v in self._small) and others == self._objects
        except (ValueError, IndexError):
            return False
