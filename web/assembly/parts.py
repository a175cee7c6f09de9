"""Makes the pages of the lab's parts, the contents of all pages, and the cards of the first one.

What is said of each part stands in web/src/widgets/registry.js, and comes with the printed
pictures.
"""

from html import escape
from pathlib import Path
from string import Template
from typing import Any

TEXT = "about.html"
"""In a widget's folder: what its page says under it."""


def pages_of_parts(template: Path, printed: dict[str, Any], widgets: Path) -> dict[str, str]:
    """Return a page for each widget that has none written by hand.

    Parameters
    ----------
    template : Path
        Of all these pages, as `string.Template` reads it.
    printed : dict
        See `pictures.read`.
    widgets : Path
        Has a folder for each widget.
    """
    page = Template(template.read_text("utf-8"))
    made = {}
    for name, part in printed["widgets"].items():
        if (template.parents[1] / part["page"]).exists():
            continue
        text = widgets / name / TEXT
        made[part["page"]] = page.substitute(
            name=name,
            title=escape(part["title"]),
            about=escape(part["about"]),
            text=text.read_text("utf-8") if text.exists() else "",
        )
    return made


def fill_in_contents(page: str, name: str, printed: dict[str, Any]) -> str:
    """Return a page, whose file has this name, with its contents and its cards."""
    return page.replace("<!-- contents -->", _contents(name, printed)).replace(
        "<!-- cards -->", _cards(name, printed)
    )


def _contents(name: str, printed: dict[str, Any]) -> str:
    def entry(part: dict[str, Any]) -> str:
        current = ' aria-current="page"' if part["page"] == name else ""
        return f'<li><a href="{part["page"]}"{current}>{escape(part["brief"])}</a></li>'

    entries = "".join(entry(part) for part in printed["widgets"].values())
    return f'<nav class="contents" aria-label="Contents"><ul>{entries}</ul></nav>'


def _cards(name: str, printed: dict[str, Any]) -> str:
    width, height = printed["card"]["width"], printed["card"]["height"]

    def card(widget: str, part: dict[str, Any]) -> str:
        # Further down on the page, so that it comes when it is near.
        picture = (
            f'<img src="cards/{widget}.svg" alt="" width="{width}" height="{height}" '
            'loading="lazy">'
        )
        words = f"<strong>{escape(part['title'])}</strong>"
        return f'<li><a href="{part["page"]}">{picture}{words}</a> {escape(part["about"])}</li>'

    parts = printed["widgets"].items()
    cards = [card(widget, part) for widget, part in parts if part["page"] != name]
    return f'<ul class="cards">{"".join(cards)}</ul>'
