"""A reader can have measured how fast a run is compiled, and how fast as it is written."""

from typing import Any

import pytest

from residual import kernels
from residual.compiled.operations import Operations
from residual.compiled.passes import CompiledPasses
from residual.experiments import Config, make_trainer
from residual.page import memory
from residual.page.jobs import Jobs
from residual.page.verbs import VERBS
from residual.settings import SettingError
from residual.training import Run

SMALL = {"depth": 8, "width": 8, "epochs": 3}


def parts_of(seconds: float = 0.05, **config: Any) -> list[dict[str, Any]]:
    jobs = Jobs(VERBS)
    values = {"table": "degradation", "config": SMALL | config, "seconds": seconds}
    job = jobs.begin("both_ways", values)["job"]
    parts = []
    while len(jobs):
        parts += jobs.go_on(job, 0)["parts"]
        assert kernels.implementation is not None, "nothing else is trained by NumPy meanwhile"
    return parts


def test_both_speeds_come_in_turns_and_what_a_plan_leaves_as_it_is_written(
    c_runs: Operations,
) -> None:
    *before, last = parts_of()
    assert [set(part) for part in before] == len(before) * [{"share", "compiled", "written"}]
    assert (last["share"], last["as_written"]) == (1, {})
    assert last["compiled"] > last["written"] > 0
    trainer = make_trainer(Config.parse(SMALL))
    trainer.advance(2)
    assert isinstance(trainer._passes, CompiledPasses)
    (plan,) = trainer._passes.plans
    assert last["bytes"] == plan.nbytes > 0
    assert memory.taken() == 0


def test_each_run_trains_by_what_it_is_named_after(
    c_runs: Operations, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained: list[tuple[str, str]] = []
    advance = Run.advance

    def noting(trainer: Run, epochs: int = 1) -> Any:
        trained.append((type(trainer._passes).__name__, kernels.running))
        return advance(trainer, epochs)

    monkeypatch.setattr(Run, "advance", noting)
    parts_of()
    assert set(trained) == {("CompiledPasses", c_runs.name), ("Passes", "NumPy")}


@pytest.mark.parametrize(
    ("config", "written"),
    [
        ({"activation": "tanh"}, {"Tanh": 7}),
        ({"norm": "layer"}, {"LayerNorm": 7}),
        ({"block": "highway"}, {"Highway": 6}),
        ({"block": "dense"}, {"DenselyConnected": 1}),
    ],
)
def test_what_no_rule_covers_is_told_by_its_kind(
    c_runs: Operations, config: dict[str, str], written: dict[str, int]
) -> None:
    assert parts_of(0.01, **config)[-1]["as_written"] == written


def test_with_numpy_there_is_nothing_to_compare() -> None:
    with pytest.raises(SettingError, match="kernel: NumPy runs exactly what is written"):
        parts_of()


def test_a_run_that_ends_at_once_is_measured_too(c_runs: Operations) -> None:
    assert parts_of(0.01, epochs=1)[-1]["compiled"] > 0
