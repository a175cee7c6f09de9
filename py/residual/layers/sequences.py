"""Layers between images or points and sequences of tokens, as Transformers need them."""

import math
from typing import Any

import numpy as np

from residual.arrays import Array, Shape
from residual.checks import array_of, of_type, refused_shape
from residual.layers.contract import Layer, Weighted
from residual.layers.parameter import Parameter


def same_shape(what: str, array: Any, shape: Shape) -> None:
    """Raise a ValueError unless an array has a shape."""
    if np.shape(array) != shape:
        raise refused_shape(what, array, f"{shape}")


class ImageToTokens(Layer):
    """Each pixel's channels as one token: (N, C, H, W) becomes (N, H * W, C)."""

    takes = "(N, C, H, W)"

    def output_shape(self, shape: Shape) -> Shape:
        """Return (N, H * W, C)."""
        if len(shape) != 4 or 0 in shape:
            raise self.refusal(shape)
        return shape[0], math.prod(shape[2:]), shape[1]

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the tokens, row by row of the image."""
        x = self.arriving(x)
        return x.reshape(*x.shape[:2], -1).swapaxes(1, 2)

    def backward(self, dy: Array) -> Array:
        """Return dx, (N, C, H, W)."""
        return self.returning(dy).swapaxes(1, 2).reshape(self.shape)


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
        positions = array_of("positions", positions, ("T + 1", "D"))
        if len(positions) < 2:
            raise refused_shape("positions", positions, "(T + 1, D) with T from 1")
        self.token = Parameter(np.zeros(positions.shape[1], positions.dtype))
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
        x = self.arriving(x)
        y = np.empty(self.made, np.result_type(x, self.positions.value))
        y[:, 0], y[:, 1:] = self.token.value, x
        y += self.positions.value
        return y

    def backward(self, dy: Array) -> Array:
        """Return dx, (N, T, D); stores the gradients of the token and of the places."""
        dy = self.returning(dy)
        self.positions.grad = dy.sum(axis=0)
        self.token.grad = self.positions.grad[0].copy()
        return dy[:, 1:]


class FirstToken(Layer):
    """The first token alone: (N, T, D) becomes (N, D)."""

    takes = "(N, T, D)"

    def output_shape(self, shape: Shape) -> Shape:
        """Return (N, D)."""
        if len(shape) != 3 or 0 in shape:
            raise self.refusal(shape)
        return shape[0], shape[2]

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the first token of each example."""
        return self.arriving(x)[:, 0]

    def backward(self, dy: Array) -> Array:
        """Return dx, (N, T, D): zero but for the first token."""
        dy = self.returning(dy)
        dx = np.zeros(self.shape, dy.dtype)
        dx[:, 0] = dy
        return dx


class FeatureTokenizer(Weighted):
    """Each number of an example as one token: (N, F) becomes (N, F, D).

    Parameters
    ----------
    w, b : (F, D) float64
        Initial values; they must differ from row to row, for nothing else tells the tokens apart.

    Notes
    -----
    Token j is `x_j w_j + b_j`: the feature tokenizer of Gorishniy et al. 2021, "Revisiting Deep
    Learning Models for Tabular Data", section 3.3.
    """

    def __init__(self, w: Array, b: Array) -> None:
        w, b = array_of("w", w, ("F", "D")), array_of("b", b, ("F", "D"))
        same_shape("b", b, w.shape)
        self.w, self.b = Parameter(w), Parameter(b)
        self.x: Array = np.zeros((0, len(w)))
        self.takes = f"(N, {len(w)})"

    def output_shape(self, shape: Shape) -> Shape:
        """Return (N, F, D)."""
        if shape[1:] != (len(self.w.value),) or 0 in shape:
            raise self.refusal(shape)
        return *shape, self.w.value.shape[1]

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the tokens, (N, F, D)."""
        self.x = x = self.arriving(x)
        y: Array = x[:, :, np.newaxis] * self.w.value
        y += self.b.value
        return y

    def backward(self, dy: Array) -> Array:
        """Return dx, (N, F); stores the gradients by w and b."""
        dy = self.returning(dy)
        self.w.grad = (self.x[:, :, np.newaxis] * dy).sum(axis=0)
        self.b.grad = dy.sum(axis=0)
        dx: Array = (dy * self.w.value).sum(axis=2)
        return dx


class MeanToken(Layer):
    """The mean of an example's tokens: (N, T, D) becomes (N, D)."""

    takes = "(N, T, D)"

    def output_shape(self, shape: Shape) -> Shape:
        """Return (N, D)."""
        if len(shape) != 3 or 0 in shape:
            raise self.refusal(shape)
        return shape[0], shape[2]

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the means."""
        y: Array = self.arriving(x).mean(axis=1)
        return y

    def backward(self, dy: Array) -> Array:
        """Return dx, (N, T, D): an equal share of dy for each token."""
        share = self.returning(dy) / self.shape[1]
        return np.broadcast_to(share[:, np.newaxis], self.shape).copy()


class PerToken(Layer):
    """A layer for single vectors, applied to every token of every example as to a batch of them.

    Parameters
    ----------
    layer : Layer
        Keeps the shape of its input, as `BatchNorm` does, whose statistics are then over all
        tokens.
    """

    takes = "(N, T, D)"

    def __init__(self, layer: Layer) -> None:
        of_type("layer", layer, Layer, "a layer")
        self.layer = layer

    def output_shape(self, shape: Shape) -> Shape:
        """Return the same shape, (N, T, D)."""
        if len(shape) != 3 or 0 in shape:
            raise self.refusal(shape)
        self.layer.output_shape((shape[0] * shape[1], shape[2]))
        return shape

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return what the layer makes of the tokens, (N, T, D)."""
        x = self.arriving(x)
        return self.layer.forward(x.reshape(-1, x.shape[2]), train).reshape(x.shape)

    def backward(self, dy: Array) -> Array:
        """Return dx, (N, T, D)."""
        dy = self.returning(dy)
        return self.layer.backward(dy.reshape(-1, dy.shape[2])).reshape(dy.shape)
