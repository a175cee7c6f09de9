"""What an exported script does: trains its runs and prints what happened.

In the package `RUNS` is empty; `residual.export.script` fills it.
"""

import argparse
import dataclasses
import json
import sys
from collections.abc import Sequence
from typing import Any

from residual.experiments.config import POINT_TABLES
from residual.experiments.runs import run_parts
from residual.training import ObservedTrainer

RUNS: list[dict[str, Any]] = []
"""For each run a `name`, the `table` of its settings, and the `settings`."""


def train(run: dict[str, Any]) -> dict[str, Any]:
    """Train one run to its end and return its history as plain data."""
    config = POINT_TABLES[run["table"]].parse(run["settings"])
    trainer = ObservedTrainer(**run_parts(config))
    trainer.advance(config.epochs)
    return {
        "name": run["name"],
        "config": config.to_dict(),
        **dataclasses.asdict(trainer.history),
        "diverged_at": trainer.diverged_at,
    }


def describe(result: dict[str, Any]) -> str:
    """Return what came out in one line."""
    loss, accuracy = result["loss"], result["accuracy"]
    text = f"{result['name']}:"
    if result["diverged_at"] is not None:
        text += f" diverged at epoch {result['diverged_at']};"
    if not loss:
        return f"{text} no finite loss"
    text += f" loss {loss[-1]:.6g}, accuracy {accuracy[-1]:.1%}"
    if result["observed"]:
        text += f", test loss {result['observed'][-1]['test_loss']:.6g}"
    return f"{text} after {len(loss)} epochs"


def main(arguments: Sequence[str] | None = None) -> None:
    """Train all runs and print what came out, or with --json the whole histories."""
    parser = argparse.ArgumentParser(description="Train the runs of this script.")
    parser.add_argument("--json", action="store_true", help="print the histories, one JSON list")
    options = parser.parse_args(arguments)
    if reconfigure := getattr(sys.stdout, "reconfigure", None):
        reconfigure(errors="backslashreplace")  # a name may hold what the terminal does not have
    results = []
    for run in RUNS:
        results.append(train(run))
        if not options.json:
            print(describe(results[-1]), flush=True)
    if options.json:
        print(json.dumps(results, allow_nan=False))
