"""Refusing what is not allowed, in one wording: what, the value, and what is allowed."""

from collections.abc import Iterable


def one_of(what: str, value: object, known: Iterable[object]) -> None:
    """Raise a ValueError unless the value is one of the known ones.

    Parameters
    ----------
    what : str
        The name of the argument.
    value, known : object
        The value, and all that are allowed; the message lists them.
    """
    allowed = list(known)
    if value not in allowed:
        listed = ", ".join(map(str, allowed))
        raise ValueError(f"{what}: {value} is not allowed; use one of {listed}")


def whole_number(what: str, value: int, least: int = 1) -> None:
    """Raise a ValueError unless the value is a whole number of at least `least`."""
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise ValueError(f"{what}: {value} is not allowed; use a whole number from {least}")
