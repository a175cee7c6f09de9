"""The one-way street of the page's modules: which room may import which."""

import posixpath
import re
from pathlib import Path

import pytest
from javascript.node import SOURCE

STREET = [
    {"elements", "settings"},
    {"boot"},
    {"engine"},
    {"recorded"},
    {"charts"},
    {"controls"},
    {"share", "code"},
    {"shell"},
    {"widgets"},
    {"pages"},
]
"""Every room; each imports only from those before its own. `pages` are the modules in no room."""

IMPORT = re.compile(r"""(?:\bfrom\s+|\bimport\s*\(\s*|\bimport\s+)["'](\.{1,2}/[^"']+)["']""")
"""An import of whatever kind, types among them."""


def room(path: str) -> str:
    return path.split("/", maxsplit=1)[0] if "/" in path else "pages"


def sources() -> dict[str, str]:
    """Each module by its path below the folder of the sources, with its text."""
    return {
        path.relative_to(SOURCE).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(Path(SOURCE).rglob("*.js"))
    }


def imported(path: str, source: str) -> set[str]:
    """Every module of ours that a source imports, by its path."""
    targets = {posixpath.normpath(f"{posixpath.dirname(path)}/{t}") for t in IMPORT.findall(source)}
    targets = {target.removeprefix("./").removeprefix("/") for target in targets}
    return {target for target in targets if not target.startswith("..")}


def wrong_ways(modules: dict[str, str]) -> set[str]:
    """Imports against the street."""
    place = {name: i for i, rooms in enumerate(STREET) for name in rooms}
    return {
        f"{path} -> {target}"
        for path, source in modules.items()
        for target in imported(path, source)
        if room(target) != room(path) and place[room(target)] >= place[room(path)]
    }


def test_the_rooms_are_those_of_the_street() -> None:
    assert {room(path) for path in sources()} == set().union(*STREET)


def test_imports_go_one_way() -> None:
    assert wrong_ways(sources()) == set()


def test_what_is_imported_is_there() -> None:
    modules = sources()
    missing = {
        f"{path} -> {target}"
        for path, source in modules.items()
        for target in imported(path, source)
        if target.endswith(".js") and target not in modules
    }
    assert missing == set()


@pytest.mark.parametrize(
    ("path", "line", "target"),
    [
        ("charts/figure.js", 'import { styles } from "../shell/styles.js";', "shell/styles.js"),
        ("engine/run.js", 'const later = import("../shell/styles.js");', "shell/styles.js"),
        (
            "settings/address.js",
            '/** @typedef {import("../engine/run.js").Run} Run */',
            "engine/run.js",
        ),
        ("share/csv.js", 'import "../code/highlight.js";', "code/highlight.js"),
        ("widgets/registry.js", 'import "../page.js";', "page.js"),
    ],
)
def test_a_planted_wrong_import_is_found(path: str, line: str, target: str) -> None:
    modules = sources()
    modules[path] += "\n" + line
    assert wrong_ways(modules) == {f"{path} -> {target}"}


WHOLE_WIDGETS = re.compile(
    r"shell/[\w-]+-widget\.js"
    r"|widgets/(?P<folder>[\w-]+)/(?:[\w-]+-widget|(?P=folder)|degradation-explorer)\.js"
)
"""The elements themselves, which hold all of a widget."""

OUTSIDE = re.compile(r"(?:engine|boot|recorded)/")
"""What answers late or from elsewhere: Python, the network, the recordings."""


def knowing_whole_widgets(modules: dict[str, str]) -> set[str]:
    """Helpers that know a widget as a whole, be it by its type alone."""
    return {
        path
        for path, source in modules.items()
        if not WHOLE_WIDGETS.fullmatch(path)
        and room(path) != "pages"
        and path != "widgets/registry.js"
        if any(WHOLE_WIDGETS.fullmatch(target) for target in imported(path, source))
    }


def without_comments(source: str) -> str:
    return re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", source, flags=re.DOTALL)


def drawing_and_fetching(modules: dict[str, str]) -> set[str]:
    """Modules that make templates of data, are no elements, and can begin to fetch."""
    found = set()
    for path, text in modules.items():
        source = without_comments(text)
        draws = re.search(r'import \{[^}]*\bhtml\b[^}]*\} from "lit"', source)
        if not draws or "define(" in source or WHOLE_WIDGETS.fullmatch(path):
            continue
        reaches = any(OUTSIDE.match(target) for target in imported(path, source))
        if reaches or re.search(r"\bimport\(|\bfetch\(", source):
            found.add(path)
    return found


def test_helpers_take_data_and_callbacks() -> None:
    assert knowing_whole_widgets(sources()) == set()


def test_what_draws_fetches_nothing() -> None:
    assert drawing_and_fetching(sources()) == set()


def test_a_helper_that_takes_a_widget_is_found() -> None:
    modules = sources()
    modules["shell/spoken.js"] += '\n/** @param {import("./race-widget.js").RaceWidget} widget */'
    assert knowing_whole_widgets(modules) == {"shell/spoken.js"}


@pytest.mark.parametrize(
    "line",
    ['import * as engine from "../../../engine/engine.js";', 'const late = import("./seeds.js");'],
)
def test_a_view_that_fetches_is_found(line: str) -> None:
    modules = sources()
    path = "widgets/degradation/views/sweep.js"
    modules[path] += "\n" + line
    assert drawing_and_fetching(modules) == {path}


def test_an_import_within_a_room_is_free() -> None:
    assert wrong_ways({"charts/figure.js": 'import "./numbers.js";'}) == set()
