"""A training run that is asked for its next epochs, and how good a network is on given data."""

import functools
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from residual import kernels
from residual.arrays import Array, Labels
from residual.layers import BatchNorm, Layer, Watch
from residual.losses import accuracy_of
from residual.optimizers import SGD, Optimizer, Schedule
from residual.signals import signal_layers

__all__ = [
    "SGD",
    "Data",
    "History",
    "Loss",
    "Observation",
    "Trainer",
    "evaluate",
    "race",
]

Data = tuple[Array, NDArray[Any]]
"""Inputs, (N, ...), and labels: (N, 1) of 0 or 1, or (N,) class numbers, as the loss takes them."""

Loss = Callable[[Array, NDArray[Any]], tuple[float, Array]]
"""Takes logits and labels, returns the mean loss and its gradient by the logits."""


@dataclass
class Observation:
    """What was seen just before the first update of an epoch.

    Attributes
    ----------
    epoch : int
        Counted from 1.
    test_loss, test_accuracy : float
        On data held out, in evaluation mode.
    gradient_norms : list of float
        By the weights of each layer, first one first, of the batch that the update is made from.
    """

    epoch: int
    test_loss: float
    test_accuracy: float
    gradient_norms: list[float]


@dataclass
class History:
    """What a run showed, one entry an epoch, and the observations of some epochs.

    Loss and accuracy are those before the update: of the epoch's one update on the full batch; with
    minibatches, the mean over all examples, each seen just before its own batch's update.
    """

    loss: list[float] = field(default_factory=list)
    accuracy: list[float] = field(default_factory=list)
    observed: list[Observation] = field(default_factory=list)

    def since(self, epoch: int) -> "History":
        """Return what was shown after so many epochs."""
        later = [seen for seen in self.observed if seen.epoch > epoch]
        return History(self.loss[epoch:], self.accuracy[epoch:], later)


class Observer(Protocol):
    """Looks at a run without changing a number of it; see `residual.observations`."""

    test: Data

    def look(self, trainer: "Trainer") -> Observation | None:
        """Return what there is to see just before an epoch's first update, if anything."""


