"""Networks that are trained once in a run of the tests, for all tests that ask what they came to.

Several tests, in several files, are about the same settings from the same seed. Whichever asks
first has the network trained; the others, in whatever process, are given what was left then.
"""

import hashlib
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from neighbours import one_at_a_time

from residual import kernels
from residual.arrays import Array
from residual.experiments import Config, make_trainer
from residual.training import History, Run

Setting, Result = TypeVar("Setting"), TypeVar("Result")
End = tuple[dict[str, Array], History, list[float], int | None]


class Once:
    """Calls functions of settings, each once with the same ones.

    Parameters
    ----------
    folder : Path
        That of one run of the tests, so that the code behind a result is that of the tests.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(exist_ok=True)

    def __call__(self, function: Callable[[Setting], Result], settings: Setting) -> Result:
        """Return what the function gives by the kernels in place, anew each time."""
        asked = f"{function.__module__}.{function.__qualname__} {settings!r} by {kernels.running}"
        name = hashlib.sha256(asked.encode()).hexdigest()
        with one_at_a_time(self._folder, name):
            kept = self._folder / name
            if not kept.exists():
                kept.write_bytes(pickle.dumps(function(settings)))
        result: Result = pickle.loads(kept.read_bytes())
        return result

    def each(self, function: Callable[[Any], Any], settings: list[Any]) -> list[Any]:
        """Do as `map` does."""
        return [self(function, one) for one in settings]

    def trained(self, config: Config) -> Run:
        """Return the run of a configuration as it is at its end; nobody looked at it on its way."""
        run = make_trainer(config)
        state, run.history, run.updates, run.diverged_at = self(_end, config)
        run.network.load_state(state)
        return run


def _end(config: Config) -> End:
    run = make_trainer(config)
    run.observer = None  # whose looks take a fifth of the time, and change no number
    run.advance(config.epochs)
    return run.network.state(), run.history, run.updates, run.diverged_at
