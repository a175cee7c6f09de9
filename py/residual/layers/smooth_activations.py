"""Activations without a kink: sigmoid, hyperbolic tangent, GELU."""

import math

import numpy as np

from residual.arrays import Array
from residual.checks import real_numbers
from residual.layers.contract import Layer


class Sigmoid(Layer):
    """`y = 1 / (1 + exp(-x))`, between 0 and 1; its derivative is `y (1 - y)`."""

    def __init__(self) -> None:
        self.y: Array = np.zeros(0)

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the sigmoid of each number, exact where it is small: what overflows becomes 0."""
        with np.errstate(over="ignore"):
            self.y = 1 / (1 + np.exp(-real_numbers(x)))
        return self.y

    def backward(self, dy: Array) -> Array:
        """Return `dy y (1 - y)`."""
        return self.returning(dy, self.y.shape) * self.y * (1 - self.y)


class Tanh(Layer):
    """`y = tanh(x)`, between -1 and 1; its derivative is `1 - y^2`."""

    def __init__(self) -> None:
        self.y: Array = np.zeros(0)

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the hyperbolic tangent of each number."""
        self.y = np.tanh(real_numbers(x))
        return self.y

    def backward(self, dy: Array) -> Array:
        """Return `dy (1 - y^2)`."""
        return self.returning(dy, self.y.shape) * (1 - self.y * self.y)


class GELU(Layer):
    """A smooth ReLU: x times, approximately, the normal distribution's probability of less than x.

    Notes
    -----
    `y = x/2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3)))`: Hendrycks & Gimpel 2016, "Gaussian Error
    Linear Units", section 2.
    """

    SCALE, CUBIC = math.sqrt(2 / math.pi), 0.044715
    FLAT = 30.0

    def __init__(self) -> None:
        self.x: Array = np.zeros(0)
        self.tanh: Array = np.zeros(0)

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the GELU of each number."""
        self.x = x = real_numbers(x)
        self.tanh = np.tanh(self.SCALE * (x + self.CUBIC * x * x * x))
        y: Array = 0.5 * x * (1 + self.tanh)
        return y

    def backward(self, dy: Array) -> Array:
        """Return dy times the derivative, by the product and chain rules."""
        dy = self.returning(dy, self.x.shape)
        x = np.clip(self.x, -self.FLAT, self.FLAT)  # far out, infinity times 0 would be NaN
        inner = self.SCALE * (1 + 3 * self.CUBIC * x * x)
        dx: Array = 0.5 * dy * (1 + self.tanh + x * (1 - self.tanh**2) * inner)
        return dx
