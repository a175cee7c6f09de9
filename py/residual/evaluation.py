"""How good a network is on given data, and its answers while it trains."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from residual import kernels
from residual.arrays import Array
from residual.layers import BatchNorm, Layer
from residual.losses import accuracy_of

Data = tuple[Array, NDArray[Any]]
"""Inputs, (N, ...), and labels: (N, 1) of 0 or 1, or (N,) class numbers, as the loss takes them."""

Loss = Callable[[Array, NDArray[Any]], tuple[float, Array]]
"""Takes logits and labels, returns the mean loss and its gradient by the logits."""


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
    check_data(data, batch_size)
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


def check_data(data: Data, batch_size: int | None) -> None:
    """Raise a ValueError unless there are finite inputs with labels, and a size from 1."""
    x, y = data
    if not len(x) or len(x) != len(y):
        raise ValueError(f"inputs of shape {x.shape} do not fit labels of shape {y.shape}")
    if not np.isfinite(x).all():
        raise ValueError("an input is not finite")
    if batch_size is not None and batch_size < 1:
        raise ValueError(f"batch_size: {batch_size} is not allowed; use a whole number from 1")


class Evaluator:
    """Runs a network in evaluation mode while it trains, and leaves no trace in it.

    Parameters
    ----------
    network : Layer
        Its passes stay its own: those here are those of a twin.

    Notes
    -----
    Batch normalisation evaluates with running statistics, which follow the weights slowly: in the
    first epochs of a deep network, where each layer's error is the next one's input, they mean
    nothing. `settle` takes those of the last batch instead; where this was all data to train on,
    they are exact.
    """

    def __init__(self, network: Layer) -> None:
        self._twin = network.twin()
        self._workspace = workspace_for(network)
        self._norms = [
            (ours, theirs)
            for (_, ours), (_, theirs) in zip(network.walk(), self._twin.walk(), strict=True)
            if isinstance(ours, BatchNorm) and isinstance(theirs, BatchNorm)
        ]

    def settle(self) -> None:
        """Take the statistics of the batch that the network was last trained on."""
        for ours, theirs in self._norms:
            theirs.running_mean, theirs.running_variance = ours.mean, ours.variance

    def logits(self, x: Array, batch_size: int = 400) -> Array:
        """Return the network's answers at its weights now.

        Parameters
        ----------
        x : (N, ...) float64
            Inputs.
        batch_size : int
            How many pass at once; it bounds the memory and changes nothing else.
        """
        answers = []
        for start in range(0, len(x), batch_size):
            some = x[start : start + batch_size]
            with (
                np.errstate(over="ignore", invalid="ignore", divide="ignore"),
                self._workspace.passing(some.shape) as through,
            ):
                answers.append(through.forward(self._twin, some, train=False).copy())
        return np.concatenate(answers)


def workspace_for(network: Layer) -> kernels.Workspace:
    """Return what a network's kernels keep between passes: nothing, where that is of no use."""
    anew = any(layer.hands_on_new_arrays for _, layer in network.walk())
    return kernels.NoWorkspace() if anew else kernels.workspace()
