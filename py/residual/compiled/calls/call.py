"""A call of the library: a function, and the struct that it takes, filled once."""

import ctypes
from collections.abc import Sequence
from typing import Any

import numpy as np

from residual.compiled import structs
from residual.compiled.memory import Array, address, empty

TYPES: dict[np.dtype[Any], str] = {np.dtype(np.float64): "f64", np.dtype(np.float32): "f32"}
VECTOR_BYTES = 16
"""Of a vector of WebAssembly."""


class Call:
    """A function of the library with its argument; it holds all arrays whose addresses it has."""

    __slots__ = ("argument", "function", "held", "struct")

    def __init__(self, function: Any, struct: structs.Struct, held: tuple[Any, ...]) -> None:
        self.function, self.struct, self.held = function, struct, held
        self.argument = ctypes.addressof(struct)

    def __call__(self) -> None:
        """Make the call."""
        self.function(self.argument)


def place(array: Array | None) -> int | None:
    """Return the address of an array, if there is one."""
    return None if array is None else address(array)


class Library:
    """The functions of a library, and the room that they need for themselves.

    Parameters
    ----------
    library : ctypes.CDLL or alike
        The compiled C files.
    vector_bytes : int
        The width that they were compiled for.
    """

    def __init__(self, library: Any, vector_bytes: int = VECTOR_BYTES) -> None:
        self.library, self.vector_bytes = library, vector_bytes
        self._functions: dict[tuple[str, np.dtype[Any]], Any] = {}
        self._rooms: dict[tuple[str, np.dtype[Any]], Array] = {}

    def function(self, name: str, dtype: np.dtype[Any]) -> Any:
        """Return the library's function for a type of number."""
        if (found := self._functions.get((name, dtype))) is None:
            found = getattr(self.library, f"{name}_{TYPES[dtype]}")
            found.argtypes, found.restype = [ctypes.c_void_p], None
            self._functions[name, dtype] = found
        return found

    def room(self, name: str, dtype: np.dtype[Any], size: int) -> Array:
        """Return an array of at least `size` numbers, which holds nothing between calls."""
        key = name, dtype
        if key not in self._rooms or self._rooms[key].size < size:
            self._rooms[key] = empty((size,), dtype)
        return self._rooms[key]

    def run(self, calls: Sequence[Call]) -> Call:
        """Return one call that makes all these."""
        places: dict[int, int | None] = {}
        for call in calls:
            if id(call.function) not in places:
                where = ctypes.cast(call.function, ctypes.c_void_p).value
                places[id(call.function)] = where
        table = (structs.Step * max(1, len(calls)))(
            *(structs.Step(places[id(call.function)], call.argument) for call in calls)
        )
        struct = structs.Run(ctypes.addressof(table), len(calls))
        function = self.function("run", np.dtype(np.float64))
        return Call(function, struct, (table, tuple(calls)))
