"""The package's own gradient check as an assertion."""

import numpy as np

from residual.arrays import Array
from residual.diagnostics.gradient_check import gradient_differences
from residual.layers import Layer


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
    for name, found in gradient_differences(layer, x, rng, train=train, step=step).items():
        assert found.relative < tolerance, (
            f"{layer!r}: gradient by {name} is off by {found.relative:.2g}"
        )
