"""The paper's experiment on digits is set up as it says."""

import json
import math

import numpy as np
import pytest

from residual import cli
from residual.experiments import digits as image_experiments
from residual.experiments.digits import (
    ImageSettings,
    Run,
    describe_images,
    make_image_trainer,
    summary,
    train_all,
    train_on_images,
)

SMALL = ImageSettings(seeds=2, width=1, epochs=1)


def _values(network) -> dict:
    return {name: p.value for name, p in network.parameters().items()}


def test_the_two_kinds_differ_in_the_shortcut_alone() -> None:
    plain, residual = (
        make_image_trainer(Run(SMALL, 8, kind, 3))[0] for kind in ("plain", "residual")
    )
    assert _values(plain.network).keys() == _values(residual.network).keys()
    for name, value in _values(plain.network).items():
        assert np.array_equal(value, _values(residual.network)[name])
    assert np.array_equal(plain.x, residual.x)
    for ours, theirs in zip(plain._batches, residual._batches, strict=True):
        assert np.array_equal(ours, theirs)
    x = plain.x[:3]
    assert not np.array_equal(plain.network.forward(x), residual.network.forward(x))


def test_the_depth_changes_neither_images_nor_batches() -> None:
    (shallow, test), (deep, deep_test) = (
        make_image_trainer(Run(SMALL, depth, "plain", 3)) for depth in (8, 14)
    )
    assert np.array_equal(shallow.x, deep.x)
    assert np.array_equal(test[0], deep_test[0])
    assert np.array_equal(shallow._batches[0], deep._batches[0])


def test_1437_images_to_learn_from_and_360_to_test_on() -> None:
    trainer, test = make_image_trainer(Run(SMALL, 8, "plain", 0))
    assert trainer.x.shape == (1437, 1, 8, 8)
    assert test[0].shape == (360, 1, 8, 8)
    assert len(trainer._batches) == 12  # of at most 128 images


def test_the_learning_rate_falls_to_a_tenth_and_a_hundredth() -> None:
    settings = ImageSettings(width=1, epochs=4)
    trainer, _ = make_image_trainer(Run(settings, 8, "residual", 0))
    rates = []
    while not trainer.done:
        trainer.advance()
        rates.append(trainer.optimizer.lr)
    assert rates == pytest.approx([0.1, 0.1, 0.01, 0.001])


def test_a_run_repeats_to_the_bit() -> None:
    run = Run(SMALL, 8, "residual", 1)
    assert train_on_images(run) == train_on_images(run)
    assert train_on_images(run)["loss"] != train_on_images(Run(SMALL, 8, "residual", 2))["loss"]


def test_all_depths_kinds_and_seeds_are_trained() -> None:
    result = train_all(SMALL, depths=(8,))
    cells = [(run["depth"], run["kind"], run["seed"]) for run in result["runs"]]
    assert cells == [(8, kind, seed) for kind in ("plain", "residual") for seed in (0, 1)]
    assert result["settings"] == SMALL.to_dict()
    assert json.loads(json.dumps(result, allow_nan=False)) == result


def _run(seed: int, loss: float, accuracy: float, diverged_at: int | None = None) -> dict:
    run = {"depth": 8, "kind": "plain", "seed": seed, "loss": [2.0, loss]}
    return run | {"test_accuracy": accuracy, "diverged_at": diverged_at}


def test_a_summary_is_median_minimum_and_maximum_over_the_seeds() -> None:
    runs = [_run(0, 0.5, 0.9), _run(1, 0.25, 0.8), _run(2, 1.5, 0.7)]
    result = {"settings": SMALL.to_dict(), "runs": runs}
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
        image_experiments, "cross_entropy", lambda logits, y: (math.nan, np.zeros_like(logits))
    )
    run = train_on_images(Run(SMALL, 8, "plain", 0))
    assert run["diverged_at"] == 1
    assert run["loss"] == []
    assert run["test_loss"] is None
    json.dumps(run, allow_nan=False)


def test_the_command_prints_one_json_object(monkeypatch, capsys) -> None:
    monkeypatch.setattr(cli.digits, "train_all", lambda settings: train_all(settings, depths=(8,)))
    assert cli.main(["digits", "--json", "--seeds", "1", "--width", "1", "--epochs", "1"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["settings"]["width"] == 1
    assert len(result["runs"]) == 2


def test_a_refused_setting_is_named(capsys) -> None:
    assert cli.main(["digits", "--batch-size", "1"]) == 2
    assert "batch_size: 1 is not allowed; use a whole number from 2" in capsys.readouterr().err


def test_the_defaults_are_the_paper_s_optimiser() -> None:
    settings = ImageSettings()
    assert (settings.lr, settings.momentum, settings.weight_decay) == (0.1, 0.9, 1e-4)
    assert settings.batch_size == 128
    assert image_experiments.DEPTHS == (20, 56)
