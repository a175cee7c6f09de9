"""A loaded library: its functions, room for them, and what arrays it takes."""

import ctypes
from collections.abc import Callable
from itertools import pairwise
from typing import Any, ClassVar

import numpy as np

from residual import kernels
from residual.blocks import Block
from residual.compiled.cache_lines import Array, empty
from residual.compiled.calls import WORD, Call, address, performer
from residual.compiled.passes import Workspace
from residual.compiled.rooms import share_rooms
from residual.compiled.whole_blocks import WholeBlock

TYPES: dict[np.dtype[Any], str] = {np.dtype(np.float64): "f64", np.dtype(np.float32): "f32"}


def strided(*arrays: Array) -> bool:
    """Tell whether arrays have numbers, of one type that the library knows, each in its place."""
    kind = arrays[0].dtype
    return kind in TYPES and all(a.dtype == kind and a.size and a.flags.aligned for a in arrays)


def solid(*arrays: Array) -> bool:
    """Tell whether arrays also lie in memory without gaps, row by row."""
    return strided(*arrays) and all(a.flags.c_contiguous for a in arrays)


def changeable(*arrays: Array) -> bool:
    """Tell whether the numbers may be changed, and no array shares any with another."""
    spans = sorted((address(a), a.nbytes) for a in arrays)
    apart = all(at + size <= other for (at, size), (other, _) in pairwise(spans))
    return apart and all(a.flags.writeable for a in arrays)


class Library:
    """The functions of a library; those that `_prepare_...` of a subclass prepares, by name.

    Parameters
    ----------
    library : ctypes.CDLL or alike
        The compiled C files.
    name : str
        What the page calls it.
    """

    # Of exactly this class: an edited block runs as it is written.
    fused_forms: ClassVar[dict[type, Callable[[Any], Any]]] = {Block: WholeBlock}

    def __init__(self, library: Any, name: str) -> None:
        self.library, self.name = library, name
        self._rooms: dict[tuple[str, np.dtype[Any]], Array] = {}
        for function, prepare in self._prepares().items():
            setattr(self, function, performer(prepare, kernels.DEFINITIONS[function]))

    def _prepares(self) -> dict[str, Callable[..., Call | None]]:
        found = (name for name in dir(self) if name.startswith("_prepare_"))
        return {name.removeprefix("_prepare_"): getattr(self, name) for name in found}

    def function(self, name: str, array: Array) -> Callable[[int], None]:
        """Return the library's function for the type of an array's numbers."""
        found = getattr(self.library, f"{name}_{TYPES[array.dtype]}")
        found.argtypes, found.restype = [ctypes.c_void_p], None
        return found  # type: ignore[no-any-return]

    def room(self, name: str, like: Array, size: int) -> Array:
        """Return an array of at least `size` numbers, which holds nothing between calls."""
        key = (name, like.dtype)
        if key not in self._rooms or self._rooms[key].size < size:
            self._rooms[key] = empty((size,), like.dtype)
        return self._rooms[key]

    def workspace(self) -> Workspace:
        """Return what a run keeps between its passes."""
        return Workspace(self.replay)

    def replay(self, calls: list[Call]) -> Call:
        """Return one call that makes all these: what others hold gets the same numbers."""
        functions = {id(call.function): call.function for call in calls}
        places = {key: ctypes.cast(f, ctypes.c_void_p).value for key, f in functions.items()}  # type: ignore[arg-type]
        rows, rooms = share_rooms(calls)
        table = np.array(
            [(places[id(c.function)], address(row)) for c, row in zip(calls, rows, strict=True)],
            WORD,
        )
        words = [table, len(calls)]
        return Call(self.function("replay", np.zeros(0)), words, (calls[:], rows, rooms))
