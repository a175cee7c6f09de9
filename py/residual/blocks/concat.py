"""The other way to skip: beside what the branch makes, instead of added to it."""

import numpy as np

from residual.arrays import Array, Shape
from residual.checks import of_type
from residual.layers import Layer


class Concat(Layer):
    """The other way to skip: x beside F(x), as further channels, instead of added to it.

    Parameters
    ----------
    branch : Layer
        F, which may change the number of channels and nothing else.
    carries : bool
        Whether x goes along the skip; if it is cut, zeros stand in its place. It may be changed at
        any time, in a trained network too.

    Notes
    -----
    `y = [x, F(x)]` along the axis of the channels: Huang et al. 2016, "Densely Connected
    Convolutional Networks", eq. 2; Ronneberger et al. 2015, "U-Net", figure 1. The gradient by x
    has the way past F here too.
    """

    def __init__(self, branch: Layer, carries: bool = True) -> None:
        of_type("branch", branch, Layer, "a layer")
        self.branch, self.carries = branch, carries
        self.features = 0

    def output_shape(self, shape: Shape) -> Shape:
        """Return the shape of x with the features of F(x) added to its own."""
        made = self.branch.output_shape(shape)
        if made[:1] + made[2:] != shape[:1] + shape[2:]:
            raise ValueError(
                f"{self.title}: the branch makes the shape {made} of {shape}; "
                "only the second number may differ"
            )
        return shape[0], shape[1] + made[1], *shape[2:]

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return x and F(x) side by side, (N, C + features of F, ...)."""
        x = self.arriving(x)
        self.features = x.shape[1]
        beside = x if self.carries else np.zeros_like(x)
        return np.concatenate([beside, self.branch.forward(x, train)], axis=1)

    def backward(self, dy: Array) -> Array:
        """Return dx: the part of dy that belongs to x, plus what comes back through F."""
        dy = self.returning(dy)
        of_branch = np.ascontiguousarray(dy[:, self.features :])  # which the kernels ask for
        dx: Array = self.branch.backward(of_branch)
        return dx + dy[:, : self.features] if self.carries else dx
