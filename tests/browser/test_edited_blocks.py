"""Edited blocks, signals and inspections in the browser, where the package has no source files."""

import inspect
import json
from collections.abc import Iterator
from typing import Any
from urllib.request import urlopen

import pytest
from browser.booted import Kept
from browser.python_in_worker import PythonInWorker

from residual.blocks import Block
from residual.diagnostics.block_stretch import inspect_block
from residual.experiments import Config, make_trainer
from residual.export.script import template

SOURCE = inspect.getsource(Block)
BRANCH = "dx = self.branch.backward(dy)"
HEAD = """
import json
from residual import kernels
from residual.page.edited_block import EditError, check_block, compile_block, make_edited_trainer
from residual.experiments import Config, make_trainer
from residual.diagnostics.block_stretch import inspect_block
from residual.compiled import library
operations = library.load(relaxed=True)
assert operations
kernels.use(operations)
"""


@pytest.fixture(scope="module")
def worker(kept: Kept) -> Iterator[PythonInWorker]:
    worker = PythonInWorker(kept.come().page)
    yield worker
    worker.end()


def check(worker: PythonInWorker, source: str) -> dict[str, Any]:
    found = worker.run(
        f"{HEAD}\ntry:\n    check_block(compile_block({source!r}))\n    found = {{}}\n"
        "except EditError as error:\n    found = error.to_dict()\nresult = json.dumps(found)"
    )
    return dict(json.loads(found))


def test_the_original_block_is_fine_and_a_wrong_one_is_caught(worker: PythonInWorker) -> None:
    assert check(worker, SOURCE) == {}
    wrong = check(worker, SOURCE.replace(BRANCH, "dx = -self.branch.backward(dy)"))
    assert wrong["kind"] == "gradient"


def test_a_traceback_shows_the_edited_line(worker: PythonInWorker) -> None:
    found = check(worker, SOURCE.replace(BRANCH, "dx = self.branch.backward(dy, 1)"))
    line = 1 + SOURCE.splitlines().index(f"        {BRANCH}")
    assert (found["kind"], found["line"]) == ("error", line)
    assert f'File "edited Block", line {line}, in backward' in found["traceback"]
    assert "dx = self.branch.backward(dy, 1)" in found["traceback"]


def test_an_edited_block_trains_behind_the_kernels(worker: PythonInWorker) -> None:
    halved = SOURCE.replace(BRANCH, "dx = self.branch.backward(0.5 * dy)").replace(
        "y = self.branch.forward(x, train)", "y = 0.5 * self.branch.forward(x, train)"
    )
    config = "Config(depth=8, epochs=12)"
    original, same, other = worker.run(
        f"{HEAD}\nresult = [t.advance(12).loss for t in (make_trainer({config}), "
        f"make_edited_trainer({config}, compile_block({SOURCE!r})), "
        f"make_edited_trainer({config}, compile_block({halved!r})))]"
    )
    assert same == original
    assert other != original
    assert other[-1] < other[0]


def test_signals_and_singular_values_are_those_of_a_native_run(worker: PythonInWorker) -> None:
    signals, values = worker.run(
        f"{HEAD}\ntrainer = make_trainer(Config(depth=8, epochs=12))\ntrainer.advance(3)\n"
        "trainer.measure()\nresult = [trainer.signals.tolist(), "
        "inspect_block(trainer, 1).singular_values.tolist()]"
    )
    trainer = make_trainer(Config(depth=8, epochs=12))
    trainer.advance(3)
    trainer.measure()
    assert signals == pytest.approx(list(trainer.signals), rel=1e-9)
    expected = inspect_block(trainer, 1).singular_values
    assert values == pytest.approx(list(expected), rel=1e-9, abs=1e-12)


def test_the_site_has_the_script_that_the_package_makes(site: str) -> None:
    with urlopen(f"{site}python/script.py.txt") as answer:
        assert answer.read().decode() == template()
