"""The evening's reading: what a student reads of the core, in order, is all that it calls."""

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import residual

ROOT = Path(residual.__file__).parent
README = Path(__file__).parents[2] / "README.md"
LIMIT = 1880
"""Lines that can be read in an evening, docstrings included."""

Read = Callable[[str], str]


def named_in(text: str) -> list[str]:
    """The files of the reading order, as a text names them after the words that announce it."""
    (paragraph,) = re.findall(r"in one evening.*?\n\n", text + "\n\n", re.DOTALL)
    return re.findall(r"`([a-z_]+(?:/[a-z_]+)*\.py)`", paragraph)


ORDER = named_in(README.read_text(encoding="utf-8"))


def written(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def file_of(module: str) -> str | None:
    """The file of a module of the package, below the package's folder; None if there is none."""
    path = module.removeprefix("residual").lstrip(".").replace(".", "/")
    names = (f"{path}.py", f"{path}/__init__.py".lstrip("/"))
    return next((name for name in names if (ROOT / name).exists()), None)


def home(module: str, name: str, read: Read) -> str:
    """The file that defines what is imported: what a package only hands on is not the package's."""
    file = file_of(f"{module}.{name}") or file_of(module)
    assert file, f"{module}.{name}"
    if file.endswith("__init__.py"):
        for node in ast.parse(read(file)).body:
            given = {alias.asname or alias.name for alias in getattr(node, "names", [])}
            if isinstance(node, ast.ImportFrom) and name in given:
                return home(str(node.module), name, read)
    return file


def used_by(file: str, read: Read = written) -> set[str]:
    """The files that a file imports from."""
    found = set()
    for node in ast.walk(ast.parse(read(file))):
        if isinstance(node, ast.ImportFrom):
            found |= {(str(node.module), alias.name) for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name.rpartition(".")[::2] for alias in node.names}
    return {home(*name, read) for name in found if name[0].split(".")[0] == "residual"}


def closed_under_imports(files: list[str], read: Read = written) -> set[str]:
    """The files and all that they use, and what that uses, and so on."""
    found: set[str] = set()
    left = set(files)
    while left:
        found |= left
        left = set().union(*(used_by(file, read) for file in left)) - found
    return found


def lines(file: str) -> int:
    return len(written(file).splitlines())


def test_the_readme_and_the_package_name_the_same_order() -> None:
    assert len(ORDER) == len(set(ORDER)) > 10
    assert named_in(str(residual.__doc__)) == ORDER


@pytest.mark.parametrize("file", ORDER)
def test_a_file_uses_only_those_that_have_been_read_before_it(file: str) -> None:
    assert used_by(file) <= set(ORDER[: ORDER.index(file)])


def test_it_is_read_in_one_evening() -> None:
    sizes = {file: lines(file) for file in sorted(closed_under_imports(ORDER))}
    listed = "\n".join(f"{size:5} {file}" for file, size in sizes.items())
    assert sum(sizes.values()) <= LIMIT, f"{sum(sizes.values())} lines:\n{listed}"


def test_all_that_is_promised_is_among_it() -> None:
    promised = {
        *("layers/contract.py", "layers/dense.py", "layers/normalization.py"),
        *("layers/activations.py", "blocks/residual.py", "networks/mlp.py"),
        *("training/losses.py", "training/optimizers.py", "training/trainer.py"),
    }
    assert promised <= set(ORDER)


@pytest.mark.parametrize(
    "planted",
    [
        "\nfrom residual.layers import Conv2d\n",
        "\ndef f():\n    import residual.layers.convolution\n",
    ],
)
def test_a_planted_import_of_something_beside_the_path_is_found(planted: str) -> None:
    def read(file: str) -> str:
        return written(file) + (planted if file == "blocks/residual.py" else "")

    beside = closed_under_imports(ORDER, read) - closed_under_imports(ORDER)
    assert {"layers/convolution.py", "kernels/convolution.py"} <= beside
