"""What no rule knows: it runs as it is written, and those of its parts that rules know by plans.

Such a part is called by the text of the layer around it, when and how often that likes. So it has
plans of its own, each with a way forward and a way back, and gives new arrays as it would itself.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from residual.arrays import Shape
from residual.compiled.draft import Draft, ShapeError, Value
from residual.compiled.memory import Array
from residual.compiled.plan import Plan
from residual.compiled.row import LAID_OUT, kind_of, laid_out
from residual.layers import Layer

Emit = Callable[[Draft, Sequence[Layer], Value], Value]
"""How a row of layers becomes calls: see `rules`, which knows of this module."""


def as_written(draft: Draft, x: Value, layer: Layer, emit: Emit) -> Value:
    """Run a layer as it is written, in Python, in its place among the calls."""
    y = draft.value(*layer.output_shape(x.shape))
    train = draft.train
    parts = [Part(draft, part, emit) for part in known_parts(layer)]
    draft.written.append(layer)
    draft.parts += parts
    x.kept = x.kept or draft.learns  # the layer may still have it

    def forward(x: Array, y: Array) -> None:
        with by_plans(parts):
            made = layer.forward(x, train)
        if np.shape(made) != y.shape:
            raise ShapeError
        y[...] = made

    def backward(dy: Array, dx: Array) -> None:
        with by_plans(parts):
            dx[...] = layer.backward(dy)

    def back(dy: Value) -> None:
        dx = draft.value(*x.shape)
        draft.run(backward, dy, dx)
        draft.add_grad(x, dx)

    draft.run(forward, x, y)
    draft.on_way_back(y, back, layer)
    return y


def known_parts(layer: Layer) -> list[Layer]:
    """Return what is known inside of a layer that is not, if it is one thing.

    The plans of several parts share no places, and each has its own copy of what arrives: those of
    a Highway network would take more memory than all else, those of dense connections far more.
    """
    found: list[Layer] = []
    for part in layer.children().values():
        found += [part] if kind_of(part) in LAID_OUT else known_parts(part)
    return found if len(found) == 1 else []


class Part:
    """A part of a layer that runs as it is written, with plans of its own.

    Parameters
    ----------
    draft : Draft
        In which the layer is.
    layer : Layer
        The part.
    emit : callable
        The compiler's walk.
    """

    SHAPES = 4
    """Of how many shapes of batch there are plans at a time."""

    def __init__(self, draft: Draft, layer: Layer, emit: Emit) -> None:
        self.layer, self._emit = layer, emit
        self._draft = draft.calls, draft.dtype
        self._train, self._learns = draft.train, draft.learns
        self._plans: dict[Shape, Plan | None] = {}
        self._passed: Plan | None = None

    @property
    def nbytes(self) -> int:
        """How many bytes the arrays of its plans take."""
        return sum(plan.nbytes for plan in self._plans.values() if plan)

    def forward(self, x: Any, train: bool = True) -> Any:
        """Do as the part's own `forward`."""
        self._passed = plan = self._plan(x) if train is self._train else None
        if plan is None:
            return type(self.layer).forward(self.layer, x, train)
        plan.given[0][...] = x
        plan.run_up_to(turn)
        return plan.made.copy()

    def backward(self, dy: Any) -> Any:
        """Do as the part's own `backward`, once after each `forward`."""
        plan, self._passed = self._passed, None
        if plan is None or Layer.probe or not _like(dy, plan.given[1]):
            return type(self.layer).backward(self.layer, dy)
        plan.given[1][...] = dy
        plan.run_from(turn)
        return plan.given[2].copy()

    def _plan(self, x: Any) -> Plan | None:
        _, dtype = self._draft
        if not isinstance(x, np.ndarray) or x.dtype != dtype or 0 in x.shape:
            return None
        with without_plans(self.layer):
            plan = self._plans.get(x.shape)
            if x.shape not in self._plans or (plan and not plan.hand_over()):
                if len(self._plans) == self.SHAPES:
                    self._plans.clear()
                plan = self._plans[x.shape] = self._drawn_up(x.shape)
        return plan

    def _drawn_up(self, shape: Shape) -> Plan | None:
        draft = Draft(*self._draft, train=self._train, learns=self._learns)
        try:
            x = draft.value(*shape)
            y = self._emit(draft, [*laid_out(draft, self.layer)], x)
            dy = draft.value(*y.shape)
            draft.set_grad(y, dy)
            draft.run(turn)
            if not self._learns:
                return draft.finish([x], y)
            for back in reversed(draft.backward):
                back()
            assert x.grad
            dx, x.grad.kept = x.grad, True
            return draft.finish([x, dy, dx], y)
        except (ShapeError, ValueError):  # which the layers themselves put into words
            return None


def turn() -> None:
    """Stand between the way forward and the way back."""


def _like(found: Any, wanted: Array) -> bool:
    alike = isinstance(found, np.ndarray) and found.shape == wanted.shape
    return alike and found.dtype == wanted.dtype


@contextmanager
def by_plans(parts: Sequence[Part]) -> Iterator[None]:
    """Let plans stand in for parts of a layer while its own lines run."""
    for part in parts:
        vars(part.layer).update(forward=part.forward, backward=part.backward)
    try:
        yield
    finally:
        for part in parts:
            for name in ("forward", "backward"):
                vars(part.layer).pop(name, None)


@contextmanager
def without_plans(layer: Layer) -> Iterator[None]:
    """Take these back for a moment."""
    own = {name: vars(layer).pop(name) for name in ("forward", "backward")}
    try:
        yield
    finally:
        vars(layer).update(own)
