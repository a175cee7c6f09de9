"""The gradient check: a layer's backward pass against central differences of its forward pass."""

import copy
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from residual.arrays import Array
from residual.checks import all_finite, positive, random_source, real_numbers
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
        Their difference, beyond what the differences leave uncertain, relative to the larger of
        them and of 1e-3 of the norms of gradient and direction: a direction nearly across the
        gradient compares nothing but rounding.
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

    Parameters
    ----------
    layer : Layer
        One in another type of number than float64 is checked in a copy that has it: the differences
        need all its digits.
    x : array
        An input, as for `layer.forward`.
    rng : Generator
        Draws `dy` and the directions.
    train : bool
        As in `Layer.forward`.
    step : float
        How far to go; among large numbers, where rounding would swallow it, further.

    Returns
    -------
    dict of str to Difference
        For `"x"` and each parameter's name.

    Raises
    ------
    ValueError
        If a gradient has another shape than what it is taken by, if every direction crosses a
        kink, or if the input or the step is none.
    """
    positive("step", step)
    random_source("rng", rng)
    x = real_numbers(x).astype(np.float64)
    all_finite("x", x)
    layer = _in_double(layer)
    y = layer.forward(x, train)
    dy = rng.standard_normal(y.shape)
    gradients = {"x": layer.backward(dy)}
    gradients |= {name: p.grad for name, p in layer.parameters().items()}
    arrays = {"x": x} | {name: p.value for name, p in layer.parameters().items()}

    def terms() -> Array:
        return dy * layer.forward(x, train)

    differences = {}
    for name, array in arrays.items():
        gradient = gradients[name]
        if np.shape(gradient) != array.shape:
            raise ValueError(
                f"the gradient by {name} has the shape {np.shape(gradient)}, not {array.shape}"
            )
        ways = partial(_ways, array, _largest(y), step)
        direction, numeric, uncertain = _slope(layer, terms, array, rng, ways)
        analytic = float((gradient * direction).sum())
        floor = 1e-3 * float(np.linalg.norm(gradient) * np.linalg.norm(direction))
        scale = max(abs(numeric), abs(analytic), floor, 1e-12)
        apart = abs(numeric - analytic) - (uncertain if math.isfinite(uncertain) else 0)
        # In this order, NaN stays what it is.
        differences[name] = Difference(numeric, analytic, 0.0 if apart < 0 else apart / scale)
    return differences


def _in_double(layer: Layer) -> Layer:
    if all(p.value.dtype == np.float64 for p in layer.parameters().values()):
        return layer
    copied = copy.deepcopy(layer)
    copied.cast(np.dtype(np.float64))
    return copied


def _slope(
    layer: Layer,
    terms: Callable[[], Array],
    array: Array,
    rng: np.random.Generator,
    ways: Callable[[Array], "list[Way]"],
) -> tuple[Array, float, float]:
    """Move an array both ways along a direction without a kink.

    Returns the direction, the slope, and how uncertain that is.
    """
    for _ in range(DIRECTIONS):
        direction = rng.standard_normal(array.shape)
        found = [
            (way, slope)
            for way, length in ways(direction)
            if (slope := _difference(layer, terms, array, way, length)) is not None
        ]
        if found:
            # What is uncertain relative to the slope would be so wherever the slope is zero.
            way, (numeric, uncertain) = min(
                found, key=lambda each: each[1][1] / float(np.linalg.norm(each[0]))
            )
            return way, numeric, uncertain
    raise ValueError(f"{layer!r}: every step crosses a kink")


NEAR = 0.05
"""How far a parameter may go from where the gradient was taken."""

LARGE = 1e3
"""Up to here, of what moves and of what comes out, the step is right as it is."""


Way = tuple[Array, tuple[float, float]]
"""A direction, a step along it, and one to compare with."""


def _largest(array: Array) -> float:
    return float(np.abs(array).max(initial=0))


def _ways(array: Array, output: float, step: float, direction: Array) -> list[Way]:
    """Return what to try, given the largest number that comes out."""
    size = _largest(array)
    if not LARGE < max(size, output) < np.inf:
        return [(direction, (step, step))]
    # Small numbers before a large output: the step's own error grows with its square.
    size = max(size, 1, min(math.sqrt(output), NEAR / step))
    steps = [step * 10.0**digit for digit in range(math.floor(math.log10(size)) + 1)]
    ways = [(direction, (length, 2 * length)) for length in steps]
    # Or each number by a share of itself, where some are large and some are not.
    return [*ways, (direction * np.maximum(1, np.abs(array)), (step, 2 * step))]


def _difference(
    layer: Layer,
    terms: Callable[[], Array],
    array: Array,
    direction: Array,
    lengths: tuple[float, float],
) -> tuple[float, float] | None:
    """Return the slope along a direction and how uncertain it is; None if there is a kink.

    The uncertainty is what the output's rounding comes to, and what the slope of the other step
    differs by.
    """
    original = array.copy()
    slopes, rounding = [], 0.0
    for length in sorted(set(lengths)):
        sides, switches = [], []
        for sign in (1, -1):
            array[...] = original + sign * length * direction
            products = terms()
            sides.append(float(products.sum()))
            switches.append(_switches(layer))
            rounding = max(rounding, EPSILON * float(np.abs(products).sum()) / lengths[0])
        array[...] = original
        if not all(map(np.array_equal, *switches)):
            return None
        slopes.append((sides[0] - sides[1]) / (2 * length))
    uncertain = abs(slopes[0] - slopes[-1]) + rounding
    return slopes[0], uncertain if math.isfinite(uncertain) else math.inf


EPSILON = float(np.finfo(np.float64).eps)


def _switches(layer: Layer) -> list[np.typing.NDArray[Any]]:
    parts = [part for _, part in layer.walk()]
    relus: list[np.typing.NDArray[Any]] = [p.positive for p in parts if isinstance(p, ReLU)]
    return relus + [part.largest for part in parts if isinstance(part, MaxPool)]
