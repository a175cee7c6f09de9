"""The functions of the seam, each as a call of the library.

A `prepare` returns None for what the library does not take: no numbers at all, another type of
number, another layout, shapes that do not fit. The NumPy definition takes these.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from residual import kernels
from residual.compiled.base import changeable, solid, strided
from residual.compiled.cache_lines import Array
from residual.compiled.calls import Call, Same, Tape, address, machine_words, result
from residual.compiled.convolutions import Convolutions

VECTOR_BYTES = 16


class Operations(Convolutions):
    """All functions of the seam, for `kernels.use`."""

    def _product(self, a: Array, b: Array) -> Call | None:
        if a.ndim != 2 or b.ndim != 2 or a.shape[1] != b.shape[0] or not strided(a, b):
            return None
        c = result((len(a), b.shape[1]), a.dtype)
        return Call(self.function("matmul", a), self._product_words(a, b, c), c)

    def _product_words(self, a: Array, b: Array, c: Array, add: bool = False) -> list[Any]:
        """Return what `struct matmul` takes for c = a b, or c += a b."""
        (m, k), n, size = a.shape, b.shape[1], a.itemsize
        a_row, a_column, b_row, b_column = (stride // size for stride in a.strides + b.strides)
        b_column = 1 if n == 1 else b_column
        rows = None if b_column == 1 else self.room("rows", b, k * n)
        return [a, b, c, m, n, k, a_row, a_column, b_row, n, b_column, rows, int(add)]

    def _prepare_affine(self, x: Array, w: Array) -> Call | None:
        return self._product(x, w)

    def _prepare_add_bias(self, y: Array, b: Array) -> Call | None:
        if y.ndim != 2 or b.shape != y.shape[1:] or not solid(y, b) or not changeable(y, b):
            return None
        return Call(self.function("add_bias", y), [y, b, *y.shape], y)

    def _prepare_affine_dx(self, dy: Array, w: Array) -> Call | None:
        return self._product(dy, w.T)

    def _prepare_affine_dw(self, x: Array, dy: Array) -> Call | None:
        return self._product(x.T, dy)

    def _prepare_affine_db(self, dy: Array) -> Call | None:
        if dy.ndim != 2 or not solid(dy):
            return None
        sums = result(dy.shape[1:], dy.dtype)
        return Call(self.function("column_sums", dy), [dy, sums, *dy.shape], sums)

    def _prepare_relu(self, x: Array) -> Call | None:
        if not solid(x):
            return None
        y = result(x.shape, x.dtype)
        return Call(self.function("relu", x), [x, y, x.size], y)

    def _prepare_relu_dx(self, dy: Array, y: Array) -> Call | None:
        if dy.shape != y.shape or not solid(dy, y):
            return None
        dx = result(dy.shape, dy.dtype)
        return Call(self.function("relu_dx", dy), [dy, y, dx, dy.size], dx)

    def _prepare_add(self, a: Array, b: Array) -> Call | None:
        if a.shape != b.shape or not solid(a, b):
            return None
        total = result(a.shape, a.dtype)
        return Call(self.function("add", a), [a, b, total, a.size], total)

    def _prepare_batch_norm(self, *arguments: Any) -> Call | None:
        return self._batch_norm(*arguments, relu=False)

    def _prepare_batch_norm_relu(self, *arguments: Any) -> Call | None:
        return self._batch_norm(*arguments, relu=True)

    def _batch_norm(self, x: Array, *of_features: Any, relu: bool) -> Call | None:
        if (found := self._norm_words(x, *of_features, relu=relu)) is None:
            return None
        return Call(self.function(f"batch_norm_{self._layout(x)[0]}", x), *found)

    def _norm_words(  # noqa: PLR0917 (as in the definition)
        self,
        x: Array,
        gamma: Array,
        beta: Array,
        running_mean: Array,
        running_variance: Array,
        eps: float,
        momentum: float,
        *,
        relu: bool,
        skip: Array | None = None,
        x_hat: Array | None = None,
    ) -> tuple[list[Any], tuple[Array, ...]] | None:
        """Return what `struct batch_norm` takes, and what it gives."""
        of_features = (gamma, beta, running_mean, running_variance)
        if not solid(x, *of_features) or not changeable(running_mean, running_variance):
            return None
        if x.ndim < 2 or any(a.shape != (x.shape[1],) for a in of_features):
            return None
        y = result(x.shape, x.dtype)
        x_hat = result(x.shape, x.dtype) if x_hat is None else x_hat
        inverse, mean, variance = (result(gamma.shape, gamma.dtype) for _ in range(3))
        made = [y, x_hat, inverse, running_mean, running_variance, mean, variance]
        sizes = self._layout(x)[1]
        words = [x, gamma, beta, skip, *made, *sizes, int(relu), np.array([eps, momentum])]
        return words, (y, x_hat, inverse, mean, variance)

    def _prepare_affine_norm(
        self, x: Array, w: Array, skip: Array | None, follow: bool, *of_features: Any
    ) -> Call | None:
        if (z := self._between(x, w)) is None:
            return None
        if skip is not None and (skip.shape != z.shape or not solid(z, skip)):
            return None
        x_hat = result(z.shape, x.dtype)
        if z.shape[1] * x.itemsize % VECTOR_BYTES == 0:  # else some are standardised twice
            z = x_hat
        found = self._norm_words(z, *of_features, relu=follow, skip=skip, x_hat=x_hat)
        if found is None:
            return None
        words = [*self._product_words(x, w, z), *found[0]]
        return Call(self.function("affine_norm", x), words, found[1])

    def _prepare_affine_norm_dx(  # noqa: PLR0917 (as in the definition)
        self,
        dy: Array,
        x: Array,
        w: Array,
        x_hat: Array,
        inverse: Array,
        gamma: Array,
        y: Array | None,
        skips: bool = False,
        around: Array | None = None,
    ) -> Call | None:
        dz = self._between(x, w)
        if dz is None or dz.shape != dy.shape or dz.dtype != dy.dtype:
            return None
        if around is not None:
            fits = around.shape == x.shape and solid(x, around) and changeable(around)
            read = [a for a in (dy, x, w, x_hat, inverse, gamma, y) if a is not None]
            if not fits or any(np.may_share_memory(around, a) for a in read):
                return None
        dskip = dy if y is None else result(dy.shape, dy.dtype) if skips else dz
        if (norm := self._norm_dx_words(dz, dy, x_hat, inverse, gamma, y, dskip)) is None:
            return None
        dx = result(x.shape, x.dtype) if around is None else around
        dw = result(w.shape, w.dtype)
        words = [
            *norm[0],
            *self._product_words(x.T, dz, dw),
            *self._product_words(dz, w.T, dx, add=around is not None),
        ]
        made = dx, dw, *norm[1], dskip if skips else None, dz
        return Call(self.function("affine_norm_dx", dy), words, made)

    def _between(self, x: Array, w: Array) -> Array | None:
        """Return room for x w, if a norm of points could follow: the same for all layers."""
        if x.ndim != 2 or w.ndim != 2 or x.shape[1] != len(w) or not strided(x, w):
            return None
        shape = len(x), w.shape[1]
        if shape[1] * x.itemsize < VECTOR_BYTES:
            return None
        return self.room("between", x, math.prod(shape))[: math.prod(shape)].reshape(shape)

    def _prepare_batch_norm_recorded(self, x: Array, *of_features: Any) -> Call | None:
        *arrays, eps = of_features
        if not solid(x, *arrays) or x.ndim < 2 or any(a.shape != (x.shape[1],) for a in arrays):
            return None
        y, x_hat = result(x.shape, x.dtype), result(x.shape, x.dtype)
        inverse = result(arrays[0].shape, x.dtype)
        sizes = x.shape[0], x.shape[1], math.prod(x.shape[2:])
        words = [x, *arrays, y, x_hat, inverse, *sizes, np.array([eps])]
        return Call(self.function("batch_norm_recorded", x), words, (y, x_hat, inverse))

    def _prepare_batch_norm_dx(self, dy: Array, *others: Any) -> Call | None:
        dx = result(dy.shape, dy.dtype)
        if dy.ndim < 2 or (found := self._norm_dx_words(dx, dy, *others)) is None:
            return None
        function = self.function(f"batch_norm_{self._layout(dy)[0]}_dx", dy)
        return Call(function, found[0], (dx, *found[1]))

    def _norm_dx_words(  # noqa: PLR0917 (as in the definition)
        self,
        dx: Array,
        dy: Array,
        x_hat: Array,
        inverse: Array,
        gamma: Array,
        y: Array | None = None,
        arrived: Array | None = None,
    ) -> tuple[list[Any], tuple[Array, ...]] | None:
        """Return what `struct batch_norm_dx` takes, and what it gives beside dx."""
        large = (dy, x_hat) if y is None else (dy, x_hat, y)
        if not solid(*large, inverse, gamma) or {a.shape for a in large} != {dy.shape}:
            return None
        if not inverse.shape == gamma.shape == (dy.shape[1],):
            return None
        dgamma, dbeta = (result(gamma.shape, gamma.dtype) for _ in range(2))
        made = [dx, dgamma, dbeta, *self._layout(dy)[1], dx if arrived is None else arrived]
        words = [dy, x_hat, inverse, gamma, y, *made]
        return words, (dgamma, dbeta)

    _prepare_batch_norm_relu_dx = _prepare_batch_norm_dx

    @staticmethod
    def _layout(x: Array) -> tuple[str, tuple[int, int, int]]:
        """Return which functions take (batch, channels, ...), and its sizes for them."""
        batch, channels, space = x.shape[0], x.shape[1], math.prod(x.shape[2:])
        points = space == 1 and channels * x.itemsize >= VECTOR_BYTES
        return "points" if points else "images", (batch, channels, space)

    def descend(  # noqa: PLR0917 (as in the definition)
        self,
        values: Sequence[Array],
        grads: Sequence[Array],
        velocities: Sequence[Array],
        rate: float,
        momentum: float,
        decay: float,
    ) -> None:
        """Change all values by one step of gradient descent, in one call."""
        tape = Tape.current
        arrays = [*values, *grads, *velocities]
        call = tape.calls[0] if tape and tape.calls else None
        if call is None or not call.arguments.are(arrays):
            call = self._descent(values, grads, velocities)
            if call is None:
                kernels.DEFINITIONS["descend"](values, grads, velocities, rate, momentum, decay)
                return
            call.arguments = Same(arrays)
            if tape:
                tape.calls[:] = [call]
        call.result[:] = rate, momentum, decay
        call.function(call.address)

    def _descent(
        self, values: Sequence[Array], grads: Sequence[Array], velocities: Sequence[Array]
    ) -> Call | None:
        arrays = (*values, *grads, *velocities)
        if not arrays or not solid(*arrays) or not changeable(*values, *velocities, *grads):
            return None
        shapes = [[a.shape for a in group] for group in (values, grads, velocities)]
        if shapes[0] != shapes[1] or shapes[0] != shapes[2]:
            return None
        groups = (values, grads, velocities)
        addresses = [machine_words(map(address, group)) for group in groups]
        sizes = machine_words(a.size for a in values)
        settings = np.empty(3)
        words = [*addresses, sizes, len(values), settings]
        return Call(self.function("descent", values[0]), words, settings)
