"""Training as experiments have it: taken step by step, measured inside, and begun again."""

import functools
from collections.abc import Iterator

import numpy as np

from residual.arrays import Array
from residual.checks import refused
from residual.layers import GradientProbe, Layer
from residual.networks.signals import signal_layers
from residual.training.choice import passes_of
from residual.training.data import Data
from residual.training.observed import ObservedTrainer, Observer
from residual.training.optimizers import Optimizer
from residual.training.passes import Loss
from residual.training.schedules import Schedule


class Run(ObservedTrainer):
    """A training run with all that a page asks of it.

    Its passes are those of what stands behind the kernels; see `residual.training.choice`.

    Parameters
    ----------
    network, data, loss, optimizer, epochs, batch_size, shuffle, observer
        As for `ObservedTrainer`; the network's state at this moment is what `reset` restores.
    schedule : Schedule, optional
        Multiplies the optimiser's learning rate, as it is now, at each step.

    Raises
    ------
    ValueError
        As for `Trainer`, and for a schedule that is none.
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
        if schedule is not None and not callable(schedule):
            raise refused("schedule", schedule, "a schedule, as `cosine` gives one")
        super().__init__(
            network,
            data,
            loss,
            optimizer,
            epochs,
            batch_size=batch_size,
            shuffle=shuffle,
            observer=observer,
            passes=passes_of,
        )
        self.schedule = schedule
        self._start, self._start_lr = network.state(), optimizer.lr

    def reset(self) -> None:
        """Go back to the weights, the batches and the learning rate of the beginning."""
        self.network.load_state(self._start)
        self.optimizer.reset()
        if self.schedule:
            self.optimizer.lr = self._start_lr
        self._begin()

    def steps(self) -> Iterator[None]:
        """Train to the end of the budget, and pause after each update, and where a look takes long.

        Who stops in the middle of an epoch and then trains otherwise begins that epoch again.
        """
        while not self.done:
            yield from self._train_epoch()
            if not self.done:
                yield

    @property
    def updates_of_epoch(self) -> int:
        """How many updates an epoch makes, one for each batch."""
        return len(self._batches)

    def measure(self) -> tuple[float, float]:
        """Return loss and accuracy at the current weights, and leave the gradients in the network.

        See `ObservedTrainer.measure`. Unlike the passes of training, this one also looks at the
        signals: see `signals`.
        """
        with self._probe:
            return super().measure()

    @property
    def signals(self) -> Array:
        """Norm of the gradient by each weight layer's signal in the last `measure`, (depth,)."""
        return self._probe.norms.copy()

    @functools.cached_property
    def _probe(self) -> GradientProbe:
        return GradientProbe(signal_layers(self.network))

    def _step(self) -> tuple[float, float]:
        """Do as a trainer that is observed, at the learning rate of this moment."""
        if self.schedule:
            now = self.epoch + self._next / self.updates_of_epoch
            self.optimizer.lr = self._start_lr * self.schedule(now)
        return super()._step()
