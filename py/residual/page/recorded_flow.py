"""What the Gradient Flow Visualizer knows before Python is there, made when the page is built."""

import math
from typing import Any

import numpy as np

from residual.arrays import Array
from residual.diagnostics.block_stretch import every_block
from residual.diagnostics.first_update import first_update
from residual.diagnostics.gradient_split import split_gradient, split_gradients
from residual.experiments import FlowConfig, make_trainer
from residual.experiments.registry import PAIR
from residual.page.wire import norms, ways
from residual.training import Run

DIGITS = 4
"""Significant digits of the recorded norms; the page shows three."""

DEPTHS = (20, 56)
NORMS = ("none", "batch", "layer")
SIZES = FlowConfig.table()["init_scale"].stops


def record_cases() -> dict[str, dict[str, Any]]:
    """Measure every preset's plain network and the one with skips, before training.

    Returns
    -------
    dict
        By preset and kind, `"plain"` and `"residual"`: `config`, the norms as of `wire.norms`, and
        `splits`, for each block as of `wire.ways`, and `firstUpdate`, as of `first_update`.
    """
    return {
        name: {kind: _measured({**preset.values, **values}) for kind, values in PAIR.items()}
        for name, preset in FlowConfig.PRESETS.items()
    }


def _measured(values: dict[str, Any]) -> dict[str, Any]:
    config = FlowConfig.parse(values)
    trainer = make_trainer(config)
    found = {name: list(map(_short, array)) for name, array in norms(trainer).items()}
    splits = [_rounded(ways(split)) for _, split in split_gradients(trainer)]
    moved = list(map(_short, first_update(make_trainer(config))))
    return {"config": config.to_dict()} | found | {"splits": splits[::-1], "firstUpdate": moved}


def _rounded(split: dict[str, float] | None) -> dict[str, float | None] | None:
    return None if split is None else {name: _short(value) for name, value in split.items()}


def _short(value: float) -> float | None:
    return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None


def record_grid() -> dict[str, Any]:
    """Measure the gradient by the signal for each depth, norm and size of the weights.

    Returns
    -------
    dict
        `depth`, `norm`, `init_scale` and `shortcut`: the values of these settings; all others are
        as by default. `logs`: for each combination of them, the last running fastest, ten thousand
        times the logarithm to base 10 of each layer's norm, first layer first; None where the norm
        has no logarithm. `splits`: likewise how the gradient divides at the middle block, as of
        `wire.ways`.
    """
    shortcuts = [values["shortcut"] for values in PAIR.values()]
    trainers = [
        make_trainer(
            FlowConfig.parse({"depth": d, "norm": n, "init_scale": s, "shortcut": shortcut})
        )
        for d in DEPTHS
        for n in NORMS
        for s in SIZES
        for shortcut in shortcuts
    ]
    axes = {"depth": DEPTHS, "norm": NORMS, "init_scale": SIZES, "shortcut": shortcuts}
    return axes | {
        "logs": [_logs(norms(trainer)["signalNorms"]) for trainer in trainers],
        "splits": [_rounded(ways(split_gradient(each, _middle(each)))) for each in trainers],
    }


def _middle(trainer: Run) -> int:
    return len(every_block(trainer.network)) // 2


def _logs(values: Array) -> list[int | None]:
    return [
        round(10**DIGITS * math.log10(norm)) if norm > 0 and np.isfinite(norm) else None
        for norm in values
    ]
