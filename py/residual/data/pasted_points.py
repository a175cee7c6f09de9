"""Points as people have them, two numbers and a label a line, brought into the plane.

JavaScript reads the same in `web/src/controls/own-points/pasted-points.js`.
"""

import re
from collections.abc import Iterable, Iterator

import numpy as np

from residual.arrays import Array
from residual.checks import shown
from residual.data.own_points import FEWEST_OWN, MOST_OWN, PLANE_STEPS, encode_points, thousandths

A_LINE = "two numbers and a label, such as 0.3, -0.2, A"
DECIMAL = re.compile(r"[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)([eE][+-]?[0-9]+)?")
"""With a comma instead of the point where commas do not part the fields."""
LARGEST = 1e100
BLANK = " \t\f\v\u00a0\ufeff"
BLANKS = re.compile(f"[{BLANK}]+")
MOST_TOLD = 5
FIELDS = 3

Row = tuple[int, float, float, str]
"""The number of the line, from 1, and what stands there."""


class PastedPointsError(ValueError):
    """Pasted text is not that of points.

    Attributes
    ----------
    problems : list of str
        One for each bad line, with its number and the reason; else one about all of them.
    """

    def __init__(self, problems: list[str]) -> None:
        told = problems[:MOST_TOLD]
        more = len(problems) - len(told)
        super().__init__("; ".join(told + ([f"and {more} more"] if more else [])))
        self.problems = problems


def read_pasted(text: str) -> str:
    """Read points from text, and return them as `encode_points` writes them.

    Parameters
    ----------
    text : str
        A line for each point: x, y and a label, parted by tabs, semicolons, commas or blanks, the
        first of these that the line has. Empty lines and those that begin with `#` are left out,
        and so is a header: a first line whose first two fields are no numbers.

    Raises
    ------
    PastedPointsError
        If a line is bad, or there are too few or too many points, or not two labels.

    Notes
    -----
    The labels in order, as numbers if both are, else as text, are class 0 and class 1. Points that
    all lie in the plane, from -1.4 to 1.4, stay where they are. Otherwise each coordinate is moved
    and stretched by itself: its least value is then -1 and its greatest 1; a coordinate that is the
    same for all is then 0.
    """
    rows: list[Row] = []
    problems = []
    for number, fields in _fields(text):
        try:
            rows.append(_row(number, fields))
        except ValueError as error:
            problems.append(f"line {number}: {error}")
    problems = problems or _not_two_classes(rows)
    if problems:
        raise PastedPointsError(problems)
    first = _in_order({label for *_, label in rows})[0]
    x = into_the_plane(np.array([[x, y] for _, x, y, _ in rows]))
    try:
        return encode_points(x, np.array([float(label != first) for *_, label in rows]))
    except ValueError as error:  # a class has one point alone
        raise PastedPointsError([str(error)]) from None


def into_the_plane(x: Array) -> Array:
    """Bring coordinates (N, 2) into the plane; see `read_pasted` for the rule."""
    if (np.abs(thousandths(x)) <= PLANE_STEPS).all():
        return x
    low, high = x.min(axis=0), x.max(axis=0)
    wide = high > low
    return np.where(wide, (x - low) / np.where(wide, high - low, 1) * 2 - 1, 0.0)


def _fields(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the fields of each line that is to be a point."""
    is_first = True
    for number, line in enumerate(re.split("\r\n|\r|\n", text), 1):
        bare = line.strip(BLANK)
        if not bare or bare.startswith("#"):
            continue
        separator = next((mark for mark in "\t;," if mark in bare), None)
        parts = bare.split(separator) if separator else BLANKS.split(bare, maxsplit=FIELDS - 1)
        fields = [_unquoted(part.strip(BLANK)) for part in parts]
        is_header = is_first and not any(DECIMAL.fullmatch(field) for field in fields[:2])
        is_first = False
        if not is_header:
            yield number, fields


def _unquoted(field: str) -> str:
    quoted = len(field) > 1 and field[0] == field[-1] and field[0] in "\"'"
    return field[1:-1].strip(BLANK) if quoted else field


def _row(number: int, fields: list[str]) -> Row:
    if len(fields) != FIELDS:
        raise ValueError(f"fields: {len(fields)} are not allowed; use {A_LINE}")
    x, y = (_coordinate(name, field) for name, field in zip("xy", fields, strict=False))
    if not fields[2]:
        raise ValueError("label: nothing is not allowed; use one of two labels, such as A")
    return number, x, y, fields[2]


def _coordinate(name: str, field: str) -> float:
    value = _number(field) if DECIMAL.fullmatch(field) else np.nan
    if not abs(value) <= LARGEST:
        allowed = "a number from -1e100 to 1e100"
        raise ValueError(f"{name}: {shown(field)} is not allowed; use {allowed}")
    return value


def _number(field: str) -> float:
    return float(field.replace(",", "."))


def _not_two_classes(rows: list[Row]) -> list[str]:
    if not FEWEST_OWN <= len(rows) <= MOST_OWN:
        return [f"points: {len(rows)} are not allowed; use {FEWEST_OWN} to {MOST_OWN}"]
    labels = list(dict.fromkeys(label for *_, label in rows))
    if len(labels) == 1:
        return [f"label: {shown(labels[0])} alone is not allowed; use two labels"]
    known = " and ".join(map(shown, labels[:2]))
    return [
        f"line {number}: label: {shown(label)} is not allowed beside {known}; use two labels"
        for number, *_, label in rows
        if label not in labels[:2]
    ]


def _in_order(labels: Iterable[str]) -> list[str]:
    """Return numbers by size, others by their code units, as JavaScript orders them."""
    by_text = sorted(labels, key=lambda label: label.encode("utf-16-be", "surrogatepass"))
    are_numbers = all(DECIMAL.fullmatch(label) for label in by_text)
    return sorted(by_text, key=_number) if are_numbers else by_text
