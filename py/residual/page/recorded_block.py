"""What the block explorer shows before Python is there, made when the page is built."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from residual.experiments.block_config import BlockConfig
from residual.page.jobs import Jobs
from residual.page.verbs import VERBS
from residual.page.wire import encoded

DIGITS = 5
"""Significant digits of what is recorded; the page shows three."""


def record_block(weights: str) -> dict[str, Any]:
    """Pass the default image through the default block of both versions, and the gradient back.

    Parameters
    ----------
    weights : str
        The name of the file of trained networks that `residual blocks --json` made.

    Returns
    -------
    dict
        `config`; `costs` and `traces`, as of the verb `trace_blocks`, arrays as `wire.encoded`
        writes them; and `trained`, what was measured of these networks, without their weights.
    """
    trained = networks_of(json.loads(Path(weights).read_text("utf-8")), BlockConfig())
    states = {one["config"]["block"]: one["weights"] for one in trained}
    jobs = Jobs(VERBS)
    begun = jobs.begin("trace_blocks", {"config": BlockConfig().to_dict(), "states": states})
    traces = jobs.go_on(begun["job"], float("inf"))["parts"]
    return {
        "config": begun["config"]["config"],
        "costs": begun["config"]["costs"],
        "traces": [_short(encoded(trace)) for trace in traces],
        "trained": [one | {"weights": ""} for one in trained],
    }


def networks_of(trained: list[dict[str, Any]], config: BlockConfig) -> list[dict[str, Any]]:
    """Return the networks of both versions of the block that have these settings otherwise."""
    own = config.to_dict()
    return [
        one
        for one in trained
        if all(value == own[name] for name, value in one["config"].items() if name != "block")
    ]


def _short(told: Any) -> Any:
    """Return plain data with arrays as lists, and numbers that are no longer than they are read."""
    if isinstance(told, dict):
        return {name: _short(part) for name, part in told.items()}
    if isinstance(told, list):
        return [_short(part) for part in told]
    if isinstance(told, np.ndarray):
        return [_short(value) for value in told.tolist()]
    return float(f"{told:.{DIGITS}g}") if isinstance(told, float) else told
