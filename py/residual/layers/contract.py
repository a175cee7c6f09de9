"""What every layer, block and network is: the contract, and layers one after the other.

`forward(x)` returns the output and remembers what `backward` needs; `backward(dy)` takes the
gradient of the loss by that output, stores the gradient of every parameter, and returns the
gradient by the input. `output_shape` and `multiply_adds` tell what a layer would do with an input
of some shape, without running it.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from residual.arrays import Array, Shape
from residual.checks import of_type, real_numbers, refused_shape
from residual.layers.gradient_probe import GradientProbe


@dataclass(eq=False)
class Parameter:
    """Numbers that training changes, and the gradient of the loss by them (of shape and type)."""

    value: Array
    grad: Array = field(init=False)

    def __post_init__(self) -> None:
        self.value = real_numbers(self.value)
        outline = not self.value.flags.writeable  # zeros without memory; see `initializers`
        self.grad = self.value if outline else np.zeros_like(self.value)


class Layer:
    """A differentiable function with parameters; attributes that are layers are its parts.

    Attributes
    ----------
    name : str
        The dotted name in the network, empty outside of one.
    takes : str
        The shape of input that the layer takes, in words for messages.
    counts_as_one_layer : bool
        Whether all weights inside count as one layer of a network's depth.
    shape, made : tuple of int
        The shapes of the last input and of the output, where `arriving` notes them.
    """

    name = ""
    counts_as_one_layer = False
    takes = "(N, ...)"
    shape: Shape = ()
    made: Shape = ()

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

    def arriving(self, x: Array) -> Array:
        """Return the input as real numbers, after a note of its shape and of the output's.

        Raises
        ------
        ValueError
            If the layer cannot take it.
        """
        x = real_numbers(x)
        self.shape, self.made = x.shape, self.output_shape(x.shape)
        return x

    def returning(self, dy: Array, made: Shape | None = None) -> Array:
        """Return `dy` as real numbers.

        Parameters
        ----------
        dy : array
            A gradient by the last output.
        made : tuple of int, optional
            The shape of that output, where `arriving` has not noted it.

        Raises
        ------
        ValueError
            If it has another shape: NumPy would repeat it to fit.
        """
        made = self.made if made is None else made
        if np.shape(dy) != made:
            if 0 in made or not made:
                raise ValueError(f"{self.title}: backward needs a forward pass before it")
            raise refused_shape(f"{self.title}: dy", dy, f"that of the output, {made}")
        return real_numbers(dy)

    def require_own_parts(self) -> None:
        """Refuse parts of which one stands in two places.

        Raises
        ------
        ValueError
            If there is such a layer or parameter: what a layer remembers of its forward pass, and
            the gradient that it stores, are those of one place alone.
        """
        places: dict[int, str] = {}
        for name, held in self._held():
            if (first := places.setdefault(id(held), name)) != name:
                raise ValueError(
                    f"{type(self).__name__}: {name} is {first} once more, whose gradient would be "
                    "that of one place alone; use a layer with parameters of its own"
                )

    def _held(self) -> "Iterator[tuple[str, Layer | Parameter]]":
        for name, layer in self.walk():
            yield name, layer
            for key, value in vars(layer).items():
                if isinstance(value, Parameter):
                    yield f"{name}.{key}" if name else key, value

    @property
    def title(self) -> str:
        """What messages call the layer: its name in the network, and what it is."""
        return f"{self.name}: {self!r}" if self.name else f"{self!r}"

    def output_shape(self, shape: Shape) -> Shape:
        """Return the shape of the output for an input of a shape, batch included.

        Raises
        ------
        ValueError
            If the layer cannot take such an input.
        """
        return shape

    def parts_with_shapes(self, shape: Shape) -> Iterator[tuple["Layer", Shape]]:
        """Yield each part with the shape of what arrives at it, for an input of a shape."""
        yield from ()

    def multiply_adds(self, shape: Shape) -> int:
        """Return how many products the layer itself (without its parts) adds up."""
        return 0

    def refusal(self, shape: Shape) -> ValueError:
        """Return the error for an input of a shape that the layer cannot take."""
        return ValueError(
            f"{self.title} cannot take an input of shape {shape}; it takes {self.takes}"
        )

    def children(self) -> dict[str, "Layer"]:
        """Return the parts by name, in the order of their creation."""
        return {name: part for name, part in vars(self).items() if isinstance(part, Layer)}

    def walk(self, name: str = "") -> Iterator[tuple[str, "Layer"]]:
        """Yield this layer and all parts inside it, each with its dotted name."""
        left = [(name, self)]
        while left:
            name, layer = left.pop()
            yield name, layer
            start = f"{name}." if name else ""
            left += [(start + part, inside) for part, inside in reversed(layer.children().items())]

    def weight_layers(self) -> "list[list[Weighted]]":
        """Return the layers that depth counts, first one first, each as its parts with weights.

        Nearly always that is one part. What `counts_as_one_layer`, as the gate and the branch of a
        Highway block, is one layer of several parts.
        """
        found = [layer for part in self.children().values() for layer in part.weight_layers()]
        return [[part for layer in found for part in layer]] if self.counts_as_one_layer else found

    def sharing_copy(self) -> "Layer":
        """Return a copy with the same parameters and running statistics, and passes of its own.

        What trains here shows there at once; a pass there leaves nothing behind here.
        """
        return copy.deepcopy(self, {id(shared): shared for _, shared in self._changing()})

    def __deepcopy__(self, memo: dict[int, Any]) -> "Layer":
        """Copy the attributes, all that there is to a layer: the usual way takes longer."""
        made: Layer = object.__new__(type(self))
        memo[id(self)] = made
        vars(made).update((key, copy.deepcopy(value, memo)) for key, value in vars(self).items())
        return made

    def parameters(self) -> dict[str, Parameter]:
        """Return every parameter inside by its dotted name, as in `blocks.3.branch.norm1.gamma`."""
        changing = self._changing()
        return {name: found for name, found in changing if isinstance(found, Parameter)}

    def _changing(self) -> Iterator[tuple[str, Parameter | Array]]:
        """Yield all that training changes, each with its dotted name: parameters and buffers."""
        for name, layer in self.walk():
            start = f"{name}." if name else ""
            for key, value in vars(layer).items():
                if isinstance(value, Parameter):
                    yield start + key, value
            for key, array in layer.buffers().items():
                yield start + key, array

    def state(self) -> dict[str, Array]:
        """Return copies of all that training changes: parameters and running statistics."""
        return {name: array.copy() for name, array in self._arrays()}

    def load_state(self, state: dict[str, Array]) -> None:
        """Set parameters and running statistics to what `state` returned before.

        Raises
        ------
        ValueError
            If a name is missing or unknown, or a shape is another; nothing is changed then.
        """
        arrays = dict(self._arrays())
        if odd := sorted(arrays.keys() ^ state.keys()):
            raise ValueError(f"state: {', '.join(odd)} should be in both state and network")
        for name, array in arrays.items():
            if state[name].shape != array.shape:
                raise ValueError(f"state: {name} has shape {state[name].shape}, not {array.shape}")
        for name, array in arrays.items():
            array[...] = state[name]

    def _arrays(self) -> Iterator[tuple[str, Array]]:
        for name, found in self._changing():
            yield name, found.value if isinstance(found, Parameter) else found

    def cast(self, dtype: "np.dtype[Any]") -> None:
        """Hold all parameters and buffers of this layer and its parts in another type of number."""
        for _, layer in self.walk():
            for key, value in vars(layer).items():
                if isinstance(value, Parameter):
                    value.value = value.value.astype(dtype, copy=False)
                    value.grad = value.grad.astype(dtype, copy=False)
                elif isinstance(value, np.ndarray) and value.dtype.kind == "f":
                    setattr(layer, key, value.astype(dtype, copy=False))

    def buffers(self) -> dict[str, Array]:
        """Return this layer's own arrays that `forward` changes and gradients do not."""
        return {}

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

    def parts_with_shapes(self, shape: Shape) -> Iterator[tuple[Layer, Shape]]:
        """Yield each layer with the shape of the output of the one before."""
        for layer in self.parts.values():
            yield layer, shape
            shape = layer.output_shape(shape)

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the last layer's output."""
        for layer in self.parts.values():
            x = layer.forward(x, train)
        return x

    def backward(self, dy: Array) -> Array:
        """Return the gradient by the first layer's input: the layers in reverse order."""
        for layer in reversed(self.parts.values()):
            if GradientProbe.current:
                GradientProbe.current.note(layer, dy)
            dy = layer.backward(dy)
        return dy

    def children(self) -> dict[str, Layer]:
        """Return the layers by name, first one first."""
        return self.parts
