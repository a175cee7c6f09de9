"""The calls of losses and updates."""

from collections.abc import Sequence
from itertools import chain

import numpy as np

from residual.compiled import structs
from residual.compiled.calls.call import Call, Library, place
from residual.compiled.memory import Array, address

Arrays = Sequence[Array]


class TrainingCalls(Library):
    """Those of losses, which tell what they find in two float64, and of optimisers' updates.

    They find the mean loss, and how many examples are in their class: -1 if some labels are none.
    """

    def binary_cross_entropy(self, logits: Array, y: Array, dlogits: Array, found: Array) -> Call:
        """Binary cross-entropy; labels of the logits' shape and type."""
        kind = structs.BinaryCrossEntropy
        return self._of_each("binary_cross_entropy", kind, logits, y, dlogits, found)

    def binary_cross_entropy_of_listing(
        self, logits: Array, y: Array, dlogits: Array, found: Array
    ) -> Call:
        """Return the call of the same as the article's listing writes it."""
        kind = structs.ListingsCrossEntropy
        return self._of_each("binary_cross_entropy_of_listing", kind, logits, y, dlogits, found)

    def mean_squared_error(self, answers: Array, y: Array, danswers: Array, found: Array) -> Call:
        """Mean squared error; values of the answers' shape and type."""
        kind = structs.MeanSquaredError
        return self._of_each("mean_squared_error", kind, answers, y, danswers, found)

    def _of_each(self, name: str, kind: type[structs.Struct], *held: Array) -> Call:
        struct = kind(*map(address, held), held[0].size)
        return Call(self.function(name, held[0].dtype), struct, held)

    def cross_entropy(self, logits: Array, y: Array, dlogits: Array, found: Array) -> Call:
        """Cross-entropy of the softmax; labels of int64."""
        held = logits, y, dlogits, found
        struct = structs.CrossEntropy(*map(address, held), *logits.shape)
        return Call(self.function("cross_entropy", logits.dtype), struct, held)

    def descent(
        self, values: Arrays, grads: Arrays, velocities: Arrays, *, loss: Array | None = None
    ) -> Call:
        """One step of gradient descent; `rate`, `momentum` and `decay` are set in the struct.

        With `loss`, an array that begins with it, there is none if that is not finite.
        """
        return self._update("descent", structs.Descent, loss, values, grads, velocities)

    def adam(
        self,
        values: Arrays,
        grads: Arrays,
        means: Arrays,
        squares: Arrays,
        *,
        loss: Array | None = None,
    ) -> Call:
        """One step of Adam, as `descent`; its numbers are set in the struct."""
        return self._update("adam", structs.Adam, loss, values, grads, means, squares)

    def _update(
        self, name: str, kind: type[structs.Struct], loss: Array | None, *groups: Arrays
    ) -> Call:
        held = [np.array([*map(address, group)], np.uintp) for group in groups]
        held.append(np.array([value.size for value in groups[0]], np.intp))
        struct = kind(*map(address, held), place(loss), len(groups[0]))
        return Call(self.function(name, groups[0][0].dtype), struct, (*held, loss, *chain(*groups)))
