"""What all networks are: named parts in a row, and a look at what arrives."""

import numpy as np

from residual.arrays import Array, Shape
from residual.layers import Layer, Sequential


class Network(Sequential):
    """A whole network; it tells its parts their names, for the messages of errors.

    Parameters
    ----------
    input_shape : tuple of int
        The shape of the example that it was made for, without the batch; see `residual.counting`.
    **parts : Layer
        The stem, the blocks, the head.
    """

    def __init__(self, input_shape: Shape, **parts: Layer) -> None:
        super().__init__(**parts)
        self.input_shape = input_shape
        for name, layer in self.walk():
            layer.name = name

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the head's output.

        Raises
        ------
        ValueError
            If x is empty or not all finite, or if a layer cannot take what arrives at it. Only
            here, once a pass, are the values looked at: what overflows later on is a result, which
            the loss shows.
        """
        if 0 in x.shape:
            raise ValueError(f"x: the shape {x.shape} is not allowed; use at least one of each")
        if not np.isfinite(x).all():
            place = tuple(map(int, np.argwhere(~np.isfinite(x))[0]))
            raise ValueError(f"x: {x[place]} at {place} is not allowed; use finite numbers")
        return super().forward(x, train)
