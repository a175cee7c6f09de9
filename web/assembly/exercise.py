"""Does everything that the page's worker can do, so that the build sees which files that reads.

Runs in Pyodide under Node. Nothing depends on its being complete: what it misses comes to the
reader's browser when it is asked for, only later.
"""

import importlib
import linecache
import pkgutil
import sys
import traceback
import types
from typing import Any

import js
from pyodide.ffi import to_js

answers: Any = types.SimpleNamespace()
asked: set[str] = set()
page: Any = types.SimpleNamespace(xworker=types.SimpleNamespace(sync=answers))
sys.modules["polyscript"] = page

from residual.compiled import library  # noqa: E402
from residual.page import worker  # noqa: E402 (needs the stand-in above)


def import_all(package: types.ModuleType) -> None:
    """Import a package with all its modules, but not the command line's."""
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        if module.name not in {"residual.cli", "residual.__main__"}:
            found = importlib.import_module(module.name)
            if module.ispkg:
                import_all(found)


def ask(verb: str, *arguments: object) -> Any:
    """Ask the worker as the page does."""
    asked.add(verb)
    plain = to_js(list(arguments), dict_converter=js.Object.fromEntries)
    answered = getattr(answers, verb)(*plain)
    return answered.to_py() if verb in {"schema", "open", "begin"} else answered


def configurations(table: dict[str, Any]) -> list[dict[str, object]]:
    """Return settings that have each preset, and each choice of each setting, once."""
    presets = [dict(p.get("values", p)) for p in table["presets"].values()]
    choices = [
        {row["name"]: value} for row in table["settings"] for value in row.get("choices") or ()
    ]
    return [{**values, "depth": 8} for values in presets + choices]


def use(values: dict[str, object], table: str) -> None:
    """Take a run through its life; what is refused is as good to have asked."""
    opened = ask("open", values, table)
    if "run" not in opened:
        return
    run = opened["run"]
    for verb, *arguments in (
        ("data", run),
        ("advance", [run], 0),
        ("gradients", [run]),
        ("boundary", [run], 4),
        ("inspect", run, 0),
        ("update", run, 0),
        ("read", run, [0] * 64),
        ("reset", [run]),
        ("close", [run]),
    ):
        ask(verb, *arguments)


def main() -> None:
    """Exercise the worker."""
    import_all(importlib.import_module("residual"))
    library.load(relaxed=False)  # what browsers without relaxed SIMD load
    worker.start("best")
    for name, table in ask("schema")["tables"].items():
        for values in configurations(table):
            use(values, name)
    ask("validate", [{"depth": 8}], "degradation", [])
    ask("open", {"depth": "none"}, "degradation")  # refused
    ask("advance")  # raised
    for verb, values in (
        ("train", {"config": {"depth": 8}}),
        ("measure", {"configs": [{}]}),
        ("trace_blocks", {"config": {"norm": "none"}, "states": {"post": None}}),
    ):
        job = ask("begin", verb, {"table": "degradation"} | values)["job"]
        ask("go_on", job, 0)
        ask("give_up", job)
    for verb in ("count_blocks", "denoise"):
        job = ask("begin", verb, {"config": {}})["job"]
        ask("go_on", job, 0)
    for source in (
        "from residual.blocks import Block",
        "class Block(:",
        "1 / 0",
        "class Block:\n    def forward(self, x): x +",
    ):
        ask("check", source)
        ask("open", {"depth": 8}, "degradation", source)
        # What a traceback with lines of source and carets needs.
        linecache.cache["edited"] = (len(source), None, source.splitlines(True), "edited")
        try:
            exec(compile(f"{source}\n(1 / 0) + len(())", "edited", "exec"), {})
        except Exception:
            traceback.format_exc()


main()
