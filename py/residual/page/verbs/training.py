"""Networks that are trained to their ends, or measured before training."""

from collections.abc import Callable
from typing import Any

from residual.checks import shown
from residual.diagnostics.first_update import first_update
from residual.diagnostics.gradient_split import split_gradient
from residual.page import memory, wire
from residual.page.jobs import Clock, Values, Work, verb
from residual.page.verbs.asked import understood
from residual.settings import SettingError
from residual.training import History, Run


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
    trainer: Run,
    clock: Clock,
    tell: Callable[[Run, History], dict[str, Any]] = wire.epochs,
    steps: int = 0,
) -> Work:
    """Train a run to its end; each part has the epochs since the last one, if there are any.

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
    whole = trainer.epochs + steps
    told = 0

    def part() -> dict[str, Any]:
        nonlocal told
        epochs = len(trainer.updates) / trainer.updates_of_epoch
        found = {"share": epochs / whole if trainer.diverged_at is None else 1.0}
        if trainer.epoch > told or trainer.done:
            found |= tell(trainer, trainer.history.since(told))
            told = trainer.epoch
        return found

    for _ in trainer.steps():
        if clock.over:
            yield part()
    yield part()


@verb
def measure(values: Values, clock: Clock) -> Work:
    """Measure the layers of networks before training, one after the other.

    `values` has `table`, the name of the experiment, and `configs`, a list of settings; if asked,
    `blocks`, the number of a block for each. A part is as of `wire.norms`; with `blocks` it has
    `split` too, as of `wire.ways`.
    """
    blocks = values.get("blocks")

    def look(trainer: Run, number: int) -> dict[str, Any]:
        found = wire.norms(trainer)
        if blocks is None:
            return found
        return found | {"split": wire.ways(split_gradient(trainer, blocks[number]))}

    if blocks is not None and (
        not isinstance(blocks, list) or len(blocks) != len(values.get("configs") or [])
    ):
        allowed = "a number for each of configs"
        raise SettingError([f"blocks: {shown(blocks)} is not allowed; use {allowed}"])
    yield from _one_by_one(values, look)


@verb
def first_updates(values: Values, clock: Clock) -> Work:
    """Measure how far the first update moves each layer, in networks one after the other.

    `values` are as for `measure`; a part has `firstUpdate`, as of `first_update`.
    """
    yield from _one_by_one(values, lambda trainer, _: {"firstUpdate": first_update(trainer)})


def _one_by_one(values: Values, look: Callable[[Run, int], dict[str, Any]]) -> Work:
    """Make the runs that are asked for, one after the other, and look at each before training."""
    configs = values.get("configs")
    if not isinstance(configs, list) or not configs:
        raise SettingError([f"configs: {configs} is not allowed; use a list of settings"])
    asked = [understood({"table": values.get("table"), "config": config}) for config in configs]
    for _, config in asked:
        memory.refuse_too_many([config])
    yield {"configs": [config.to_dict() for _, config in asked]}
    for i, (experiment, config) in enumerate(asked):
        with memory.held(config):
            found = look(experiment.make(config), i)
        yield {"share": (i + 1) / len(asked)} | found
