"""Looking at a run: what is seen is what is there, and nothing changes by looking."""

import json
import math

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from residual.arrays import Array
from residual.diagnostics import layer_norms
from residual.experiments import FlowConfig, make_trainer
from residual.layers import BatchNorm, Layer
from residual.page import wire
from residual.training import Run, evaluate, race

RUNS: list[dict[str, object]] = [
    {},
    {"shortcut": "none"},
    {"block": "pre", "momentum": 0.9},
    {"norm": "layer", "activation": "tanh"},
    {"norm": "none", "init_scale": 0.5},
    {"batch_size": 100},
    {"block": "highway"},
    {"block": "dense", "precision": "float32"},
    {"block": "transformer_pre", "norm": "layer"},
    {"recipe": "listing", "shortcut": "none", "norm": "none", "lr": 0.01},
]


def make(**values: object) -> Run:
    small = {"depth": 6, "width": 5, "epochs": 8}
    return make_trainer(FlowConfig.parse(small | values))


def unobserved(**values: object) -> Run:
    trainer = make(**values)
    trainer.observer = None
    return trainer


@pytest.mark.parametrize("values", RUNS, ids=str)
def test_observing_changes_no_number_of_the_training(values: dict[str, object]) -> None:
    watched, alone = make(**values), unobserved(**values)
    watched.advance(8)
    alone.advance(8)
    assert len(watched.history.observed) == 8
    assert alone.history.observed == []
    assert watched.history.loss == alone.history.loss
    assert watched.history.accuracy == alone.history.accuracy
    expected = alone.network.state()
    for name, value in watched.network.state().items():
        assert_array_equal(value, expected[name])


@pytest.mark.parametrize("values", RUNS, ids=str)
def test_what_is_seen_is_the_network_before_the_epochs_first_update(
    values: dict[str, object],
) -> None:
    watched, alone = make(**values), unobserved(**values)
    watched.advance(5)
    assert watched.observer
    tolerance = 1e-5 if values.get("precision") == "float32" else 1e-12
    for seen in watched.history.observed:
        alone.measure()
        norms = layer_norms(alone.network)
        own = alone.network.sharing_copy()
        if "batch_size" not in values:
            settle(own, alone.x)
        loss, accuracy = evaluate(own, alone.loss, watched.observer.test)
        assert seen.epoch == alone.epoch + 1
        assert seen.test_loss == pytest.approx(loss, rel=tolerance)
        assert seen.test_accuracy == accuracy
        assert seen.gradient_norms == pytest.approx(norms.gradient, rel=tolerance)
        alone.advance()


def settle(network: Layer, x: Array) -> None:
    """Let running statistics be those of a batch, so that evaluation normalises as it would."""
    norms = [part for _, part in network.walk() if isinstance(part, BatchNorm)]
    for norm in norms:
        norm.running_mean, norm.running_variance = np.zeros_like(norm.beta.value), norm.inverse * 0
        norm.momentum = 1.0  # then the newest batch is all that they know
    network.forward(x)
    for norm in norms:
        count = norm.x_hat.size // norm.gamma.value.size
        norm.running_variance *= (count - 1) / count


@pytest.mark.parametrize("block", ["post", "pre", "dense", "transformer_post"])
def test_in_evaluation_the_full_batch_is_answered_as_in_training(block: str) -> None:
    trainer = make(block=block, depth=20, width=8)
    trainer.advance(3)
    _, accuracy = trainer.measure()
    seen = trainer.network.sharing_copy().forward(trainer.x)
    np.testing.assert_allclose(trainer.logits(trainer.x), seen, rtol=1e-9, atol=1e-9)
    assert ((seen > 0) == trainer.y).mean() == accuracy


@pytest.mark.parametrize(
    ("epochs", "expected"),
    [
        (1, [1]),
        (4, [1, 2, 3, 4]),
        (101, [1, *range(2, 101, 2), 101]),
        (200, [1, *range(2, 201, 2)]),
        (250, [1, *range(3, 250, 3), 250]),
    ],
)
def test_about_a_hundred_epochs_are_observed_by_the_budget_alone(
    epochs: int, expected: list[int]
) -> None:
    trainer = make(depth=2, width=2, epochs=epochs)
    for part in (1, 7, epochs):
        trainer.advance(part)
    assert [seen.epoch for seen in trainer.history.observed] == expected


def test_slices_show_each_observation_once() -> None:
    sliced, whole = make(), make()
    parts = [race([sliced], 0)[0] for _ in range(8)]
    whole.advance(8)
    assert [seen for part in parts for seen in part.observed] == whole.history.observed


def test_a_reset_run_is_observed_anew() -> None:
    trainer = make()
    first = trainer.advance(3)
    trainer.reset()
    assert trainer.history.observed == []
    assert trainer.advance(3) == first


@pytest.mark.parametrize(
    "values",
    [
        {"depth": 56, "norm": "none"},
        {"depth": 20, "lr": 10, "momentum": 0.99},
        {"depth": 56, "norm": "none", "precision": "float32", "init_scale": 3},
    ],
    ids=str,
)
def test_what_overflows_is_not_observed(values: dict[str, object]) -> None:
    trainer = make(**values, width=16, epochs=200)
    trainer.advance(200)
    assert trainer.diverged_at
    shown = wire.observations(trainer.history.observed)
    json.dumps({key: array.tolist() for key, array in shown.items()}, allow_nan=False)
    assert shown["gradientNorms"].size == len(shown["epochs"]) * int(str(values["depth"]))
    assert all(seen.epoch <= trainer.epoch for seen in trainer.history.observed)


def test_a_gradient_too_large_for_a_number_is_not_observed() -> None:
    trainer = make(depth=500, width=16, norm="none", block="pre", init_scale=3)
    trainer.advance(1)
    assert len(trainer.history.loss) == 1
    assert not np.isfinite(layer_norms(trainer.network).gradient).all()
    assert trainer.history.observed == []


def test_a_measurement_after_an_observation_is_still_that_of_the_training_data() -> None:
    trainer = make()
    trainer.advance(2)
    trainer.measure()
    before = layer_norms(trainer.network).activation
    trainer.logits(10 * trainer.x[:7])
    wire.answers(trainer, 9)
    assert_array_equal(layer_norms(trainer.network).activation, before)
    assert before[0] == pytest.approx(np.sqrt(np.square(trainer.x).sum(axis=1).mean()))


@pytest.mark.parametrize("rows", [1, 3, 400, 1000])
def test_logits_come_in_order_however_many(rows: int) -> None:
    trainer = make(depth=4, norm="layer")
    trainer.advance(3)
    x = np.random.default_rng(0).standard_normal((rows, 2))
    expected = trainer.network.forward(x, train=False)
    np.testing.assert_allclose(trainer.logits(x), expected, rtol=1e-12)


def test_the_test_set_is_of_the_same_kind_and_of_other_points() -> None:
    trainer = make()
    assert trainer.observer
    x, y = trainer.observer.test
    assert x.shape == (200, 2)
    assert y.mean() == 0.5
    distances = np.linalg.norm(x[:, None] - trainer.x[None], axis=2)
    assert distances.min() > 0
    # every test point has a neighbour of its class along the same arm
    same = np.where(y == trainer.y.T, distances, math.inf)
    assert same.min(axis=1).max() < 0.2
