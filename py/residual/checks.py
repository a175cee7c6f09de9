"""Refusing what is not allowed, in one wording: what, the value, and what is allowed."""

import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from residual.arrays import Array


def refused(what: str, value: object, allowed: str, quoted: bool = True) -> ValueError:
    """Return the error for a value that is not allowed.

    Parameters
    ----------
    what : str
        The name of the argument.
    value : object
        The value; an array is told by its shape and type.
    allowed : str
        What to use instead, in words.
    quoted : bool
        Whether text stands in quotes: '18' is not 18.
    """
    if isinstance(value, np.ndarray):
        told = f"an array of shape {value.shape} and type {value.dtype}"
    else:
        told = repr(shown(value)) if quoted and isinstance(value, str) else shown(value)
    return ValueError(f"{what}: {told} is not allowed; use {allowed}")


def refused_shape(what: str, array: Any, allowed: str) -> ValueError:
    """Return the error for an array of a shape that is not allowed."""
    return refused(what, f"the shape {np.shape(array)}", allowed, quoted=False)


def shown(value: object, limit: int = 60) -> str:
    """Return a value as messages show it: in one line, and not without end."""
    try:
        text = "" if value is None else f"{value}"
    except ValueError:  # Python prints no integer of more than 4300 digits
        return "a number too long to print"
    if not text.strip():
        return "nothing"
    return text if len(text) <= limit else text[:limit] + "..."


def one_of(what: str, value: object, known: Iterable[object]) -> None:
    """Raise a ValueError, which lists the known values, unless the value is one of them."""
    allowed = list(known)
    if isinstance(value, np.ndarray) or value not in allowed:
        words = [str(each) for each in allowed]
        raise refused(what, value, f"one of {', '.join(words)}", quoted=value in words)


def whole_number(what: str, value: object, least: int = 1, most: int | None = None) -> None:
    """Raise a ValueError unless the value is a whole number from `least` to `most`, if given."""
    if not is_whole(value) or value < least or (most is not None and value > most):  # type: ignore[operator]
        raise refused(what, value, f"a whole number from {least}{_up_to(most)}")


def is_whole(value: object) -> bool:
    """Tell whether a value is a whole number."""
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def sizes(**named: object) -> None:
    """Raise a ValueError unless each is a whole number from 1."""
    for name, value in named.items():
        whole_number(name, value)


def number(what: str, value: object, least: float = 0, most: float | None = None) -> None:
    """Raise a ValueError unless the value is a finite number from `least` to `most`, if given."""
    if not is_finite(value) or value < least or (most is not None and value > most):  # type: ignore[operator]
        start = f" from {least}" if math.isfinite(least) else ""
        raise refused(what, value, f"a finite number{start}{_up_to(most)}")


def positive(what: str, value: object) -> None:
    """Raise a ValueError unless the value is a finite number above 0."""
    if not is_finite(value) or not value > 0:  # type: ignore[operator]
        raise refused(what, value, "a finite number above 0")


def is_finite(value: object) -> bool:
    """Tell whether a value is a number, neither infinite nor NaN."""
    known = isinstance(value, int | float | np.integer | np.floating)
    return known and not isinstance(value, bool) and bool(np.isfinite(value))  # type: ignore[call-overload]


def _up_to(most: float | None) -> str:
    return "" if most is None else f" to {most}"


def true_or_false(what: str, value: object) -> None:
    """Raise a ValueError unless the value is True or False: `"none"` would count as true."""
    if not isinstance(value, bool | np.bool):
        raise refused(what, value, "True or False")


def of_type(what: str, value: object, kinds: type | tuple[type, ...], allowed: str) -> None:
    """Raise a ValueError unless the value is of one of these types."""
    if not isinstance(value, kinds):
        raise refused(what, value, allowed)


def random_source(what: str, value: object, optional: bool = False) -> None:
    """Raise a ValueError unless the value draws random numbers; None may stand for zeros."""
    if not isinstance(value, np.random.Generator | np.random.RandomState):
        if optional and value is None:
            return
        raise refused(what, value, "a generator, such as numpy.random.default_rng(0)")


def real_numbers(x: Any) -> Array:
    """Return x as an array of real numbers; one that is one already stays the very same.

    Whole numbers become float64: as they are, they would wrap around, or lose what stands after the
    point.

    Raises
    ------
    ValueError
        If x is anything else than numbers, such as text or complex numbers.
    """
    array = np.asarray(x)
    if array.dtype.kind == "f":
        return array
    if array.dtype.kind not in "iub":
        raise refused("x", array, "real numbers")
    return array.astype(np.float64)


def array_of(what: str, value: Any, shape: tuple[str, ...]) -> Array:
    """Return an array of real, finite numbers of a shape; see `real_numbers`.

    Parameters
    ----------
    what : str
        The name of the argument.
    value : array
        Numbers.
    shape : tuple of str
        The names of its axes, for the message; none of them may be empty.

    Raises
    ------
    ValueError
        If it has other axes, or one of its numbers is infinite or NaN.
    """
    try:
        array = real_numbers(value)
    except ValueError:
        raise refused(what, value, f"real numbers of shape ({', '.join(shape)})") from None
    if array.ndim != len(shape) or 0 in array.shape:
        raise refused_shape(what, array, f"({', '.join(shape)})")
    # Zeros that take no memory have nothing to be looked at; see `initializers`.
    if array.flags.writeable:
        all_finite(what, array)
    return array


def all_finite(what: str, array: Array) -> None:
    """Raise a ValueError, with the first place, unless all numbers of an array are finite."""
    finite = np.isfinite(array)
    if not finite.all():
        place = tuple(map(int, np.argwhere(~finite)[0]))
        raise ValueError(f"{what}: {array[place]} at {place} is not allowed; use finite numbers")
