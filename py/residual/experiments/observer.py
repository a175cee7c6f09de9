"""What a run shows beside its training loss, at some epochs: how it does on data held out."""

import math

import numpy as np

from residual.checks import whole_number
from residual.diagnostics import gradient_norms
from residual.layers import Layer
from residual.training import Data, Observation, Trainer
from residual.training.evaluation import check_data
from residual.training.losses import accuracy_of

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
    settled : bool
        Whether batch normalisation takes the statistics of all training data for the look, for the
        cost of a pass over them; see `Trainer.settle`.

    Raises
    ------
    ValueError
        If the data or the number of epochs are none.
    """

    def __init__(self, network: Layer, test: Data, epochs: int, *, settled: bool = False) -> None:
        check_data(test)
        whole_number("epochs", epochs)
        self.test, self.epochs, self.settled = test, epochs, settled
        self.every = math.ceil(epochs / MOST)
        self._layers = network.weight_layers()

    def due(self, epoch: int) -> bool:
        """Tell whether an epoch, counted from 1, is observed."""
        return epoch in {1, self.epochs} or epoch % self.every == 0

    def look(self, trainer: Trainer) -> Observation | None:
        """Return what there is to see just before an epoch's first update.

        Test loss and accuracy are in evaluation mode and at the weights at which the epoch's
        training loss was measured; the gradients are those of that very pass.

        Returns
        -------
        Observation, optional
            None where the epoch is not due, or a number to be seen is not finite.
        """
        epoch = trainer.epoch + 1
        if not self.due(epoch):
            return None
        x, y = self.test
        if self.settled:
            trainer.settle()
        logits = trainer.logits(x)
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            loss = trainer.loss(logits, y)[0]
            norms = gradient_norms(self._layers)
        if not np.isfinite([loss, *norms]).all():
            return None
        return Observation(epoch, loss, accuracy_of(logits, y), norms)
