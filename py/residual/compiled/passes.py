"""Whole passes through a network, made again by one call.

Between two prepared calls Python runs the layers, which takes longer than many a call. But when
nothing in a network is another object than before, and it consists of layers of which we know that
they do nothing but call kernels, in the same way whatever the numbers are, then it would make the
very same calls and leave the very same arrays: so the calls are made without it.

That it repeats itself shows in two passes: the second made only calls that the first had prepared,
and ended with the very objects with which it began.
"""

from collections.abc import Callable, Hashable, ValuesView
from functools import partial
from itertools import chain
from typing import Any

import numpy as np

from residual.arrays import Array
from residual.blocks import Block
from residual.compiled.calls import Call, Function, Same, Tape
from residual.layers import BatchNorm, GradientProbe, Layer, Linear, Parameter, ReLU, Sequential
from residual.networks import Network

KNOWN = {Network, Sequential, Block, Linear, BatchNorm, ReLU}
"""Layers of exactly these types are repeated."""

OVERRIDES = {"forward", "backward"}
"""What a layer of its own would have among its attributes if somebody put it there."""

Replay = Callable[[list[Call]], Call]


class Half(Tape):
    """The forward or the backward passes of a kind.

    Parameters
    ----------
    replay : callable
        Takes calls, returns one call that makes them all.

    Attributes
    ----------
    repeated : list, optional
        If the last pass was repeated: all that the network has, before it and after it.
    """

    def __init__(self, replay: Replay) -> None:
        super().__init__()
        self._replay = replay
        self._network: Layer | None = None
        self._input: Array = np.zeros(0)
        self._output: Array = np.zeros(0)
        self._attributes: list[ValuesView[Any]] = []
        self._state = Same()
        self._again: Call | None = None
        self.repeated: list[Any] | None = None

    def run(
        self,
        network: Layer,
        go: Function,
        array: Array,
        repeat: bool,
        state: list[Any] | None = None,
    ) -> Array:
        """Return `go(array)`, a pass of the network; by repeating the last one, if that may be.

        To be told the network's state, where it is known, saves looking it up.
        """
        self.repeated = None
        kept = self._input
        if network is not self._network or (array.shape, array.dtype) != (kept.shape, kept.dtype):
            self._network, self._input = network, np.empty_like(array)
            self._attributes, self._again = [], None
        self._input[...] = array  # in one place every time, for the first call
        state = state or self._state_now()
        as_it_was = bool(self._attributes) and self._state.are(state)
        if as_it_was and self._again and repeat:
            self._again.function(self._again.address)
            self.repeated = state
            return self._output
        with self:
            self._output = go(self._input)
        self._learn(network, as_it_was)
        return self._output

    def _learn(self, network: Layer, as_it_was: bool) -> None:
        """Note whether the next pass would be the same: this one ended in the state it began in."""
        if self.changed or not self.calls or self.at != len(self.calls):
            del self.calls[self.at :]
            self._attributes, self._again = [], None
            return
        if not as_it_was:
            self._attributes, self._again = _attributes(network), None
        state = self._state_now()
        if not as_it_was or not self._state.are(state):
            self._state, self._again = Same(state), None
        elif self._again is None:
            self._again = self._replay(self.calls)

    def _state_now(self) -> list[Any]:
        return [*chain.from_iterable(self._attributes)]


def _attributes(network: Layer) -> list[ValuesView[Any]]:
    """Return what all that makes up a network has now, or nothing if any of it is not known."""
    found: list[ValuesView[Any]] = []
    left = [network]
    while left:
        layer = left.pop()
        own = vars(layer)
        if type(layer) not in KNOWN or OVERRIDES & own.keys():
            return []
        found.append(own.values())
        for value in own.values():
            if isinstance(value, Parameter):
                found.append(vars(value).values())
            elif isinstance(value, Layer):
                left.append(value)
        if isinstance(layer, Sequential):
            found.append(layer.parts.values())
            left += layer.parts.values()
    return found


class Pass(Tape):
    """Passes of a kind; entered at the start of every one."""

    def __init__(self, replay: Replay) -> None:
        super().__init__()
        self.halves: dict[str, Half] = {}
        self._replay = replay
        self._state: list[Any] | None = None

    def forward(self, network: Layer, x: Array, train: bool = True) -> Array:
        """Return `network.forward(x, train)`."""
        half = self._half("train" if train else "evaluate")
        # Else there is an error to be raised.
        fine = bool(np.isfinite(x).all())
        y = half.run(network, partial(network.forward, train=train), x, fine)
        self._state = half.repeated
        return y

    def backward(self, network: Layer, dy: Array) -> Array:
        """Return `network.backward(dy)`."""
        unseen = GradientProbe.current is None
        state, self._state = self._state, None  # between the halves, nothing changes it
        return self._half("backward").run(network, network.backward, dy, unseen, state)

    def _half(self, name: str) -> Half:
        if name not in self.halves:
            self.halves[name] = Half(self._replay)
        return self.halves[name]


class Workspace:
    """The passes of a run: each kind, such as each size of batch, has its calls."""

    KINDS = 8

    def __init__(self, replay: Replay) -> None:
        self._replay = replay
        self._passes: dict[Hashable, Pass] = {}

    def passing(self, kind: Hashable = None) -> Pass:
        """Return what passes of a kind run in, to be entered by `with`."""
        if kind not in self._passes:
            if len(self._passes) == self.KINDS:  # no run needs as many; what grows is given up
                self._passes.clear()
            self._passes[kind] = Pass(self._replay)
        return self._passes[kind]
