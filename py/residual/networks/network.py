"""What all networks are: named parts in a row, and a look at what arrives."""

from residual.arrays import Array, Shape
from residual.checks import all_finite, real_numbers, refused_shape
from residual.layers import Layer, Sequential


class Network(Sequential):
    """A whole network; it tells its parts their names, for the messages of errors.

    Parameters
    ----------
    input_shape : tuple of int
        The shape of the example that it was made for, without the batch; see
        `residual.networks.counting`.
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
        x = real_numbers(x)
        if 0 in x.shape:
            raise refused_shape("x", x, "at least one of each")
        all_finite("x", x)
        return super().forward(x, train)
