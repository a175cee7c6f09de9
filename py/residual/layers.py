"""Layers: each one's backward pass stands beside its forward pass.

The contract, for layers, blocks and whole networks alike: `forward(x)` returns the output and
remembers what `backward` needs; `backward(dy)` takes the gradient of the loss by that output,
stores the gradient of every parameter, and returns the gradient by the input.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from residual import kernels
from residual.arrays import Array


@dataclass(eq=False)
class Parameter:
    """Numbers that training changes, and the gradient of the loss by them (of the same shape)."""

    value: Array
    grad: Array = field(init=False)

    def __post_init__(self) -> None:
        self.grad = np.zeros_like(self.value)


class Layer:
    """A differentiable function with parameters; attributes that are layers are its parts."""

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the output for a batch `x`, (N, ...).

        Parameters
        ----------
        x : (N, ...) float64
            One example a row.
        train : bool
            Whether batch normalisation uses the batch's own statistics (and records them) or the
            recorded ones.
        """
        raise NotImplementedError

    def backward(self, dy: Array) -> Array:
        """Return dx and store each parameter's gradient, for the last `forward`."""
        raise NotImplementedError

    def children(self) -> dict[str, "Layer"]:
        """Return the parts by name, in the order of their creation."""
        return {name: part for name, part in vars(self).items() if isinstance(part, Layer)}

    def walk(self, name: str = "") -> Iterator[tuple[str, "Layer"]]:
        """Yield this layer and all parts inside it, each with its dotted name."""
        yield name, self
        for part_name, part in self.children().items():
            yield from part.walk(f"{name}.{part_name}" if name else part_name)

    def parameters(self) -> dict[str, Parameter]:
        """Return every parameter inside by its dotted name, as in `blocks.3.branch.norm1.gamma`."""
        return {
            f"{name}.{key}" if name else key: parameter
            for name, layer in self.walk()
            for key, parameter in vars(layer).items()
            if isinstance(parameter, Parameter)
        }

    def state(self) -> dict[str, Array]:
        """Return copies of all that training changes: parameters and running statistics."""
        return {name: array.copy() for name, array in self._arrays()}

    def load_state(self, state: dict[str, Array]) -> None:
        """Set parameters and running statistics to what `state` returned before.

        Raises
        ------
        ValueError
            If a name is missing or unknown, or a shape is another; nothing is changed then.
        """
        arrays = dict(self._arrays())
        if odd := sorted(arrays.keys() ^ state.keys()):
            raise ValueError(f"state: {', '.join(odd)} should be in both state and network")
        for name, array in arrays.items():
            if state[name].shape != array.shape:
                raise ValueError(f"state: {name} has shape {state[name].shape}, not {array.shape}")
        for name, array in arrays.items():
            array[...] = state[name]

    def _arrays(self) -> Iterator[tuple[str, Array]]:
        for name, parameter in self.parameters().items():
            yield name, parameter.value
        for name, layer in self.walk():
            for key, array in layer.buffers().items():
                yield f"{name}.{key}" if name else key, array

    def buffers(self) -> dict[str, Array]:
        """Return this layer's own arrays that `forward` changes and gradients do not."""
        return {}

    def __repr__(self) -> str:
        inside = ", ".join(f"{name}={part!r}" for name, part in self.children().items())
        return f"{type(self).__name__}({inside})"


class Linear(Layer):
    """A dense layer, `y = x w + b`.

    Parameters
    ----------
    w : (in, out) float64
        Initial weights; see `residual.initializers`.
    bias : bool
        Whether to add `b`, which starts at zero; without use before batch normalisation, which
        subtracts it again.
    """

    def __init__(self, w: Array, bias: bool = True) -> None:
        self.w = Parameter(w)
        self.b = Parameter(np.zeros(w.shape[1])) if bias else None
        self.x: Array = np.zeros((0, w.shape[0]))

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return `x w + b`, (N, out), for x of shape (N, in).

        Raises
        ------
        ValueError
            If `x` does not have `in` columns.
        """
        if x.ndim != self.w.value.ndim or x.shape[1] != self.w.value.shape[0]:
            raise ValueError(f"{self!r} cannot take an input of shape {x.shape}")
        self.x = x
        y = kernels.affine(x, self.w.value)
        if self.b is not None:
            y += self.b.value
        return y

    def backward(self, dy: Array) -> Array:
        """Return `dy w^T`, (N, in); stores `dw = x^T dy` and `db`, the sum of dy over the batch."""
        self.w.grad = kernels.affine_dw(self.x, dy)
        if self.b is not None:
            self.b.grad = dy.sum(axis=0)
        return kernels.affine_dx(dy, self.w.value)

    def __repr__(self) -> str:
        fan_in, fan_out = self.w.value.shape
        return f"Linear({fan_in}, {fan_out}{'' if self.b else ', bias=False'})"


class ReLU(Layer):
    """`y = max(x, 0)`; the gradient passes where x was positive."""

    def __init__(self) -> None:
        self.positive: np.typing.NDArray[np.bool_] = np.zeros(0, dtype=bool)

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return `max(x, 0)`, of the shape of x."""
        self.positive = x > 0
        return np.maximum(x, 0)

    def backward(self, dy: Array) -> Array:
        """Return dy where x was positive, else 0."""
        return dy * self.positive


