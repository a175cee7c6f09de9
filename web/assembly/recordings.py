"""Writes what the page knows before its Python is there."""

import json
import sys
from pathlib import Path
from typing import Any

from web.assembly.commands import command

DIGITS = 10


def write(folder: Path) -> None:
    """Write the table of settings, the runs that the page opens with, and the source it shows.

    What takes more room than the curves has files of its own, loaded when they are asked for:
    `pictures.json`, and `norms.json` with the gradients over time; `stacks.json` is of the
    networks before training.
    """
    recorded = ask("page.recordings", "record")
    pictures = recorded.pop("pictures")
    norms = {kind: run.pop("gradientNorms") for kind, run in pictures["runs"].items()}
    stacks = recorded.pop("stacks")
    for run in recorded["runs"].values():
        # What trained networks hand on is in no view of the recording.
        del run["activationNorms"], run["signalNorms"]
        # The first epoch is the same on every machine; deep networks' later ones are not.
        run["loss"][1:] = rounded(run["loss"][1:], 5)
        run["gradientNorms"] = rounded(run["gradientNorms"], 4)
        run["observed"]["testLoss"] = rounded(run["observed"]["testLoss"], 4)
    for name, content in (
        ("schema", ask("page.schema", "of_page")),
        ("sources", ask("page.sources", "sources")),
        ("recorded", recorded),
        ("stacks", stacks),
        ("pictures", pictures),
        ("norms", norms),
    ):
        (folder / f"{name}.json").write_text(json.dumps(content))


def plain_ends(table: dict[str, Any]) -> dict[str, Any]:
    """Return what every page needs of the recorded table by depth: the ends of plain networks."""
    rows = [
        {key: row[key] for key in ("depth", "kind", "loss")}
        for row in table["rows"]
        if row["kind"] == "plain"
    ]
    return {"settings": table["settings"], "seeds": table["seeds"], "rows": rows}


def rounded(numbers: list[float], digits: int) -> list[float]:
    """Return numbers to so many digits; the page shows three."""
    return [float(f"{number:.{digits}g}") for number in numbers]


def ask(module: str, function: str) -> Any:
    """Return what a function of the core gives, its numbers to ten digits: the page shows three."""
    code = (
        f"import json, sys; from residual.{module} import {function} as f; "
        "json.dump(f(), sys.stdout, default=lambda array: array.tolist())"
    )
    text = command(sys.executable, "-c", code)
    return json.loads(text, parse_float=lambda number: float(f"{float(number):.{DIGITS}g}"))
