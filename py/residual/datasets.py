"""The data that the networks learn."""

import numpy as np

from residual.arrays import Array, Random


def two_spirals(rng: Random, points: int = 200, noise: float = 0.3) -> tuple[Array, Array]:
    """Two interleaved spiral arms, one full turn each; class 1 is class 0 rotated by pi.

    Parameters
    ----------
    rng : Random
        Drawn from in the order x0.x, x0.y, x1.x, x1.y, `points` normal values each.
    points : int
        Points per class.
    noise : float
        Standard deviation of the jitter, in tenths of a unit (the arms end at radius 1).

    Returns
    -------
    x : (2 * points, 2) float64
        Coordinates, class 0 first.
    y : (2 * points, 1) float64
        Labels, 0 or 1.

    Notes
    -----
    The set of the article's listing: `t = linspace(0, 2 pi)`, `r = linspace(0.3, 1)`, and
    `r (cos t, sin t)` plus `0.1 * noise * randn` per coordinate.
    """
    t = np.linspace(0, 2 * np.pi, points)
    r = np.linspace(0.3, 1, points)
    arms = []
    for angle in (t, t + np.pi):
        for coordinate in (np.cos(angle), np.sin(angle)):
            arms.append(r * coordinate + 0.1 * noise * rng.standard_normal(points))
    x = np.concatenate([np.stack(arms[:2], axis=1), np.stack(arms[2:], axis=1)])
    y = np.repeat([[0.0], [1.0]], points, axis=0)
    return x, y
