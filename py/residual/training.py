"""Gradient descent, and a run that is asked for its next epochs."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from residual import kernels
from residual.arrays import Array
from residual.layers import Layer, Parameter

Loss = Callable[[Array, Array], tuple[float, Array]]
"""Takes logits and labels, returns the mean loss and its gradient by the logits."""


class SGD:
    """Stochastic gradient descent with momentum and weight decay.

    Parameters
    ----------
    parameters : sequence of Parameter
        What to change.
    lr : float
        Learning rate.
    momentum : float
        Share of the previous step's velocity that is kept.
    weight_decay : float
        Adds `weight_decay * value` to every gradient.

    Notes
    -----
    `v = momentum * v + grad + weight_decay * value; value = value - lr * v`, as in PyTorch.
    """

    def __init__(
        self,
        parameters: Sequence[Parameter],
        lr: float,
        momentum: float = 0.0,
        weight_decay: float = 0.0,
    ) -> None:
        self.parameters = list(parameters)
        self.lr, self.momentum, self.weight_decay = lr, momentum, weight_decay
        self._workspace = kernels.workspace()
        self.reset()

    def reset(self) -> None:
        """Forget the velocities."""
        self.velocities = [np.zeros_like(p.value) for p in self.parameters]

    def step(self) -> None:
        """Change every parameter once, against its gradient."""
        values, grads = [p.value for p in self.parameters], [p.grad for p in self.parameters]
        settings = self.lr, self.momentum, self.weight_decay
        with self._workspace.passing():
            kernels.descend(values, grads, self.velocities, *settings)


@dataclass
class History:
    """What a run showed, one entry an epoch: loss and accuracy before that epoch's update."""

    loss: list[float] = field(default_factory=list)
    accuracy: list[float] = field(default_factory=list)


class Trainer:
    """A training run that advances when asked, on the full batch.

    Parameters
    ----------
    network : Layer
        Trained in place; its state at this moment is what `reset` restores.
    data : (x, y)
        Inputs (N, ...) and labels (N, 1).
    loss : callable
        See `residual.losses`.
    optimizer : SGD
        Over the network's parameters.
    epochs : int
        The budget: the run is done after so many epochs.

    Attributes
    ----------
    history : History
        Loss and accuracy of every epoch so far, finite values only.
    diverged_at : int or None
        The number (from 1) of the epoch whose loss was not finite; the run ends there.
    """

    def __init__(
        self, network: Layer, data: tuple[Array, Array], loss: Loss, optimizer: SGD, epochs: int
    ) -> None:
        self.network, self.loss, self.optimizer, self.epochs = network, loss, optimizer, epochs
        self.x, self.y = data
        self._start = network.state()
        self._workspace = kernels.workspace()
        self.reset()

    def reset(self) -> None:
        """Go back to the weights of the beginning and an empty history."""
        self.network.load_state(self._start)
        self.optimizer.reset()
        self.history = History()
        self.diverged_at: int | None = None
        self._measured: tuple[float, float] | None = None

    @property
    def epoch(self) -> int:
        """How many epochs have been trained."""
        return len(self.history.loss)

    @property
    def done(self) -> bool:
        """Whether the budget is spent or the run diverged."""
        return self.diverged_at is not None or self.epoch >= self.epochs

    def measure(self) -> tuple[float, float]:
        """Return loss and accuracy at the current weights, and leave the gradients in the network.

        The next `advance` begins with this very pass, so a measurement in between costs nothing
        and changes no number.
        """
        if self._measured is None:
            with (
                np.errstate(over="ignore", invalid="ignore", divide="ignore"),
                self._workspace.passing(self.x.shape),
            ):
                logits = self.network.forward(self.x)
                loss, dlogits = self.loss(logits, self.y)
                self.network.backward(dlogits)
            self._measured = loss, float(((logits > 0) == self.y).mean())
        return self._measured

    def advance(self, epochs: int = 1) -> History:
        """Train some epochs more, within the budget, and return what they showed.

        Parameters
        ----------
        epochs : int
            How many at most; fewer when the budget ends or the loss is no longer finite.
        """
        start = self.epoch
        for _ in range(epochs):
            if self.done:
                break
            loss, accuracy = self.measure()
            if not np.isfinite(loss):
                self.diverged_at = self.epoch + 1
                break
            self.history.loss.append(loss)
            self.history.accuracy.append(accuracy)
            with np.errstate(over="ignore", invalid="ignore"):
                self.optimizer.step()
            self._measured = None
        return History(self.history.loss[start:], self.history.accuracy[start:])


def race(
    trainers: Sequence[Trainer], seconds: float, clock: Callable[[], float] = time.perf_counter
) -> list[History]:
    """Train several runs side by side, epoch by epoch, for a while.

    Parameters
    ----------
    trainers : sequence of Trainer
        In every round, those that are furthest behind train one epoch.
    seconds : float
        The budget; at least one round is run, and none starts after the budget is spent.
    clock : callable
        Returns the time in seconds.

    Returns
    -------
    list of History
        For each run, the epochs that it trained.
    """
    starts = [trainer.epoch for trainer in trainers]
    end = clock() + seconds
    while running := [trainer for trainer in trainers if not trainer.done]:
        behind = min(trainer.epoch for trainer in running)
        for trainer in running:
            if trainer.epoch == behind:
                trainer.advance()
        if clock() >= end:
            break
    return [
        History(t.history.loss[start:], t.history.accuracy[start:])
        for t, start in zip(trainers, starts, strict=True)
    ]
