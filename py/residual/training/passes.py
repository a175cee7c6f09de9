"""What training asks of a network: passes and updates, as they are written."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from residual.arrays import Array
from residual.layers import Layer
from residual.training.losses import share_right
from residual.training.optimizers import Optimizer

Loss = Callable[[Array, NDArray[Any]], tuple[float, Array]]
"""Takes logits and labels, returns the mean loss and its gradient by the logits."""


class Passes:
    """The passes of a network, as its layers are written.

    This is the definition. A page may have other passes, compiled ones, which come to the same and
    leave the same in the layers; see `residual.training.choice`.

    Parameters
    ----------
    network : Layer
        Whose passes they are.
    """

    def __init__(self, network: Layer) -> None:
        self.network = network

    def forward(self, x: Array, train: bool) -> Array:
        """Return the network's output for a batch, to be looked at; see `Layer.forward`."""
        return self.network.forward(x, train)

    def learn(self, x: Array, y: NDArray[Any], loss: Loss) -> tuple[float, float]:
        """Pass a batch forward and backward, for the gradients; return its loss and accuracy."""
        logits = self.network.forward(x)
        value, dlogits = loss(logits, y)
        self.network.backward(dlogits)
        return value, share_right(logits, y)

    def update(self, optimizer: Optimizer) -> None:
        """Change the weights once, against their gradients."""
        optimizer.step()

    def train(
        self, x: Array, y: NDArray[Any], loss: Loss, optimizer: Optimizer
    ) -> tuple[float, float]:
        """Do as `learn`, and then `update` if the loss is finite."""
        value, accuracy = self.learn(x, y, loss)
        if np.isfinite(value):
            self.update(optimizer)
        return value, accuracy
