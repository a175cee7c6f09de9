"""Prints the widgets' recorded pictures, for what is seen before any script has run."""

import json
import tempfile
from pathlib import Path
from typing import Any

from web.assembly.commands import node
from web.assembly.places import ASSEMBLY, GENERATED, WEB

ICON = WEB / "icon.svg"


def print_pictures(folder: Path, *_before: Path) -> None:
    """Draw the recordings by the page's own charts, for pages without scripts and for cards.

    `printed.json` has what goes into the pages, by widget (see web/src/print.js); `site` the
    icon in pixels, the cards by which others and the first page show a page, and the numbers behind
    the pictures.
    """
    printed, site = folder / "printed.json", folder / "site"
    with tempfile.TemporaryDirectory(dir=GENERATED) as bundles:
        node(ASSEMBLY / "print-pictures.mjs", bundles, printed)
    cards, numbers = site / "cards", site / "recorded"
    for place in (cards, numbers):
        place.mkdir(parents=True)
    node(ASSEMBLY / "draw-cards.mjs", printed, ICON, cards)
    (cards / "icon.png").rename(site / "icon.png")
    made = read(folder)
    for name, widget in made["widgets"].items():
        (numbers / f"{name}.csv").write_text(widget["numbers"], "utf-8", newline="")
        (cards / f"{name}.svg").write_text(_card(widget["chart"], made), "utf-8")


def _card(chart: str, printed: dict[str, Any]) -> str:
    """Return a picture as a file of its own, in the colours of the reader's scheme."""
    size = "0 0 {width} {height}".format(**printed["card"])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" data-printed="" '
        'font-family="system-ui, sans-serif"><style>svg { color-scheme: light dark }'
        f"{printed['colours']}</style>{chart}</svg>\n"
    )


def read(folder: Path) -> dict[str, Any]:
    """Return what was printed: `colours` as CSS, and `widgets` by name."""
    printed: dict[str, Any] = json.loads((folder / "printed.json").read_text("utf-8"))
    return printed
