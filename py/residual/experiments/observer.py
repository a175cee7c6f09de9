"""What a run shows beside its training loss, at some epochs: how it does on data held out."""

import math
from collections.abc import Generator

import numpy as np

from residual.arrays import Array
from residual.checks import whole_number
from residual.diagnostics import gradient_norms
from residual.layers import Layer
from residual.training import Data, Exam, Observation, ObservedTrainer, accuracy_of
from residual.training.data import check_data

MOST = 100
"""About how many observations are made in a run, however many epochs it has."""


class PeriodicObserver:
    """Looks at a run's test loss and gradients; it changes no number of the training.

    Parameters
    ----------
    network : Layer
        That of the run.
    test : (x, y)
        Data held out from training.
    epochs : int
        The run's budget. With k = epochs / 100, rounded up, the first epoch is observed, every k-th
        and the last.

    Raises
    ------
    ValueError
        If the data or the number of epochs are none.
    """

    def __init__(self, network: Layer, test: Data, epochs: int) -> None:
        check_data(test)
        whole_number("epochs", epochs)
        self.test, self.epochs = test, epochs
        self.every = math.ceil(epochs / MOST)
        self._layers = network.weight_layers()

    def due(self, epoch: int) -> bool:
        """Tell whether an epoch, counted from 1, is observed."""
        return epoch in {1, self.epochs} or (epoch <= self.epochs and epoch % self.every == 0)

    def look(self, trainer: ObservedTrainer) -> Generator[None, None, Observation | None]:
        """Return what there is to see just before an epoch's first update.

        Test loss and accuracy are in evaluation mode and at the weights at which the epoch's
        training loss was measured; the gradients are those of that very pass.

        Returns
        -------
        Observation, optional
            None where the epoch is not due, or a number to be seen is not finite.
        """
        yield from ()  # it is quick
        if not self.due(trainer.epoch + 1):
            return None
        return self._seen(trainer, self._norms())[0]

    def _norms(self) -> list[float]:
        with np.errstate(over="ignore", invalid="ignore"):
            return gradient_norms(self._layers)

    def _seen(
        self, trainer: ObservedTrainer, norms: list[float]
    ) -> tuple[Observation | None, Array]:
        """Return what there is to see, and the answers to the data held out."""
        x, y = self.test
        logits = trainer.logits(x)
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            loss = trainer.loss(logits, y)[0]
        if not np.isfinite([loss, *norms]).all():
            return None, logits
        return Observation(trainer.epoch + 1, loss, accuracy_of(logits, y), norms), logits


class Examiner(PeriodicObserver):
    """Looks closer at a classifier of images, and once more when the training is over.

    For a look, batch normalisation takes the statistics of all training images at the weights of
    that moment, for the cost of a pass over them: in the first epochs the running ones mean
    nothing. See `ObservedTrainer.settling`. At the end, the gradients are those of the last update.
    """

    def due(self, epoch: int) -> bool:
        """Tell whether an epoch, counted from 1, is observed; the one after the last is the end."""
        return super().due(epoch) or epoch == self.epochs + 1

    def look(self, trainer: ObservedTrainer) -> Generator[None, None, Exam | None]:
        """Return what there is to see; a pause after each part of the training images."""
        if not self.due(trainer.epoch + 1):
            return None
        norms = self._norms()  # before others have a turn, who may measure
        yield
        train_loss, train_accuracy = yield from trainer.settling()
        seen, logits = self._seen(trainer, norms)
        if not (seen and np.isfinite(train_loss)):
            return None
        return Exam(
            **vars(seen),
            train_loss=train_loss,
            train_accuracy=train_accuracy,
            answers=logits.argmax(axis=1).tolist(),
        )
