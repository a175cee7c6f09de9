"""Prints the widgets' recorded pictures, for what is seen before any script has run."""

import json
import tempfile
from pathlib import Path
from typing import Any

from web.assembly.commands import node

ASSEMBLY = Path(__file__).resolve().parent
ICON = ASSEMBLY.parent / "icon.svg"


def draw(folder: Path) -> None:
    """Write all that is made of the pictures.

    `printed.json` has what goes into the pages, by widget (see web/src/print.js); `site` the
    icon in pixels, the cards by which others show a page, and the numbers behind the pictures.
    """
    printed, site = folder / "printed.json", folder / "site"
    with tempfile.TemporaryDirectory(dir=ASSEMBLY.parent / "generated") as bundles:
        node(ASSEMBLY / "print-pictures.mjs", bundles, printed)
    cards, numbers = site / "cards", site / "recorded"
    for place in (cards, numbers):
        place.mkdir(parents=True)
    node(ASSEMBLY / "draw-cards.mjs", printed, ICON, cards)
    (cards / "icon.png").rename(site / "icon.png")
    for name, widget in read(folder)["widgets"].items():
        (numbers / f"{name}.csv").write_text(widget["numbers"], "utf-8", newline="")


def read(folder: Path) -> dict[str, Any]:
    """Return what was printed: `colours` as CSS, and `widgets` by name."""
    printed: dict[str, Any] = json.loads((folder / "printed.json").read_text("utf-8"))
    return printed
