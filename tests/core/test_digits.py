"""The paper's experiment on digits is set up as it says."""

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from residual import cli
from residual.cli.digits import describe_images
from residual.data.drawn_image import GREYS
from residual.experiments import EXPERIMENTS, DigitsConfig, digits
from residual.experiments.digits import make_digits_trainer
from residual.experiments.digits_recording import record_digits
from residual.experiments.digits_table import DEPTHS, digits_table, summary, train_on_digits
from residual.layers import BatchNorm
from residual.page import wire
from residual.settings import SettingError

SMALL = DigitsConfig(depth=8, width=1, epochs=1, seed=3, precision="float64")
PLAIN = replace(SMALL, shortcut="none")


def _values(network) -> dict:
    return {name: p.value for name, p in network.parameters().items()}


def test_the_two_kinds_differ_in_the_shortcut_alone() -> None:
    plain, residual = make_digits_trainer(PLAIN), make_digits_trainer(SMALL)
    assert _values(plain.network).keys() == _values(residual.network).keys()
    for name, value in _values(plain.network).items():
        assert_array_equal(value, _values(residual.network)[name])
    assert_array_equal(plain.x, residual.x)
    for ours, theirs in zip(plain._batches, residual._batches, strict=True):
        assert_array_equal(ours, theirs)
    x = plain.x[:3]
    assert not np.array_equal(plain.network.forward(x), residual.network.forward(x))


def test_the_depth_changes_neither_images_nor_batches() -> None:
    shallow, deep = (make_digits_trainer(replace(PLAIN, depth=depth)) for depth in (8, 14))
    assert_array_equal(shallow.x, deep.x)
    assert_array_equal(shallow.observer.test[0], deep.observer.test[0])
    assert_array_equal(shallow._batches[0], deep._batches[0])


def test_1437_images_to_learn_from_and_360_to_test_on() -> None:
    trainer = make_digits_trainer(SMALL)
    assert trainer.x.shape == (1437, 1, 8, 8)
    assert trainer.observer.test[0].shape == (360, 1, 8, 8)
    assert len(trainer._batches) == 12  # of at most 128 images


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        ("constant", [0.1, 0.1, 0.1, 0.1]),
        ("steps", [0.1, 0.1, 0.01, 0.001]),
        ("warm_up", [0.01, 0.1, 0.1, 0.1]),
    ],
)
def test_the_learning_rate_follows_its_schedule(schedule: str, expected: list[float]) -> None:
    trainer = make_digits_trainer(replace(SMALL, epochs=4, lr=0.1, schedule=schedule))
    rates = []
    while not trainer.done:
        trainer.advance()
        rates.append(trainer.optimizer.lr)
    assert rates == pytest.approx(expected)


@pytest.mark.parametrize(
    "values",
    [
        *({name: value} for name in ("shortcut", "block", "norm", "zero_init", "schedule")
          for value in DigitsConfig.table()[name].choices),
        *({"preset": name} for name in DigitsConfig.PRESETS),
    ],
    ids=str,
)  # fmt: skip
def test_each_choice_makes_a_run_that_trains(values: dict[str, str]) -> None:
    small = {"depth": 8, "width": 1, "epochs": 1, "batch_size": 1437}
    preset = values.get("preset", "digits")
    rest = {name: value for name, value in values.items() if name != "preset"}
    trainer = make_digits_trainer(DigitsConfig.from_preset(preset, small | rest))
    trainer.advance()
    assert math.isfinite(trainer.history.loss[0])


def test_zeroed_branches_start_as_their_skips() -> None:
    trainer = make_digits_trainer(replace(SMALL, zero_init="on", block="pre"))
    stem = trainer.network.parts["stem"].forward(trainer.x[:4])
    first = next(iter(trainer.network.parts["stages"].children().values()))
    assert_array_equal(first.forward(stem), stem)


@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_a_network_of_one_precision_keeps_it(precision: str) -> None:
    trainer = make_digits_trainer(replace(SMALL, precision=precision))
    trainer.measure()
    dtypes = {p.value.dtype for p in trainer.network.parameters().values()}
    dtypes |= {p.grad.dtype for p in trainer.network.parameters().values()}
    dtypes.add(trainer.network.forward(trainer.x[:2]).dtype)
    assert dtypes == {np.dtype(precision)}


