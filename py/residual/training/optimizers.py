"""Optimisers: how a step changes the parameters, given their gradients; and learning rates in time.

A schedule is a function of the epochs trained so far, fractions included, that returns what the
learning rate is multiplied by.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from residual import kernels
from residual.checks import is_finite, number, of_type, positive, refused
from residual.layers import Parameter

Schedule = Callable[[float], float]
"""Takes the number of epochs trained so far, returns the factor of the learning rate."""


class Optimizer:
    """What changes the parameters; `lr` is the learning rate of the next step.

    Raises
    ------
    ValueError
        If something is no parameter or stands there twice, or a number is not finite or below 0.
    """

    def __init__(self, parameters: Sequence[Parameter], lr: float, weight_decay: float) -> None:
        self.parameters = _parameters(parameters)
        number("lr", lr)
        number("weight_decay", weight_decay)
        self.lr, self.weight_decay = lr, weight_decay
        self.reset()

    def reset(self) -> None:
        """Forget all that earlier steps left behind."""
        raise NotImplementedError

    def step(self) -> None:
        """Change every parameter once, against its gradient."""
        raise NotImplementedError


def _parameters(given: Iterable[Parameter]) -> list[Parameter]:
    if isinstance(given, Mapping):
        raise refused("parameters", type(given).__name__, "its values, as in p.values()", False)
    of_type("parameters", given, Iterable, "a list of parameters")
    found = list(given)
    for i, parameter in enumerate(found):
        of_type(f"parameters[{i}]", parameter, Parameter, "a Parameter")
    if len({id(parameter) for parameter in found}) < len(found):
        raise ValueError("parameters: one of them stands there twice, and would take two steps")
    return found


class SGD(Optimizer):
    """Stochastic gradient descent with momentum and weight decay.

    Parameters
    ----------
    parameters : sequence of Parameter
        What to change.
    lr : float
        Learning rate, from 0.
    momentum : float
        Share of the previous step's velocity that is kept, from 0 to 1.
    weight_decay : float
        Adds `weight_decay * value` to every gradient; from 0.

    Raises
    ------
    ValueError
        If a number is out of range, or something is no parameter.

    Notes
    -----
    `v = momentum * v + grad + weight_decay * value; value = value - lr * v`, as in PyTorch.
    """

    def __init__(
        self,
        parameters: Sequence[Parameter],
        lr: float,
        momentum: float = 0.0,
        weight_decay: float = 0.0,
    ) -> None:
        number("momentum", momentum, most=1)
        self.momentum = momentum
        super().__init__(parameters, lr, weight_decay)

    def reset(self) -> None:
        """Forget the velocities."""
        self.velocities = [np.zeros_like(p.value) for p in self.parameters]

    def step(self) -> None:
        """Change every parameter once, against its gradient."""
        values, grads = [p.value for p in self.parameters], [p.grad for p in self.parameters]
        settings = self.lr, self.momentum, self.weight_decay
        kernels.descend(values, grads, self.velocities, *settings)


class Adam(Optimizer):
    """Adam: steps divided by the recent size of each number's own gradient.

    Parameters
    ----------
    parameters : sequence of Parameter
        What to change.
    lr : float
        Learning rate; about the size of the first step.
    betas : (float, float)
        Share that the running means of the gradient and of its square keep at each step, each from
        0 to below 1.
    eps : float
        Added to the root of the mean square.
    weight_decay : float
        Adds `weight_decay * value` to every gradient.

    Raises
    ------
    ValueError
        If a number is out of range, or something is no parameter.

    Notes
    -----
    `m = b1 m + (1 - b1) grad`, `s = b2 s + (1 - b2) grad^2`, and after t steps
    `value = value - lr * (m / (1 - b1^t)) / (sqrt(s / (1 - b2^t)) + eps)`: Kingma & Ba 2015,
    algorithm 1.
    """

    def __init__(
        self,
        parameters: Sequence[Parameter],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ) -> None:
        if not isinstance(betas, tuple | list) or len(betas) != 2:
            raise refused("betas", betas, "two numbers from 0 to below 1")
        for beta in betas:
            if not is_finite(beta) or not 0 <= beta < 1:
                raise refused("betas", beta, "a number from 0 to below 1")
        number("eps", eps)
        self.betas, self.eps = betas, eps
        super().__init__(parameters, lr, weight_decay)

    def reset(self) -> None:
        """Forget the running means and the number of steps."""
        self.steps = 0
        self.means = [np.zeros_like(p.value) for p in self.parameters]
        self.squares = [np.zeros_like(p.value) for p in self.parameters]

    def step(self) -> None:
        """Change every parameter once, against its gradient."""
        self.steps += 1
        keep_mean, keep_square = self.betas
        unbias_mean = 1 - keep_mean**self.steps
        unbias_square = 1 - keep_square**self.steps
        for p, mean, square in zip(self.parameters, self.means, self.squares, strict=True):
            grad = p.grad + self.weight_decay * p.value if self.weight_decay else p.grad
            mean[:] = keep_mean * mean + (1 - keep_mean) * grad
            square[:] = keep_square * square + (1 - keep_square) * np.square(grad)
            p.value -= self.lr * (mean / unbias_mean) / (np.sqrt(square / unbias_square) + self.eps)


def step_decay(milestones: Sequence[float], factor: float = 0.1) -> Schedule:
    """Multiply the learning rate by `factor` at each of these epochs.

    Raises
    ------
    ValueError
        If the milestones are no finite numbers from 0, or the factor is none.

    Notes
    -----
    He et al. 2015, section 4.2, divide it by 10 after a half and three quarters of the training.
    """
    of_type("milestones", milestones, (list, tuple), "a list of epochs")
    for milestone in milestones:
        number("milestones", milestone)
    number("factor", factor)
    return lambda epoch: float(factor ** sum(epoch >= milestone for milestone in milestones))


def cosine(epochs: float) -> Schedule:
    """Let the learning rate fall to 0 along half a cosine in so many epochs.

    Raises
    ------
    ValueError
        If `epochs` is not above 0.

    Notes
    -----
    `(1 + cos(pi * epoch / epochs)) / 2`: Loshchilov & Hutter 2017, "SGDR", eq. 5, no restarts.
    """
    positive("epochs", epochs)
    return lambda epoch: (1 + math.cos(math.pi * min(epoch / epochs, 1.0))) / 2


def warm_up(then: Schedule, epochs: float, factor: float = 0.1) -> Schedule:
    """Hold the learning rate at `factor` of itself for the first epochs, then follow `then`.

    Raises
    ------
    ValueError
        If `then` is no schedule, or epochs or factor are no finite numbers from 0.

    Notes
    -----
    He et al. 2015, section 4.2, start their 110-layer network at 0.01 instead of 0.1 for about 400
    steps, until it begins to learn.
    """
    of_type("then", then, Callable, "a schedule, as `cosine` gives one")  # type: ignore[arg-type]
    number("epochs", epochs)
    number("factor", factor)
    return lambda epoch: factor if epoch < epochs else then(epoch)
