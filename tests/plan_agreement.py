"""How far a step by a plan is from the same step as the layers are written, in NumPy."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from residual import kernels
from residual.compiled.operations import Operations
from residual.compiled.passes import CompiledPasses
from residual.compiled.plan import Plan
from residual.diagnostics import layer_norms
from residual.layers import Layer, Parameter
from residual.training import SGD, Loss, Optimizer, Run, Trainer, binary_cross_entropy

Arrays = dict[str, Any]


@contextmanager
def by(implementation: Operations | None) -> Iterator[None]:
    """Let something stand behind the kernels for a while."""
    kernels.use(implementation)
    try:
        yield
    finally:
        kernels.use()


def far_apart(found: Arrays, expected: Arrays) -> float:
    """Return the distance of many arrays from what they should be, in the length of these."""
    assert found.keys() == expected.keys()
    square = total = 0.0
    for name, wanted in expected.items():
        assert np.shape(found[name]) == np.shape(wanted), name
        square += float(np.square(np.subtract(found[name], wanted)).sum())
        total += float(np.square(wanted).sum())
    return float(np.sqrt(square / total)) if square else 0.0


def left_behind(network: Layer) -> dict[str, Arrays]:
    """Return what a step leaves in a network: the gradients, and all that training changes."""
    grads = {name: p.grad.copy() for name, p in network.parameters().items()}
    norms = layer_norms(network)
    seen = {"gradient": norms.gradient, "activation": norms.activation}
    return {"grads": grads, "state": network.state(), "norms": seen}


def plan_of(trainer: Run) -> Plan:
    """Return the plan that a run learned by last."""
    assert isinstance(trainer._passes, CompiledPasses)
    return trainer._passes.plans[-1]


def step_apart(c: Operations, make: Callable[[], Run]) -> float:
    """Return how far a step by a plan is from that of NumPy: the worst of all that it leaves."""
    with by(c):
        ours = make()
        ours.observer = None
        ours.measure()  # the first pass is as it is written
        ours.reset()
        ours.measure()
        assert plan_of(ours)
    with by(None):
        theirs = make()
    return compared(c, ours, theirs)


def compared(c: Operations, ours: Run, theirs: Run) -> float:
    """Train a step of both from where they stand, and return how far apart they end."""
    signals, left = [], []
    for trainer, implementation in ((ours, c), (theirs, None)):
        with by(implementation):
            trainer.measure()
            signals.append(trainer.signals)
            loss, accuracy = Trainer._step(trainer)  # a whole one, and nobody looks
            trainer._measured = None
            right = np.nan_to_num(accuracy, nan=-1)  # pixels have no classes
            left.append(left_behind(trainer.network) | {"loss": {"loss": loss, "right": right}})
    apart = [far_apart(arrays, left[1][kind]) for kind, arrays in left[0].items()]
    apart.append(far_apart({"signals": signals[0]}, {"signals": signals[1]}))
    return float(np.max(apart))  # NaN if one is


def trainer_of(
    network: Layer,
    x: np.ndarray,
    *outputs: int,
    loss: Loss = binary_cross_entropy,
    optimizer: Callable[[list[Parameter]], Optimizer] = lambda p: SGD(p, 0.1, 0.9, 1e-3),
) -> Run:
    """Return a run of any network that makes an array of a shape of each example."""
    rng = np.random.default_rng(7)
    y = rng.integers(0, 2, (len(x), *outputs)).astype(float)
    return Run(network, (x, y), loss, optimizer([*network.parameters().values()]), epochs=100)
