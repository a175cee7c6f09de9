"""The activation: a function of one number, applied to each.

`smooth_activations` beside this has others.
"""

import numpy as np

from residual.arrays import Array
from residual.checks import real_numbers
from residual.kernels import dense as kernels
from residual.layers.contract import Layer


class ReLU(Layer):
    """`y = max(x, 0)`; the gradient passes where x was positive."""

    def __init__(self) -> None:
        self.y: Array = np.zeros(0)

    @property
    def positive(self) -> np.typing.NDArray[np.bool_]:
        """Where the last input was positive."""
        return self.y > 0

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return `max(x, 0)`, of the shape of x."""
        self.y = kernels.relu(real_numbers(x))
        return self.y

    def backward(self, dy: Array) -> Array:
        """Return dy where x was positive, else 0."""
        return kernels.relu_dx(self.returning(dy, self.y.shape), self.y)