def test_settled_statistics_are_those_of_all_training_images() -> None:
    trainer = make_digits_trainer(replace(SMALL, batch_size=1437))
    trainer.advance()
    held_out = trainer.observer.test[0]
    trainer.settle()
    settled = trainer.logits(held_out)
    trainer.network.forward(trainer.x)  # by the definition: with the statistics of this batch
    for _, layer in trainer.network.walk():
        if isinstance(layer, BatchNorm):
            layer.running_mean, layer.running_variance = layer.mean, layer.variance
    expected = trainer.network.forward(held_out, train=False)
    # Of batches of 360 images each, so that the spread between batches is left out.
    assert np.abs(settled - expected).max() < 0.05 * np.ptp(expected)


def test_settling_changes_no_number_of_the_training() -> None:
    watched, alone = make_digits_trainer(SMALL), make_digits_trainer(SMALL)
    alone.observer = None
    watched.settle()
    watched.advance()
    alone.advance()
    assert watched.history.loss == alone.history.loss
    for name, value in alone.network.state().items():
        assert_array_equal(watched.network.state()[name], value)


def test_with_running_statistics_the_test_error_of_the_first_epochs_is_worse() -> None:
    trainer = make_digits_trainer(replace(SMALL, depth=20, width=4, epochs=2, shortcut="A"))
    trainer.advance(2)
    (x, y) = trainer.observer.test
    running = trainer.network.forward(x, train=False)
    trainer.settle()
    settled = trainer.logits(x)
    wrong = [float(np.mean(logits.argmax(axis=1) != y)) for logits in (settled, running)]
    assert wrong[0] < wrong[1]


def test_a_run_repeats_to_the_bit() -> None:
    assert train_on_digits(SMALL) == train_on_digits(SMALL)
    assert train_on_digits(SMALL)["loss"] != train_on_digits(replace(SMALL, seed=2))["loss"]


def test_all_depths_kinds_and_seeds_are_trained() -> None:
    result = digits_table(SMALL, 2, depths=(8,))
    cells = [(run["depth"], run["kind"], run["seed"]) for run in result["runs"]]
    assert cells == [(8, kind, seed) for kind in ("plain", "residual") for seed in (0, 1)]
    shared = SMALL.to_dict().keys() - {"depth", "shortcut", "seed"}
    assert result["settings"] == {"seeds": 2} | {name: getattr(SMALL, name) for name in shared}
    assert json.loads(json.dumps(result, allow_nan=False)) == result


def _run(seed: int, loss: float, accuracy: float, diverged_at: int | None = None) -> dict:
    run = {"depth": 8, "kind": "plain", "seed": seed, "loss": [2.0, loss]}
    return run | {"test_accuracy": accuracy, "diverged_at": diverged_at}


def test_a_summary_is_median_minimum_and_maximum_over_the_seeds() -> None:
    runs = [_run(0, 0.5, 0.9), _run(1, 0.25, 0.8), _run(2, 1.5, 0.7)]
    result = {"settings": {"seeds": 3} | SMALL.to_dict(), "runs": runs}
    expected = {"loss": [0.5, 0.25, 1.5], "test_accuracy": [0.8, 0.7, 0.9]}
    assert summary(result) == {(8, "plain"): expected}
    assert (
        "    8  plain     0.5 (0.25 to 1.5)               80.0% (70.0% to 90.0%)"
        in describe_images(result)
    )


def test_a_run_that_diverged_counts_as_infinitely_bad() -> None:
    runs = [_run(0, 0.5, 0.9), _run(1, 0.25, 0.1, diverged_at=2)]
    loss = summary({"runs": runs})[8, "plain"]["loss"]
    assert loss == [math.inf, 0.5, math.inf]


def test_divergence_is_a_result_with_no_number_in_its_place(monkeypatch) -> None:
    monkeypatch.setattr(
        digits, "cross_entropy", lambda logits, y: (math.nan, np.zeros_like(logits))
    )
    run = train_on_digits(SMALL)
    assert run["diverged_at"] == 1
    assert run["loss"] == []
    assert run["test_loss"] is None
    json.dumps(run, allow_nan=False)


