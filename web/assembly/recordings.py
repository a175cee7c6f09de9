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
    `pictures.json`, and `norms.json` with the gradients over time.
    """
    recorded = ask("page.recordings", "record")
    pictures = recorded.pop("pictures")
    norms = {kind: run.pop("gradientNorms") for kind, run in pictures["runs"].items()}
    for name, content in (
        ("schema", ask("page.schema", "of_page")),
        ("sources", ask("page.sources", "sources")),
        ("recorded", recorded),
        ("pictures", pictures),
        ("norms", norms),
    ):
        (folder / f"{name}.json").write_text(json.dumps(content))


def ask(module: str, function: str) -> Any:
    """Return what a function of the core gives, its numbers to ten digits: the page shows three."""
    code = (
        f"import json, sys; from residual.{module} import {function} as f; "
        "json.dump(f(), sys.stdout, default=lambda array: array.tolist())"
    )
    text = command(sys.executable, "-c", code)
    return json.loads(text, parse_float=lambda number: float(f"{float(number):.{DIGITS}g}"))
