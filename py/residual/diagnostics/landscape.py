"""The loss landscape: the loss over a plane of weights around a network's own."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from residual.arrays import Array, Random
from residual.checks import is_whole, number, positive, random_source, refused
from residual.layers import Layer
from residual.training import Data, Loss, evaluate

# The axes along which one filter, the weights into one output, lies: (in, out) and (out, in, h, w).
FILTER_AXES: dict[int, tuple[int, ...]] = {2: (0,), 4: (1, 2, 3)}


def filter_normalized_direction(network: Layer, rng: Random) -> dict[str, Array]:
    """Draw a direction in weight space in which every filter moves in proportion to its size.

    Parameters
    ----------
    network : Layer
        Whose weights set the scale.
    rng : Random
        Draws one normal value for each weight.

    Returns
    -------
    dict of str to Array
        By the names of `network.parameters()`, of their shapes. Biases, gains and other vectors
        stay where they are (zero).

    Notes
    -----
    `d_i = d_i / |d_i| * |w_i|` for each filter i, so that two networks whose weights differ in
    scale alone have the same landscape: Li et al. 2018, "Visualizing the Loss Landscape of Neural
    Nets", section 4.
    """
    random_source("rng", rng)
    direction = {}
    for name, parameter in network.parameters().items():
        w = parameter.value
        if w.ndim < 2:
            direction[name] = np.zeros_like(w)
            continue
        axes = FILTER_AXES.get(w.ndim)
        d: Array = rng.standard_normal(w.shape)
        direction[name] = d * (_norm(w, axes) / _norm(d, axes))
    return direction


def _norm(w: Array, axes: tuple[int, ...] | None) -> Array:
    norm: Array = np.sqrt(np.square(w).sum(axis=axes, keepdims=True))
    return norm


class Plane:
    """The plane through a network's weights, spanned by two random directions.

    Parameters
    ----------
    network : Layer
        Its weights at this moment are the origin; after each call it stands there again.
    loss : callable
        See `residual.training.losses`.
    data : (x, y)
        On which the loss is taken.
    rng : Random
        Draws both directions, the first one first.
    """

    def __init__(self, network: Layer, loss: Loss, data: Data, rng: Random) -> None:
        self.network, self.loss_function, self.data = network, loss, data
        self.origin = {name: p.value.copy() for name, p in network.parameters().items()}
        self.directions = [filter_normalized_direction(network, rng) for _ in range(2)]

    def loss(self, a: float, b: float) -> float:
        """Return the loss at the origin plus `a` and `b` times the two directions.

        Batch normalisation keeps its recorded statistics. The result may be infinite or NaN.

        Raises
        ------
        ValueError
            If a multiple is not finite.
        """
        number("a", a, least=-np.inf)
        number("b", b, least=-np.inf)
        parameters = self.network.parameters()
        try:
            for name, parameter in parameters.items():
                first, second = (direction[name] for direction in self.directions)
                parameter.value[...] = self.origin[name] + a * first + b * second
            return evaluate(self.network, self.loss_function, self.data)[0]
        finally:
            for name, parameter in parameters.items():
                parameter.value[...] = self.origin[name]

    def rows(self, steps: Array) -> Iterator[Array | None]:
        """Yield, for every `b` of `steps`, the losses at every `a` of `steps`, (n,).

        Yields
        ------
        Array or None
            None after each point but the last one of its row: where the work may be interrupted.
        """
        for b in steps:
            row = []
            for a in steps:
                row.append(self.loss(a, b))
                yield None if len(row) < len(steps) else np.array(row)


@dataclass
class Landscape:
    """The loss on a grid.

    Attributes
    ----------
    steps : (n,) float64
        The multiples of each direction; the middle one is 0.
    loss : (n, n) float64
        Row by multiples of the second direction, column by those of the first; the middle is the
        network's own loss.
    """

    steps: Array
    loss: Array


def grid_steps(points: int, span: float = 1.0) -> Array:
    """Return an odd number of evenly spaced multiples from -span to span; the middle is exactly 0.

    Raises
    ------
    ValueError
        If `points` is not an odd number of at least 3, or `span` is not above 0.
    """
    if not is_whole(points) or points < 3 or points % 2 == 0:
        raise refused("points", points, "an odd whole number from 3")
    positive("span", span)
    half = points // 2
    return span * np.arange(-half, half + 1) / half


def landscape(
    network: Layer, loss: Loss, data: Data, rng: Random, *, points: int = 21, span: float = 1.0
) -> Landscape:
    """Compute the loss on a grid in the plane of two filter-normalised random directions.

    Parameters
    ----------
    network, loss, data, rng
        As for `Plane`.
    points, span
        As for `grid_steps`.
    """
    steps = grid_steps(points, span)
    plane = Plane(network, loss, data, rng)
    return Landscape(steps, np.stack([row for row in plane.rows(steps) if row is not None]))
