"""Writes what the page knows before its Python is there."""

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from web.assembly.commands import command
from web.assembly.places import WEB

DIGITS = 10
BLOCK_WEIGHTS = WEB / "recorded" / "block-weights.json"
"""The trained networks that the page looks into, by `residual blocks --json`."""

ASKED: dict[str, tuple[str, str, *tuple[Path, ...]]] = {
    "recorded-set": ("page.recorded_set", "record_set"),
    "flow-grid": ("page.recorded_flow", "record_grid"),
    "flow-cases": ("page.recorded_flow", "record_cases"),
    "recorded": ("page.recordings", "record"),
    "schema": ("page.schema", "of_page"),
    "family": ("page.recorded_family", "record_family"),
    "recorded-block": ("page.recorded_block", "record_block", BLOCK_WEIGHTS),
    "tables": ("page.schema", "of_parts"),
    "pieces": ("page.schema", "of_code"),
    "sources": ("page.sources", "sources"),
}
"""What the core is asked for, by the name of the file: a module of it, a function there, and what
that is given."""


def record_runs(folder: Path) -> None:
    """Write the table of settings, the runs that the page opens with, and the source it shows.

    What takes more room than the curves has files of its own, loaded when they are asked for or
    when the page is idle: `pictures.json`, `norms.json` with the gradients over time,
    `recorded-set.json` with runs of several depths, `flow-cases.json` with the cases of gradient
    flow, and `flow-grid.json` with the gradients at every size of the weights; `stacks.json` is of
    the networks before training. A table of settings that the first page has not is in
    `table-NAME.json`.
    """
    # Each in a process of its own; the largest first.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        asked = {name: pool.submit(ask, *ASKED[name]) for name in ASKED}
    made = {name: future.result() for name, future in asked.items()}
    recorded = made.pop("recorded")
    # The default pair is trained once, and is in both.
    of_set = [*made["recorded-set"]["runs"], *recorded.pop("looks").values()]
    made["recorded-set"]["runs"] = sorted(of_set, key=lambda run: run["config"]["depth"])
    pictures = recorded.pop("pictures")
    norms = {kind: run.pop("gradientNorms") for kind, run in pictures["runs"].items()}
    stacks = recorded.pop("stacks")
    made |= {f"table-{name}": table for name, table in made.pop("tables").items()}
    for run in recorded["runs"].values():
        # What trained networks hand on is in no view of the recording.
        del run["activationNorms"], run["signalNorms"]
        # The first epoch is the same on every machine; deep networks' later ones are not.
        run["loss"][1:] = rounded(run["loss"][1:], 5)
        run["gradientNorms"] = rounded(run["gradientNorms"], 4)
        run["observed"]["testLoss"] = rounded(run["observed"]["testLoss"], 4)
    for name, content in (
        ("recorded", recorded),
        ("stacks", stacks),
        ("pictures", pictures),
        ("norms", norms),
        *made.items(),
    ):
        (folder / f"{name}.json").write_text(json.dumps(content))


def rounded(numbers: list[float], digits: int) -> list[float]:
    """Return numbers to so many digits; the page shows three."""
    return [float(f"{number:.{digits}g}") for number in numbers]


def ask(module: str, function: str, *files: Path) -> Any:
    """Return what a function of the core gives, its numbers to ten digits: the page shows three.

    `files` are what the function is given, by their names.
    """
    code = (
        # The matrices are small: threads of OpenBLAS wait for each other longer than they work.
        "import json, os, sys; os.environ.setdefault('OPENBLAS_NUM_THREADS', '1'); "
        f"from residual.{module} import {function} as f; "
        "json.dump(f(*sys.argv[1:]), sys.stdout, default=lambda array: array.tolist())"
    )
    text = command(sys.executable, "-c", code, *map(str, files))
    return json.loads(text, parse_float=lambda number: float(f"{float(number):.{DIGITS}g}"))
