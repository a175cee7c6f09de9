"""A whole step is one call: the way forward, the loss, the way back and the update."""

import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from plan_agreement import by, plan_of
from plan_kinds import KINDS

from residual.compiled.calls import Call
from residual.compiled.operations import Operations
from residual.compiled.passes import CompiledPasses
from residual.experiments import FlowConfig, make_trainer
from residual.experiments.denoising import DenoisingRun
from residual.experiments.denoising_config import DenoisingConfig
from residual.layers import Parameter
from residual.training import SGD, Adam, Run, cosine, mean_squared_error

Made = list[Call]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Made:
    """Note each call that Python makes; those that C makes of its own are none of these."""
    found: Made = []
    run = Call.__call__

    def noted(call: Call) -> None:
        found.append(call)
        run(call)

    monkeypatch.setattr(Call, "__call__", noted)
    return found


def unobserved(kind: str) -> Run:
    trainer = KINDS[kind]()
    trainer.observer = None
    return trainer


@pytest.mark.parametrize(
    "kind",
    [
        *("post", "pre", "post, no norm", "minibatches", "the listing"),
        *("images, A", "images, pre, B", "u-net, squared error"),
    ],
)
def test_an_epoch_that_nobody_observes_is_one_call_for_each_update(
    c_runs: Operations, made: Made, kind: str
) -> None:
    trainer = unobserved(kind)
    trainer.advance(2)
    made.clear()
    trainer.advance(3)
    assert len(made) == 3 * trainer.updates_of_epoch


def test_so_is_an_update_of_the_denoising_pair(c_runs: Operations, made: Made) -> None:
    run = DenoisingRun(DenoisingConfig(width=2, steps=20, batch_size=480))
    updates = run.learn()
    for _ in range(6):
        next(updates)
    made.clear()
    next(updates)
    assert len(made) == 1


def test_where_somebody_looks_the_update_waits(c_runs: Operations, made: Made) -> None:
    trainer = make_trainer(FlowConfig(depth=6, width=8, epochs=300))
    assert trainer.observer
    trainer.advance(4)  # the third is observed, and so is the sixth
    made.clear()
    trainer.advance(1)
    assert len(made) == 1
    made.clear()
    trainer.advance(1)
    passes, answers, updates = 1, 1, 1
    assert len(made) == passes + answers + updates


def descent(parameters: list[Parameter]) -> SGD:
    return SGD(parameters, 0.1, 0.9, 0.01)


@pytest.mark.parametrize("optimizer", [descent, Adam])
@pytest.mark.parametrize("kind", ["post", "post, layer norm", "images, A", "u-net"])
def test_no_weight_changes_where_the_loss_is_not_finite(
    c_runs: Operations, kind: str, optimizer: Callable[[list[Parameter]], Any]
) -> None:
    trainer = unobserved(kind)
    trainer.optimizer = optimizer([*trainer.network.parameters().values()])
    trainer.advance(3)
    first = trainer.optimizer.parameters[0]
    first.value[...] = np.inf
    before = left_in(trainer)
    trainer.advance(1)
    assert trainer.diverged_at == 4
    for ours, theirs in zip(left_in(trainer), before, strict=True):
        assert_array_equal(ours, theirs)


def left_in(trainer: Run) -> list[Any]:
    """Return copies of the weights and of what the optimiser keeps."""
    optimizer: Any = trainer.optimizer
    state = [p.value for p in optimizer.parameters]
    for name in ("velocities", "means", "squares"):
        state += getattr(optimizer, name, [])
    return [*(array.copy() for array in state), getattr(optimizer, "steps", 0)]


def test_labels_that_are_refused_change_no_weight(c_runs: Operations) -> None:
    trainer = unobserved("post")
    trainer.advance(3)
    trainer.y[5] = 0.5
    before = left_in(trainer)
    with pytest.raises(ValueError, match="labels: not all are 0 or 1"):
        trainer.advance(1)
    for ours, theirs in zip(left_in(trainer), before, strict=True):
        assert_array_equal(ours, theirs)
    trainer.y[5] = 1
    trainer.advance(1)
    assert trainer.epoch == 4


