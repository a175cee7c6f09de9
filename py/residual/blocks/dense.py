"""Dense connections: every layer reads the features of all earlier ones."""

import numpy as np

from residual.arrays import Array, Shape
from residual.checks import of_type, whole_number
from residual.layers import Layer


class DenselyConnected(Layer):
    """Layers that each add some features to those that all later ones read.

    Parameters
    ----------
    inputs : int
        Features that arrive.
    growth : int
        Features that each layer adds.
    *layers : Layer
        The i-th takes (N, inputs + i * growth) and gives (N, growth).

    Notes
    -----
    `x_i = H_i([x_0, x_1, ..., x_{i-1}])`: Huang et al. 2016, "Densely Connected Convolutional
    Networks", eq. 2. As `Concat` of each layer in turn, but all features stand in one array, of
    which each layer reads the beginning; nothing is copied from layer to layer.
    """

    def __init__(self, inputs: int, growth: int, *layers: Layer) -> None:
        whole_number("inputs", inputs)
        whole_number("growth", growth)
        self.inputs, self.growth = inputs, growth
        self.layers = {str(i): layer for i, layer in enumerate(layers)}
        for name, layer in self.layers.items():
            of_type(name, layer, Layer, "a layer")
        self.require_own_parts()
        self.takes = f"(N, {inputs})"

    def output_shape(self, shape: Shape) -> Shape:
        """Return (N, inputs + growth for each layer)."""
        if len(shape) != 2 or shape[1] != self.inputs or 0 in shape:
            raise self.refusal(shape)
        return shape[0], self.inputs + self.growth * len(self.layers)

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return x and the features of all layers side by side."""
        x = self.arriving(x)
        features = np.empty(self.made, x.dtype)
        features[:, : self.inputs] = x
        for layer, start in self.places():
            features[:, start : start + self.growth] = layer.forward(features[:, :start], train)
        return features

    def backward(self, dy: Array) -> Array:
        """Return dx: what comes back to x from after the last layer, and through every layer."""
        gradient, probe = self.returning(dy).copy(), self.probe
        for layer, start in reversed(self.places()):
            if probe:
                probe.note(layer, gradient[:, : start + self.growth])
            own = np.ascontiguousarray(gradient[:, start : start + self.growth])
            gradient[:, :start] += layer.backward(own)
        return gradient[:, : self.inputs].copy()

    def places(self) -> list[tuple[Layer, int]]:
        """Return each layer with the number of features before it."""
        layers = enumerate(self.layers.values())
        return [(layer, self.inputs + i * self.growth) for i, layer in layers]

    def children(self) -> dict[str, Layer]:
        """Return the layers by their positions."""
        return self.layers
