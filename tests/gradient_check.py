"""The gradient check: a layer's backward pass against central differences of its forward pass."""

import numpy as np

from residual.arrays import Array
from residual.layers import Layer, MaxPool, ReLU

DIRECTIONS = 20  # tried before giving up on finding one that crosses no kink of a ReLU or a maximum


def gradient_errors(
    layer: Layer, x: Array, rng: np.random.Generator, *, train: bool = True, step: float = 1e-6
) -> dict[str, float]:
    """Compare the backward pass with central differences along one random direction each.

    Projecting the output on a random `dy` and moving the input, or one parameter, along a random
    direction makes one scalar comparison cover every shape (after HIPS autograd's `check_grads`).
    A direction along which some ReLU or maximum switches within the step has no derivative to
    compare with; another one is drawn in its place.

    Returns
    -------
    dict of str to float
        For `"x"` and each parameter's name: the difference of the two directional derivatives,
        relative to the larger of them and of 1e-3 of the norms of gradient and direction.
    """
    x = x.copy()
    dy = rng.standard_normal(layer.forward(x, train).shape)
    gradients = {"x": layer.backward(dy)}
    gradients |= {name: p.grad for name, p in layer.parameters().items()}
    arrays = {"x": x} | {name: p.value for name, p in layer.parameters().items()}
    errors = {}
    for name, array in arrays.items():
        assert gradients[name].shape == array.shape, name
        original = array.copy()
        for _ in range(DIRECTIONS):
            direction = rng.standard_normal(array.shape)
            sides, switches = [], []
            for sign in (1, -1):
                array[...] = original + sign * step * direction
                sides.append(float((dy * layer.forward(x, train)).sum()))
                switches.append(_switches(layer))
            array[...] = original
            if all(map(np.array_equal, *switches)):
                break
        else:
            raise AssertionError(f"{layer!r}: every step of {name} crosses a kink")
        numeric = (sides[0] - sides[1]) / (2 * step)
        analytic = float((gradients[name] * direction).sum())
        floor = 1e-3 * np.linalg.norm(gradients[name]) * np.linalg.norm(direction)
        errors[name] = abs(numeric - analytic) / max(abs(numeric), abs(analytic), floor, 1e-12)
    return errors


def _switches(layer: Layer) -> list[np.ndarray]:
    parts = [part for _, part in layer.walk()]
    return [part.positive for part in parts if isinstance(part, ReLU)] + [
        part.largest for part in parts if isinstance(part, MaxPool)
    ]


def assert_gradients(
    layer: Layer,
    x: Array,
    rng: np.random.Generator,
    *,
    train: bool = True,
    tolerance: float = 1e-6,
    step: float = 1e-6,
) -> None:
    """Fail, naming the input or parameter, where the backward pass is wrong."""
    for name, error in gradient_errors(layer, x, rng, train=train, step=step).items():
        assert error < tolerance, f"{layer!r}: gradient by {name} is off by {error:.2g}"
