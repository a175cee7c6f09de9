"""A step runs again whenever something that it reads has changed, its code too, and only then."""

import functools
from pathlib import Path

import build
import pytest
from web.assembly.commands import BuildError
from web.assembly.places import ASSEMBLY, ROOT, WEB
from web.assembly.recipes import recipe
from web.assembly.steps import Step

STEPS = {step.make.__name__: step for step in build.STEPS}


@functools.cache
def code_of(name: str) -> set[str]:
    """The files of code that a step is made by, by their names in `web/`."""
    return {path.relative_to(WEB).as_posix() for path in recipe(STEPS[name].make)}


def test_no_two_steps_share_a_folder() -> None:
    assert len(STEPS) == len(build.STEPS)


def test_the_runtime_is_made_again_when_what_boots_it_changes() -> None:
    boots = {"assembly/node-python.mjs", "src/boot/boot-pyodide.js", "src/boot/python-files.js"}
    assert boots <= code_of("make_runtime") & code_of("take_snapshot")


@pytest.mark.parametrize(
    ("file", "makes"),
    [
        ("recordings.py", {"record_runs"}),
        ("kernels.py", {"compile_kernels"}),
        ("exercise.py", {"make_runtime", "take_snapshot"}),
        ("library.py", {"make_runtime", "take_snapshot"}),
        ("script.py", {"write_script"}),
        ("without-chance.mjs", {"take_snapshot"}),
        ("rewrite.mjs", {"bundle", "make_pages"}),
        ("plain_ends.py", {"bundle", "make_pages"}),
        ("draw-cards.mjs", {"print_pictures", "make_pages"}),
        ("parts.py", {"make_pages"}),
        ("licences.py", {"make_pages"}),
        ("server.py", set()),
        ("site.py", set()),
    ],
)
def test_a_change_in_the_assembly_line_makes_the_steps_again_whose_code_it_is(
    file: str, makes: set[str]
) -> None:
    """Those that come after one of them run again too, by its key."""
    changed = f"assembly/{file}"
    assert {name for name in STEPS if changed in code_of(name)} == makes


def test_no_step_is_made_again_by_what_steps_write() -> None:
    """Each build would find another `generated/build.json` than that before it."""
    read = set().union(*(code_of(name) for name in STEPS))
    assert any(name.startswith("src/") for name in read), "modules of the page are among them"
    assert [name for name in read if name.startswith("generated/")] == []


def test_every_program_of_the_assembly_line_is_of_some_step() -> None:
    programs = {path.relative_to(WEB).as_posix() for path in ASSEMBLY.glob("*.mjs")}
    used = set().union(*(code_of(name) for name in STEPS))
    assert programs - used == {"assembly/compress.mjs"}, "that changes no byte that is unpacked"


def test_a_changed_program_changes_the_keys_of_its_step_and_of_those_after_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = {name: step.key for name, step in STEPS.items()}
    read = Path.read_bytes
    monkeypatch.setattr(
        Path, "read_bytes", lambda path: read(path) + b"!" * (path.name == "snapshot.mjs")
    )
    for step in STEPS.values():
        step.forget()
    try:
        changed = {name for name, step in STEPS.items() if step.key != before[name]}
    finally:
        monkeypatch.undo()
        for step in STEPS.values():
            step.forget()
    assert changed == {"take_snapshot", "bundle", "print_pictures", "make_pages"}


def test_an_input_that_is_not_there_is_named() -> None:
    step = Step("copy", lambda folder: None, (ROOT / "web" / "moved-away",))
    with pytest.raises(BuildError, match="web/moved-away is an input of the step 'copy'"):
        assert step.key
