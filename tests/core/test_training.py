"""Gradient descent by hand, and a run that is asked for its next epochs."""

import warnings
from collections.abc import Iterator

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from residual.diagnostics import layer_norms
from residual.experiments import Config, make_trainer
from residual.layers import Linear, Parameter
from residual.training import SGD, Run, binary_cross_entropy, race


def run(**values: object) -> Run:
    small = {"depth": 6, "width": 4, "epochs": 12, "momentum": 0.5, "weight_decay": 0.01}
    return make_trainer(Config.parse(small | values))


def assert_same_run(first: Run, second: Run) -> None:
    """To the last bit: history, weights, running statistics and velocities."""
    assert first.history == second.history
    assert first.diverged_at == second.diverged_at
    expected = second.network.state()
    for name, value in first.network.state().items():
        assert_array_equal(value, expected[name])
    for v, w in zip(first.optimizer.velocities, second.optimizer.velocities, strict=True):
        assert_array_equal(v, w)


def sgd_values(gradients: list[float], start: float, **settings: float) -> list[float]:
    parameter = Parameter(np.array([float(start)]))
    sgd = SGD([parameter], **settings)
    values = []
    for gradient in gradients:
        parameter.grad = np.array([float(gradient)])
        sgd.step()
        values.append(float(parameter.value[0]))
    return values


def test_sgd_by_hand() -> None:
    assert sgd_values([1, -3], start=2, lr=0.25) == [1.75, 2.5]


def test_momentum_by_hand() -> None:
    # velocities 1, then 0.5 + 1 = 1.5, then 0.75 + 0
    assert sgd_values([1, 1, 0], start=2, lr=0.5, momentum=0.5) == [1.5, 0.75, 0.375]


def test_weight_decay_by_hand() -> None:
    # 2 - 0.5 * (1 + 0.5 * 2) = 1, then 1 - 0.5 * (0 + 0.5 * 1)
    assert sgd_values([1, 0], start=2, lr=0.5, weight_decay=0.5) == [1, 0.75]


def test_weight_decay_enters_the_momentum() -> None:
    # velocity 1 + 0.5 * 2 = 2, value 1; velocity 0.5 * 2 + 0.5 * 1 = 1.5, value 0.25
    values = sgd_values([1, 0], start=2, lr=0.5, momentum=0.5, weight_decay=0.5)
    assert values == [1, 0.25]


def test_reset_forgets_the_velocities() -> None:
    parameter = Parameter(np.array([0.0]))
    sgd = SGD([parameter], lr=1, momentum=0.5)
    parameter.grad[:] = 4
    sgd.step()
    sgd.reset()
    parameter.grad = np.zeros(1)
    sgd.step()
    assert parameter.value == -4


def test_one_epoch_by_hand() -> None:
    x, y = np.array([[1.0], [-1.0]]), np.array([[1.0], [0.0]])
    layer = Linear(np.array([[0.0]]))
    trainer = Run(
        layer, (x, y), binary_cross_entropy, SGD(list(layer.parameters().values()), lr=2), 5
    )
    # logits 0: the gradient by w is (-0.5 * 1 + 0.5 * -1) / 2 = -0.5, by b it is 0
    history = trainer.advance()
    assert history.loss == [pytest.approx(np.log(2), rel=1e-15)]
    assert history.accuracy == [0.5]  # a logit of 0 is an answer of 0
    assert layer.w.value == 1
    assert trainer.advance().loss == [pytest.approx(np.log1p(np.exp(-1)), rel=1e-15)]
    assert trainer.history.accuracy == [0.5, 1]


def test_training_uses_the_gradient_of_every_parameter() -> None:
    trainer = run(depth=8)
    parameters = trainer.network.parameters()
    assert {id(p) for p in parameters.values()} == {id(p) for p in trainer.optimizer.parameters}
    assert len(trainer.optimizer.parameters) == len(parameters)
    before = trainer.network.state()
    trainer.advance(2)
    for name, parameter in parameters.items():
        assert not np.array_equal(parameter.value, before[name]), name


def test_a_run_learns() -> None:
    trainer = run(width=16, epochs=100, momentum=0, lr=0.1)
    losses = trainer.advance(100).loss
    assert losses[0] > 0.5
    assert losses[-1] < 0.1
    assert trainer.history.accuracy[-1] > 0.95


def test_an_advance_of_three_and_two_is_an_advance_of_five() -> None:
    parts, whole = run(), run()
    first, second = parts.advance(3), parts.advance(2)
    together = whole.advance(5)
    assert (len(first.loss), len(second.accuracy)) == (3, 2)
    assert first.loss + second.loss == together.loss
    assert first.accuracy + second.accuracy == together.accuracy
    assert_same_run(parts, whole)


