"""The data that the networks learn: generated points in the plane, and handwritten digits."""

import importlib.resources

import numpy as np

from residual.arrays import Array, Labels, Random
from residual.checks import number, positive, random_source, whole_number


def two_spirals(
    rng: Random, points: int = 200, noise: float = 0.3, turns: float = 1.0
) -> tuple[Array, Array]:
    """Two interleaved spiral arms; class 1 is class 0 rotated by pi.

    Parameters
    ----------
    rng : Random
        Drawn from in the order x0.x, x0.y, x1.x, x1.y, `points` normal values each.
    points : int
        Points per class.
    noise : float
        Standard deviation of the jitter, in tenths of a unit (the arms end at radius 1).
    turns : float
        How often each arm goes round.

    Returns
    -------
    x : (2 * points, 2) float64
        Coordinates, class 0 first.
    y : (2 * points, 1) float64
        Labels, 0 or 1.

    Raises
    ------
    ValueError
        If there is no point, the noise is below 0, or the turns are not above 0.

    Notes
    -----
    `t = linspace(0, 2 pi turns)`, `r = linspace(0.3, 1)`, and `r (cos t, sin t)` plus
    `0.1 * noise * randn` per coordinate; with the defaults, the set of the article's listing.
    """
    _check_plane(rng, points, noise)
    positive("turns", turns)
    t = np.linspace(0, 2 * np.pi * turns, points)
    r = np.linspace(0.3, 1, points)
    arms = [r * f(a) for a in (t, t + np.pi) for f in (np.cos, np.sin)]
    return _jittered(rng, arms, noise)


def rings(rng: Random, points: int = 200, noise: float = 0.3) -> tuple[Array, Array]:
    """Two rings around the origin: class 0 of radius 0.5, class 1 of radius 1.

    Parameters, returned values and errors are those of `two_spirals`.
    """
    _check_plane(rng, points, noise)
    t = np.linspace(0, 2 * np.pi, points, endpoint=False)
    return _jittered(rng, [r * f(t) for r in (0.5, 1.0) for f in (np.cos, np.sin)], noise)


def moons(rng: Random, points: int = 200, noise: float = 0.3) -> tuple[Array, Array]:
    """Two half circles that reach into each other; class 1 is class 0 rotated by pi.

    Parameters, returned values and errors are those of `two_spirals`.
    """
    _check_plane(rng, points, noise)
    t = np.linspace(0, np.pi, points)
    x, y = np.cos(t) / 1.5 - 1 / 3, np.sin(t) / 1.5 - 1 / 6
    return _jittered(rng, [x, y, -x, -y], noise)


def checkerboard(
    rng: Random, points: int = 200, noise: float = 0.3, cells: int = 4
) -> tuple[Array, Array]:
    """Points spread evenly over the squares of a checkerboard; the colour is the class.

    Parameters, returned values and errors are those of `two_spirals`; `cells` is the number of
    squares along each side, from -1 to 1, at least 2. The noise moves points over the edges.
    """
    _check_plane(rng, points, noise)
    whole_number("cells", cells, 2)
    row, column = np.divmod(np.arange(cells * cells), cells)
    coordinates: list[Array] = []
    for colour in (0, 1):
        squares = np.flatnonzero((row + column) % 2 == colour)
        place, across, up = rng.uniform(size=(3, points))
        chosen = squares[(place * squares.size).astype(np.intp)]
        coordinates += [
            (column[chosen] + across) * (2 / cells) - 1,
            (row[chosen] + up) * (2 / cells) - 1,
        ]
    return _jittered(rng, coordinates, noise)


def digits() -> tuple[Array, Labels]:
    """Return the 1,797 handwritten digits of 8 x 8 pixels that ship with this package.

    Returns
    -------
    x : (1797, 1, 8, 8) float64
        Grey values from 0 (paper) to 1 (ink).
    y : (1797,) int
        The digit that each image shows, 0 to 9.

    Notes
    -----
    E. Alpaydin & C. Kaynak 1998, "Optical Recognition of Handwritten Digits", UCI Machine
    Learning Repository, CC BY 4.0; `data/README.txt` says more.
    """
    with (importlib.resources.files("residual") / "data" / "digits.npz").open("rb") as file:
        arrays = np.load(file)
        return arrays["images"][:, np.newaxis] / 16, arrays["labels"].astype(np.intp)


def split(
    rng: Random, x: Array, y: Labels, test: int
) -> tuple[tuple[Array, Labels], tuple[Array, Labels]]:
    """Set some examples aside, drawn at random, to test on.

    Parameters
    ----------
    rng : Random
        Shuffles the examples.
    x, y : (N, ...), (N, ...)
        Examples and their labels.
    test : int
        How many to set aside, from 1 to N - 1.

    Returns
    -------
    train, test : (x, y) each
        Of N - test and of `test` examples; no example is in both.

    Raises
    ------
    ValueError
        If `test` is out of range, or examples and labels differ in number.

    Notes
    -----
    Pictures by the same writer fall on both sides, so that the test error is that of known hands.
    """
    if len(x) != len(y):
        raise ValueError(f"{len(x)} examples cannot have {len(y)} labels")
    whole_number("test", test, most=len(x) - 1)
    random_source("rng", rng)
    order = rng.permutation(len(x))
    held_out, kept = order[:test], order[test:]
    return (x[kept], y[kept]), (x[held_out], y[held_out])


def _check_plane(rng: Random, points: int, noise: float) -> None:
    random_source("rng", rng)
    whole_number("points", points)
    number("noise", noise)


def _jittered(rng: Random, coordinates: list[Array], noise: float) -> tuple[Array, Array]:
    """Add the noise to x and y of class 0 and of class 1, drawn in this order, and label them."""
    moved = [c + 0.1 * noise * rng.standard_normal(c.size) for c in coordinates]
    x = np.concatenate([np.stack(moved[:2], axis=1), np.stack(moved[2:], axis=1)])
    return x, np.repeat([[0.0], [1.0]], coordinates[0].size, axis=0)