class Trainer:
    """A training run that advances when asked.

    Parameters
    ----------
    network : Layer
        Trained in place; its state at this moment is what `reset` restores.
    data : (x, y)
        Inputs (N, ...) and labels (N, ...).
    loss : callable
        See `residual.losses`.
    optimizer : Optimizer
        Over the network's parameters.
    epochs : int
        The budget: the run is done after so many epochs.
    batch_size : int, optional
        Examples in a minibatch, at most: each epoch is shuffled and cut into batches of nearly
        equal size. Without it, every step takes the full batch, in order.
    shuffle : SeedSequence, optional
        Where the shuffling starts; needed with `batch_size`. The run's own random stream, so no
        other random number depends on the batches.
    schedule : Schedule, optional
        Multiplies the optimiser's learning rate, as it is now, at each step.
    observer : Observer, optional
        Looks at the run in every epoch.

    Attributes
    ----------
    history : History
        Loss and accuracy of every epoch so far, and what was observed, finite values only.
    diverged_at : int or None
        The number (from 1) of the epoch in which a loss was not finite; the run ends there.

    Raises
    ------
    ValueError
        If there are no data, labels are missing, an input is not finite, or the batch size is below
        1 or has no `shuffle`.
    """

    def __init__(
        self,
        network: Layer,
        data: Data,
        loss: Loss,
        optimizer: Optimizer,
        epochs: int,
        *,
        batch_size: int | None = None,
        shuffle: np.random.SeedSequence | None = None,
        schedule: Schedule | None = None,
        observer: Observer | None = None,
    ) -> None:
        _check(data, batch_size)
        if (batch_size is None) != (shuffle is None):
            raise ValueError("batch_size and shuffle belong together; give both or neither")
        self.network, self.loss, self.optimizer, self.epochs = network, loss, optimizer, epochs
        self.x, self.y = data
        self.batch_size, self.shuffle, self.schedule = batch_size, shuffle, schedule
        self.observer = observer
        self._start, self._start_lr = network.state(), optimizer.lr
        anew = any(layer.hands_on_new_arrays for _, layer in network.walk())
        workspace = kernels.NoWorkspace if anew else kernels.workspace
        self._workspace: kernels.Workspace = workspace()
        self._reader, self._reading = network.twin(), workspace()
        pairs = zip(network.walk(), self._reader.walk(), strict=True)
        self._norms = [
            (ours, theirs)
            for (_, ours), (_, theirs) in pairs
            if isinstance(ours, BatchNorm) and isinstance(theirs, BatchNorm)
        ]
        self.reset()

    def reset(self) -> None:
        """Go back to the weights, the batches and the learning rate of the beginning."""
        self.network.load_state(self._start)
        self.optimizer.reset()
        if self.schedule:
            self.optimizer.lr = self._start_lr
        self.history = History()
        self.diverged_at: int | None = None
        self._measured: tuple[float, float] | None = None
        if self.shuffle:
            self._rng = np.random.default_rng(self.shuffle)
        self._batches = self._cut()

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

        They are those of the next batch. The next `advance` begins with this very pass, so a
        measurement in between costs nothing and changes no number. Unlike the passes of training,
        it also looks at the signals: see `signals`.
        """
        if self._measured is None:
            with self._watch:
                self._measured = self._pass()
        return self._measured

    @property
    def signals(self) -> Array:
        """Norm of the gradient by each weight layer's signal in the last `measure`, (depth,)."""
        return self._watch.norms.copy()

    @functools.cached_property
    def _watch(self) -> Watch:
        return Watch(signal_layers(self.network))

    def _pass(self) -> tuple[float, float]:
        """Run one batch forward and backward; return its loss and accuracy."""
        x, y = self.batch
        with (
            np.errstate(over="ignore", invalid="ignore", divide="ignore"),
            self._workspace.passing(x.shape),
        ):
            logits = self.network.forward(x)
            loss, dlogits = self.loss(logits, y)
            self.network.backward(dlogits)
        return loss, accuracy_of(logits, y)

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
            self._train_epoch()
        return self.history.since(start)

    def logits(self, x: Array, batch_size: int = 400) -> Array:
        """Return the network's answers in evaluation mode, at the weights now.

        The passes are those of a twin of the network: whatever `measure` left in the network stays
        there, and no number of the training changes.

        Where the full batch is trained on, batch normalisation takes its statistics at these very
        weights. The running ones follow the weights too slowly: in the first epochs of a deep
        network, where each layer's error is the next one's input, they mean nothing.

        Parameters
        ----------
        x : (N, ...) float64
            Inputs.
        batch_size : int
            How many pass at once; it bounds the memory and changes nothing else.
        """
        if self.batch_size is None:
            self.measure()
            for ours, theirs in self._norms:
                theirs.running_mean, theirs.running_variance = ours.mean, ours.variance
        answers = []
        for start in range(0, len(x), batch_size):
            some = x[start : start + batch_size]
            with (
                np.errstate(over="ignore", invalid="ignore", divide="ignore"),
                self._reading.passing(some.shape),
            ):
                answers.append(self._reader.forward(some, train=False).copy())
        return np.concatenate(answers)

    def _train_epoch(self) -> None:
        mean_loss = mean_accuracy = 0.0
        seen: Observation | None = None
        for i, rows in enumerate(self._batches):
            loss, accuracy = self._measured = self._measured or self._pass()
            if not np.isfinite(loss):
                self.diverged_at, self._measured = self.epoch + 1, None
                return
            if self.observer and i == 0:
                seen = self.observer.look(self)
            share = len(rows) / len(self.x)
            mean_loss += share * loss
            mean_accuracy += share * accuracy
            if self.schedule:
                now = self.epoch + i / len(self._batches)
                self.optimizer.lr = self._start_lr * self.schedule(now)
            with np.errstate(over="ignore", invalid="ignore"):
                self.optimizer.step()
            self._measured, self._next = None, i + 1
        self.history.loss.append(mean_loss)
        self.history.accuracy.append(mean_accuracy)
        if seen:
            self.history.observed.append(seen)
        self._batches = self._cut()

    def _cut(self) -> list[Labels]:
        """Return the rows of each of the next epoch's batches."""
        self._next = 0
        if self.batch_size is None:
            return [np.arange(len(self.x))]
        batches = -(-len(self.x) // self.batch_size)
        return np.array_split(self._rng.permutation(len(self.x)), batches)

    @property
    def batch(self) -> Data:
        """Inputs and labels of the next update."""
        if self.batch_size is None:
            return self.x, self.y
        rows = self._batches[self._next]
        return self.x[rows], self.y[rows]


def evaluate(network: Layer, loss: Loss, data: Data, batch_size: int = 500) -> tuple[float, float]:
    """Return a network's mean loss and accuracy on data, such as those held out from training.

    Parameters
    ----------
    network : Layer
        Run in evaluation mode: batch normalisation takes its recorded statistics, so that no
        example's result depends on the others'. Parameters and gradients stay as they are.
    loss : callable
        See `residual.losses`.
    data : (x, y)
        Inputs (N, ...) and labels (N, ...).
    batch_size : int
        How many examples pass at once; it bounds the memory and changes nothing else.

    Raises
    ------
    ValueError
        As for `Trainer`.
    """
    _check(data, batch_size)
    mean_loss = mean_accuracy = 0.0
    for x, y in _slices(data, batch_size):
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            logits = network.forward(x, train=False)
            share = len(x) / len(data[0])
            mean_loss += share * loss(logits, y)[0]
            mean_accuracy += share * accuracy_of(logits, y)
    return mean_loss, mean_accuracy


def _slices(data: Data, batch_size: int) -> Iterator[Data]:
    x, y = data
    for start in range(0, len(x), batch_size):
        yield x[start : start + batch_size], y[start : start + batch_size]


def _check(data: Data, batch_size: int | None) -> None:
    x, y = data
    if not len(x) or len(x) != len(y):
        raise ValueError(f"inputs of shape {x.shape} do not fit labels of shape {y.shape}")
    if not np.isfinite(x).all():
        raise ValueError("an input is not finite")
    if batch_size is not None and batch_size < 1:
        raise ValueError(f"batch_size: {batch_size} is not allowed; use a whole number from 1")


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
    return [t.history.since(start) for t, start in zip(trainers, starts, strict=True)]
