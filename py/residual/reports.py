"""Runs as plain data, for the command line, the page and the page's recordings alike.

Arrays stay arrays, and keys are the page's names (`divergedAt`). Losses are finite: a diverged
run's history ends before its first value that is not. Norms are as they are; some may overflow.
"""

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np

from residual.arrays import Array
from residual.boundary import boundary, reach_of
from residual.diagnostics import layer_norms
from residual.experiments import TABLES, Config, make_trainer
from residual.inspection import inspect_block
from residual.settings import SettingError
from residual.training import Data, History, Observation, Trainer

MOST_CELLS = 200
PICTURE_CELLS = 40


def schema() -> dict[str, Any]:
    """Return what each widget's controls and address need: its table of settings and its presets.

    Returns
    -------
    dict
        `tables`: for each widget `settings`, a list of rows (name, kind, allowed, and the fields of
        `Setting`), and `presets`: for each name the fields of `Preset`.
    """
    return {
        "tables": {
            widget: {
                "settings": _rows(config),
                "presets": {
                    name: dataclasses.asdict(preset) for name, preset in config.PRESETS.items()
                },
            }
            for widget, config in TABLES.items()
        }
    }


def _rows(config: type[Config]) -> list[dict[str, Any]]:
    return [
        {"name": name, "kind": row.kind, "allowed": row.allowed} | dataclasses.asdict(row)
        for name, row in config.table().items()
    ]


def norms(trainer: Trainer) -> dict[str, Any]:
    """Return gradient, activation and signal norm of each weight layer at a run's weights now."""
    trainer.measure()
    found = layer_norms(trainer.network)
    return {
        "gradientNorms": found.gradient,
        "activationNorms": found.activation,
        "signalNorms": trainer.signals,
    }


def inspection(trainer: Trainer, block: int) -> dict[str, Any]:
    """Return what one block, counted from 0, does to small changes of the signal."""
    found = inspect_block(trainer, block)
    return {
        "block": found.block,
        "blocks": found.blocks,
        "layers": found.layers,
        "title": found.title,
        "singularValues": found.singular_values,
    }


def progress(trainer: Trainer, history: History) -> dict[str, Any]:
    """Return what a slice of training showed: its epochs, where the run stands, and its norms."""
    return {
        "loss": np.array(history.loss),
        "accuracy": np.array(history.accuracy),
        "epoch": trainer.epoch,
        "done": trainer.done,
        "divergedAt": trainer.diverged_at,
        "observed": observations(history.observed),
        **norms(trainer),
    }


def observations(seen: Sequence[Observation]) -> dict[str, Any]:
    """Return observations as one array of each kind; the gradients of all, one after the other."""
    return {
        "epochs": np.array([one.epoch for one in seen], dtype=np.float64),
        "testLoss": np.array([one.test_loss for one in seen]),
        "testAccuracy": np.array([one.test_accuracy for one in seen]),
        "gradientNorms": np.array([one.gradient_norms for one in seen]).ravel(),
    }


def data(trainer: Trainer) -> dict[str, Any]:
    """Return the points that a run trains on, and those held out; coordinates in pairs."""
    (x, y), (test_x, test_y) = _data(trainer)
    return {"x": x.ravel(), "y": y.ravel(), "testX": test_x.ravel(), "testY": test_y.ravel()}


def answers(trainer: Trainer, cells: int) -> dict[str, Any]:
    """Return what a run's network answers all over the plane; see `Boundary`.

    Raises
    ------
    SettingError
        If there are too many cells, or none.
    """
    if not isinstance(cells, int) or not 1 <= cells <= MOST_CELLS:
        allowed = f"a whole number from 1 to {MOST_CELLS}"
        raise SettingError([f"cells: {cells} is not allowed; use {allowed}"])
    return dataclasses.asdict(boundary(trainer, reach_of(*_data(trainer)), cells))


def _data(trainer: Trainer) -> tuple[Data, Data]:
    train = trainer.x, trainer.y
    return train, trainer.observer.test if trainer.observer else train


def record() -> dict[str, Any]:
    """Run what the page shows before its runtime is there: the default plain and residual run.

    Returns
    -------
    dict
        `runs`: for `"plain"` and `"residual"` the configuration, the whole history and the norms at
        its end; `stacks`: the norms of the same two networks before training; `pictures`: what
        takes more room and is loaded when it is needed, rounded for the eye: `runs`, see
        `_picture`, and `datasets`, points of each.
    """
    recording: dict[str, Any] = {"runs": {}, "stacks": {}, "pictures": {"runs": {}}}
    for kind, shortcut in (("plain", "none"), ("residual", "identity")):
        config = Config(shortcut=shortcut)
        trainer = make_trainer(config)
        start = {"config": config.to_dict()}
        recording["stacks"][kind] = start | norms(trainer)
        run = start | progress(trainer, trainer.advance(config.epochs))
        seen = run["observed"].pop("gradientNorms")
        recording["pictures"]["runs"][kind] = _picture(trainer, seen)
        recording["runs"][kind] = run
    names = Config.table()["dataset"].choices
    recording["pictures"]["datasets"] = {name: _thumbnail(name) for name in names}
    return recording


def _picture(trainer: Trainer, gradient_norms: Array) -> dict[str, Any]:
    """Return the gradient norms of a run's observations, its data, and its answers at the end."""
    seen = answers(trainer, PICTURE_CELLS)
    points = data(trainer)
    return {
        "gradientNorms": [float(f"{norm:.3g}") for norm in gradient_norms],
        "boundary": seen | {"probability": np.round(seen["probability"], 2)},
        "data": {"x": np.round(points["x"], 3), "y": points["y"].astype(int)},
    }


def _thumbnail(dataset: str) -> dict[str, Any]:
    """Return every third point of a data set, enough for a small picture."""
    points = data(make_trainer(Config(dataset=dataset, depth=2, width=2)))
    x, y = points["x"].reshape(-1, 2)[::3], points["y"][::3]
    return {"x": np.round(x.ravel(), 2), "y": y.astype(int)}
