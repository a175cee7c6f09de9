"""The registry of widgets is the one place that says what they are called."""

import re
from pathlib import Path

import pytest
from javascript.node import SOURCE
from javascript.registry import WIDGETS

WEB = SOURCE.parent
NOTHING = re.compile(r"/\*.*?\*/|//[^\n]*|^import [^;]*;", re.DOTALL | re.MULTILINE)
"""Comments, and the names of files."""


def elsewhere(name: str) -> dict[str, str]:
    """What is written outside the registry and a widget's own folder, but comments and imports."""
    files = [*SOURCE.rglob("*.js"), *WEB.glob("*.html"), *(WEB / "styles").glob("*.css")]
    own = {SOURCE / "widgets" / "registry.js", *(SOURCE / "widgets" / name).rglob("*")}
    return {
        path.relative_to(WEB).as_posix(): NOTHING.sub("", path.read_text("utf-8"))
        for path in files
        if path not in own
    }


@pytest.mark.parametrize("name", WIDGETS)
def test_each_widget_has_the_folder_of_its_name_and_a_picture_for_the_build(name: str) -> None:
    folder = SOURCE / "widgets" / name
    assert (folder / "recorded-picture.js").exists()
    assert (folder / f"{WIDGETS[name]['element']}.js").exists()


@pytest.mark.parametrize("name", WIDGETS)
def test_neither_an_element_nor_a_heading_is_written_a_second_time(name: str) -> None:
    element, heading = WIDGETS[name]["element"], WIDGETS[name]["heading"]
    # Where the name of the widget is its element's, what is left are references by that name.
    words = [heading] if element == name else [element, heading]
    again = [
        (path, word) for path, text in elsewhere(name).items() for word in words if word in text
    ]
    assert again == []


def test_a_page_names_its_widgets_as_the_registry_does() -> None:
    for page in Path(WEB).glob("*.html"):
        named = re.findall(r"<!-- widget ([\w-]+)", page.read_text("utf-8"))
        assert named
        assert set(named) <= set(WIDGETS)


def test_prefixes_of_one_page_differ() -> None:
    prefixes = [widget["prefix"] for widget in WIDGETS.values()]
    assert len({*prefixes}) == len(prefixes)


def test_each_widget_has_a_page_and_words_of_its_own() -> None:
    for said in ("page", "brief", "title", "about", "heading", "element"):
        words = [widget[said] for widget in WIDGETS.values()]
        assert len({*words}) == len(words), said
        assert all(words), said
    for name, widget in WIDGETS.items():
        assert widget["page"] in {"index.html", f"{name}.html"}
        assert widget["about"].endswith("."), "a sentence"
