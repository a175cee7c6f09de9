"""The block of Highway networks, whose shortcut a learned gate can shut."""

import numpy as np

from residual.arrays import Array, Shape
from residual.checks import of_type
from residual.layers import Layer


class Highway(Layer):
    """A block with a learned gate between the branch and the shortcut.

    Parameters
    ----------
    branch : Layer
        H, which keeps the shape of its input.
    gate : Layer
        T, of the same shape, with values from 0 (carry x through) to 1 (transform it).

    Notes
    -----
    `y = T(x) H(x) + (1 - T(x)) x`: Srivastava et al. 2015, "Highway Networks", eq. 3. Unlike in a
    residual block the shortcut can be shut.
    """

    counts_as_one_layer = True

    def __init__(self, branch: Layer, gate: Layer) -> None:
        of_type("branch", branch, Layer, "a layer")
        of_type("gate", gate, Layer, "a layer")
        self.branch, self.gate = branch, gate
        self.require_own_parts()
        nothing: Array = np.zeros(0)
        self.x, self.h, self.t = nothing, nothing, nothing

    def output_shape(self, shape: Shape) -> Shape:
        """Return the same shape."""
        for part in (self.branch, self.gate):
            if (made := part.output_shape(shape)) != shape:
                raise ValueError(
                    f"{self.title}: {part!r} makes the shape {made} of {shape}; it must keep it"
                )
        return shape

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return `T(x) H(x) + (1 - T(x)) x`, of the shape of x."""
        self.x = x = self.arriving(x)
        self.h, self.t = self.branch.forward(x, train), self.gate.forward(x, train)
        return self.t * self.h + (1 - self.t) * x

    def backward(self, dy: Array) -> Array:
        """Return dx: through the branch, through the gate, and along the carried part."""
        dy = self.returning(dy)
        dx = self.branch.backward(dy * self.t) + self.gate.backward(dy * (self.h - self.x))
        return dx + dy * (1 - self.t)