def test_the_command_prints_one_json_object(monkeypatch, capsys) -> None:
    monkeypatch.setattr(
        cli.digits, "digits_table", lambda *given: digits_table(*given, depths=(8,))
    )
    assert cli.main(["digits", "--json", "--seeds", "1", "--width", "1", "--epochs", "1"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["settings"]["width"] == 1
    assert len(result["runs"]) == 2


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("batch-size", "1", "batch_size: 1 is not allowed; use a whole number from 2 to 1437"),
        ("seeds", "0", "seeds: 0 is not allowed; use a whole number from 1 to 100"),
    ],
)
def test_a_refused_setting_is_named(capsys, name: str, value: str, allowed: str) -> None:
    assert cli.main(["digits", f"--{name}", value]) == 2
    assert allowed in capsys.readouterr().err


@pytest.mark.parametrize("depth", [2, 10, 57, 116])
def test_depths_are_six_n_plus_two(depth: int) -> None:
    with pytest.raises(SettingError, match="a whole number from 8 to 110 in steps of 6"):
        DigitsConfig.parse({"depth": depth})


def test_what_would_not_fit_into_the_memory_is_refused_with_a_way_out() -> None:
    values = {"depth": 56, "width": 32, "batch_size": 1437}
    with pytest.raises(
        SettingError, match=r"batch_size: 1437 .*depth 56 and width 32.*use up to 410"
    ):
        DigitsConfig.parse(values)


def test_the_defaults_are_those_that_were_measured_to_work() -> None:
    config = DigitsConfig()
    assert (config.lr, config.momentum, config.weight_decay) == (0.05, 0.9, 1e-4)
    assert (config.batch_size, config.width, config.epochs) == (128, 4, 5)
    assert DEPTHS == (20, 56)


def test_a_run_on_images_has_no_plane_to_draw() -> None:
    trainer = EXPERIMENTS["digits"].make(SMALL)
    with pytest.raises(SettingError, match="boundary: is not allowed for a run on images"):
        wire.answers(trainer, 4)
    with pytest.raises(SettingError, match="inspect: is not allowed for a run on images"):
        wire.inspection(trainer, 0)


def test_a_run_on_images_shows_what_one_on_points_shows() -> None:
    trainer = EXPERIMENTS["digits"].make(SMALL)
    seen = wire.progress(trainer, trainer.advance())
    assert len(seen["gradientNorms"]) == len(seen["signalNorms"]) == SMALL.depth
    assert seen["observed"]["testAccuracy"].shape == (2,), "before the epoch, and at the end"
    assert_allclose(seen["loss"], trainer.history.loss)


def test_the_recording_is_what_a_run_shows_update_by_update() -> None:
    tiny = replace(SMALL, batch_size=720)
    made = record_digits(tiny, depths=(8,))
    assert made == json.loads(json.dumps(made, allow_nan=False))
    plain, residual = made["runs"]
    assert [run["config"]["shortcut"] for run in made["runs"]] == ["none", "A"]
    trainer = make_digits_trainer(tiny)
    trainer.advance()
    last = trainer.history.observed[-1]
    assert residual["updates"] == pytest.approx(trainer.updates, rel=1e-3)
    assert residual["observed"]["trainAccuracy"][-1] == pytest.approx(last.train_accuracy, 1e-3)
    assert [int(digit) for digit in residual["observed"]["answers"][-1]] == last.answers
    assert plain["observed"]["epochs"] == [1, 2]


def test_the_recorded_images_are_those_held_out() -> None:
    made = record_digits(replace(SMALL, batch_size=720), depths=(8,), run_all=lambda *_: [])
    x, y = make_digits_trainer(SMALL).observer.test
    pixels = np.array([GREYS.index(letter) for letter in made["images"]]).reshape(x.shape)
    assert_array_equal(pixels / 16, x)
    assert made["labels"] == "".join(map(str, y))


def test_the_command_prints_the_recording(monkeypatch, capsys) -> None:
    monkeypatch.setattr(
        cli.digits, "record_digits", lambda common: record_digits(common, depths=(8,))
    )
    options = ["--width", "1", "--epochs", "1", "--batch-size", "720"]
    assert cli.main(["digits", "--recording", *options]) == 0
    assert len(json.loads(capsys.readouterr().out)["runs"]) == 2
