"""The one-way street: which room may import which, and what may come from outside."""

import ast
import functools
import sys
from pathlib import Path

import pytest

import residual

ROOT = Path(residual.__file__).parent
OPEN_TO_ALL = ("arrays", "checks", "settings")
"""What every room may use; these use no room, and each other in this order."""
STREET = [
    *({name} for name in OPEN_TO_ALL),
    {"kernels", "data"},
    {"layers"},
    {"blocks"},
    {"networks"},
    {"training"},
    {"compiled"},
    {"diagnostics"},
    {"experiments"},
    {"claims", "export"},
    {"cli", "page"},
]
"""Every room; each imports only from those before its own."""
ONLY_FOR = {"compiled": {"page"}}
"""Who switches a room on; nobody else knows of it."""

OUTSIDE = {"numpy"} | sys.stdlib_module_names
BROWSER = {"polyscript", "pyodide", "js"}

Graph = dict[str, set[str]]


@functools.cache
def sources() -> dict[str, str]:
    """Each module by its name below the package, with its source text."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name or "residual"] = path.read_text(encoding="utf-8")
    return found


@functools.cache
def imported(source: str) -> set[str]:
    """Every module that a source imports, wherever the statement stands, as dotted names."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
    return names


def foreign(name: str, source: str) -> set[str]:
    """What a module imports from outside and may not."""
    allowed = OUTSIDE | {"residual"} | (BROWSER if name == "page.worker" else set())
    return {module.split(".")[0] for module in imported(source)} - allowed


def graph(modules: dict[str, str]) -> Graph:
    """What each room imports of the others; inside itself it is free."""
    rooms = {name.split(".")[0] for name in modules} - {"residual"}
    edges: Graph = {room: set() for room in rooms}
    for name, source in modules.items():
        used = {module.removeprefix("residual.").split(".")[0] for module in imported(source)}
        room = name.split(".")[0]
        edges.setdefault(room, set()).update(used & rooms - {room})
    return edges


def wrong_ways(edges: Graph) -> set[str]:
    """Imports against the street, and into rooms that are for others."""
    place = {room: i for i, rooms in enumerate(STREET, 1) for room in rooms}
    place |= dict.fromkeys(("residual", "__main__"), len(place))
    return {
        f"{room} -> {other}"
        for room, others in edges.items()
        for other in others
        if place[other] >= place[room] or room not in ONLY_FOR.get(other, {room})
    }


def test_the_rooms_are_those_of_the_street() -> None:
    rooms = {name.split(".")[0] for name in sources()} - {"residual", "__main__"}
    assert rooms == set().union(*STREET)


def test_a_room_is_a_folder() -> None:
    assert {path.stem for path in ROOT.glob("*.py")} == {*OPEN_TO_ALL, "__init__"}


def test_imports_go_one_way() -> None:
    assert wrong_ways(graph(sources())) == set()


@pytest.mark.parametrize("name", list(sources()))
def test_nothing_is_imported_but_numpy_and_the_standard_library(name: str) -> None:
    assert foreign(name, sources()[name]) == set()


@pytest.mark.parametrize(
    ("name", "line", "expected"),
    [
        ("layers", "from residual.blocks import Block", "layers -> blocks"),
        ("layers.dense", "def f():\n    from residual import networks", "layers -> networks"),
        ("data.datasets", "import residual.experiments", "data -> experiments"),
        ("kernels", "import residual.data", "kernels -> data"),
        ("arrays", "import residual.kernels", "arrays -> kernels"),
        ("checks", "from residual.settings import Setting", "checks -> settings"),
        ("training.losses", "import residual.compiled.library", "training -> compiled"),
        ("experiments.runs", "import residual.compiled.library", "experiments -> compiled"),
        ("claims", "import residual.cli", "claims -> cli"),
        ("cli", "from residual.page import wire", "cli -> page"),
    ],
)
def test_a_planted_wrong_import_is_found(name: str, line: str, expected: str) -> None:
    modules = sources() | {name: f"{sources()[name]}\n{line}"}
    assert expected in wrong_ways(graph(modules))


def test_a_planted_foreign_import_is_found() -> None:
    line = "try:\n    import torch.nn as nn\nexcept ImportError:\n    import polyscript"
    assert foreign("layers", line) == {"torch", "polyscript"}
    assert foreign("page.worker", line) == {"torch"}
