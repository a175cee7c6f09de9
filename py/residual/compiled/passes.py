"""The passes of a network by plans: see `residual.training.passes`, which they come to."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import numpy as np

from residual.compiled.calls import TYPES, Calls
from residual.compiled.draft import Draft, ShapeError
from residual.compiled.losses import Labels, by_kernel, kernel_of
from residual.compiled.memory import Array
from residual.compiled.plan import Plan
from residual.compiled.row import laid_out
from residual.compiled.rules import emit
from residual.compiled.step import Step, step_to_learn
from residual.compiled.updates import Updates
from residual.layers import Layer
from residual.training import Loss, Optimizer, Passes

Known = TypeVar("Known", Plan, Step)


def plan_to_answer(calls: Calls, network: Layer, x: Array, *, train: bool) -> Plan:
    """Draw up the plan of a pass forward for batches like x."""
    draft = Draft(calls, x.dtype, train=train, learns=False)
    given = draft.value(*x.shape)
    return draft.finish([given], emit(draft, [*laid_out(draft, network)], given))


class LayerByLayer(Passes):
    """The passes of a network as its layers are written, with the loss by its kernel.

    So they have the very bits of a plan's.

    Parameters
    ----------
    network : Layer
        Whose passes they are.
    calls : Calls
        Of the library.
    """

    def __init__(self, network: Layer, calls: Calls) -> None:
        super().__init__(network)
        self._calls = calls

    def learn(self, x: Array, y: Labels, loss: Loss) -> tuple[float, float]:
        """Pass a batch forward and backward; return its loss and accuracy."""
        return super().learn(x, y, by_kernel(self._calls, loss))


class CompiledPasses(LayerByLayer):
    """The passes of a network, in C as far as rules go.

    There is a plan for each shape of batch; where it no longer holds another one is drawn up.

    Parameters
    ----------
    network : Layer
        Whose passes they are.
    calls : Calls
        Of the library.
    as_written : int
        So many passes with a shape of batch go layer after layer before a plan is drawn up.
    may_plan : callable
        Whether there may be any.
    """

    PLANS = 8
    """No run needs as many shapes; what grows is given up."""

    def __init__(
        self,
        network: Layer,
        calls: Calls,
        as_written: int = 1,
        may_plan: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(network, calls)
        self._as_written, self._may_plan = as_written, may_plan
        self._kept: dict[Hashable, Plan | Step | None] = {}
        self._seen: dict[Hashable, int] = {}
        self._updates = Updates(calls)

    @property
    def plans(self) -> list[Plan]:
        """The plans that there are now."""
        return [_plan_of(one) for one in self._kept.values() if one]

    def forward(self, x: Array, train: bool) -> Array:
        """Return the network's output for a batch."""
        kind = "answer", train, x.shape, x.dtype
        plan = self._ready(
            kind, x, lambda: plan_to_answer(self._calls, self.network, x, train=train)
        )
        if plan is None:
            return self.network.forward(x, train)
        plan.run()
        return plan.made.copy()

    def learn(self, x: Array, y: Labels, loss: Loss) -> tuple[float, float]:
        """Pass a batch forward and backward; return its loss and accuracy."""
        step = self._step(x, y, loss)
        return step.learn(y, loss) if step else super().learn(x, y, loss)

    def train(self, x: Array, y: Labels, loss: Loss, optimizer: Optimizer) -> tuple[float, float]:
        """Do so and change the weights once, in one call where all of it is known."""
        step = self._step(x, y, loss)
        found = step.train(y, loss, optimizer) if step else None
        if found is None:
            found = step.learn(y, loss) if step else super().learn(x, y, loss)
            if np.isfinite(found[0]):
                self.update(optimizer)
        return found

    def update(self, optimizer: Optimizer) -> None:
        """Change the weights once, against their gradients."""
        self._updates.update(optimizer)

    def _step(self, x: Array, y: Labels, loss: Loss) -> Step | None:
        """Return the step by a plan for a batch, if there is one that a probe may look at."""
        kind = "learn", x.shape, x.dtype, y.shape, y.dtype, kernel_of(loss)
        step = self._ready(kind, x, lambda: step_to_learn(self._calls, self.network, x, y, loss))
        probe = Layer.probe
        return None if step is None or (probe and not step.plan.shows(probe)) else step

    def _ready(self, kind: Hashable, x: Array, draw_up: Callable[[], Known]) -> Known | None:
        """Return what there is for a batch, with the batch in its place, or None.

        There is none the first time, or times: what comes once is done by then.
        """
        if kind not in self._kept:
            self._keep(kind, None)
            self._seen[kind] = 0
        if self._seen[kind] < self._as_written:
            self._seen[kind] += 1
            return None
        if not self._may_plan():
            return None
        known: Any = self._kept[kind]
        if known is None or not _plan_of(known).hand_over():
            known = _drawn_up(x, draw_up)
            self._keep(kind, known)
        if known is None or not np.isfinite(x).all():
            return None
        _plan_of(known).given[0][...] = x
        return known  # type: ignore[no-any-return]

    def _keep(self, kind: Hashable, one: Plan | Step | None) -> None:
        if kind not in self._kept and len(self._kept) == self.PLANS:
            self._kept.clear()
            self._seen.clear()
        self._kept[kind] = one


def _plan_of(one: Plan | Step) -> Plan:
    return one.plan if isinstance(one, Step) else one


def _drawn_up(x: Array, draw_up: Callable[[], Known]) -> Known | None:
    """Return what is drawn up for a batch, if there can be a plan."""
    if x.dtype not in TYPES or 0 in x.shape:
        return None
    try:
        return draw_up()
    except (ShapeError, ValueError):  # which the layers themselves put into words
        return None
