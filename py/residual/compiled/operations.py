"""The functions of `residual.kernels` in C, one call each: what no plan covers runs by these.

What the library does not take goes to the NumPy definition, which also knows what to say about bad
input: no numbers at all, another type of number, another layout, shapes that do not fit.
"""

import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from residual.arrays import Shape
from residual.compiled.accepted import changeable, descendable, solid, strided
from residual.compiled.calls import VECTOR_BYTES, Calls
from residual.compiled.memory import Array, empty
from residual.compiled.passes import CompiledPasses
from residual.kernels import DEFINITIONS
from residual.kernels.convolution import output_size
from residual.layers import Layer


class Operations:
    """All functions of the seam, for `kernels.use`.

    Parameters
    ----------
    library : ctypes.CDLL or alike
        The compiled C files.
    name : str
        What the page calls it.
    vector_bytes : int
        The width that the files were compiled for.
    as_written : int
        As of `CompiledPasses`.
    plans_agree : callable, optional
        The test that plans have to pass before the first of them is used.
    """

    def __init__(
        self,
        library: Any,
        name: str,
        vector_bytes: int = VECTOR_BYTES,
        *,
        as_written: int = 1,
        plans_agree: Callable[["Operations"], bool] = lambda _: True,
    ) -> None:
        self.library, self.name = library, name
        self.calls = Calls(library, vector_bytes)
        self._as_written, self._plans_agree = as_written, plans_agree

    def passes(self, network: Layer) -> CompiledPasses:
        """Return the passes of a network, by plans."""
        return CompiledPasses(network, self.calls, self._as_written, may_plan=lambda: self.may_plan)

    @functools.cached_property
    def may_plan(self) -> bool:
        """Whether plans passed their test, which is made once, when somebody wants to know."""
        return self._plans_agree(self)

    def affine(self, x: Array, w: Array) -> Array:
        """Return `x w`."""
        return self._product("affine", x, w, x, w)

    def affine_dx(self, dy: Array, w: Array) -> Array:
        """Return `dy w^T`."""
        return self._product("affine_dx", dy, w.T, dy, w)

    def affine_dw(self, x: Array, dy: Array) -> Array:
        """Return `x^T dy`."""
        return self._product("affine_dw", x.T, dy, x, dy)

    def _product(self, name: str, a: Array, b: Array, *given: Array) -> Array:
        if a.ndim != 2 or b.ndim != 2 or a.shape[1] != b.shape[0] or not strided(a, b):
            return DEFINITIONS[name](*given)  # type: ignore[no-any-return]
        c = empty((len(a), b.shape[1]), a.dtype)
        self.calls.matmul(a, b, c)()
        return c

    def add_bias(self, y: Array, b: Array) -> Array:
        """Add b to every row of y, in place."""
        if y.ndim != 2 or b.shape != y.shape[1:] or not solid(y, b) or not changeable(y, b):
            return DEFINITIONS["add_bias"](y, b)  # type: ignore[no-any-return]
        self.calls.add_bias(y, b)()
        return y

    def affine_db(self, dy: Array) -> Array:
        """Return the sum over the batch."""
        if dy.ndim != 2 or not solid(dy):
            return DEFINITIONS["affine_db"](dy)  # type: ignore[no-any-return]
        sums = empty(dy.shape[1:], dy.dtype)
        self.calls.column_sums(dy, sums)()
        return sums

    def relu(self, x: Array) -> Array:
        """Return `max(x, 0)`."""
        if not solid(x):
            return DEFINITIONS["relu"](x)  # type: ignore[no-any-return]
        y = empty(x.shape, x.dtype)
        self.calls.relu(x, y)()
        return y

    def relu_dx(self, dy: Array, y: Array) -> Array:
        """Return dy where y is positive."""
        if dy.shape != y.shape or not solid(dy, y):
            return DEFINITIONS["relu_dx"](dy, y)  # type: ignore[no-any-return]
        dx = empty(dy.shape, dy.dtype)
        self.calls.relu_dx(dy, y, dx)()
        return dx

    def add(self, a: Array, b: Array) -> Array:
        """Return `a + b`."""
        if a.shape != b.shape or not solid(a, b):
            return DEFINITIONS["add"](a, b)  # type: ignore[no-any-return]
        total = empty(a.shape, a.dtype)
        self.calls.add(a, b, total)()
        return total

    def batch_norm(  # noqa: PLR0917 (as in the definition)
        self,
        x: Array,
        gamma: Array,
        beta: Array,
        running_mean: Array,
        running_variance: Array,
        eps: float,
        momentum: float,
    ) -> tuple[Array, ...]:
        """Standardise each channel over the batch."""
        running = running_mean, running_variance
        if not _of_channels(x, gamma, beta, *running) or not changeable(*running):
            given = x, gamma, beta, *running, eps, momentum
            return DEFINITIONS["batch_norm"](*given)  # type: ignore[no-any-return]
        y, x_hat = empty(x.shape, x.dtype), empty(x.shape, x.dtype)
        inverse, mean, variance = (np.empty_like(gamma) for _ in range(3))
        self.calls.batch_norm(
            x,
            gamma=gamma,
            beta=beta,
            running=running,
            eps=eps,
            momentum=momentum,
            y=y,
            x_hat=x_hat,
            inverse=inverse,
            statistics=(mean, variance),
        )()
        return y, x_hat, inverse, mean, variance

    def batch_norm_recorded(  # noqa: PLR0917 (as in the definition)
        self,
        x: Array,
        gamma: Array,
        beta: Array,
        running_mean: Array,
        running_variance: Array,
        eps: float,
    ) -> tuple[Array, Array, Array]:
        """Standardise each channel by the recorded statistics."""
        running = running_mean, running_variance
        if not _of_channels(x, gamma, beta, *running):
            given = x, gamma, beta, *running, eps
            return DEFINITIONS["batch_norm_recorded"](*given)  # type: ignore[no-any-return]
        y, x_hat, inverse = empty(x.shape, x.dtype), empty(x.shape, x.dtype), np.empty_like(gamma)
        self.calls.batch_norm_recorded(
            x, gamma=gamma, beta=beta, running=running, eps=eps, y=y, x_hat=x_hat, inverse=inverse
        )()
        return y, x_hat, inverse

    def batch_norm_dx(
        self, dy: Array, x_hat: Array, inverse: Array, gamma: Array
    ) -> tuple[Array, Array, Array]:
        """Return the gradients by x, gamma and beta."""
        if dy.shape != x_hat.shape or not _of_channels(dy, inverse, gamma) or not solid(dy, x_hat):
            return DEFINITIONS["batch_norm_dx"](  # type: ignore[no-any-return]
                dy, x_hat, inverse, gamma
            )
        dx, dgamma, dbeta = empty(dy.shape, dy.dtype), np.empty_like(gamma), np.empty_like(gamma)
        self.calls.batch_norm_dx(
            dy,
            x_hat=x_hat,
            inverse=inverse,
            gamma=gamma,
            y=None,
            dx=dx,
            dgamma=dgamma,
            dbeta=dbeta,
        )()
        return dx, dgamma, dbeta

    def convolve(self, x: Array, w: Array, stride: int, padding: int) -> Array:
        """Return the convolution of images."""
        if not _of_images(x, w, stride, padding):
            return DEFINITIONS["convolve"](x, w, stride, padding)  # type: ignore[no-any-return]
        y = empty(_convolved(x.shape, w.shape, stride, padding), x.dtype)
        self.calls.convolve(x, w, y, stride, padding)()
        return y

    def convolve_dx(self, dy: Array, w: Array, shape: Shape, stride: int, padding: int) -> Array:
        """Return the gradient by the images, of the given shape."""
        dx = empty(shape, dy.dtype)
        if not _of_images(dx, w, stride, padding, dy):
            return DEFINITIONS["convolve_dx"](  # type: ignore[no-any-return]
                dy, w, shape, stride, padding
            )
        self.calls.convolve_dx(dy, w, dx, stride, padding)()
        return dx

    def convolve_dw(self, x: Array, dy: Array, shape: Shape, stride: int, padding: int) -> Array:
        """Return the gradient by the kernels, of the given shape."""
        dw = empty(shape, dy.dtype)
        if not _of_images(x, dw, stride, padding, dy):
            return DEFINITIONS["convolve_dw"](  # type: ignore[no-any-return]
                x, dy, shape, stride, padding
            )
        self.calls.convolve_dw(x, dy, dw, stride, padding)()
        return dw

    def convolve_db(self, dy: Array) -> Array:
        """Return the sum of each channel."""
        if dy.ndim != 4 or not solid(dy):
            return DEFINITIONS["convolve_db"](dy)  # type: ignore[no-any-return]
        sums = empty(dy.shape[1:2], dy.dtype)
        self.calls.channel_sums(dy, sums)()
        return sums

    def descend(  # noqa: PLR0917 (as in the definition)
        self,
        values: Sequence[Array],
        grads: Sequence[Array],
        velocities: Sequence[Array],
        rate: float,
        momentum: float,
        decay: float,
    ) -> None:
        """Change all values by one step of gradient descent."""
        if not descendable(values, grads, velocities):
            DEFINITIONS["descend"](values, grads, velocities, rate, momentum, decay)
            return
        call: Any = self.calls.descent(values, grads, velocities)
        call.struct.rate, call.struct.momentum, call.struct.decay = rate, momentum, decay
        call()


def _of_channels(x: Array, *of_features: Array) -> bool:
    """Tell whether the norms take (batch, channels, ...) and arrays of one number a channel."""
    fits = x.ndim > 1 and all(a.shape == (x.shape[1],) for a in of_features)
    return fits and solid(x, *of_features)


def _of_images(x: Array, w: Array, stride: int, padding: int, y: Array | None = None) -> bool:
    """Tell whether the convolutions take images, kernels, and what comes of them."""
    if x.ndim != 4 or w.ndim != 4 or padding < 0 or w.shape[1] != x.shape[1]:
        return False
    made = _convolved(x.shape, w.shape, stride, padding)
    return 0 not in made and (solid(x, w) if y is None else y.shape == made and solid(x, w, y))


def _convolved(x: Shape, w: Shape, stride: int, padding: int) -> Shape:
    sizes = zip(x[2:], w[2:], strict=True)
    oh, ow = (max(output_size(size, kernel, stride, padding), 0) for size, kernel in sizes)
    return x[0], w[0], oh, ow
