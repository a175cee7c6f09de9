"""The worker's verbs, asked as the page asks them, with stand-ins for the browser's own modules."""

import importlib
import inspect
import re
import sys
import types
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from residual.blocks import Block
from residual.compiled.operations import Operations
from residual.diagnostics.block_stretch import inspect_block
from residual.experiments import EXPERIMENTS, Config, DigitsConfig, make_trainer
from residual.page import memory
from residual.page.jobs import Clock, Values, Work
from residual.page.verbs import VERBS

SOURCE = inspect.getsource(Block)
BRANCH = "dx = self.branch.backward(dy)"
SMALL: dict[str, Any] = {"depth": 8, "width": 5, "epochs": 6}

Ask = Callable[..., Any]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ask]:
    """Return a function that asks the worker's verbs; arrays are read as the page reads them."""
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
    monkeypatch.setattr(memory, "_taken", {})
    worker = importlib.import_module("residual.page.worker")
    worker.start("numpy")
    yield lambda verb, *arguments: arrays(getattr(sync, verb)(*arguments))
    del sys.modules["residual.page.worker"]


def arrays(reply: Any) -> Any:
    """Put an array back wherever one travels as `{shape, data}`."""
    assert not isinstance(reply, np.ndarray | np.generic), "it travels with its shape"
    if isinstance(reply, list):
        return [arrays(part) for part in reply]
    if not isinstance(reply, dict):
        return reply
    if reply.keys() == {"shape", "data"}:
        return np.reshape(reply["data"], reply["shape"])
    return {name: arrays(part) for name, part in reply.items()}


def test_a_block_is_inspected_as_natively(ask: Ask) -> None:
    run = ask("open", SMALL)["run"]
    ask("advance", [run], 0)
    found = ask("inspect", run, 1)
    trainer = make_trainer(Config.parse(SMALL))
    trainer.advance()
    expected = inspect_block(trainer, 1)
    np.testing.assert_array_equal(found["singularValues"], expected.singular_values)
    assert found["title"] == expected.title


DIGITS: dict[str, Any] = {"depth": 8, "width": 1, "epochs": 1, "batch_size": 720}


def test_a_run_on_images_is_trained_update_by_update_and_reads_what_is_drawn(ask: Ask) -> None:
    run = ask("open", DIGITS, "digits")["run"]
    answers = [ask("update", run, 0)]
    while not answers[-1]["done"]:
        answers.append(ask("update", run, 0))
    updates = np.concatenate([part["updates"] for part in answers])
    exams = [part["observed"] for part in answers if len(part["observed"]["epochs"])]
    native = EXPERIMENTS["digits"].make(DigitsConfig.parse(DIGITS))
    native.advance()
    np.testing.assert_array_equal(updates, native.updates)
    np.testing.assert_array_equal(exams[-1]["answers"][-1], native.history.observed[-1].answers)
    assert ask("read", run, [0] * 64)["probability"].sum() == pytest.approx(1)
    assert "63" in ask("read", run, [0] * 63)["problems"][0]
    ask("reset", [run])
    assert len(ask("update", run, 1e6)["updates"]) == 2, "from the beginning again"
    ask("close", [run])
    assert "is not open" in ask("update", run, 0)["problems"][0]


@pytest.mark.parametrize("milliseconds", [-1, None, "5"])
def test_training_takes_a_length_of_time(ask: Ask, milliseconds: object) -> None:
    run = ask("open", DIGITS, "digits")["run"]
    (problem,) = ask("update", run, milliseconds)["problems"]
    assert "milliseconds" in problem
    assert "use a number from 0" in problem


def test_points_are_trained_by_epochs(ask: Ask) -> None:
    run = ask("open", SMALL)["run"]
    (problem,) = ask("update", run, 0)["problems"]
    assert problem == "update: is not allowed for a run on points; use one on images"


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
    assert ask("check", source) == {"kernel": "NumPy", "compiled": []}
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
    assert "failed" not in ask("check", SOURCE)


def test_which_parts_of_an_edit_run_compiled_is_told(ask: Ask, c_runs: Operations) -> None:
    assert ask("check", SOURCE) == {"kernel": c_runs.name, "compiled": ["branch"]}


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


def test_an_error_of_our_own_is_told_and_not_taken_for_the_reader_s(ask: Ask) -> None:
    raised = ask("advance")["raised"]
    assert raised["message"].startswith("TypeError: advance() missing")
    assert "Traceback" in raised["traceback"]
    assert not raised["full"]
    assert ask("open", SMALL)["run"] == 1


