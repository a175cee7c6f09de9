"""Writes the Python script that a reader takes away."""

import sys
from pathlib import Path

from web.assembly.commands import command


def write_script(folder: Path) -> None:
    """Write the script that the page exports, without its runs; see `residual.export.script`."""
    code = "from residual.export.script import template; print(template(), end='')"
    place = folder / "site" / "python"
    place.mkdir(parents=True)
    (place / "script.py.txt").write_text(command(sys.executable, "-c", code), "utf-8")
