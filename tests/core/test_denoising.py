"""A pair of U-Nets that take noise away, with and without the finest skip."""

import json
from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from residual import cli
from residual.blocks import Concat
from residual.experiments import DenoisingConfig
from residual.experiments.denoising import DenoisingPair, DenoisingRun, without_skip
from residual.experiments.denoising_recording import INK, record_denoising
from residual.layers import Linear
from residual.networks.unet import skips_of, unet
from residual.page.jobs import Clock
from residual.page.verbs import VERBS
from residual.settings import SettingError
from residual.training import mean_squared_error

TINY = DenoisingConfig(steps=20, width=2, batch_size=32)


@pytest.fixture(scope="module")
def pair() -> DenoisingPair:
    trained = DenoisingPair(TINY)
    for _ in trained.learn():
        pass
    return trained


def test_a_skip_that_is_cut_carries_nothing_in_either_direction() -> None:
    rng = np.random.default_rng(0)
    x, dy = rng.normal(size=(5, 3)), rng.normal(size=(5, 5))
    layer = Concat(Linear(rng.normal(size=(3, 2))))
    whole = layer.forward(x)
    layer.carries = False
    assert_array_equal(layer.forward(x)[:, :3], np.zeros((5, 3)))
    assert_array_equal(layer.forward(x)[:, 3:], whole[:, 3:])
    assert_allclose(layer.backward(dy), dy[:, 3:] @ layer.branch.w.value.T)


def test_the_skips_of_a_u_net_are_told_from_the_finest() -> None:
    network = unet(np.random.default_rng(0), levels=2, size=8, cut=(0,))
    finest, coarsest = skips_of(network)
    assert (finest.carries, coarsest.carries) == (False, True)
    assert finest.branch is network.children()["level"].children()["across"].branch


def test_a_skip_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="cut: 2 is not allowed; use levels from 0 to 1"):
        unet(np.random.default_rng(0), levels=2, size=8, cut=(2,))


def test_the_error_is_the_mean_of_the_squares_and_its_gradient_agrees_with_differences() -> None:
    rng = np.random.default_rng(1)
    made, y = rng.normal(size=(2, 1, 3, 3)), rng.normal(size=(2, 1, 3, 3))
    error, gradient = mean_squared_error(made, y)
    assert error == pytest.approx(((made - y) ** 2).mean())
    step = np.zeros_like(made)
    step[1, 0, 2, 1] = 1e-6
    above, below = (mean_squared_error(made + way * step, y)[0] for way in (1, -1))
    assert gradient[1, 0, 2, 1] == pytest.approx((above - below) / 2e-6, rel=1e-6)


def test_images_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match=r"\(2, 3\) do not fit values of shape \(2, 1\)"):
        mean_squared_error(np.zeros((2, 3)), np.zeros((2, 1)))


def test_both_networks_start_alike_and_see_the_same_noise() -> None:
    pair = DenoisingPair(TINY)
    ours, theirs = (run.network.state() for run in pair.runs.values())
    for name, value in ours.items():
        assert_array_equal(value, theirs[name])
    assert_array_equal(pair.runs["with"].noisy, pair.runs["without"].noisy)


def test_noise_has_the_size_that_is_set() -> None:
    run = DenoisingRun(replace(TINY, noise=0.3))
    assert run.error(run.noisy) == pytest.approx(0.09, rel=0.03)


def test_training_lowers_the_error(pair: DenoisingPair) -> None:
    for run in pair.runs.values():
        assert len(run.updates) == TINY.steps
        assert np.mean(run.updates[-3:]) < run.updates[0] * 0.7


def test_a_cut_lasts_as_long_as_it_is_asked_for(pair: DenoisingPair) -> None:
    run = pair.runs["with"]
    whole = run.restored()
    with without_skip(run.network, 0):
        assert not np.array_equal(run.restored(), whole)
    assert_array_equal(run.restored(), whole)


def test_what_is_seen_is_of_the_images_held_out(pair: DenoisingPair) -> None:
    sight, run = pair.look(), pair.runs["with"]
    assert sight.update == TINY.steps
    assert sight.errors["with"] == pytest.approx(float(np.mean((run.restored() - run.clean) ** 2)))
    assert_array_equal(run.labels[pair.shown], np.arange(10))
    assert_array_equal(sight.pictures["with"], run.restored()[pair.shown, 0])


def test_a_rate_that_is_too_high_ends_the_run_without_a_word_of_infinity() -> None:
    pair = DenoisingPair(replace(TINY, steps=30))
    for run in pair.runs.values():
        run._x = run._x * np.float32(1e25)  # whose squares are too large for the type
    for _ in pair.learn():
        pass
    assert all(run.diverged for run in pair.runs.values())
    assert pair.updates == 0


def test_the_verb_tells_each_update_once_and_looks_at_every_tenth() -> None:
    work = VERBS["denoise"]({"config": TINY.to_dict()}, Clock())
    assert next(work) == TINY.to_dict()
    parts = list(work)
    assert parts[0]["clean"].shape == parts[0]["noisy"].shape == (10, 8, 8)
    assert [part["sight"]["update"] for part in parts if "sight" in part] == [0, 10, 20]
    told = np.concatenate([part["updates"]["without"] for part in parts[1:]])
    assert told.shape == (TINY.steps,)
    assert parts[-1]["share"] == 1.0


def test_the_verb_is_interrupted_after_any_update() -> None:
    work = VERBS["denoise"]({"config": TINY.to_dict()}, clock := Clock())
    next(work)
    next(work)
    clock.end = 0.0  # every slice is over at once
    assert len(next(work)["updates"]["with"]) == 1


def test_a_refused_setting_is_named() -> None:
    with pytest.raises(SettingError, match=r"noise: 2 is not allowed; use a number from 0.05"):
        next(VERBS["denoise"]({"config": {"noise": 2}}, Clock()))


def test_the_command_prints_errors_or_the_recording(capsys) -> None:
    options = [f"--{name.replace('_', '-')}={value}" for name, value in TINY.to_dict().items()]
    assert cli.main(["denoise", *options]) == 0
    printed = capsys.readouterr().out
    assert "the same network, its finest skip cut" in printed
    assert cli.main(["denoise", "--json", *options]) == 0
    made = json.loads(capsys.readouterr().out)
    assert [sight["update"] for sight in made["sights"]] == [0, 4, 8, 12, 16, 20]
    error = made["sights"][-1]["errors"]["with"]
    assert f"{error:.3g}" in printed


def test_recorded_images_are_those_that_were_shown() -> None:
    made = record_denoising(replace(TINY, width=4))
    run = DenoisingRun(TINY)
    shown = DenoisingPair(TINY).shown
    pixels = np.array([INK.index(letter) for letter in made["clean"]]).reshape(10, 8, 8)
    assert_allclose(pixels / 35, run.clean[shown, 0], atol=0.5 / 35 + 1e-9)