class BatchNorm(Layer):
    """Batch normalisation: standardise each feature over the batch, then scale and shift it.

    Parameters
    ----------
    features : int
        Columns of the input.
    eps : float
        Added to the variance.
    momentum : float
        Share of the newest batch in the running statistics.

    Notes
    -----
    `y = gamma * (x - mean) / sqrt(variance + eps) + beta` (Ioffe & Szegedy 2015, algorithm 1). The
    running variance is the unbiased one (divided by N - 1), as in the paper's algorithm 2.
    """

    def __init__(self, features: int, eps: float = 1e-5, momentum: float = 0.1) -> None:
        self.gamma = Parameter(np.ones(features))
        self.beta = Parameter(np.zeros(features))
        self.running_mean = np.zeros(features)
        self.running_variance = np.ones(features)
        self.eps, self.momentum = eps, momentum
        self.x_hat: Array = np.zeros((0, features))
        self.inverse: Array = np.ones(features)
        self.trained = True

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the normalised batch, of the shape of x, (N, features).

        Raises
        ------
        ValueError
            If the number of features is another, or a batch to train on has fewer than two rows.
        """
        if x.ndim != self.x_hat.ndim or x.shape[1] != self.x_hat.shape[1]:
            raise ValueError(f"{self!r} cannot take an input of shape {x.shape}")
        self.trained = train
        if train:
            if len(x) < 2:
                raise ValueError(f"{self!r} needs two examples or more to train, not {len(x)}")
            self.x_hat, self.inverse, mean, variance = kernels.standardize(x, self.eps)
            unbiased = variance * (len(x) / (len(x) - 1))
            self.running_mean += self.momentum * (mean - self.running_mean)
            self.running_variance += self.momentum * (unbiased - self.running_variance)
        else:
            self.inverse = 1 / np.sqrt(self.running_variance + self.eps)
            self.x_hat = (x - self.running_mean) * self.inverse
        y = self.x_hat * self.gamma.value
        y += self.beta.value
        return y

    def backward(self, dy: Array) -> Array:
        """Return dx, (N, features); stores dgamma and dbeta."""
        self.gamma.grad = (dy * self.x_hat).sum(axis=0)
        self.beta.grad = dy.sum(axis=0)
        dx_hat = dy * self.gamma.value
        if self.trained:
            return kernels.standardize_dx(dx_hat, self.x_hat, self.inverse)
        return dx_hat * self.inverse

    def buffers(self) -> dict[str, Array]:
        """Return the running mean and variance."""
        return {"running_mean": self.running_mean, "running_variance": self.running_variance}

    def __repr__(self) -> str:
        return f"BatchNorm({self.gamma.value.size})"


class Sequential(Layer):
    """Layers one after the other: `y = f_n(... f_2(f_1(x)))`.

    Parameters
    ----------
    *numbered : Layer
        Layers whose names are their positions.
    **named : Layer
        Layers with names of their own, after the numbered ones.
    """

    def __init__(self, *numbered: Layer, **named: Layer) -> None:
        self.parts: dict[str, Layer] = {str(i): layer for i, layer in enumerate(numbered)} | named

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the last layer's output."""
        for layer in self.parts.values():
            x = layer.forward(x, train)
        return x

    def backward(self, dy: Array) -> Array:
        """Return the gradient by the first layer's input: the layers in reverse order."""
        for layer in reversed(self.parts.values()):
            dy = layer.backward(dy)
        return dy

    def children(self) -> dict[str, Layer]:
        """Return the layers by name, first one first."""
        return self.parts