def test_a_measurement_in_between_changes_no_number() -> None:
    watched, alone = run(), run()
    for _ in range(6):
        measured = watched.measure()
        assert measured == watched.measure()
        history = watched.advance()
        assert measured == (history.loss[0], history.accuracy[0])
    alone.advance(6)
    assert_same_run(watched, alone)


def test_reset_equals_a_fresh_run() -> None:
    trainer = run()
    trainer.advance(7)
    trainer.measure()
    trainer.reset()
    assert trainer.epoch == 0
    assert_same_run(trainer, run())
    fresh = run()
    assert trainer.advance(12) == fresh.advance(12)
    assert_same_run(trainer, fresh)


def test_a_run_stops_at_its_budget() -> None:
    trainer = run(epochs=3)
    assert not trainer.done
    assert len(trainer.advance(100).loss) == 3
    assert trainer.done
    weights = trainer.network.state()
    assert trainer.advance(5).loss == []
    assert all(np.array_equal(v, weights[k]) for k, v in trainer.network.state().items())


DIVERGING = [
    {"depth": 56, "norm": "none"},
    {"depth": 110, "norm": "none"},
    {"depth": 110, "norm": "none", "block": "pre", "init_scale": 3},
    {"depth": 20, "lr": 10, "momentum": 0.99},
]


@pytest.mark.parametrize("values", DIVERGING)
def test_divergence_is_a_result(values: dict[str, object]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        trainer = make_trainer(Config.parse(values))
        trainer.advance(200)
        layer_norms(trainer.network)
    assert trainer.diverged_at == trainer.epoch + 1 < 200
    assert trainer.done
    assert np.isfinite(trainer.history.loss).all()
    assert len(trainer.history.accuracy) == len(trainer.history.loss) > 0
    assert trainer.advance(5).loss == []
    assert race([trainer], 1.0)[0].loss == []


def test_a_run_that_diverged_can_be_reset() -> None:
    config = Config.parse(DIVERGING[0])
    trainer = make_trainer(config)
    trainer.advance(200)
    trainer.reset()
    assert not trainer.done
    assert_same_run(trainer, make_trainer(config))
    fresh = make_trainer(config)
    fresh.advance(200)
    trainer.advance(200)
    assert trainer.diverged_at == fresh.diverged_at
    assert trainer.history == fresh.history


def test_a_run_may_diverge_at_its_first_epoch() -> None:
    trainer = run()
    trainer.network.parameters()["head.w"].value[0] = np.inf
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        trainer.advance(3)
    assert trainer.diverged_at == 1
    assert trainer.history.loss == []


def test_an_update_too_large_for_a_number_is_divergence_too() -> None:
    trainer = run(lr=10)
    trainer.loss = lambda logits, _: (float(np.square(logits).mean()), np.full(logits.shape, 1e305))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        trainer.advance(3)
    assert trainer.diverged_at == 2


def ticks(seconds: float = 1.0) -> Iterator[float]:
    now = 0.0
    while True:
        yield now
        now += seconds


@pytest.mark.parametrize(("budget", "rounds"), [(0, 1), (-5, 1), (1, 1), (3, 3), (2.5, 3)])
def test_a_race_keeps_to_its_budget(budget: float, rounds: int) -> None:
    clock = ticks().__next__  # one round a second
    shown = race([run(), run(shortcut="none")], budget, clock)
    assert [len(history.loss) for history in shown] == [rounds, rounds]


def test_a_race_lets_the_one_behind_catch_up() -> None:
    ahead, behind = run(), run(shortcut="none")
    ahead.advance(4)
    epochs = []
    while not behind.done:
        race([ahead, behind], 0)
        epochs.append((ahead.epoch, behind.epoch))
    assert epochs[:4] == [(4, 1), (4, 2), (4, 3), (4, 4)]
    assert epochs[4:] == [(n, n) for n in range(5, 13)]


def test_a_race_changes_no_run() -> None:
    racers, alone = [run(), run(shortcut="none")], [run(), run(shortcut="none")]
    shown = [race(racers, 2, ticks().__next__) for _ in range(3)]
    for i, trainer in enumerate(alone):
        trainer.advance(6)
        assert [loss for part in shown for loss in part[i].loss] == trainer.history.loss
        assert_same_run(racers[i], trainer)


def test_a_race_goes_on_when_one_run_is_done() -> None:
    short, long = run(epochs=2), run(epochs=5)
    shown = race([short, long], 1000, ticks().__next__)
    assert [len(history.accuracy) for history in shown] == [2, 5]
    assert short.done
    assert long.done


def test_a_race_goes_on_when_one_run_diverges() -> None:
    diverging, steady = make_trainer(Config.parse(DIVERGING[0])), run()
    race([diverging, steady], 1000, ticks().__next__)
    assert diverging.diverged_at is not None
    assert steady.epoch == 12


def test_a_race_of_nobody_is_over() -> None:
    assert race([], 1.0) == []
