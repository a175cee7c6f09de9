"""The runs that the page shows before its runtime is there, made when it is built."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from residual.arrays import Array
from residual.experiments import EXPERIMENTS, Config, make_trainer
from residual.experiments.config import GENERATED
from residual.page.recorded_set import look_at
from residual.page.wire import answers, data, norms, progress
from residual.training import Run

PICTURE_CELLS = 40


def record() -> dict[str, Any]:
    """Run what the page shows before its runtime is there: the default plain and residual run.

    Returns
    -------
    dict
        `runs`: for `"plain"` and `"residual"` the configuration, the whole history and the norms at
        its end; `stacks`: the norms of the same two networks before training; `pictures`: what
        takes more room and is loaded when it is needed, rounded for the eye: `runs`, see
        `_picture`, and `datasets`, points of each that is drawn at random; `looks`: the two runs as
        those of `page.recorded_set` are.
    """
    recording: dict[str, Any] = {"runs": {}, "stacks": {}, "looks": {}, "pictures": {"runs": {}}}
    for kind, trainer, start in _recorded("flow"):
        recording["stacks"][kind] = start | norms(trainer)
    for kind, trainer, start in _recorded("degradation"):
        looks, _ = look_at(trainer)
        recording["looks"][kind] = start | looks
        run = start | progress(trainer, trainer.history)
        seen = run["observed"].pop("gradientNorms")
        recording["pictures"]["runs"][kind] = _picture(trainer, seen)
        recording["runs"][kind] = run
    recording["pictures"]["datasets"] = {name: _thumbnail(name) for name in GENERATED}
    return recording


def _recorded(name: str) -> Iterator[tuple[str, Run, dict[str, Any]]]:
    """Yield the runs of an experiment that are recorded: kind, trainer, and settings."""
    experiment = EXPERIMENTS[name]
    for kind, values in experiment.recorded.items():
        config = experiment.settings.parse(values)
        yield kind, experiment.make(config), {"config": config.to_dict()}


def _picture(trainer: Run, gradient_norms: Array) -> dict[str, Any]:
    """Return the gradient norms of a run's observations, its data, and its answers at the end."""
    seen = answers(trainer, PICTURE_CELLS)
    points = data(trainer)
    return {
        "gradientNorms": [[float(f"{norm:.3g}") for norm in row] for row in gradient_norms],
        "boundary": seen | {"probability": np.round(seen["probability"], 2)},
        "data": {"x": np.round(points["x"].ravel(), 3), "y": points["y"].astype(int)},
    }


def _thumbnail(dataset: str) -> dict[str, Any]:
    """Return every third point of a data set, enough for a small picture."""
    points = data(make_trainer(Config(dataset=dataset, depth=2, width=2)))
    x, y = points["x"][::3], points["y"][::3]
    return {"x": np.round(x.ravel(), 2), "y": y.astype(int)}
