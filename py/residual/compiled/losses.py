"""The losses in C: see `residual.training.losses`, which they come to."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from residual.arrays import Shape
from residual.compiled.accepted import solid
from residual.compiled.calls import Call, Calls
from residual.compiled.draft import Draft, Value
from residual.compiled.memory import Array, empty
from residual.training import (
    Loss,
    binary_cross_entropy,
    binary_cross_entropy_of_listing,
    cross_entropy,
    mean_squared_error,
    share_right,
)

Labels = NDArray[Any]


@dataclass(frozen=True)
class Kernel:
    """What there is of a loss in C.

    Attributes
    ----------
    loss : callable
        As it is written.
    call : callable
        The method of `Calls`.
    takes : callable
        Tells whether it takes logits of a shape and type, and labels like these.
    labels : dtype, optional
        Of labels, where it is not that of the logits.
    """

    loss: Loss
    call: Callable[[Calls, Array, Array, Array, Array], Call]
    takes: Callable[[Shape, "np.dtype[Any]", Labels], bool]
    labels: "np.dtype[Any] | None" = None


def _takes_binary(shape: Shape, dtype: "np.dtype[Any]", y: Labels) -> bool:
    exact = y.dtype.kind in "biu" or np.can_cast(y.dtype, dtype)
    return y.shape == shape and y.ndim > 1 and exact


def _takes_classes(shape: Shape, dtype: "np.dtype[Any]", y: Labels) -> bool:
    fits = len(shape) == 2 and y.shape == shape[:1] and shape[1] > 1
    return fits and y.dtype.kind in "iu"


def _takes_values(shape: Shape, dtype: "np.dtype[Any]", y: Labels) -> bool:
    return y.shape == shape and y.ndim > 2 and y.dtype == dtype


KERNELS = (
    Kernel(binary_cross_entropy, Calls.binary_cross_entropy, _takes_binary),
    Kernel(binary_cross_entropy_of_listing, Calls.binary_cross_entropy_of_listing, _takes_binary),
    Kernel(cross_entropy, Calls.cross_entropy, _takes_classes, np.dtype(np.int64)),
    Kernel(mean_squared_error, Calls.mean_squared_error, _takes_values),
)


def kernel_of(loss: Loss) -> Kernel | None:
    """Return what there is of a loss in C, if anything."""
    return next((kernel for kernel in KERNELS if kernel.loss is loss), None)


def by_kernel(calls: Calls, loss: Loss) -> Loss:
    """Return a loss with the very bits that it has in a plan, for what runs layer after layer."""
    kernel = kernel_of(loss)
    if kernel is None:
        return loss

    def computed(logits: Array, y: Labels) -> tuple[float, Array]:
        known = solid(logits) and kernel.takes(logits.shape, logits.dtype, y)
        if not known:
            return loss(logits, y)
        labels, dlogits = (
            y.astype(kernel.labels or logits.dtype, "C"),
            empty(logits.shape, logits.dtype),
        )
        found = np.zeros(2)
        kernel.call(calls, logits, labels, dlogits, found)()
        return loss(logits, y) if found[1] < 0 else (float(found[0]), dlogits)

    return computed


class Score:
    """The loss of a plan's pass: what stands between its way forward and its way back.

    Here it is found as it is written.

    Attributes
    ----------
    found : (2,) float64
        The loss, where an update in C looks for it, and the accuracy.
    """

    def __init__(self) -> None:
        self.found = np.zeros(2)

    def draw(self, draft: Draft, logits: Value, dlogits: Value) -> list[Value]:
        """Add what finds the loss to a draft; return where labels have to be."""
        draft.run(self._find, logits, dlogits)
        return []

    def _find(self, logits: Array, dlogits: Array) -> None:
        value, dlogits[...] = self._loss(logits, self._y)
        self.found[:] = value, share_right(logits, self._y)

    def take(self, loss: Loss, y: Labels, places: list[Array]) -> None:
        """Take the labels of the next pass."""
        self._loss, self._y = loss, y

    def told(self, logits: Array) -> tuple[float, float]:
        """Return the loss and the accuracy of the last pass.

        Raises
        ------
        ValueError
            If some of its labels were none, in the words of the loss.
        """
        return float(self.found[0]), float(self.found[1])


class KernelScore(Score):
    """The same in C.

    Parameters
    ----------
    kernel : Kernel
        Of the loss.
    y : array
        Labels such as those that will come.
    """

    def __init__(self, kernel: Kernel, y: Labels) -> None:
        super().__init__()
        self._kernel, self._shape = kernel, y.shape

    def draw(self, draft: Draft, logits: Value, dlogits: Value) -> list[Value]:
        """Add the call to a draft; return where labels have to be."""
        labels = Value(self._shape, dtype=self._kernel.labels)
        draft.call(partial(self._kernel.call, draft.calls), logits, labels, dlogits, self.found)
        return [labels]

    def take(self, loss: Loss, y: Labels, places: list[Array]) -> None:
        """Take the labels of the next pass."""
        super().take(loss, y, places)
        places[0][...] = y

    def told(self, logits: Array) -> tuple[float, float]:
        """Return the loss and the accuracy of the last pass, or refuse its labels."""
        loss, right = map(float, self.found)
        if right < 0:
            loss, _ = self._loss(logits, self._y)
        return loss, math.nan if self._y.ndim > 2 else right / len(self._y)


def score_of(loss: Loss, shape: Shape, dtype: "np.dtype[Any]", y: Labels) -> Score:
    """Return how a plan finds the loss of logits of a shape and type."""
    kernel = kernel_of(loss)
    return KernelScore(kernel, y) if kernel and kernel.takes(shape, dtype, y) else Score()
