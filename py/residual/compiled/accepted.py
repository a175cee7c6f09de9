"""What arrays the library takes."""

from collections.abc import Sequence
from itertools import chain, pairwise

from residual.compiled.calls import TYPES
from residual.compiled.memory import Array, address


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


def descendable(*groups: Sequence[Array]) -> bool:
    """Tell whether the library updates by these: values, gradients, and what goes with each."""
    arrays = [*chain.from_iterable(groups)]
    if not arrays or not solid(*arrays) or not changeable(*arrays):
        return False
    shapes = [[a.shape for a in group] for group in groups]
    return all(of_group == shapes[0] for of_group in shapes)
