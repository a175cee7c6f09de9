"""Runs by plans: when there is one, what memory it takes, and what stays the layers' business."""

import gc
import weakref
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from plan_agreement import by, plan_of

from residual import kernels
from residual.arrays import Array
from residual.blocks import Block
from residual.compiled import passes
from residual.compiled.operations import Operations
from residual.compiled.passes import CompiledPasses
from residual.experiments import Config, FlowConfig, make_trainer
from residual.layers import BatchNorm, Linear, ReLU
from residual.page.edited_block import make_edited_trainer
from residual.page.wire import answers, progress
from residual.training import Adam, Run

Calls = list[str]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Note the layers' own passes."""
    made: Calls = []

    def count(kind: type, method: str) -> None:
        run = getattr(kind, method)

        def counting(*arguments: object, **named: object) -> Array:
            made.append(f"{kind.__name__}.{method}")
            return run(*arguments, **named)  # type: ignore[no-any-return]

        monkeypatch.setattr(kind, method, counting)

    for kind in (Block, Linear, BatchNorm, ReLU):
        count(kind, "forward")
        count(kind, "backward")
    return made


def unobserved(**values: Any) -> Run:
    trainer = make_trainer(FlowConfig.parse({"depth": 6, "epochs": 40} | values))
    trainer.observer = None
    return trainer


def test_with_numpy_the_code_that_is_read_runs(calls: Calls) -> None:
    unobserved().advance(1)
    weights, blocks = 6, 2
    for way in ("forward", "backward"):
        assert calls.count(f"Block.{way}") == blocks
        assert calls.count(f"Linear.{way}") == weights
        assert calls.count(f"BatchNorm.{way}") == calls.count(f"ReLU.{way}") == weights - 1


def test_the_first_pass_is_as_it_is_written_and_the_next_ones_are_by_a_plan(
    calls: Calls, c_runs: Operations
) -> None:
    trainer = unobserved()
    trainer.advance(1)
    assert calls.count("Block.forward") == 2
    calls.clear()
    trainer.advance(4)
    trainer.measure()  # looks at each signal on its way back
    trainer.advance(2)
    assert calls == []


def test_what_no_rule_knows_runs_in_its_place(c_runs: Operations) -> None:
    trainer = unobserved(activation="tanh")
    trainer.advance(3)
    assert plan_of(trainer).told == [
        *("stem.tanh", "blocks.0.branch.tanh1", "blocks.0.after"),
        *("blocks.1.branch.tanh1", "blocks.1.after"),
    ]


def test_an_edited_block_runs_as_it_is_written_and_the_rest_by_the_plan(
    c_runs: Operations,
) -> None:
    class Edited(Block):
        def forward(self, x: Array, train: bool = True) -> Array:
            return super().forward(x, train)

    config = Config(depth=6, epochs=20)
    edited, original = make_edited_trainer(config, Edited), make_trainer(config)
    assert edited.advance(20) == original.advance(20)
    assert plan_of(edited).told == ["blocks.0", "blocks.1"]
    assert plan_of(original).told == []
    assert plan_of(edited).nbytes > plan_of(original).nbytes


def test_the_branch_of_an_edited_block_has_a_plan_of_its_own(
    calls: Calls, c_runs: Operations
) -> None:
    class Edited(Block):
        def forward(self, x: Array, train: bool = True) -> Array:
            return super().forward(x, train)

    trainer = make_edited_trainer(Config(depth=6, epochs=20), Edited)
    trainer.observer = None
    trainer.advance(2)
    calls.clear()
    trainer.advance(3)
    ways = (*("Block.forward", "Block.backward"), *("ReLU.forward", "ReLU.backward"))
    assert {name: calls.count(name) for name in set(calls)} == dict.fromkeys(ways, 2 * 3)
    assert not any("forward" in vars(layer) for _, layer in trainer.network.walk())
    branch = dict(trainer.network.walk())["blocks.0.branch"]
    branch.children()["relu1"].forward = lambda x, train=True: -x
    calls.clear()
    trainer.advance(2)
    assert calls.count("Linear.forward") == 0, "only what has changed runs as it is written"


def test_epochs_draw_up_no_plans_and_allocate_nothing(c_runs: Operations) -> None:
    trainer = make_trainer(Config(depth=8, epochs=100, batch_size=150))
    trainer.advance(12)
    runs = trainer._passes, trainer._evaluator._passes
    assert all(isinstance(run, CompiledPasses) for run in runs)
    before = [plan for run in runs for plan in run.plans]  # type: ignore[attr-defined]
    grads = [p.grad for p in trainer.network.parameters().values()]
    trainer.advance(20)
    after = [plan for run in runs for plan in run.plans]  # type: ignore[attr-defined]
    assert len(before) >= 3
    assert [*map(id, before)] == [*map(id, after)]
    places = {id(part[1]["grad"]) for plan in before for part in plan.kept if "grad" in part[1]}
    assert {*map(id, grads)} <= places


def test_few_plans_are_kept(c_runs: Operations) -> None:
    trainer = unobserved()
    for rows in range(2, 40):
        for _ in range(2):
            trainer._evaluator.logits(trainer.x[:rows])
    run = trainer._evaluator._passes
    assert isinstance(run, CompiledPasses)
    assert len(run.plans) <= passes.CompiledPasses.PLANS


