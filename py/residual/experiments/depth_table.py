"""Tables over seeds: the claims of the page, measured anew."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from statistics import median
from typing import Any

from residual.experiments.config import Config
from residual.experiments.runs import make_trainer

DEPTHS = (8, 20, 32, 44, 56, 110)
"""The depths of the degradation experiment, in weight layers."""

KINDS: dict[str, dict[str, Any]] = {
    "plain": {"shortcut": "none", "block": "post"},
    "residual v1": {"shortcut": "identity", "block": "post"},
    "residual v2": {"shortcut": "identity", "block": "pre"},
}
"""The networks that are compared: the settings in which they differ."""

RunAll = Callable[[Callable[[Config], float | None], Iterable[Config]], Iterable[float | None]]
"""Applies a function to every configuration, in order: `map`, or the `map` of a process pool."""


def final_loss(config: Config) -> float | None:
    """Train one network and return the loss of its last epoch, or None where it diverged.

    Rounded to six significant digits: the further ones of a deep network are those of the
    machine's summation order.
    """
    trainer = make_trainer(config)
    trainer.observer = None  # nobody asks for what it sees
    trainer.advance(config.epochs)
    if trainer.diverged_at is not None:
        return None
    return _rounded(trainer.history.loss[-1])


def depth_table(
    depths: Sequence[int],
    seeds: Sequence[int],
    base: Config | None = None,
    run_all: RunAll = map,
) -> dict[str, Any]:
    """Train every kind of network at every depth from every seed.

    Parameters
    ----------
    depths : sequence of int
        Weight layers.
    seeds : sequence of int
        Each gives new data and new weights, the same for the three kinds.
    base : Config, optional
        All other settings; the defaults are those of the degradation experiment.
    run_all : callable
        `map`, or the `map` of a pool of processes.

    Returns
    -------
    dict
        Plain data: `settings`, `depths`, `seeds`, and `rows`, one for each depth and kind, with
        `loss` (of the last epoch, seed by seed; None where the run diverged) and its `median`,
        `minimum` and `maximum`, where a diverged run counts as infinite and None stands for it.
    """
    base = base or Config()
    cells = [(depth, kind) for depth in depths for kind in KINDS]
    configs = [
        replace(base, depth=depth, seed=seed, **KINDS[kind])
        for depth, kind in cells
        for seed in seeds
    ]
    losses = iter(run_all(final_loss, configs))
    varied = {"depth", "seed", *KINDS["plain"]}
    return {
        "settings": {key: v for key, v in base.to_dict().items() if key not in varied},
        "depths": list(depths),
        "seeds": list(seeds),
        "rows": [
            {"depth": depth, "kind": kind, **_summary([next(losses) for _ in seeds])}
            for depth, kind in cells
        ],
    }


def _summary(losses: list[float | None]) -> dict[str, Any]:
    ranked = [math.inf if loss is None else loss for loss in losses]
    numbers = {"median": median(ranked), "minimum": min(ranked), "maximum": max(ranked)}
    shown = {key: _rounded(v) if math.isfinite(v) else None for key, v in numbers.items()}
    return {"loss": losses, **shown}


def _rounded(value: float) -> float:
    return float(f"{value:.6g}")


def depth_table_text(table: dict[str, Any]) -> str:
    """Return a depth table as text: a line for each depth, median (minimum to maximum) by kind."""
    rows = {(row["depth"], row["kind"]): row for row in table["rows"]}
    lines = ["depth" + "".join(f"  {kind:<28}" for kind in KINDS)]
    for depth in table["depths"]:
        cells = []
        for kind in KINDS:
            middle, low, high = (
                "diverged" if rows[depth, kind][key] is None else f"{rows[depth, kind][key]:.2g}"
                for key in ("median", "minimum", "maximum")
            )
            cells.append(f"  {f'{middle} ({low} to {high})':<28}")
        lines.append(f"{depth:>5}" + "".join(cells))
    settings, seeds = table["settings"], len(table["seeds"])
    lines.append(
        f"loss of epoch {settings['epochs']}: median (minimum to maximum) of {seeds} seeds; "
        f"0.69 is a coin flip"
    )
    return "\n".join(line.rstrip() for line in lines)
