"""The updates of optimisers in C: see `residual.training.optimizers`, which they come to."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from residual.compiled.accepted import descendable
from residual.compiled.calls import Call, Calls
from residual.compiled.memory import Array, Unchanged
from residual.layers import Parameter
from residual.training import SGD, Adam, Optimizer


class Updates:
    """One optimiser's updates, each by one call, which is kept for as long as the arrays are.

    Parameters
    ----------
    calls : Calls
        Of the library.
    loss : array, optional
        Begins with the loss of the step, which has to be finite for an update.
    steady : iterable of Parameter
        Those that have the same arrays at each update, as whoever asks has seen already.
    """

    def __init__(
        self, calls: Calls, loss: Array | None = None, steady: Iterable[Parameter] = ()
    ) -> None:
        self._calls, self._loss = calls, loss
        self._steady, self._others = frozenset(map(id, steady)), list[Parameter]()
        self._known: tuple[Unchanged, Call] | None = None

    def update(self, optimizer: Optimizer) -> None:
        """Change the weights once, against their gradients."""
        call = self.prepared(optimizer)
        if call is None:
            optimizer.step()
            return
        call()
        self.made(optimizer)

    def prepared(self, optimizer: Any) -> Call | None:
        """Return the call of the next update, if C has it; who makes it tells `made`."""
        if _is_a(SGD, optimizer):
            fill, call = _fill_descent, self._call("descent", optimizer, optimizer.velocities)
        elif _is_a(Adam, optimizer):
            state = optimizer.means, optimizer.squares
            fill, call = _fill_adam, self._call("adam", optimizer, *state)
        else:
            return None
        if call:
            fill(call.struct, optimizer)
        return call

    def made(self, optimizer: Any) -> None:
        """Let an optimiser count a step that was prepared."""
        if isinstance(optimizer, Adam):
            optimizer.steps += 1

    def _call(self, name: str, optimizer: Optimizer, *state: list[Any]) -> Call | None:
        parameters = optimizer.parameters
        owned = [*parameters, *chain.from_iterable(state)]
        if self._known is None or not self._known[0].are(owned + _arrays(self._others)):
            groups = [p.value for p in parameters], [p.grad for p in parameters], *state
            if not descendable(*groups):
                return None
            call = getattr(self._calls, name)(*groups, loss=self._loss)
            self._others = [p for p in parameters if id(p) not in self._steady]
            self._known = Unchanged(owned + _arrays(self._others)), call
        return self._known[1]


def _arrays(parameters: list[Parameter]) -> list[Array]:
    return [array for p in parameters for array in (p.value, p.grad)]


def _is_a(kind: type[Optimizer], optimizer: Optimizer) -> bool:
    """Tell whether an optimiser takes its steps as a kind of the core does."""
    own = "step" in vars(optimizer)
    return isinstance(optimizer, kind) and type(optimizer).step is kind.step and not own


def _fill_descent(struct: Any, optimizer: Any) -> None:
    struct.rate, struct.momentum = optimizer.lr, optimizer.momentum
    struct.decay = optimizer.weight_decay


def _fill_adam(struct: Any, optimizer: Any) -> None:
    steps = optimizer.steps + 1
    struct.rate, struct.eps, struct.decay = optimizer.lr, optimizer.eps, optimizer.weight_decay
    struct.keep_mean, struct.keep_square = optimizer.betas
    struct.unbias_mean, struct.unbias_square = (1 - b**steps for b in optimizer.betas)
