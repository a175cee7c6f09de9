"""Several runs side by side."""

import math
import time
from collections.abc import Callable, Sequence

from residual.checks import number
from residual.training.history import History
from residual.training.trainer import Trainer


def race(
    trainers: Sequence[Trainer], seconds: float, clock: Callable[[], float] = time.perf_counter
) -> list[History]:
    """Train several runs side by side, epoch by epoch, for a while.

    Parameters
    ----------
    trainers : sequence of Trainer
        In every round, those that are furthest behind train one epoch.
    seconds : float
        The budget; at least one round is run, and none starts after the budget is spent.
    clock : callable
        Returns the time in seconds.

    Returns
    -------
    list of History
        For each run, the epochs that it trained.

    Raises
    ------
    ValueError
        If the budget is no number.
    """
    if seconds != math.inf:  # which is until all are done
        number("seconds", seconds, least=-math.inf)
    starts = [trainer.epoch for trainer in trainers]
    end = clock() + seconds
    while running := [trainer for trainer in trainers if not trainer.done]:
        behind = min(trainer.epoch for trainer in running)
        for trainer in running:
            if trainer.epoch == behind:
                trainer.advance()
        if clock() >= end:
            break
    return [t.history.since(start) for t, start in zip(trainers, starts, strict=True)]
