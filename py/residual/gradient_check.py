"""The gradient check: a layer's backward pass against central differences of its forward pass."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from residual.arrays import Array
from residual.layers import Layer, MaxPool, ReLU

DIRECTIONS = 20
"""Tried before giving up on finding one that crosses no kink of a ReLU or a maximum."""


@dataclass
class Difference:
    """Two answers to how fast the output changes along one direction.

    Attributes
    ----------
    numeric, analytic : float
        By differences of the forward pass, and by the gradient that the backward pass gave.
    relative : float
        Their difference, relative to the larger of them and of 1e-3 of the norms of gradient and
        direction: a direction nearly across the gradient compares nothing but rounding.
    """

    numeric: float
    analytic: float
    relative: float


def gradient_differences(
    layer: Layer, x: Array, rng: np.random.Generator, *, train: bool = True, step: float = 1e-6
) -> dict[str, Difference]:
    """Compare the backward pass with central differences along one random direction each.

    Projecting the output on a random `dy` and moving the input, or one parameter, along a random
    direction makes one scalar comparison cover every shape (after HIPS autograd's `check_grads`).
    A direction along which some ReLU or maximum switches within the step has no derivative to
    compare with; another one is drawn in its place.

    Returns
    -------
    dict of str to Difference
        For `"x"` and each parameter's name.

    Raises
    ------
    ValueError
        If a gradient has another shape than what it is taken by, or if every direction crosses a
        kink.
    """
    x = x.copy()
    dy = rng.standard_normal(layer.forward(x, train).shape)
    gradients = {"x": layer.backward(dy)}
    gradients |= {name: p.grad for name, p in layer.parameters().items()}
    arrays = {"x": x} | {name: p.value for name, p in layer.parameters().items()}

    def projected() -> float:
        return float((dy * layer.forward(x, train)).sum())

    differences = {}
    for name, array in arrays.items():
        gradient = gradients[name]
        if np.shape(gradient) != array.shape:
            raise ValueError(
                f"the gradient by {name} has the shape {np.shape(gradient)}, not {array.shape}"
            )
        direction, numeric = _slope(layer, projected, array, rng, step)
        analytic = float((gradient * direction).sum())
        floor = 1e-3 * float(np.linalg.norm(gradient) * np.linalg.norm(direction))
        scale = max(abs(numeric), abs(analytic), floor, 1e-12)
        differences[name] = Difference(numeric, analytic, abs(numeric - analytic) / scale)
    return differences


def _slope(
    layer: Layer,
    projected: Callable[[], float],
    array: Array,
    rng: np.random.Generator,
    step: float,
) -> tuple[Array, float]:
    """Move an array both ways along a direction without a kink; return it and the slope."""
    original = array.copy()
    for _ in range(DIRECTIONS):
        direction = rng.standard_normal(array.shape)
        sides, switches = [], []
        for sign in (1, -1):
            array[...] = original + sign * step * direction
            sides.append(projected())
            switches.append(_switches(layer))
        array[...] = original
        if all(map(np.array_equal, *switches)):
            return direction, (sides[0] - sides[1]) / (2 * step)
    raise ValueError(f"{layer!r}: every step crosses a kink")


def _switches(layer: Layer) -> list[np.typing.NDArray[Any]]:
    parts = [part for _, part in layer.walk()]
    relus: list[np.typing.NDArray[Any]] = [p.positive for p in parts if isinstance(p, ReLU)]
    return relus + [part.largest for part in parts if isinstance(part, MaxPool)]
