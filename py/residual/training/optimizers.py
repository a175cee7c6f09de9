"""Gradient descent: how a step changes the parameters, given their gradients.

`adam` beside this is another way; `schedules` change the learning rate in time.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from residual.checks import number, of_type, refused
from residual.kernels import dense as kernels
from residual.layers import Parameter


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