def test_each_update_has_the_rate_of_its_time(c: Operations) -> None:
    losses = []
    for implementation in (c, None):
        with by(implementation):
            trainer = unobserved("minibatches")
            trainer.schedule = cosine(5)
            losses.append(trainer.advance(5).loss)
            assert trainer.optimizer.lr == trainer._start_lr * cosine(5)(4 + 2 / 3)
    assert losses[0] == pytest.approx(losses[1], rel=1e-9)


def test_an_update_takes_the_arrays_that_a_parameter_beside_the_network_has_now(
    c_runs: Operations, made: Made
) -> None:
    trainer = unobserved("post")
    beside = Parameter(np.ones(3))
    beside.grad = np.ones(3)
    trainer.optimizer = SGD([*trainer.network.parameters().values(), beside], 0.5)
    trainer.advance(3)
    beside.value = np.full(3, 7.0)
    made.clear()
    trainer.advance(1)
    assert len(made) == 1
    assert_array_equal(beside.value, [6.5, 6.5, 6.5])


def test_a_loss_of_ones_own_is_found_as_it_is_written(c: Operations, made: Made) -> None:
    def halved(logits: Any, y: Any) -> tuple[float, Any]:
        off = logits - y
        return float(np.mean(off * off) / 2), off / off.size

    left = []
    for implementation in (c, None):
        with by(implementation):
            trainer = unobserved("post")
            trainer.loss = halved
            trainer.advance(3)
            made.clear()
            left.append(trainer.advance(2).loss)
            assert len(made) == (4 if implementation else 0)
    assert left[0] == pytest.approx(left[1], rel=1e-9)


def test_another_loss_and_other_labels_find_steps_of_their_own(c: Operations) -> None:
    left = []
    for implementation in (c, None):
        with by(implementation):
            trainer = unobserved("post")
            trainer.advance(3)
            x, y = trainer.x, trainer.y
            for trainer.y in (y, y.astype(int), y > 0, 1 - y):
                trainer.advance(2)
            trainer.loss = mean_squared_error
            trainer.advance(2)
            trainer.x, trainer.y = x[:100], y[:100]
            trainer.advance(2)
            left.append(trainer.history.loss)
    assert left[0] == pytest.approx(left[1], rel=1e-9)


def test_ten_thousand_epochs_take_no_more_memory_than_a_hundred(c_runs: Operations) -> None:
    trainer = make_trainer(FlowConfig(depth=4, width=2, epochs=11_000))
    trainer.observer = None
    trainer.x, trainer.y = trainer.x[:16], trainer.y[:16]
    trainer.advance(100)
    plans = plan_of(trainer).nbytes
    trainer.history.loss.clear()
    tracemalloc.start()
    try:
        trainer.advance(100)
        before, _ = tracemalloc.get_traced_memory()
        for _ in range(9_800):
            trainer.advance(1)
            trainer.updates.clear()
            del trainer.history.loss[1:], trainer.history.accuracy[1:]
        after, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert plan_of(trainer).nbytes == plans
    assert after - before < 2000
    assert most - before < 20_000


def test_passes_that_come_before_a_first_answer_need_no_plan(c: Operations) -> None:
    with by(Operations(c.library, "C", as_written=99)):
        as_written = unobserved("post").advance(5)
    with by(Operations(c.library, "C", as_written=2)):
        trainer = unobserved("post")
        assert isinstance(trainer._passes, CompiledPasses)
        trainer.measure()
        trainer.advance(1)
        trainer.measure()
        assert trainer._passes.plans == []
        trainer.advance(4)
        assert len(trainer._passes.plans) == 1
    assert trainer.history.loss == as_written.loss, "to the bit"


@pytest.mark.parametrize("agree", [True, False])
def test_the_first_plan_waits_for_the_test_of_plans_and_there_is_none_if_it_fails(
    c: Operations, agree: bool
) -> None:
    asked = []
    tested = Operations(c.library, "C", plans_agree=lambda one: asked.append(one) or agree)
    with by(tested):
        trainer, other = unobserved("post"), unobserved("post")
        trainer.advance(1)
        assert asked == []
        trainer.advance(2)
        other.advance(3)
    assert asked == [tested], "once"
    assert isinstance(trainer._passes, CompiledPasses)
    assert len(trainer._passes.plans) == agree
    assert trainer.history.loss == other.history.loss
