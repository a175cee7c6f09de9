"""How good a network is on given data, and its answers while it trains."""

from collections.abc import Callable, Iterator

import numpy as np

from residual.arrays import Array
from residual.checks import of_type, real_numbers, refused_shape, whole_number
from residual.layers import BatchNorm, Layer
from residual.training.accuracy import accuracy_of
from residual.training.data import Data, check_data
from residual.training.passes import Loss, Passes


def evaluate(network: Layer, loss: Loss, data: Data, batch_size: int = 500) -> tuple[float, float]:
    """Return a network's mean loss and accuracy on data, such as those held out from training.

    Parameters
    ----------
    network : Layer
        Run in evaluation mode: batch normalisation takes its recorded statistics, so that no
        example's result depends on the others'. Parameters and gradients stay as they are.
    loss : callable
        See `residual.training.losses`.
    data : (x, y)
        Inputs (N, ...) and labels (N, ...).
    batch_size : int
        How many examples pass at once; it bounds the memory and changes nothing else.

    Raises
    ------
    ValueError
        As for `Trainer`.
    """
    check_data(data)
    whole_number("batch_size", batch_size)
    of_type("network", network, Layer, "a network")
    of_type("loss", loss, Callable, "a loss, as `cross_entropy`")  # type: ignore[arg-type]
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


class Evaluator:
    """Runs a network in evaluation mode while it trains, and leaves no trace in it.

    Parameters
    ----------
    network : Layer
        Its passes stay its own: those here are those of a copy that shares its weights.
    passes : callable
        Makes the passes of that copy, such as `passes_of`.

    Notes
    -----
    Batch normalisation evaluates with running statistics, which follow the weights slowly: in the
    first epochs of a deep network, where each layer's error is the next one's input, they mean
    nothing. `settle` takes those of the last batch instead; where this was all data to train on,
    they are exact. `settling_on` measures those of other data, in a pass over them.
    """

    def __init__(self, network: Layer, passes: Callable[[Layer], Passes] = Passes) -> None:
        self._copy = network.sharing_copy()
        self._passes = passes(self._copy)
        self._norms = [
            (ours, theirs)
            for (_, ours), (_, theirs) in zip(network.walk(), self._copy.walk(), strict=True)
            if isinstance(ours, BatchNorm) and isinstance(theirs, BatchNorm)
        ]
        self._measured = [
            (np.empty_like(ours.mean), np.empty_like(ours.mean)) for ours, _ in self._norms
        ]

    def settle(self) -> None:
        """Take the statistics of the batch that the network was last trained on."""
        for ours, theirs in self._norms:
            theirs.running_mean, theirs.running_variance = ours.mean, ours.variance

    def settling_on(self, x: Array, batch_size: int = 400) -> Iterator[Array]:
        """Take the statistics of inputs (N, ...) at the weights now: the mean over their batches.

        Batches are of nearly equal size, at most `batch_size`. Yields the answers to each, as in
        training; the statistics are there after the last.
        """
        for (_, theirs), measured in zip(self._norms, self._measured, strict=True):
            theirs.running_mean, theirs.running_variance = measured  # which the passes change
        found = [np.zeros((2, *mean.shape), mean.dtype) for mean, _ in self._measured]
        for some in np.array_split(x, -(-len(x) // batch_size)):
            logits = self._forward(some, train=True)
            share = len(some) / len(x)
            for (_, theirs), sums in zip(self._norms, found, strict=True):
                sums[0] += share * theirs.mean
                sums[1] += share * theirs.variance
            yield logits
        for measured, sums in zip(self._measured, found, strict=True):
            measured[0][:], measured[1][:] = sums

    def keep(self) -> None:
        """Let the network itself have the statistics that it is evaluated with here."""
        for ours, theirs in self._norms:
            ours.running_mean[:] = theirs.running_mean
            ours.running_variance[:] = theirs.running_variance

    def logits(self, x: Array, batch_size: int = 400) -> Array:
        """Return the network's answers at its weights now.

        Parameters
        ----------
        x : (N, ...) float64
            Inputs.
        batch_size : int
            How many pass at once; it bounds the memory and changes nothing else.

        Raises
        ------
        ValueError
            If there is no input.
        """
        x = real_numbers(x)
        whole_number("batch_size", batch_size)
        if not x.size:
            raise refused_shape("x", x, "at least one of each")
        answers = []
        for start in range(0, len(x), batch_size):
            answers.append(self._forward(x[start : start + batch_size], train=False))
        return np.concatenate(answers)

    def _forward(self, x: Array, train: bool) -> Array:
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            return self._passes.forward(x, train)
