"""The loop of training: epochs of batches, and for each batch a pass and an update."""

from collections.abc import Callable, Iterator

import numpy as np

from residual.arrays import Labels
from residual.checks import of_type, whole_number
from residual.layers import Layer
from residual.training.data import Data, check_data
from residual.training.history import History
from residual.training.optimizers import Optimizer
from residual.training.passes import Loss, Passes


class Trainer:
    """A training run that advances when asked.

    `ObservedTrainer` and `Run` beside this add looks at it, and leave this loop as it is.

    Parameters
    ----------
    network : Layer
        Trained in place.
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
        Where the shuffling starts; needed with `batch_size`. A random stream of its own, so that
        no other random number depends on the batches.

    Attributes
    ----------
    history : History
        Loss and accuracy of every epoch so far, finite values only.
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
        if (batch_size is None) != (shuffle is None):
            raise ValueError("batch_size and shuffle belong together; give both or neither")
        self.network, self.loss, self.optimizer, self.epochs = network, loss, optimizer, epochs
        self.x, self.y = data
        self.batch_size, self.shuffle = batch_size, shuffle
        self._passes = Passes(network)
        self._begin()

    def _begin(self) -> None:
        """Have trained nothing yet."""
        self.history = History()
        self.updates: list[float] = []
        self.diverged_at: int | None = None
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

    def _train_epoch(self) -> Iterator[None]:
        """Train one epoch: for each of its batches one pass and one update of the weights.

        The history takes the batches' mean loss and accuracy, each from before that batch's own
        update. Where a loss is not finite the run ends, without an update and without an entry.
        It pauses (`yield`) between two batches, since a page has to answer meanwhile.
        """
        mean_loss = mean_accuracy = 0.0
        for i, rows in enumerate(self._batches):
            if i > 0:
                yield
            loss, accuracy = self._step()
            if not np.isfinite(loss):
                self.diverged_at = self.epoch + 1
                return
            share = len(rows) / len(self.x)
            mean_loss += share * loss
            mean_accuracy += share * accuracy
            self.updates.append(loss)
            self._next = i + 1
        self.history.loss.append(mean_loss)
        self.history.accuracy.append(mean_accuracy)
        self._batches = self._cut()

    def _cut(self) -> list[Labels]:
        """Return the rows of each of the next epoch's batches, and begin with the first."""
        self._next = 0
        if self.batch_size is None:
            return [np.arange(len(self.x))]
        batches = -(-len(self.x) // self.batch_size)  # rounded up
        return np.array_split(self._rng.permutation(len(self.x)), batches)

    @property
    def batch(self) -> Data:
        """Inputs and labels of the next update."""
        if self.batch_size is None:
            return self.x, self.y
        rows = self._batches[self._next]
        return self.x[rows], self.y[rows]

    def _step(self) -> tuple[float, float]:
        """Change the weights once, by the next batch; return its loss and accuracy before that."""
        # What overflows is no accident but a result, which the loss shows.
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            return self._passes.train(*self.batch, self.loss, self.optimizer)
