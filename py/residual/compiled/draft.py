"""A plan that is being drawn up, by one walk over a network.

Arrays are named first, as `Value`, and get their place
in memory when all calls are known: a value lives from the first call that names it to the last one,
or, if a layer keeps it, for good. Two that do not live at the same time may share a place, which so
is still in the cache. This is how compilers give registers to variables: linear scan (Poletto &
Sarkar 1999).
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from residual.arrays import Shape
from residual.compiled.calls import Call, Calls
from residual.compiled.memory import Array, empty
from residual.compiled.plan import Plan
from residual.layers import Layer, Parameter


class ShapeError(Exception):
    """Something is of another shape than the plan expects: the network runs as it is written."""


@dataclass(eq=False)
class Value:
    """An array of a plan, whose place is not known yet.

    Attributes
    ----------
    shape : tuple of int
        Its shape.
    grad : Value, optional
        The gradient of the loss by it, as far as the way back has been walked.
    wants_grad : bool
        Whether anybody asks for that.
    kept : bool
        Whether it is looked at after the pass.
    holders : int
        Of how many values it is the gradient, and still to be read as such.
    dtype : dtype, optional
        Of its numbers, where it is not that of the draft's.
    """

    shape: Shape
    grad: "Value | None" = None
    wants_grad: bool = True
    kept: bool = False
    holders: int = 0
    dtype: np.dtype[Any] | None = None

    def view(self, change: Callable[[Array], Array]) -> "View":
        """Return the same numbers, looked at in another way."""
        return View(self, change)

    def rows(self) -> "View":
        """Return all but the last axis as one."""
        return View(self, lambda array: array.reshape(-1, array.shape[-1]))


@dataclass(frozen=True, eq=False)
class View:
    """A part or another shape of a value, or of an array that has its place."""

    base: Value
    change: Callable[[Array], Array]


@dataclass(eq=False)
class _Step:
    """A call that is to be made, of the library or of Python, with its arguments as values."""

    make: Callable[..., Any]
    arguments: tuple[Any, ...]
    named: dict[str, Any]
    of_python: bool

    @property
    def values(self) -> list[Value]:
        return [*_values((*self.arguments, *self.named.values()))]


# A deep network has thousands of arguments, and to compare types is faster than `isinstance`.


def _values(arguments: tuple[Any, ...]) -> Iterator[Value]:
    """Yield the values that arguments are, are views of, or have in tuples."""
    for one in arguments:
        kind = type(one)
        if kind is Value:
            yield one
        elif kind is View:
            yield one.base
        elif kind is tuple:
            yield from _values(one)


def _placed(places: dict[Value, Array], one: Any) -> Any:
    """Return the arrays of values, and all else as it is."""
    kind = type(one)
    if kind is Value:
        return places[one]
    if kind is View:
        return one.change(_placed(places, one.base))
    if kind is tuple:
        return tuple([_placed(places, part) for part in one])
    return one


def _base(one: Any) -> Any:
    return one.base if type(one) is View else one


class Draft:
    """A plan that is being drawn up.

    Parameters
    ----------
    calls : Calls
        Of the library.
    dtype : dtype
        Of all numbers.
    train : bool
        Whether batch normalisation takes the batch's own statistics.
    learns : bool
        Whether the pass goes back too, so that layers keep what their way back needs.
    """

    def __init__(self, calls: Calls, dtype: np.dtype[Any], *, train: bool, learns: bool) -> None:
        self.calls, self.dtype, self.train, self.learns = calls, dtype, train, learns
        self.backward: list[Callable[[], None]] = []
        self.written: list[Layer] = []
        self.parts: list[Any] = []
        self._steps: list[_Step] = []
        self._notes: list[tuple[int, Layer, Value]] = []
        self._kept: list[tuple[dict[str, Any], str, Any]] = []
        self._watched: list[object] = []

    def value(self, *shape: int) -> Value:
        """Return a new value."""
        return Value(shape)

    def call(self, make: Callable[..., Call], *arguments: Any, **named: Any) -> None:
        """Add a call of the library: `make` is a method of `Calls`."""
        self._steps.append(_Step(make, arguments, named, of_python=False))

    def run(self, function: Callable[..., None], *arguments: Any) -> None:
        """Add a call of Python, which reads and writes the arrays of values."""
        self._steps.append(_Step(function, arguments, {}, of_python=True))

    def keep(self, owner: Layer | Parameter, **attributes: Any) -> None:
        """Let a layer have values after the pass, as it would have had it run itself."""
        if not self.learns:
            return
        for name, value in attributes.items():
            if isinstance(base := _base(value), Value):
                base.kept = True
            self._kept.append((vars(owner), name, value))

    def keep_always(self, owner: Layer, **attributes: Value) -> None:
        """Do as `keep`, in a pass that only goes forward too."""
        learns, self.learns = self.learns, True
        self.keep(owner, **attributes)
        self.learns = learns

    def watch(self, layer: Layer) -> None:
        """Note that the plan holds as long as a layer and its parameters have what they have."""
        self._watched.append(layer)
        for value in vars(layer).values():
            if isinstance(value, Parameter):
                self._watched.append(value)

    def note(self, layer: Layer, y: Value) -> None:
        """Note that y is a layer's output, whose gradient is there at this point of the pass."""
        if y.grad:
            self._notes.append((len(self._steps), layer, y.grad))

    def on_way_back(
        self, y: Value, back: Callable[[Value], None], layer: Layer | None = None
    ) -> None:
        """Note what goes back from y, given the gradient by it, which is a layer's output."""

        def step() -> None:
            if y.grad is None:
                return
            if layer:
                self.note(layer, y)
            back(y.grad)
            self.set_grad(y, None)

        self.backward.append(step)

    def set_grad(self, x: Value, grad: Value | None) -> None:
        """Let a value be the gradient by x."""
        if x.grad:
            x.grad.holders -= 1
        if grad:
            grad.holders += 1
        x.grad = grad

    def add_grad(self, x: Value, grad: Value) -> None:
        """Add what comes back to x on one way to what came on others."""
        if not x.wants_grad:
            return
        if x.grad is None:
            self.set_grad(x, grad)
            return
        total = self.value(*x.shape)
        self.call(self.calls.add, x.grad, grad, total)
        self.set_grad(x, total)

    def finish(self, given: Sequence[Value], made: Value) -> Plan:
        """Give every value its place, and return the plan."""
        made.kept = True
        places = self._places(given)
        placed = partial(_placed, places)
        steps: list[Any] = []
        for step in self._steps:
            arguments = map(placed, step.arguments)
            named = {name: placed(value) for name, value in step.named.items()}
            make = step.make
            steps.append(partial(make, *arguments) if step.of_python else make(*arguments, **named))
        kept: defaultdict[int, dict[str, Any]] = defaultdict(dict)
        owners = {id(owner): owner for owner, _, _ in self._kept}
        self.backward.clear()  # which holds the draft: nothing is to wait for the collector
        for owner, name, value in self._kept:
            kept[id(owner)][name] = placed(value)
        return Plan(
            calls=self.calls,
            steps=steps,
            notes=[(at, layer, places[grad]) for at, layer, grad in self._notes],
            kept=[(owners[key], attributes) for key, attributes in kept.items()],
            watched=self._watched,
            given=[places[value] for value in given],
            made=places[made],
            arrays=list({id(array): array for array in places.values()}.values()),
            written=self.written,
            parts=self.parts,
        )

    def _places(self, given: Sequence[Value]) -> dict[Value, Array]:
        """Return an array for each value: the same for two that do not live at one time."""
        first: dict[Value, int] = dict.fromkeys(given, 0)
        last: dict[Value, int] = {}
        for at, step in enumerate(self._steps):
            for value in step.values:
                first.setdefault(value, at)
                last[value] = at
        for at, _, value in self._notes:  # of what is looked at only, from the step before on
            first.setdefault(value, max(0, at - 1))
            last[value] = max(last.get(value, 0), at)
        end = len(self._steps)
        for _, _, value in self._kept:
            if isinstance(base := _base(value), Value):
                first.setdefault(base, end)
        last |= {value: end for value in first if value.kept}
        begins: defaultdict[int, list[Value]] = defaultdict(list)
        ends: defaultdict[int, list[Value]] = defaultdict(list)
        for value, at in first.items():
            begins[at].append(value)
            ends[last.get(value, at)].append(value)
        return self._shared(begins, ends, end)

    def _shared(
        self, begins: dict[int, list[Value]], ends: dict[int, list[Value]], end: int
    ) -> dict[Value, Array]:
        """Give out places: once more those whose values are done with.

        Each has memory of its own, since a browser's is in pieces before long.
        """
        free: defaultdict[tuple[Shape, Any], list[Array]] = defaultdict(list)
        places: dict[Value, Array] = {}
        for at in range(end + 1):
            for value in begins.get(at, ()):
                left, dtype = free[value.shape, value.dtype], value.dtype or self.dtype
                places[value] = left.pop() if left else empty(value.shape, dtype)
            for value in ends.get(at, ()):
                free[value.shape, value.dtype].append(places[value])
        return places
