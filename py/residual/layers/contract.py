"""What every layer, block and network is: the contract, and layers one after the other.

`forward(x)` returns the output and remembers what `backward` needs; `backward(dy)` takes the
gradient of the loss by that output, stores the gradient of every parameter, and returns the
gradient by the input. What layers know of shapes stands in `shapes`, of their parts in `tree`.
"""

from typing import ClassVar, Protocol

from residual.arrays import Array, Shape
from residual.checks import of_type
from residual.layers.parameter import Parameter
from residual.layers.shapes import Shaped
from residual.layers.tree import Tree


class Probe(Protocol):
    """Who looks at a backward pass from outside; see `gradient_probe`."""

    @property
    def layers(self) -> set[int]:
        """The ids of the layers that it looks at."""

    def note(self, layer: "Layer", dy: Array) -> None:
        """Note the gradient `dy` of the loss by the output of `layer`."""


class Layer(Tree, Shaped):
    """A differentiable function with parameters; attributes that are layers are its parts."""

    probe: ClassVar[Probe | None] = None
    """Who is shown the gradients of the backward passes, if anybody looks now."""

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the output for a batch `x`, (N, ...).

        Parameters
        ----------
        x : (N, ...) float64
            One example a row.
        train : bool
            Whether batch normalisation uses the batch's own statistics (and records them) or the
            recorded ones.
        """
        raise NotImplementedError

    def backward(self, dy: Array) -> Array:
        """Return dx and store each parameter's gradient, for the last `forward`."""
        raise NotImplementedError

    def parameters(self) -> dict[str, Parameter]:
        """Return every parameter inside by its dotted name, as in `blocks.3.branch.norm1.gamma`."""
        held = self.changing()
        return {name: found for name, found in held if isinstance(found, Parameter)}

    def children(self) -> dict[str, "Layer"]:
        """Return the parts by name, in the order of their creation."""
        return {name: part for name, part in vars(self).items() if isinstance(part, Layer)}

    def __repr__(self) -> str:
        inside = ", ".join(f"{name}={part!r}" for name, part in self.children().items())
        return f"{type(self).__name__}({inside})"


class Weighted(Layer):
    """A layer with weights of its own, which depth counts.

    Attributes
    ----------
    w : Parameter
        The weights, without the biases.
    x : (N, ...) float64
        What arrived in the last forward pass.
    """

    w: Parameter
    x: Array

    def weight_layers(self) -> "list[list[Weighted]]":
        """Return this layer alone."""
        return [[self]]


class Sequential(Layer):
    """Layers one after the other: `y = f_n(... f_2(f_1(x)))`.

    Parameters
    ----------
    *numbered : Layer
        Layers whose names are their positions.
    **named : Layer
        Layers with names of their own, after the numbered ones.

    Raises
    ------
    ValueError
        If something is no layer, or stands in two places.
    """

    def __init__(self, *numbered: Layer, **named: Layer) -> None:
        self.parts: dict[str, Layer] = {str(i): layer for i, layer in enumerate(numbered)} | named
        for name, layer in self.parts.items():
            of_type(name, layer, Layer, "a layer")
        self.require_own_parts()

    def output_shape(self, shape: Shape) -> Shape:
        """Return the shape of the last layer's output."""
        for layer in self.parts.values():
            shape = layer.output_shape(shape)
        return shape

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the last layer's output."""
        for layer in self.parts.values():
            x = layer.forward(x, train)
        return x

    def backward(self, dy: Array) -> Array:
        """Return the gradient by the first layer's input: the layers in reverse order."""
        for layer in reversed(self.parts.values()):
            if self.probe:
                self.probe.note(layer, dy)
            dy = layer.backward(dy)
        return dy

    def children(self) -> dict[str, Layer]:
        """Return the layers by name, first one first."""
        return self.parts
