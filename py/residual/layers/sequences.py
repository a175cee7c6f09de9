"""Layers between images and sequences of tokens, as a Vision Transformer needs them."""

import math

import numpy as np

from residual.arrays import Array, Shape
from residual.layers.contract import Layer, Parameter


class Tokens(Layer):
    """Each pixel's channels as one token: (N, C, H, W) becomes (N, H * W, C)."""

    takes = "(N, C, H, W)"

    def __init__(self) -> None:
        self.shape: Shape = (0, 0, 0, 0)

    def output_shape(self, shape: Shape) -> Shape:
        """Return (N, H * W, C)."""
        if len(shape) != 4 or 0 in shape:
            raise self.refusal(shape)
        return shape[0], math.prod(shape[2:]), shape[1]

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the tokens, row by row of the image."""
        self.output_shape(x.shape)
        self.shape = x.shape
        return x.reshape(*x.shape[:2], -1).swapaxes(1, 2)

    def backward(self, dy: Array) -> Array:
        """Return dx, (N, C, H, W)."""
        return dy.swapaxes(1, 2).reshape(self.shape)


class ClassToken(Layer):
    """A learned token before all others, where the answer gathers, and a learned place for each.

    Parameters
    ----------
    positions : (T + 1, D) float64
        Initial values of what is added at each place; the class token starts at zero.

    Notes
    -----
    Dosovitskiy et al. 2020, "An Image is Worth 16x16 Words", eq. 1.
    """

    def __init__(self, positions: Array) -> None:
        self.token = Parameter(np.zeros(positions.shape[1]))
        self.positions = Parameter(positions)
        length, features = positions.shape
        self.takes = f"(N, {length - 1}, {features})"

    def output_shape(self, shape: Shape) -> Shape:
        """Return (N, T + 1, D)."""
        length, features = self.positions.value.shape
        if shape[1:] != (length - 1, features) or 0 in shape:
            raise self.refusal(shape)
        return shape[0], length, features

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the class token and the others, each with its place added, (N, T + 1, D)."""
        y = np.empty(self.output_shape(x.shape))
        y[:, 0], y[:, 1:] = self.token.value, x
        y += self.positions.value
        return y

    def backward(self, dy: Array) -> Array:
        """Return dx, (N, T, D); stores the gradients of the token and of the places."""
        self.positions.grad = dy.sum(axis=0)
        self.token.grad = self.positions.grad[0].copy()
        return dy[:, 1:]


class FirstToken(Layer):
    """The first token alone: (N, T, D) becomes (N, D)."""

    takes = "(N, T, D)"

    def __init__(self) -> None:
        self.shape: Shape = (0, 0, 0)

    def output_shape(self, shape: Shape) -> Shape:
        """Return (N, D)."""
        if len(shape) != 3 or 0 in shape:
            raise self.refusal(shape)
        return shape[0], shape[2]

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the first token of each example."""
        self.output_shape(x.shape)
        self.shape = x.shape
        return x[:, 0]

    def backward(self, dy: Array) -> Array:
        """Return dx, (N, T, D): zero but for the first token."""
        dx = np.zeros(self.shape)
        dx[:, 0] = dy
        return dx
