"""The worker's verbs, asked as the page asks them, with stand-ins for the browser's own modules."""

import importlib
import inspect
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from residual.blocks import Block
from residual.experiments import Config, make_trainer
from residual.inspection import inspect_block

SOURCE = inspect.getsource(Block)
BRANCH = "dx = self.branch.backward(dy)"
SMALL: dict[str, Any] = {"depth": 8, "width": 5, "epochs": 6}

Ask = Callable[..., Any]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ask]:
    """Return a function that asks the worker's verbs; data pass as they are."""
    sync = types.SimpleNamespace()
    stand_ins: dict[str, dict[str, Any]] = {
        "js": {"Object": types.SimpleNamespace(fromEntries=dict)},
        "pyodide": {},
        "pyodide.ffi": {
            "JsProxy": type("JsProxy", (), {}),
            "jsnull": object(),
            "to_js": lambda value, **_: value,
        },
        "polyscript": {"xworker": types.SimpleNamespace(sync=sync)},
    }
    stand_ins["js"] |= {"Uint8Array": None, "WebAssembly": None}
    for name, content in stand_ins.items():
        module = types.ModuleType(name)
        vars(module).update(content)
        monkeypatch.setitem(sys.modules, name, module)
    worker = importlib.import_module("residual.worker")
    worker.start("numpy")
    yield lambda verb, *arguments: getattr(sync, verb)(*arguments)
    del sys.modules["residual.worker"]


def test_a_block_is_inspected_as_natively(ask: Ask) -> None:
    run = ask("open", SMALL)["run"]
    ask("advance", [run], 0)
    found = ask("inspect", run, 1)
    trainer = make_trainer(Config.parse(SMALL))
    trainer.advance()
    expected = inspect_block(trainer, 1)
    np.testing.assert_array_equal(found["singularValues"], expected.singular_values)
    assert found["title"] == expected.title


def test_a_block_that_is_not_there_is_a_problem(ask: Ask) -> None:
    run = ask("open", SMALL)["run"]
    (problem,) = ask("inspect", run, 3)["problems"]
    assert problem == "block: 3 is not allowed; use a whole number from 0 to 2"


def test_signals_come_with_the_other_norms(ask: Ask) -> None:
    run = ask("open", SMALL)["run"]
    (at_start,) = ask("gradients", [run])
    (after,) = ask("advance", [run], 0)
    for norms in (at_start, after):
        assert norms["signalNorms"].shape == (8,)
        assert (norms["signalNorms"] > 0).all()


def test_a_right_edit_is_checked_and_trains(ask: Ask) -> None:
    source = SOURCE.replace(BRANCH, "dx = self.branch.backward(0.5 * dy)").replace(
        "y = self.branch.forward(x, train)", "y = 0.5 * self.branch.forward(x, train)"
    )
    assert ask("check", source) == {}
    edited, original = ask("open", SMALL, "degradation", source), ask("open", SMALL)
    slices = ask("advance", [edited["run"], original["run"]], 0)
    assert [found["epoch"] for found in slices] == [1, 1]
    assert slices[0]["loss"] != slices[1]["loss"]


@pytest.mark.parametrize(
    ("replacement", "kind"),
    [
        ("dx = self.branch.backward(dy", "syntax"),
        ("dx = self.brunch.backward(dy)", "error"),
        ("dx = 2 * self.branch.backward(dy)", "gradient"),
    ],
)
def test_a_wrong_edit_is_said_to_be_wrong(ask: Ask, replacement: str, kind: str) -> None:
    found = ask("check", SOURCE.replace(BRANCH, replacement))
    assert found["failed"]["kind"] == kind
    assert found["failed"]["line"] > 1
    assert ask("check", SOURCE) == {}


def test_an_edit_that_cannot_be_opened_opens_nothing(ask: Ask) -> None:
    assert ask("open", SMALL, "degradation", "class Block:")["failed"]["kind"] == "syntax"
    assert ask("open", SMALL)["run"] == 1


def test_a_refused_setting_goes_before_an_edit(ask: Ask) -> None:
    assert "problems" in ask("open", {"depth": 3}, "degradation", "class Block:")


def test_a_block_that_raises_while_training_leaves_the_worker_alive(ask: Ask) -> None:
    source = SOURCE.replace(BRANCH, f"{BRANCH}\n        raise RuntimeError('tired')")
    other = ask("open", SMALL)["run"]
    run = ask("open", SMALL, "degradation", source)["run"]
    for verb, *arguments in (("advance", [other, run], 0), ("gradients", [run])):
        failed = ask(verb, *arguments)["failed"]
        assert (failed["message"], failed["kind"]) == ("RuntimeError: tired", "error")
        assert SOURCE.splitlines()[failed["line"] - 2].strip() == BRANCH
    ask("close", [run])
    (found,) = ask("advance", [other], 0)
    losses = make_trainer(Config.parse(SMALL)).advance(2).loss
    assert found["loss"].tolist() == losses  # those of the answer that failed come with it


def test_each_epoch_is_told_once(ask: Ask) -> None:
    run = ask("open", SMALL)["run"]
    told: list[float] = []
    for _ in range(4):
        (found,) = ask("advance", [run], 0)
        told += found["loss"].tolist()
    assert told == make_trainer(Config.parse(SMALL)).advance(4).loss
    ask("reset", [run])
    (found,) = ask("advance", [run], 0)
    assert found["loss"].tolist() == told[:1]


def test_an_error_of_our_own_is_not_taken_for_the_reader_s(ask: Ask) -> None:
    with pytest.raises(TypeError):
        ask("advance")