def test_that_no_memory_is_left_is_said(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(*_: object) -> None:
        np.empty(2**60, np.uint8)

    full = replace(EXPERIMENTS["degradation"], make=fill)
    monkeypatch.setitem(EXPERIMENTS, "degradation", full)
    raised = ask("open", SMALL)["raised"]
    assert (raised["message"], raised["full"]) == ("Python's memory in the browser is full.", True)


@pytest.mark.parametrize("kind", ["KeyboardInterrupt", "GeneratorExit", "SystemExit"])
def test_whatever_a_text_raises_is_the_reader_s_error_at_its_line(ask: Ask, kind: str) -> None:
    source = SOURCE.replace(BRANCH, f"{BRANCH}\n        raise {kind}('tired')")
    line = 1 + source.splitlines().index(f"        raise {kind}('tired')")
    failed = ask("check", source)["failed"]
    assert (failed["message"], failed["line"]) == (f"{kind}: tired", line)
    run = ask("open", SMALL, "degradation", source)["run"]
    failed = ask("advance", [run], 0)["failed"]
    assert (failed["message"], failed["line"]) == (f"{kind}: tired", line)


def test_a_text_is_executed_once(ask: Ask) -> None:
    """What it does to NumPy would otherwise be done again whenever a network is opened."""
    source = f"np.times = getattr(np, 'times', 0) + 1\n{SOURCE}"
    ask("check", source)
    for _ in range(2):
        ask("open", SMALL, "degradation", source)
    assert vars(np).pop("times") == 1


LARGE: dict[str, Any] = {"depth": 1000, "width": 38}
"""Two are about all that fits."""


def test_networks_beyond_the_memory_are_refused_before_others_are_closed(ask: Ask) -> None:
    open_ones = [ask("open", SMALL, "flow")["run"]]
    problem = "depth: 1000 is not allowed .* beside the 2.9 GB"
    refused = ask("validate", [LARGE, LARGE, LARGE], "flow", open_ones)["problems"]
    assert re.match(problem, refused[0])
    assert ask("validate", [LARGE, LARGE], "flow", open_ones) == {}
    assert "problems" in ask("validate", [{"depth": 3}], "flow", open_ones)
    assert ask("gradients", open_ones)


def test_what_is_closed_makes_room(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = replace(EXPERIMENTS["flow"], make=lambda _: object())
    monkeypatch.setitem(EXPERIMENTS, "flow", nothing)
    first, second = (ask("open", LARGE, "flow")["run"] for _ in range(2))
    assert re.match("depth: 1000 .* beside", ask("open", LARGE, "flow")["problems"][0])
    assert re.match("depth: 1000 .* beside", ask("validate", [LARGE], "flow", [])["problems"][0])
    assert ask("validate", [LARGE], "flow", [second]) == {}
    ask("close", [first])
    assert ask("open", LARGE, "flow")["run"] > second


def explode(values: Values, _: Clock) -> Work:
    """A verb with a mistake of ours in it."""
    yield {}
    yield {"share": 0.5}
    raise ZeroDivisionError(values["why"])


def test_an_internal_error_ends_its_job_alone_and_comes_with_its_traceback(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(VERBS, "explode", explode)
    run = ask("open", SMALL)["run"]
    well = ask("begin", "train", {"table": "degradation", "config": SMALL})["job"]
    ill = ask("begin", "explode", {"why": "as planned"})["job"]
    assert ask("go_on", ill, 0) == {"parts": [{"share": 0.5}], "done": False}
    raised = ask("go_on", ill, 0)["raised"]
    assert raised["message"] == "ZeroDivisionError: as planned"
    assert "in explode" in raised["traceback"]
    assert not raised["full"]
    (problem,) = ask("go_on", ill, 0)["problems"]
    assert problem == f"job: {ill} is not under way; under way are {well}"
    assert ask("advance", [run], 0)[0]["epoch"] == 1
    assert ask("go_on", well, 60_000)["parts"][-1]["epoch"] == SMALL["epochs"]


def test_an_internal_error_beside_an_edited_block_is_not_the_reader_s(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(VERBS, "explode", explode)
    other, edited = ask("open", SMALL)["run"], ask("open", SMALL, "degradation", SOURCE)["run"]
    job = ask("begin", "explode", {"why": "as planned"})["job"]
    ask("go_on", job, 0)
    assert "raised" in ask("go_on", job, 0)
    monkeypatch.setattr("residual.page.wire.norms", lambda _: 1 / 0)
    assert "raised" in ask("gradients", [other])
    assert "failed" in ask("gradients", [other, edited]), "what it gave may raise anywhere"


def test_two_hundred_refusals_leave_nothing_behind(ask: Ask) -> None:
    for _ in range(200):
        assert "problems" in ask("open", SMALL | {"depth": 3})
        assert "problems" in ask("open", {"depth": 110, "width": 64, "norm": "sky"})
        assert "problems" in ask("begin", "landscape", {"table": "degradation", "config": {}} | BAD)
    worker = sys.modules["residual.page.worker"]
    assert (len(vars(worker)["_runs"]), len(vars(worker)["_jobs"]), memory.taken()) == (0, 0, 0)


BAD = {"points": 4}
