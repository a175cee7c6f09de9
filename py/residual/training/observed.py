"""Training that is looked at on its way, without a change of its numbers."""

from collections.abc import Callable, Generator, Iterator
from typing import Protocol

import numpy as np

from residual.arrays import Array
from residual.layers import Layer
from residual.training.accuracy import accuracy_of
from residual.training.data import Data
from residual.training.evaluation import Evaluator
from residual.training.history import Observation
from residual.training.optimizers import Optimizer
from residual.training.passes import Loss, Passes
from residual.training.trainer import Trainer


class Observer(Protocol):
    """Looks at a run without changing a number of it; see `residual.experiments.observer`."""

    test: Data

    def due(self, epoch: int) -> bool:
        """Tell whether there is something to see in an epoch, counted from 1."""

    def look(self, trainer: "ObservedTrainer") -> Generator[None, None, Observation | None]:
        """Return what there is to see, if anything, and pause where a look takes long.

        It is asked just before an epoch's first update, and once more when the budget is spent.
        """


class ObservedTrainer(Trainer):
    """A training run with an observer, and with answers of its network in between.

    Parameters
    ----------
    network, data, loss, optimizer, epochs, batch_size, shuffle
        As for `Trainer`.
    observer : Observer, optional
        Looks at the run in the epochs that are due; what it saw is in the history.
    passes : callable
        Makes the passes of the network, and of its copy that answers.
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
        observer: Observer | None = None,
        passes: Callable[[Layer], Passes] = Passes,
    ) -> None:
        super().__init__(
            network, data, loss, optimizer, epochs, batch_size=batch_size, shuffle=shuffle
        )
        self.observer = observer
        self._passes, self._evaluator = passes(network), Evaluator(network, passes)

    def _begin(self) -> None:
        super()._begin()
        self._measured: tuple[float, float] | None = None

    def measure(self) -> tuple[float, float]:
        """Return loss and accuracy at the current weights, and leave the gradients in the network.

        They are those of the next batch. The next `advance` begins with this very pass, so a
        measurement in between costs nothing and changes no number.
        """
        return self._pass()

    def _pass(self) -> tuple[float, float]:
        """Run the next batch forward and backward, once; return its loss and accuracy."""
        if self._measured is None:
            with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
                self._measured = self._passes.learn(*self.batch, self.loss)
        return self._measured

    def _step(self) -> tuple[float, float]:
        """Do as a trainer, and make no pass twice."""
        if self._measured is None:
            return super()._step()
        measured = self._measured
        if np.isfinite(measured[0]):
            with np.errstate(over="ignore", invalid="ignore"):
                self._passes.update(self.optimizer)
        self._measured = None
        return measured

    def _train_epoch(self) -> Iterator[None]:
        """Train one epoch, with a look before its first update, and after the last of all."""
        observer = self.observer
        if observer and observer.due(self.epoch + 1) and np.isfinite(self._pass()[0]):
            yield from self._look(observer)
        yield from super()._train_epoch()
        if observer and self.done and self.diverged_at is None:
            yield from self._look(observer)

    def _look(self, observer: Observer) -> Iterator[None]:
        """Note what there is to see now."""
        if seen := (yield from observer.look(self)):
            self.history.observed.append(seen)

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
