"""Runs as plain data, for the command line, the page and the page's recordings alike.

Arrays stay arrays, and keys are the page's names (`divergedAt`). Losses are finite: a diverged
run's history ends before its first value that is not. Norms are as they are; some may overflow.
"""

import dataclasses
from typing import Any

import numpy as np

from residual.diagnostics import layer_norms
from residual.experiments import PRESETS, TABLES, Config, make_trainer
from residual.inspection import inspect_block
from residual.training import History, Trainer


def schema() -> dict[str, Any]:
    """Return what each widget's controls and address need: its table of settings and its presets.

    Returns
    -------
    dict
        `tables`: for each widget `settings`, a list of rows (name, kind, allowed, and the fields of
        `Setting`), and `presets`: for each name the differences from the defaults.
    """
    return {
        "tables": {
            widget: {"settings": _rows(config), "presets": PRESETS}
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
        **norms(trainer),
    }


def record() -> dict[str, Any]:
    """Run what the page shows before its runtime is there: the default plain and residual run.

    Returns
    -------
    dict
        `runs`: for `"plain"` and `"residual"` the configuration, the whole history and the norms at
        its end; `stacks`: the norms of the same two networks before training.
    """
    recording: dict[str, Any] = {"runs": {}, "stacks": {}}
    for kind, shortcut in (("plain", "none"), ("residual", "identity")):
        config = Config(shortcut=shortcut)
        trainer = make_trainer(config)
        start = {"config": config.to_dict()}
        recording["stacks"][kind] = start | norms(trainer)
        recording["runs"][kind] = start | progress(trainer, trainer.advance(config.epochs))
    return recording
