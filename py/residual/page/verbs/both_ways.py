"""How fast a run is compiled, and how fast as it is written: measured here and now."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

from residual import kernels
from residual.compiled.passes import CompiledPasses
from residual.page import memory
from residual.page.jobs import Clock, Values, Work, verb
from residual.page.verbs.asked import own, understood
from residual.settings import SettingError, Settings, setting
from residual.training import Run


@dataclass(frozen=True)
class BothWaysSettings(Settings):
    """How long is measured."""

    seconds: float = setting(
        2.0,
        minimum=0.01,
        maximum=60,
        unit="s",
        label="Time",
        help="For about how long both runs train, together.",
    )


class Stopwatch:
    """A run that is trained again and again, and how long each of its epochs took."""

    def __init__(self, trainer: Run) -> None:
        self.trainer = trainer
        self.seconds: list[float] = []

    def warm_up(self, epochs: int) -> None:
        """Train some epochs that are not timed."""
        for _ in range(epochs):
            self._epoch()

    def train(self, seconds: float) -> float:
        """Train an epoch, and more until so much time is spent; return how much was."""
        spent = 0.0
        while True:
            begun = time.perf_counter()
            self._epoch()
            self.seconds.append(time.perf_counter() - begun)
            spent += self.seconds[-1]
            if spent >= seconds:
                return spent

    def _epoch(self) -> None:
        if self.trainer.done:
            self.trainer.reset()
        self.trainer.advance()

    @property
    def speed(self) -> float:
        """Epochs a second, as the median one took: a busy machine disturbs some."""
        return 1 / median(self.seconds)


@verb
def both_ways(values: Values, clock: Clock) -> Work:
    """Train the same run compiled and as it is written, in turns.

    `values` has `table` and `config`, and `seconds`. A part for each turn: epochs a second,
    `compiled` and `written`, so far. The last one has `as_written` too, how many layers of each
    kind a plan runs as they are written, and `bytes`, what its arrays take.
    """
    settings = own(BothWaysSettings, values)
    experiment, config = understood(values)
    if kernels.implementation is None:
        raise SettingError(["kernel: NumPy runs exactly what is written; nothing is compiled"])
    memory.refuse_too_many([config, config])
    yield {"config": config.to_dict(), **settings.to_dict()}
    with memory.held(config), memory.held(config):
        compiled = Stopwatch(experiment.make(config))
        compiled.warm_up(2)  # the first one comes before its plan
        with by_definition():
            written = Stopwatch(experiment.make(config))
            written.warm_up(1)
        spent = 0.0
        while spent < settings.seconds:
            with by_definition():
                turn = written.train(0)
            spent += turn + compiled.train(turn)
            share = min(1.0, spent / settings.seconds)
            part = {"share": share, "compiled": compiled.speed, "written": written.speed}
            yield part if share < 1 else part | told(compiled.trainer)


@contextmanager
def by_definition() -> Iterator[None]:
    """Let the NumPy definitions do the work; nothing may be yielded to the page meanwhile."""
    compiled = kernels.implementation
    kernels.use()
    try:
        yield
    finally:
        kernels.use(compiled)


def told(trainer: Run) -> dict[str, Any]:
    """Return what of a run's network its plan runs as it is written, and what its arrays take."""
    passes = trainer._passes
    assert isinstance(passes, CompiledPasses)
    plans = passes.plans
    found = {id(layer): layer for plan in plans for layer in plan.written}
    written = found.values() if plans else [trainer.network]
    return {
        "as_written": dict(Counter(type(layer).__name__ for layer in written)),
        "bytes": sum(plan.nbytes for plan in plans),
    }