def test_a_pass_that_only_goes_forward_takes_the_room_of_a_few_layers(c_runs: Operations) -> None:
    sizes = []
    for depth in (10, 40):
        trainer = unobserved(depth=depth)
        for _ in range(2):
            trainer._evaluator.logits(trainer.x)
        run = trainer._evaluator._passes
        assert isinstance(run, CompiledPasses)
        sizes.append(run.plans[-1].nbytes)
    assert sizes[1] < 1.2 * sizes[0]


def test_the_gradients_by_the_inputs_of_a_deep_network_share_their_room(
    c_runs: Operations,
) -> None:
    """So a layer takes what it keeps: what it normalised and what it gave, and its gradients."""
    sizes = []
    for depth in (20, 40):
        trainer = unobserved(depth=depth, width=16)
        trainer.advance(3)
        sizes.append(plan_of(trainer).nbytes)
    layer = (sizes[1] - sizes[0]) / 20
    kept = 2 * trainer.x.shape[0] * 16 * 8
    assert kept < layer < 1.1 * kept


def test_a_value_that_is_not_finite_is_still_refused(c_runs: Operations) -> None:
    trainer = make_trainer(Config(depth=6, epochs=40))
    trainer.advance(6)
    trainer.x[3, 1] = np.nan
    with pytest.raises(ValueError, match=r"x: nan at \(3, 1\)"):
        trainer.advance(1)


def test_labels_that_are_none_are_still_refused(c_runs: Operations) -> None:
    trainer = make_trainer(Config(depth=6, epochs=40))
    trainer.advance(6)
    trainer.y[3] = 0.5
    with pytest.raises(ValueError, match="labels: not all are 0 or 1"):
        trainer.advance(1)


def test_a_run_that_breaks_down_does_so_by_a_plan_too(c_runs: Operations) -> None:
    found = []
    for implementation in (c_runs, None):
        with by(implementation):
            changes = {"shortcut": "identity", "depth": 32}
            trainer = make_trainer(Config.from_preset("article", changes))
            trainer.advance(500)
            found.append(trainer.diverged_at)
    assert found[0] == found[1] is not None


def test_an_input_of_another_type_of_number_is_not_cut_to_that_of_the_last(
    c_runs: Operations,
) -> None:
    trainer = make_trainer(Config(depth=4, epochs=4))
    whole, parts = np.ones((3, 2), dtype=int), np.full((3, 2), 0.5)
    expected = make_trainer(Config(depth=4, epochs=4)).logits(parts)
    for _ in range(3):
        trainer.logits(whole)
        assert_array_equal(trainer.logits(parts), expected)


def test_answers_are_not_overwritten_by_the_next_ones(c_runs: Operations) -> None:
    trainer = make_trainer(Config(depth=4, epochs=4))
    x = np.random.default_rng(0).standard_normal((900, 2))
    for _ in range(3):
        all_at_once = trainer._evaluator.logits(x)
        in_parts = [trainer._evaluator.logits(x[i : i + 300]) for i in (0, 300, 600)]
        assert_array_equal(all_at_once, np.concatenate(in_parts))


def test_another_optimiser_takes_its_own_steps(c_runs: Operations) -> None:
    losses = []
    for implementation in (c_runs, None):
        with by(implementation):
            trainer = unobserved()
            trainer.optimizer = Adam(list(trainer.network.parameters().values()), 0.01)
            losses.append(trainer.advance(6).loss)
    assert losses[0] == pytest.approx(losses[1], rel=1e-9)


@pytest.mark.usefixtures("c_runs")
@pytest.mark.parametrize(
    "values",
    [
        {},
        {"batch_size": 50, "precision": "float32"},
        {"block": "pre", "norm": "layer"},
        {"block": "highway"},
        {"block": "dense"},
        {"block": "transformer_pre"},
        {"recipe": "listing"},
    ],
    ids=str,
)
def test_a_run_that_nobody_holds_is_freed_at_once(values: dict[str, Any]) -> None:
    """A browser's memory never shrinks, so what waits for the garbage collector makes it grow."""
    gc.collect()
    gc.disable()
    trainer = make_trainer(FlowConfig.parse({"depth": 8, "epochs": 12} | values))
    trainer.advance(5)
    progress(trainer, trainer.history)
    answers(trainer, 4)
    plan = plan_of(trainer)
    held: list[Any] = [trainer, trainer.network, trainer._passes, plan, *plan.arrays]
    parts = [weakref.ref(one) for one in held]
    del plan, held
    try:
        del trainer
        assert not any(one() is not None for one in parts)
    finally:
        gc.enable()


def test_the_switch_back_to_numpy_is_for_new_runs(c: Operations, calls: Calls) -> None:
    for implementation, expected in ((c, 0), (None, 2), (c, 0), (None, 2)):
        kernels.use(implementation)
        try:
            trainer = unobserved()
            trainer.advance(1)
            calls.clear()
            trainer.advance(1)
        finally:
            kernels.use()
        assert calls.count("Block.forward") == calls.count("Block.backward") == expected
