"""The updates of optimisers in C: see `residual.training.optimizers`, which they come to."""

from itertools import chain
from typing import Any

from residual.compiled.accepted import descendable
from residual.compiled.calls import Call, Calls
from residual.compiled.memory import Unchanged
from residual.training.adam import Adam
from residual.training.optimizers import SGD, Optimizer


class Updates:
    """One optimiser's updates, each by one call, which is kept for as long as the arrays are.

    Parameters
    ----------
    calls : Calls
        Of the library.
    """

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._known: tuple[Unchanged, Call] | None = None

    def update(self, optimizer: Any) -> None:
        """Change the weights once, against their gradients."""
        if _is_a(SGD, optimizer):
            fill, call = _fill_descent, self._call("descent", optimizer, optimizer.velocities)
        elif _is_a(Adam, optimizer):
            state = optimizer.means, optimizer.squares
            fill, call = _fill_adam, self._call("adam", optimizer, *state)
        else:
            call = None
        if call is None:
            optimizer.step()
            return
        fill(call.struct, optimizer)
        call()

    def _call(self, name: str, optimizer: Optimizer, *state: list[Any]) -> Call | None:
        parameters = optimizer.parameters
        groups = [p.value for p in parameters], [p.grad for p in parameters], *state
        arrays = [*chain.from_iterable(groups)]
        if self._known is None or not self._known[0].are(arrays):
            if not descendable(*groups):
                return None
            self._known = Unchanged(arrays), getattr(self._calls, name)(*groups)
        return self._known[1]


def _is_a(kind: type[Optimizer], optimizer: Optimizer) -> bool:
    """Tell whether an optimiser takes its steps as a kind of the core does."""
    own = "step" in vars(optimizer)
    return isinstance(optimizer, kind) and type(optimizer).step is kind.step and not own


def _fill_descent(struct: Any, optimizer: Any) -> None:
    struct.rate, struct.momentum = optimizer.lr, optimizer.momentum
    struct.decay = optimizer.weight_decay


def _fill_adam(struct: Any, optimizer: Any) -> None:
    optimizer.steps += 1
    struct.rate, struct.eps, struct.decay = optimizer.lr, optimizer.eps, optimizer.weight_decay
    struct.keep_mean, struct.keep_square = optimizer.betas
    struct.unbias_mean, struct.unbias_square = (1 - b**optimizer.steps for b in optimizer.betas)
