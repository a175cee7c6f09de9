"""An image that a reader drew, as a short text: one character a pixel, as made for addresses."""

import re

import numpy as np

from residual.arrays import Array
from residual.checks import array_of, refused

SIDE = 8
"""Pixels along each side, as of the digits that ship with this package."""

GREYS = "0123456789abcdefg"
"""The grey values of a pixel, from paper to ink, in sixteenths."""

DRAWN_IMAGE_ALLOWED = (
    f"{SIDE * SIDE} characters, one for each pixel row by row, from 0 (paper) over 9 and a to g "
    "(ink)"
)

_FORM = re.compile(f"[0-9a-g]{{{SIDE * SIDE}}}")


def is_image(text: str) -> bool:
    """Tell whether a text is an image."""
    return _FORM.fullmatch(text) is not None


def encode_image(x: Array) -> str:
    """Write an image as text; `decode_image` reads it.

    Parameters
    ----------
    x : (8, 8)
        Grey values from 0 (paper) to 1 (ink), rounded here to sixteenths.

    Raises
    ------
    ValueError
        If the shape is another, or a value is outside of 0 to 1.
    """
    x = array_of("x", x, ("H", "W"))
    if x.shape != (SIDE, SIDE) or not ((x >= 0) & (x <= 1)).all():
        raise refused("x", x, f"{SIDE} by {SIDE} grey values from 0 to 1")
    return "".join(GREYS[step] for step in np.rint(x * (len(GREYS) - 1)).astype(int).ravel())


def decode_image(text: str) -> Array:
    """Read an image.

    Returns
    -------
    (8, 8) float64
        Grey values from 0 to 1.

    Raises
    ------
    ValueError
        If the text is no image.
    """
    if not is_image(text):
        raise refused("pixels", text, DRAWN_IMAGE_ALLOWED)
    steps = [GREYS.index(character) for character in text]
    return np.reshape(steps, (SIDE, SIDE)) / (len(GREYS) - 1)
