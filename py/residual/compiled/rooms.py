"""One room in memory for many results of a pass, one after the other.

Most gradients by a layer's input are read by the next call or two, and by nobody after that. Where
each has a room of its own, a pass walks through all these rooms; where the next one takes the room
of one that is done with, it finds it in the cache. This is how compilers give registers to
variables: linear scan (Poletto & Sarkar 1999).
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence

import numpy as np

from residual.compiled.cache_lines import Array, empty, is_part
from residual.compiled.calls import Call, address


def share_rooms(calls: Sequence[Call]) -> tuple[list[Array], list[Array]]:
    """Return rows of words for calls made in this order, and the rooms that their results share.

    A result that anything but the calls holds has a place of its own, as before.
    """
    passing = _held_by_calls_alone(calls)
    last = {id(word): i for i, call in enumerate(calls) for word in call.words}
    rows, rooms = [], []
    room_of: dict[int, Array] = {}
    free: defaultdict[Hashable, list[Array]] = defaultdict(list)
    for i, call in enumerate(calls):
        row = call.row.copy()
        used = {at: word for at, word in enumerate(call.words) if id(word) in passing}
        for at, word in used.items():
            if id(word) not in room_of:
                left = free[word.shape, word.dtype]
                if not left:
                    left.append(empty(word.shape, word.dtype))
                    rooms += left
                room_of[id(word)] = left.pop()
            row[at] = address(room_of[id(word)])
        for word in used.values():
            if last[id(word)] == i and id(word) in room_of:
                free[word.shape, word.dtype].append(room_of.pop(id(word)))
        rows.append(row)
    return rows, rooms


def _held_by_calls_alone(calls: Sequence[Call]) -> set[int]:
    """Return the ids of the arrays that calls make, and that nothing but these calls refers to."""
    made = {id(array): array for call in calls for array in call.made if not is_part(array)}
    held = Counter(
        id(one) for call in calls for one in (*call.results, *call.words, *call.arguments.objects)
    )
    arrays = list(made.values())
    made.clear()
    (in_a_list,) = _references([np.empty(0)])
    return {
        id(array)
        for array, references in zip(arrays, _references(arrays), strict=True)
        if references - in_a_list == held[id(array)]
    }


def _references(arrays: list[Array]) -> list[int]:
    return [sys.getrefcount(array) for array in arrays]
