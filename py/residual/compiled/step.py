"""A whole step by a plan: the way forward, the loss, the way back and the update, as few calls."""

import numpy as np

from residual.compiled.calls import Calls
from residual.compiled.draft import Draft
from residual.compiled.losses import Labels, Score, score_of
from residual.compiled.memory import Array
from residual.compiled.plan import Plan
from residual.compiled.row import laid_out
from residual.compiled.rules import emit
from residual.compiled.updates import Updates
from residual.layers import Layer
from residual.training import Loss, Optimizer


class Step:
    """A plan of a pass forward and backward, with its loss, and the update that may follow.

    Parameters
    ----------
    calls : Calls
        Of the library.
    network : Layer
        Whose pass it is.
    plan : Plan
        Of the pass; after the batch it is given labels.
    score : Score
        The loss in it.
    """

    def __init__(self, calls: Calls, network: Layer, plan: Plan, score: Score) -> None:
        self.plan, self._score = plan, score
        parameters = network.parameters().values()
        # A plan holds only as long as their arrays are the same.
        self._updates = Updates(calls, score.found, steady=parameters)
        own = {id(owner) for owner, attributes in plan.kept if "grad" in attributes}
        # What runs as it is written may put its gradients into new arrays.
        self._knows_all_grads = all(id(vars(p)) in own for p in parameters)

    def learn(self, y: Labels, loss: Loss) -> tuple[float, float]:
        """Pass forward and backward; return loss and accuracy."""
        self._score.take(loss, y, self.plan.given[1:])
        self.plan.run()
        return self._score.told(self.plan.made)

    def train(self, y: Labels, loss: Loss, optimizer: Optimizer) -> tuple[float, float] | None:
        """Do so, and in the same call change the weights once unless the loss is not finite.

        Returns
        -------
        loss, accuracy : float
            None if nothing was done: the update is none that C takes, or not known beforehand.
        """
        update = self._updates.prepared(optimizer) if self._knows_all_grads else None
        if update is None:
            return None
        self._score.take(loss, y, self.plan.given[1:])
        self.plan.run(update)
        found = self._score.told(self.plan.made)
        if np.isfinite(found[0]):
            self._updates.made(optimizer)
        return found


def step_to_learn(calls: Calls, network: Layer, x: Array, y: Labels, loss: Loss) -> Step:
    """Draw up the step for batches like x and labels like y."""
    draft = Draft(calls, x.dtype, train=True, learns=True)
    given = draft.value(*x.shape)
    given.wants_grad = False
    logits = emit(draft, [*laid_out(draft, network)], given)
    dlogits = draft.value(*logits.shape)
    draft.set_grad(logits, dlogits)
    score = score_of(loss, logits.shape, x.dtype, y)
    labels = score.draw(draft, logits, dlogits)
    for back in reversed(draft.backward):
        back()
    return Step(calls, network, draft.finish([given, *labels], logits), score)
