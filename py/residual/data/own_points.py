"""The reader's own points: written as a short text, and parted into those to train on and others.

The text is made for addresses: four characters a point, so that 400 points take 1,600. JavaScript
reads and writes the same in `web/src/settings/own-points.js`.
"""

import numpy as np

from residual.arrays import Array, Random
from residual.checks import array_of, random_source, refused

FEWEST_OWN, MOST_OWN = 10, 400
"""How many points there may be, of both classes together."""

LEAST_OF_A_CLASS = 2
"""One to train on, and one to test on."""

PLANE_STEPS = 1400
"""Coordinates are whole thousandths, from -1.4 to 1.4."""

SIDE = 2 * PLANE_STEPS + 1
BASE64URL = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
DIGITS_OF_A_POINT = 4

HELD_OUT = 5
"""One point in so many of each class is held out."""

OWN_POINTS_ALLOWED = (
    f"the code of {FEWEST_OWN} to {MOST_OWN} points, {DIGITS_OF_A_POINT} characters each, at least "
    f"{LEAST_OF_A_CLASS} of each of two classes"
)


def encode_points(x: Array, y: Array) -> str:
    """Write points as text; `decode_points` reads it.

    Parameters
    ----------
    x : (N, 2)
        Coordinates from -1.4 to 1.4, rounded here to thousandths.
    y : (N,) or (N, 1)
        Classes, 0 or 1.

    Returns
    -------
    str
        Four characters of `A-Za-z0-9-_` (base64url) for each point, in order.

    Raises
    ------
    ValueError
        If a point is outside of the plane, there are too few or too many, or a class has too few.

    Notes
    -----
    With i and j the thousandths of x and y above -1.4, and s = 2801 of them along a side, the four
    characters are the digits of (class * s + j) * s + i in base 64, the highest first.
    """
    x, y = array_of("x", x, ("N", "2")), np.ravel(y)
    if x.shape[1] != 2 or y.size != len(x) or not np.isin(y, (0, 1)).all():
        raise refused("points", x, "rows of two coordinates, each with a class, 0 or 1")
    steps = thousandths(x)
    if not (np.abs(steps) <= PLANE_STEPS).all():
        raise refused("points", x, "coordinates from -1.4 to 1.4")
    _check_counts(y)
    i, j = steps.astype(np.int64).T + PLANE_STEPS
    codes = (y.astype(np.int64) * SIDE + j) * SIDE + i
    digits = codes[:, np.newaxis] >> np.arange(18, -1, -6) & 63
    text: bytes = np.frombuffer(BASE64URL, np.uint8)[digits].tobytes()
    return text.decode()


def decode_points(text: str) -> tuple[Array, Array]:
    """Read points from their text.

    Returns
    -------
    x : (N, 2) float64
        Coordinates.
    y : (N, 1) float64
        Classes, 0 or 1.

    Raises
    ------
    ValueError
        If no points have such a text.
    """
    values = np.full(256, -1, np.int64)
    values[np.frombuffer(BASE64URL, np.uint8)] = np.arange(64)
    digits = values[np.frombuffer(text.encode("ascii", "replace"), np.uint8)]
    if digits.size % DIGITS_OF_A_POINT or (digits < 0).any():
        raise refused("points", text, OWN_POINTS_ALLOWED)
    codes = digits.reshape(-1, DIGITS_OF_A_POINT) @ (64 ** np.arange(3, -1, -1))
    rest, i = np.divmod(codes, SIDE)
    y, j = np.divmod(rest, SIDE)
    if (y > 1).any():
        raise refused("points", text, OWN_POINTS_ALLOWED)
    _check_counts(y)
    return (np.stack([i, j], axis=1) - PLANE_STEPS) / 1000, y[:, np.newaxis].astype(np.float64)


def thousandths(x: Array) -> Array:
    """Return numbers in whole thousandths, halves rounded up."""
    return np.floor(x * 1000 + 0.5)


def are_points(text: str) -> bool:
    """Tell whether a text is that of points."""
    try:
        decode_points(text)
    except ValueError:
        return False
    return True


def _check_counts(y: Array) -> None:
    zeros, ones = np.bincount(y.astype(np.intp), minlength=2)
    if not FEWEST_OWN <= y.size <= MOST_OWN:
        allowed = f"{FEWEST_OWN} to {MOST_OWN}"
        raise ValueError(f"points: {y.size} are not allowed; use {allowed}")
    if min(zeros, ones) < LEAST_OF_A_CLASS:
        told = f"{zeros} of class A and {ones} of class B"
        raise ValueError(f"points: {told} are not allowed; use at least {LEAST_OF_A_CLASS} of each")


def held_out_counts(y: Array) -> tuple[int, int]:
    """Return how many points of class 0 and of class 1 are held out: a fifth, at least one."""
    zeros, ones = np.bincount(np.ravel(y).astype(np.intp), minlength=2)
    return max(1, int(zeros) // HELD_OUT), max(1, int(ones) // HELD_OUT)


def part_points(rng: Random, x: Array, y: Array) -> tuple[tuple[Array, Array], tuple[Array, Array]]:
    """Hold points out from training: of each class one in five, at least one, drawn at random.

    Parameters
    ----------
    rng : Random
        Shuffles the points of class 0, then those of class 1; the first of each are held out.
    x, y : (N, 2), (N, 1)
        Points and their classes, 0 or 1.

    Returns
    -------
    train, test : (x, y) each
        Both in the order in which the points came; each point is in one of them.
    """
    random_source("rng", rng)
    is_out = np.zeros(len(x), bool)
    for label, count in enumerate(held_out_counts(y)):
        own = np.flatnonzero(y.ravel() == label)
        is_out[rng.permutation(own)[:count]] = True
    return (x[~is_out], y[~is_out]), (x[is_out], y[is_out])
