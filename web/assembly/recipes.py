"""What a step is made by: the files of code that its function is in, imports, or has run."""

import ast
import functools
import re
import sys
from collections.abc import Callable
from pathlib import Path

from web.assembly.places import GENERATED

ASSEMBLY = Path(__file__).resolve().parent
PACKAGE = "web.assembly"
IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.{1,2}/[^"']+)["']""")


def recipe(function: Callable[..., None]) -> set[Path]:
    """Return the files that decide what a function does.

    Its own module, the modules of the assembly line that this imports, the programs beside them
    that these name, such as `"snapshot.mjs"`, and whatever of ours such a program imports. Of other
    packages none: each has a version, in an input.
    """
    found, todo = set[Path](), [Path(sys.modules[function.__module__].__file__ or "").resolve()]
    while todo:
        file = todo.pop()
        if file not in found:
            found.add(file)
            todo += _named_by(file)
    return found


def content(file: Path) -> bytes:
    """Return a file as it is now, but a module of ours as it runs: as it was at the start."""
    ours = file.parent == ASSEMBLY and file.suffix == ".py"
    runs = ours and f"{PACKAGE}.{file.stem}" in sys.modules
    return _as_it_runs(file) if runs else file.read_bytes()


@functools.cache
def _as_it_runs(module: Path) -> bytes:
    return module.read_bytes()


def _named_by(file: Path) -> set[Path]:
    """Return what of ours a module or a program imports, and the programs that it runs."""
    if file.suffix in {".js", ".mjs"}:
        text = file.read_text("utf-8")
        named = {(file.parent / name).resolve() for name in IMPORT.findall(text)}
        # What steps write is none: the step that writes it is one that this comes after, or itself.
        return {each for each in named if GENERATED not in each.parents}
    if file.parent != ASSEMBLY or file.suffix != ".py":
        return set()
    names: list[str] = []
    for node in ast.walk(ast.parse(content(file))):
        if isinstance(node, ast.ImportFrom) and node.module == PACKAGE:
            names += (f"{each.name}.py" for each in node.names)
        elif isinstance(node, ast.ImportFrom) and str(node.module).startswith(f"{PACKAGE}."):
            names.append(f"{str(node.module).removeprefix(f'{PACKAGE}.')}.py")
        elif isinstance(node, ast.Constant) and re.fullmatch(r"[\w-]+\.(py|mjs)", str(node.value)):
            names.append(str(node.value))
    return {ASSEMBLY / name for name in names if (ASSEMBLY / name).is_file()}
