"""A training run that is asked for its next epochs."""

import functools
import math
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Protocol

import numpy as np

from residual.arrays import Array, Labels
from residual.checks import number, of_type, refused, whole_number
from residual.layers import GradientProbe, Layer
from residual.networks.signals import signal_layers
from residual.training.evaluation import Data, Evaluator, check_data
from residual.training.history import History, Observation
from residual.training.losses import accuracy_of
from residual.training.optimizers import Optimizer, Schedule
from residual.training.passes import Loss, passes_of


class Observer(Protocol):
    """Looks at a run without changing a number of it; see `residual.experiments.observer`."""

    test: Data

    def look(self, trainer: "Trainer") -> Generator[None, None, Observation | None]:
        """Return what there is to see, if anything, and pause where a look takes long.

        It is asked just before an epoch's first update, and once more when the budget is spent.
        """


class Trainer:
    """A training run that advances when asked.

    Parameters
    ----------
    network : Layer
        Trained in place; its state at this moment is what `reset` restores.
    data : (x, y)
        Inputs (N, ...) and labels (N, ...).
    loss : callable
        See `residual.training.losses`.
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
    updates : list of float
        The loss of each update's batch, just before that update.
    diverged_at : int or None
        The number (from 1) of the epoch in which a loss was not finite; the run ends there.

    Raises
    ------
    ValueError
        If there are no data, labels are missing, an input or label is not finite, the batch size
        or the epochs are no whole numbers from 1, the batch size has no `shuffle`, or something is
        of another type.
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
        of_type("network", network, Layer, "a network")
        check_data(data)
        of_type("loss", loss, Callable, "a loss, as `cross_entropy`")  # type: ignore[arg-type]
        of_type("optimizer", optimizer, Optimizer, "an optimizer, as `SGD`")
        whole_number("epochs", epochs)
        if batch_size is not None:
            whole_number("batch_size", batch_size)
        if shuffle is not None:
            of_type("shuffle", shuffle, np.random.SeedSequence, "a SeedSequence")
        if schedule is not None and not callable(schedule):
            raise refused("schedule", schedule, "a schedule, as `cosine` gives one")
        if (batch_size is None) != (shuffle is None):
            raise ValueError("batch_size and shuffle belong together; give both or neither")
        self.network, self.loss, self.optimizer, self.epochs = network, loss, optimizer, epochs
        self.x, self.y = data
        self.batch_size, self.shuffle, self.schedule = batch_size, shuffle, schedule
        self.observer = observer
        self._start, self._start_lr = network.state(), optimizer.lr
        self._passes, self._evaluator = passes_of(network), Evaluator(network)
        self._begin()

    def reset(self) -> None:
        """Go back to the weights, the batches and the learning rate of the beginning."""
        self.network.load_state(self._start)
        self.optimizer.reset()
        if self.schedule:
            self.optimizer.lr = self._start_lr
        self._begin()

    def _begin(self) -> None:
        self.history = History()
        self.updates: list[float] = []
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
            with self._probe:
                self._measured = self._pass()
        return self._measured

    @property
    def signals(self) -> Array:
        """Norm of the gradient by each weight layer's signal in the last `measure`, (depth,)."""
        return self._probe.norms.copy()

    @functools.cached_property
    def _probe(self) -> GradientProbe:
        return GradientProbe(signal_layers(self.network))

    def _pass(self) -> tuple[float, float]:
        """Run one batch forward and backward; return its loss and accuracy."""
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            return self._passes.learn(*self.batch, self.loss)

    def advance(self, epochs: int = 1) -> History:
        """Train some epochs more, within the budget, and return what they showed.

        Parameters
        ----------
        epochs : int
            How many at most; fewer when the budget ends or the loss is no longer finite.

        Raises
        ------
        ValueError
            If it is no whole number from 0, or the loss refuses the labels.
        """
        whole_number("epochs", epochs, 0)
        start = self.epoch
        for _ in range(epochs):
            if self.done:
                break
            for _ in self._train_epoch():
                pass
        return self.history.since(start)

    def steps(self) -> Iterator[None]:
        """Train to the end of the budget, and pause after each update, and where a look takes long.

        Who stops in the middle of an epoch and then trains otherwise begins that epoch again.
        """
        while not self.done:
            yield from self._train_epoch()
            if not self.done:
                yield

    def logits(self, x: Array) -> Array:
        """Return the network's answers to inputs (N, ...), in evaluation mode, at the weights now.

        No number of the training changes, and whatever `measure` left in the network stays there.
        On the full batch, batch normalisation takes its statistics at these very weights; with
        minibatches, the running ones, or those of the last `settle`.
        """
        if self.batch_size is None:
            self.measure()
            self._evaluator.settle()
        return self._evaluator.logits(x)

    def settle(self) -> None:
        """Let `logits` take batch-normalisation statistics of all training inputs, as they are now.

        It costs a pass over them, and changes no number of the training.
        """
        for _ in self.settling():
            pass

    def settling(self) -> Generator[None, None, tuple[float, float]]:
        """Do as `settle` does, and pause after some inputs; none may be answered in a pause.

        Returns
        -------
        loss, accuracy : float
            On all training inputs, each normalised with its batch.
        """
        loss = accuracy = 0.0
        start = 0
        for logits in self._evaluator.settling_on(self.x):
            y = self.y[start : start + len(logits)]
            start += len(logits)
            share = len(y) / len(self.y)
            with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
                loss += share * self.loss(logits, y)[0]
                accuracy += share * accuracy_of(logits, y)
            yield
        return loss, accuracy

    def _train_epoch(self) -> Iterator[None]:
        """Train one epoch: for each of its batches one pass and one update of the weights.

        The history takes the batches' mean loss and accuracy, each from before that batch's own
        update. Where a loss is not finite the run ends, without an update and without an entry.
        """
        mean_loss = mean_accuracy = 0.0
        for i, rows in enumerate(self._batches):
            if i > 0:
                yield
            loss, accuracy = self._measured = self._measured or self._pass()
            if not np.isfinite(loss):
                self.diverged_at, self._measured = self.epoch + 1, None
                return
            if self.observer and i == 0:
                yield from self._look(self.observer)
            share = len(rows) / len(self.x)
            mean_loss += share * loss
            mean_accuracy += share * accuracy
            if self.schedule:
                now = self.epoch + i / len(self._batches)
                self.optimizer.lr = self._start_lr * self.schedule(now)
            with np.errstate(over="ignore", invalid="ignore"):
                self._passes.update(self.optimizer)
            self.updates.append(loss)
            self._measured, self._next = None, i + 1
        self.history.loss.append(mean_loss)
        self.history.accuracy.append(mean_accuracy)
        self._batches = self._cut()
        if self.observer and self.done:
            yield from self._look(self.observer)

    def _look(self, observer: Observer) -> Iterator[None]:
        """Note what there is to see now."""
        if seen := (yield from observer.look(self)):
            self.history.observed.append(seen)

    def _cut(self) -> list[Labels]:
        """Return the rows of each of the next epoch's batches."""
        self._next = 0
        if self.batch_size is None:
            return [np.arange(len(self.x))]
        batches = -(-len(self.x) // self.batch_size)
        return np.array_split(self._rng.permutation(len(self.x)), batches)

    @property
    def updates_of_epoch(self) -> int:
        """How many updates an epoch makes, one for each batch."""
        return len(self._batches)

    @property
    def batch(self) -> Data:
        """Inputs and labels of the next update."""
        if self.batch_size is None:
            return self.x, self.y
        rows = self._batches[self._next]
        return self.x[rows], self.y[rows]


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

    Raises
    ------
    ValueError
        If the budget is no number.
    """
    if seconds != math.inf:  # which is until all are done
        number("seconds", seconds, least=-math.inf)
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
