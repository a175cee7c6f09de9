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
    {"tour"},
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
        ("tour/steps.js", 'import "../page.js";', "page.js"),
    ],
)
def test_a_planted_wrong_import_is_found(path: str, line: str, target: str) -> None:
    modules = sources()
    modules[path] += "\n" + line
    assert wrong_ways(modules) == {f"{path} -> {target}"}


def test_an_import_within_a_room_is_free() -> None:
    assert wrong_ways({"charts/figure.js": 'import "./numbers.js";'}) == set()
