"""Learning rates in time.

A schedule is a function of the epochs trained so far, fractions included, that returns what the
learning rate is multiplied by.
"""

import math
from collections.abc import Callable, Sequence

from residual.checks import number, of_type, positive

Schedule = Callable[[float], float]
"""Takes the number of epochs trained so far, returns the factor of the learning rate."""


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
