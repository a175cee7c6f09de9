"""The paper's figure on digits: plain and residual networks of two depths, over seeds."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from residual.experiments.digits import make_digits_trainer
from residual.experiments.digits_config import DigitsConfig
from residual.settings import Settings, setting
from residual.training import accuracy_of

DEPTHS = (20, 56)
KINDS = {"plain": "none", "residual": "A"}
"""The shortcuts of the two kinds; A, the identity with zero channels, has no parameters."""


@dataclass(frozen=True)
class DigitsTableSettings(Settings):
    """How often each network is trained."""

    seeds: int = setting(
        3,
        minimum=1,
        maximum=100,
        step=1,
        unit="seeds",
        label="Seeds",
        help="From how many random starts (0, 1, ...) each network is trained.",
    )


def train_on_digits(config: DigitsConfig) -> dict[str, Any]:
    """Train one network to the end and return what it showed, as plain data.

    Returns
    -------
    dict
        `depth`, `kind`, `seed`; `loss` and `accuracy`, of every epoch, in training; `test_loss` and
        `test_accuracy` at the end; `diverged_at`. Numbers have six significant digits, since the
        further ones of a deep network are those of the machine's order of summation.
    """
    trainer = make_digits_trainer(config)
    trainer.advance(config.epochs)
    assert trainer.observer
    x, y = trainer.observer.test
    trainer.settle()
    logits = trainer.logits(x)
    return {
        "depth": config.depth,
        "kind": "plain" if config.shortcut == "none" else "residual",
        "seed": config.seed,
        "loss": [_rounded(loss) for loss in trainer.history.loss],
        "accuracy": [_rounded(accuracy) for accuracy in trainer.history.accuracy],
        "test_loss": _rounded(trainer.loss(logits, y)[0]),
        "test_accuracy": _rounded(accuracy_of(logits, y)),
        "diverged_at": trainer.diverged_at,
    }


def digits_table(
    common: DigitsConfig,
    seeds: int,
    depths: Sequence[int] = DEPTHS,
    run_all: Callable[..., Iterable[dict[str, Any]]] = map,
) -> dict[str, Any]:
    """Train plain and residual networks of several depths from every seed.

    Parameters
    ----------
    common : DigitsConfig
        All that they have in common; depth, shortcut and seed are of no meaning.
    seeds : int
        How many: 0, 1, ...
    depths : sequence of int
        Weight layers, each `6 n + 2`.
    run_all : callable
        `map`, or the `map` of a pool of processes.

    Returns
    -------
    dict
        Plain data: `settings`, and `runs`, each as `train_on_digits` returns it.
    """
    configs = [
        replace(common, depth=depth, shortcut=shortcut, seed=seed)
        for depth in depths
        for shortcut in KINDS.values()
        for seed in range(seeds)
    ]
    shared = {name: value for name, value in common.to_dict().items() if name not in OF_EACH}
    runs = list(run_all(train_on_digits, configs))
    return {"settings": {"seeds": seeds} | shared, "runs": runs}


OF_EACH = ("depth", "shortcut", "seed")
"""The settings in which the networks of a table differ."""


def summary(result: dict[str, Any]) -> dict[tuple[int, str], dict[str, list[float]]]:
    """Return the results of `digits_table` by depth and kind.

    Returns
    -------
    dict
        For each (depth, kind), median, minimum and maximum over the seeds of the training `loss` in
        the last epoch and of the `test_accuracy`. A run that diverged counts as infinite loss.
    """
    cells: dict[tuple[int, str], list[dict[str, Any]]] = {}
    for run in result["runs"]:
        cells.setdefault((run["depth"], run["kind"]), []).append(run)
    return {
        cell: {
            "loss": _spread([math.inf if run["diverged_at"] else run["loss"][-1] for run in runs]),
            "test_accuracy": _spread([run["test_accuracy"] for run in runs]),
        }
        for cell, runs in cells.items()
    }


def _spread(values: list[float]) -> list[float]:
    return [median(values), min(values), max(values)]


def _rounded(value: float) -> float | None:
    return float(f"{value:.6g}") if math.isfinite(value) else None
