"""Adam, an optimiser that gives each number a step of its own."""

from collections.abc import Sequence

import numpy as np

from residual.checks import is_finite, number, refused
from residual.layers import Parameter
from residual.training.optimizers import Optimizer


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
