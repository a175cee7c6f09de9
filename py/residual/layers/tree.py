"""What every layer knows of its parts: names, weights, and all that training changes.

Passes and training need the names and what changes. Depth is counted, states are kept and copies
made by those who look at a network, set it back or have it answer while it trains.
"""

import copy
from collections.abc import Iterator
from types import NoneType
from typing import Any, Self

import numpy as np

from residual.arrays import Array
from residual.layers.parameter import Parameter

Part = Any
"""A `Layer`, which inherits from what stands here."""

PLAIN = (NoneType, bool, int, float, str)
"""Types of what is its own copy."""


class Tree:
    """What has parts, which have parts again.

    Attributes
    ----------
    counts_as_one_layer : bool
        Whether all weights inside count as one layer of a network's depth.
    """

    counts_as_one_layer = False

    def children(self) -> dict[str, Part]:
        """Return the parts by name."""
        raise NotImplementedError

    def walk(self, name: str = "") -> Iterator[tuple[str, Part]]:
        """Yield this layer and all parts inside it, each with its dotted name."""
        left: list[tuple[str, Part]] = [(name, self)]
        while left:
            name, layer = left.pop()
            yield name, layer
            start = f"{name}." if name else ""
            left += [(start + part, inside) for part, inside in reversed(layer.children().items())]

    def changing(self) -> Iterator[tuple[str, Parameter | Array]]:
        """Yield all that training changes, each with its dotted name: parameters and buffers."""
        for name, layer in self.walk():
            start = f"{name}." if name else ""
            for key, value in vars(layer).items():
                if isinstance(value, Parameter):
                    yield start + key, value
            for key, array in layer.buffers().items():
                yield start + key, array

    def buffers(self) -> dict[str, Array]:
        """Return this layer's own arrays that `forward` changes and gradients do not."""
        return {}

    def require_own_parts(self) -> None:
        """Refuse parts of which one stands in two places.

        Raises
        ------
        ValueError
            If there is such a layer or parameter: what a layer remembers of its forward pass, and
            the gradient that it stores, are those of one place alone.
        """
        layers: list[Part] = [self]
        for layer in layers:  # which grow meanwhile
            layers += layer.children().values()
        inside = [value for layer in layers for value in vars(layer).values()]
        owned = [*layers, *(value for value in inside if isinstance(value, Parameter))]
        if len(set(map(id, owned))) == len(owned):
            return  # so no names are asked for, which takes most of the time of making a network
        places: dict[int, str] = {}
        for name, held in self._held():
            if (first := places.setdefault(id(held), name)) != name:
                raise ValueError(
                    f"{type(self).__name__}: {name} is {first} once more, whose gradient would be "
                    "that of one place alone; use a layer with parameters of its own"
                )

    def _held(self) -> Iterator[tuple[str, Part]]:
        for name, layer in self.walk():
            yield name, layer
            for key, value in vars(layer).items():
                if isinstance(value, Parameter):
                    yield f"{name}.{key}" if name else key, value

    def weight_layers(self) -> list[list[Part]]:
        """Return the layers that depth counts, first one first, each as its parts with weights.

        Nearly always that is one part. What `counts_as_one_layer`, as the gate and the branch of a
        Highway block, is one layer of several parts.
        """
        found = [layer for part in self.children().values() for layer in part.weight_layers()]
        return [[part for layer in found for part in layer]] if self.counts_as_one_layer else found

    def sharing_copy(self) -> Self:
        """Return a copy with the same parameters and running statistics, and passes of its own.

        What trains here shows there at once; a pass there leaves nothing behind here.
        """
        return copy.deepcopy(self, {id(shared): shared for _, shared in self.changing()})

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Copy the attributes, all that there is to a layer: the usual way takes longer."""
        made = object.__new__(type(self))
        memo[id(self)] = made
        for key, value in vars(self).items():
            vars(made)[key] = value if type(value) in PLAIN else copy.deepcopy(value, memo)
        return made

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
        for name, found in self.changing():
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
