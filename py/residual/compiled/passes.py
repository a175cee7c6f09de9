"""The passes of a network by plans: see `residual.training.passes`, which they come to."""

from collections.abc import Callable, Hashable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from residual.compiled.calls import TYPES, Calls
from residual.compiled.draft import Draft, ShapeError
from residual.compiled.memory import Array
from residual.compiled.plan import Plan
from residual.compiled.row import laid_out
from residual.compiled.rules import emit
from residual.compiled.updates import Updates
from residual.layers import Layer
from residual.training.losses import share_right
from residual.training.optimizers import Optimizer
from residual.training.passes import Loss, Passes


class Score:
    """The step of a plan between its way forward and its way back: the loss, as it is written."""

    def __init__(self) -> None:
        self.loss: Loss | None = None
        self.y: NDArray[Any] = np.zeros(0)
        self.found = (0.0, 0.0)

    def __call__(self, logits: Array, dlogits: Array) -> None:
        """Find the loss, the accuracy, and the gradient of the loss by the logits."""
        assert self.loss
        value, dlogits[...] = self.loss(logits, self.y)
        self.found = value, share_right(logits, self.y)


def plan_to_learn(
    calls: Calls, network: Layer, x: Array, score: Callable[[Array, Array], None]
) -> Plan:
    """Draw up the plan of a pass forward and backward for batches like x."""
    draft = Draft(calls, x.dtype, train=True, learns=True)
    given = draft.value(*x.shape)
    given.wants_grad = False
    logits = emit(draft, [*laid_out(draft, network)], given)
    dlogits = draft.value(*logits.shape)
    draft.set_grad(logits, dlogits)
    draft.run(score, logits, dlogits)
    for back in reversed(draft.backward):
        back()
    return draft.finish([given], logits)


def plan_to_answer(calls: Calls, network: Layer, x: Array, *, train: bool) -> Plan:
    """Draw up the plan of a pass forward for batches like x."""
    draft = Draft(calls, x.dtype, train=train, learns=False)
    given = draft.value(*x.shape)
    return draft.finish([given], emit(draft, [*laid_out(draft, network)], given))


class CompiledPasses(Passes):
    """The passes of a network, in C as far as rules go.

    There is a plan for each shape of batch; where it no longer holds another one is drawn up.

    Parameters
    ----------
    network : Layer
        Whose passes they are.
    calls : Calls
        Of the library.
    """

    PLANS = 8
    """No run needs as many shapes; what grows is given up."""

    def __init__(self, network: Layer, calls: Calls) -> None:
        super().__init__(network)
        self._calls, self._score = calls, Score()
        self._plans: dict[Hashable, Plan | None] = {}
        self._updates = Updates(calls)

    @property
    def plans(self) -> list[Plan]:
        """The plans that there are now."""
        return [plan for plan in self._plans.values() if plan]

    def forward(self, x: Array, train: bool) -> Array:
        """Return the network's output for a batch."""
        plan = self._plan((train, x.shape, x.dtype), x)
        if plan is None:
            return self.network.forward(x, train)
        plan.run()
        return plan.made.copy()

    def learn(self, x: Array, y: NDArray[Any], loss: Loss) -> tuple[float, float]:
        """Pass a batch forward and backward; return its loss and accuracy."""
        plan = self._plan(("learn", x.shape, x.dtype), x)
        if plan is None:
            return super().learn(x, y, loss)
        self._score.loss, self._score.y = loss, y
        plan.run()
        return self._score.found

    def _plan(self, kind: tuple[Any, ...], x: Array) -> Plan | None:
        """Return the plan for a batch, with the batch in its place, or None if there is none.

        There is none the first time: what comes once is done by then.
        """
        if kind not in self._plans:
            self._keep(kind, None)
            return None
        plan = self._plans[kind]
        if plan is None or not plan.hand_over():
            plan = self._drawn_up(kind, x)
            self._keep(kind, plan)
        probe = Layer.probe
        if plan is None or (probe and kind[0] == "learn" and not plan.shows(probe)):
            return None
        if not np.isfinite(x).all():
            return None
        plan.given[0][...] = x
        return plan

    def _drawn_up(self, kind: tuple[Any, ...], x: Array) -> Plan | None:
        if x.dtype not in TYPES or 0 in x.shape:
            return None
        try:
            if kind[0] == "learn":
                return plan_to_learn(self._calls, self.network, x, self._score)
            return plan_to_answer(self._calls, self.network, x, train=kind[0])
        except (ShapeError, ValueError):  # which the layers themselves put into words
            return None

    def _keep(self, kind: Hashable, plan: Plan | None) -> None:
        if kind not in self._plans and len(self._plans) == self.PLANS:
            self._plans.clear()
        self._plans[kind] = plan

    def update(self, optimizer: Optimizer) -> None:
        """Change the weights once, against their gradients."""
        self._updates.update(optimizer)
