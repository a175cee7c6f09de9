"""The one-way street: which module may import which, and what may come from outside."""

import ast
import sys
from pathlib import Path

import pytest

import residual

ROOT = Path(residual.__file__).parent
STREET = [
    {"datasets", "initializers"},
    {"layers"},
    {"blocks"},
    {"networks"},
    {"training"},
    {"diagnostics"},
    {"experiments"},
    {"cli", "worker"},
]
"""Modules import only from houses before their own. Those not named may stand anywhere between
(losses, kernels, tables ...) as long as no way through them leads back up the street."""

OUTSIDE = {"numpy"} | sys.stdlib_module_names
BROWSER = {"polyscript", "pyodide", "js"}

Graph = dict[str, set[str]]


def sources() -> dict[str, str]:
    """Each module by its name below the package, with its source text."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name or "residual"] = path.read_text(encoding="utf-8")
    return found


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
    allowed = OUTSIDE | {"residual"} | (BROWSER if name == "worker" else set())
    return {module.split(".")[0] for module in imported(source)} - allowed


def graph(modules: dict[str, str]) -> Graph:
    """What each module or package of the core imports of the others; inside itself it is free."""
    edges: Graph = {name.split(".")[0]: set() for name in modules}
    for name, source in modules.items():
        own = name.split(".")[0]
        others = {module.removeprefix("residual.").split(".")[0] for module in imported(source)}
        edges[own] |= (others & edges.keys()) - {own, "residual"}
    return edges


def reachable(start: str, edges: Graph) -> set[str]:
    seen: set[str] = set()
    waiting = set(edges[start])
    while waiting:
        module = waiting.pop()
        seen.add(module)
        waiting |= edges[module] - seen
    return seen


def wrong_ways(edges: Graph) -> set[str]:
    """Ways against the street, straight or through other modules, and circles."""
    house = {name: i for i, names in enumerate(STREET) for name in names}
    wrong = set()
    for name in edges:
        for other in reachable(name, edges):
            against = name in house and other in house and house[other] >= house[name]
            if name == other or against:
                wrong.add(f"{name} -> {other}")
    top = STREET[-1]
    importers = {n for n, others in edges.items() if others & top and n != "__main__"}
    return wrong | {f"{name} -> {other}" for name in importers for other in edges[name] & top}


def test_the_named_modules_exist() -> None:
    expected = set().union(*STREET) - {"worker"}  # the browser's side may be left out
    assert expected <= set(sources())


def test_imports_go_one_way() -> None:
    assert wrong_ways(graph(sources())) == set()


@pytest.mark.parametrize("name", list(sources()))
def test_nothing_is_imported_but_numpy_and_the_standard_library(name: str) -> None:
    assert foreign(name, sources()[name]) == set()


@pytest.mark.parametrize(
    ("name", "line", "expected"),
    [
        ("layers", "from residual.blocks import Block", "layers -> blocks"),
        ("layers", "def f():\n    from residual import networks", "layers -> networks"),
        ("datasets", "import residual.experiments", "datasets -> experiments"),
        ("initializers", "import residual.datasets", "initializers -> datasets"),
        ("arrays", "import residual.kernels", "kernels -> kernels"),  # a circle
        ("kernels", "from residual import diagnostics", "layers -> diagnostics"),  # by way of one
        ("tables", "import residual.cli", "tables -> cli"),
    ],
)
def test_a_planted_wrong_import_is_found(name: str, line: str, expected: str) -> None:
    modules = sources()
    modules[name] += "\n" + line
    assert expected in wrong_ways(graph(modules))


def test_a_planted_foreign_import_is_found() -> None:
    line = "try:\n    import torch.nn as nn\nexcept ImportError:\n    import polyscript"
    assert foreign("layers", line) == {"torch", "polyscript"}
    assert foreign("worker", line) == {"torch"}
