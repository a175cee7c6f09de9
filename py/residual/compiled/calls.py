"""Prepared calls: what a run's kernels need from one pass to the next.

To find an array's address and to allocate a result costs more than many a kernel takes. So the
calls of a pass are written on a tape: the first pass prepares them, and in every later one the n-th
call is made with the same words and writes into the same result, as long as its arguments are the
very same arrays. As each layer hands its result, the same array every time, to the next, that is so
for nearly all.
"""

import ctypes
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, Self

import numpy as np

from residual.arrays import Shape
from residual.compiled.cache_lines import Array, empty, is_part

Arguments = tuple[Any, ...]
Function = Callable[..., Any]

WORD = np.dtype(np.uintp)
"""Of a row. Without a sign, since addresses use every bit: in a browser up to four gigabytes."""
WORDS = 2 ** (8 * WORD.itemsize)


class Call:
    """A function of the library with its one argument, a row of machine words.

    Parameters
    ----------
    function : callable
        Takes the address of the words.
    words : sequence of int, array or None
        Sizes, strides and arrays, of which the address is taken (None gives 0).
    result : object
        What the call writes to and its caller gets.
    """

    __slots__ = ("address", "arguments", "function", "prepare", "result", "row", "words")

    def __init__(self, function: Function, words: list[Any], result: Any) -> None:
        values = [address(word) if isinstance(word, np.ndarray) else word or 0 for word in words]
        self.function, self.words, self.result = function, words, result
        self.row = machine_words(values)
        self.address = address(self.row)
        self.prepare: Function | None = None
        self.arguments = Same()

    @property
    def results(self) -> tuple[Any, ...]:
        """The result, or what it consists of."""
        return self.result if isinstance(self.result, tuple) else (self.result,)

    @property
    def made(self) -> list[Array]:
        """The arrays among the results, without those that the call itself was given."""
        given = {id(one) for one in self.arguments.objects}
        return [r for r in self.results if isinstance(r, np.ndarray) and id(r) not in given]


class Same:
    """Objects to be known again: arrays as the very same ones, all else as equal.

    To compare lists is much faster than to compare ids. It takes one object for equal to itself,
    and for two arrays it raises an error, but for those of one number.
    """

    __slots__ = ("objects", "single")

    def __init__(self, objects: Iterable[Any] = ()) -> None:
        self.objects = [*objects]
        self.single = [
            i for i, v in enumerate(self.objects) if isinstance(v, np.ndarray) and v.size < 2
        ]

    def are(self, others: list[Any]) -> bool:
        """Tell whether all these are the same, in order."""
        known = self.objects
        try:
            return all(others[i] is known[i] for i in self.single) and others == known
        except (ValueError, IndexError):
            return False


def address(array: Array) -> int:
    """Return where an array's first number lies; it stays there when the memory grows."""
    try:
        return ctypes.addressof(ctypes.c_char.from_buffer(array))
    except (TypeError, ValueError, BufferError):  # not in one piece, or not to be written to
        where: int = array.__array_interface__["data"][0]  # three times slower
        return where


def machine_words(values: Iterable[int]) -> Array:
    """Return whole numbers as a row of words; one below 0 as its two's complement."""
    return np.array([int(value) % WORDS for value in values], WORD)


class Tape:
    """The calls of a pass, in their order; entered at the start of every pass.

    Attributes
    ----------
    at : int
        How many calls the pass has made so far.
    changed : bool
        Whether one of them was not as in the pass before, or none of the library's.
    """

    current: "Tape | None" = None

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.at = 0
        self.changed = False
        self._outer: Tape | None = None

    def __enter__(self) -> Self:
        self._outer, Tape.current, self.at, self.changed = Tape.current, self, 0, False
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        Tape.current, self._outer = self._outer, None  # else a pass and its halves hold each other


def performer(prepare: Callable[..., Call | None], definition: Function) -> Function:
    """Return a function of the seam that performs prepared calls.

    Parameters
    ----------
    prepare : callable
        Makes the call for some arguments, or None for those that the library does not take.
    definition : callable
        The NumPy definition, which takes over then (and knows what to say about bad input).
    """

    def perform(*arguments: Any) -> Any:
        tape = Tape.current
        if tape is None:
            call = prepare(*arguments)
            if call is None:
                return definition(*arguments)
        else:
            at, calls = tape.at, tape.calls
            call = calls[at] if at < len(calls) else None
            if call is None or call.prepare is not prepare or not call.arguments.are([*arguments]):
                tape.changed = True
                _spare[:] = _reusable(call, arguments) if call else ()
                try:
                    call = prepare(*arguments)
                finally:
                    _spare.clear()
                if call is None:
                    return definition(*arguments)
                call.prepare, call.arguments = prepare, Same(arguments)
                calls[at : at + 1] = [call]
            tape.at = at + 1
        call.function(call.address)
        return call.result

    return perform


_spare: list[Array] = []
"""Results of the call that is being prepared anew."""


def result(shape: Shape, dtype: np.dtype[Any]) -> Array:
    """Return an array for a call's result: the last pass's, if it fits.

    So one new array among a pass's inputs does not make all that follows new.
    """
    for i, array in enumerate(_spare):
        if array.shape == shape and array.dtype == dtype:
            return _spare.pop(i)
    return empty(shape, dtype)


def _reusable(call: Call, arguments: Arguments) -> list[Array]:
    """Return what a call made, but no part of a room, and nothing that the new arguments read."""
    inputs = [a for a in arguments if isinstance(a, np.ndarray)]
    return [
        made
        for made in call.made
        if not is_part(made) and not any(np.may_share_memory(made, a) for a in inputs)
    ]
