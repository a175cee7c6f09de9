"""Networks that are trained to their ends, or measured before training."""

from collections.abc import Callable
from typing import Any

from residual.page import memory, wire
from residual.page.jobs import Clock, Values, Work, verb
from residual.page.verbs.asked import understood
from residual.settings import SettingError
from residual.training import History, Trainer


@verb
def train(values: Values, clock: Clock) -> Work:
    """Train one network to its end; each part has the epochs since the last one.

    `values` has `table`, the name of the experiment, and `config`, its settings. A part is as of
    `wire.progress`.
    """
    experiment, config = understood(values)
    memory.refuse_too_many([config])
    yield config.to_dict()
    with memory.held(config):
        yield from to_the_end(experiment.make(config), clock, wire.progress)


def to_the_end(
    trainer: Trainer,
    clock: Clock,
    tell: Callable[[Trainer, History], dict[str, Any]] = wire.epochs,
    steps: int = 0,
) -> Work:
    """Train a run to its end; each part has the epochs since the last one.

    Parameters
    ----------
    tell : callable
        Makes a part of the run and of these epochs. `wire.progress` takes one pass more at the end,
        which batch normalisation notes in its running statistics; `wire.epochs` leaves the run as
        training left it.
    steps : int
        How many steps the job takes afterwards; an epoch counts as one as well. A run that diverges
        takes none.
    """
    told = 0
    while not trainer.done:
        trainer.advance()
        if clock.over or trainer.done:
            whole = trainer.epochs + steps
            share = trainer.epoch / whole if trainer.diverged_at is None else 1.0
            yield {"share": share} | tell(trainer, trainer.history.since(told))
            told = trainer.epoch


@verb
def measure(values: Values, clock: Clock) -> Work:
    """Measure the layers of networks before training, one after the other.

    `values` has `table`, the name of the experiment, and `configs`, a list of settings; a part is
    as of `wire.norms`.
    """
    configs = values.get("configs")
    if not isinstance(configs, list) or not configs:
        raise SettingError([f"configs: {configs} is not allowed; use a list of settings"])
    asked = [understood({"table": values.get("table"), "config": config}) for config in configs]
    for _, config in asked:
        memory.refuse_too_many([config])
    yield {"configs": [config.to_dict() for _, config in asked]}
    for i, (experiment, config) in enumerate(asked, 1):
        with memory.held(config):
            found = wire.norms(experiment.make(config))
        yield {"share": i / len(asked)} | found
