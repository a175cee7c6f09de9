"""The calls of batch normalisation."""

import math

from residual.compiled import structs
from residual.compiled.calls.call import Call, Library, place
from residual.compiled.memory import Array


def sizes_of(x: Array) -> tuple[int, int, int]:
    """Return batch, channels and space of (batch, channels, ...)."""
    return x.shape[0], x.shape[1], math.prod(x.shape[2:])


class NormCalls(Library):
    """Those of batch normalisation, with the addition and the ReLU that may follow it."""

    def _kind(self, x: Array) -> str:
        """Return which norms take an array."""
        points = math.prod(x.shape[2:]) == 1 and x.shape[1] * x.itemsize >= self.vector_bytes
        return "points" if points else "images"

    def batch_norm(
        self,
        x: Array,
        *,
        gamma: Array,
        beta: Array,
        running: tuple[Array, Array],
        eps: float,
        momentum: float,
        y: Array,
        x_hat: Array,
        inverse: Array,
        statistics: tuple[Array, Array],
        skip: Array | None = None,
        relu: bool = False,
    ) -> Call:
        """Y = relu(gamma * x_hat + beta + skip); x_hat may be x where vectors leave no rest."""
        kind, sizes = self._kind(x), sizes_of(x)
        held = (x, gamma, beta, skip, y, x_hat, inverse, *running, *statistics)
        struct = structs.BatchNorm(*map(place, held), *sizes, relu, eps, momentum)
        return Call(self.function(f"batch_norm_{kind}", x.dtype), struct, held)

    def batch_norm_recorded(
        self,
        x: Array,
        *,
        gamma: Array,
        beta: Array,
        running: tuple[Array, Array],
        eps: float,
        y: Array,
        x_hat: Array,
        inverse: Array,
        skip: Array | None = None,
        relu: bool = False,
    ) -> Call:
        """Do as `batch_norm` by the recorded statistics."""
        held = (x, gamma, beta, *running, skip, y, x_hat, inverse)
        struct = structs.RecordedBatchNorm(*map(place, held), *sizes_of(x), relu, eps)
        return Call(self.function("batch_norm_recorded", x.dtype), struct, held)

    def batch_norm_dx(
        self,
        dy: Array,
        *,
        x_hat: Array,
        inverse: Array,
        gamma: Array,
        y: Array | None,
        dx: Array,
        dgamma: Array,
        dbeta: Array,
        arrived: Array | None = None,
        around: Array | None = None,
    ) -> Call:
        """Return the call for the way back of `batch_norm`; `y` if it went through the ReLU."""
        kind, sizes = self._kind(dy), sizes_of(dy)
        arrived = dx if arrived is None else arrived
        held = (dy, x_hat, inverse, gamma, y, dx, dgamma, dbeta, arrived, around)
        struct = structs.BatchNormGradient(*map(place, held), *sizes)
        return Call(self.function(f"batch_norm_{kind}_dx", dy.dtype), struct, held)
