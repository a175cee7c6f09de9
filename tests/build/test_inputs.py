"""A step runs again whenever something that it reads has changed."""

import re
from pathlib import Path

import build
import pytest
from web.assembly.commands import BuildError
from web.assembly.steps import Step, files_in

ROOT = Path(__file__).resolve().parents[2]
IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.{1,2}/[^"']+)["']""")


def read_by(script: Path) -> set[Path]:
    """Return what a script of Node's imports of ours, and what these import."""
    found, todo = set(), [script]
    while todo:
        file = todo.pop()
        for name in IMPORT.findall(file.read_text("utf-8")) if file.suffix != ".json" else ():
            path = (file.parent / name).resolve()
            if path not in found:
                found.add(path)
                todo.append(path)
    return found


def test_the_runtime_is_made_again_when_what_boots_it_changes() -> None:
    inputs = {path for top in build.RUNTIME.inputs for path in files_in(top)}
    scripts = [ROOT / "web" / "assembly" / name for name in ("files-read.mjs", "snapshot.mjs")]
    read = {path for script in scripts for path in read_by(script)}
    assert ROOT / "web" / "src" / "boot" / "boot-pyodide.js" in read
    assert read <= inputs


def test_an_input_that_is_not_there_is_named() -> None:
    step = Step("copy", lambda folder: None, (ROOT / "web" / "moved-away",))
    with pytest.raises(BuildError, match="web/moved-away is an input of the step 'copy'"):
        assert step.key
