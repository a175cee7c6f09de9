"""What the presets say is to be seen, over seeds."""

import functools
from collections.abc import Callable

import numpy as np
import pytest

from residual.arrays import Array
from residual.diagnostics import layer_norms
from residual.experiments import Config, FlowConfig, make_trainer
from residual.training import Run, accuracy_of

SEEDS = range(3)
Trained = Callable[[Config], Run]
FinalLosses = Callable[..., list[float]]
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("kernels_of_the_page")]


@pytest.fixture
def final_losses(trained: Trained) -> FinalLosses:
    def final_losses(preset: str, **values: object) -> list[float]:
        runs = [trained(Config.from_preset(preset, {**values, "seed": seed})) for seed in SEEDS]
        return [run.history.loss[-1] for run in runs]

    return final_losses


def test_the_default_plain_network_stays_near_a_coin_flip_and_the_residual_one_learns(
    final_losses: FinalLosses,
) -> None:
    assert min(final_losses("degradation", shortcut="none")) > 0.4
    assert max(final_losses("degradation")) < 0.01


def test_20_against_56_is_the_papers_picture(final_losses: FinalLosses) -> None:
    deep = {kind: final_losses("paper", shortcut=kind) for kind in ("none", "identity")}
    shallow = {
        str(pin["shortcut"]): final_losses("paper", **pin) for pin in Config.PRESETS["paper"].pins
    }
    for seed in SEEDS:
        assert deep["none"][seed] > 5 * shallow["none"][seed]
        assert shallow["none"][seed] < 0.1
        assert deep["identity"][seed] < shallow["identity"][seed]


def held_out_accuracy(run: Run) -> float:
    assert run.observer
    x, y = run.observer.test
    return accuracy_of(run.logits(x), y)


def test_the_same_holds_for_points_held_out(trained: Trained) -> None:
    for seed in SEEDS:
        plain, residual = (
            trained(Config.from_preset("paper", {"shortcut": kind, "seed": seed}))
            for kind in ("none", "identity")
        )
        assert held_out_accuracy(plain) < 0.8
        assert held_out_accuracy(residual) > 0.97


def test_20_plain_layers_learn(trained: Trained) -> None:
    for shortcut in ("none", "identity"):
        runs = [
            trained(Config.from_preset("shallow", {"shortcut": shortcut, "seed": seed}))
            for seed in SEEDS
        ]
        assert min(run.history.accuracy[-1] for run in runs) >= 0.95


def test_skips_rescue_110_layers(final_losses: FinalLosses) -> None:
    assert min(final_losses("rescue", shortcut="none")) > 0.5
    assert max(final_losses("rescue")) < 0.01


def test_the_articles_shallow_networks_have_hardly_begun(final_losses: FinalLosses) -> None:
    deep = np.median(final_losses("article"))
    shallower = [
        np.median(final_losses("article", **pin)) for pin in Config.PRESETS["article"].pins
    ]
    assert shallower[0] > 0.6
    assert deep < min(shallower) < max(shallower) < 0.7


def test_skips_without_normalisation_explode_and_the_plain_network_does_not(
    trained: Trained,
) -> None:
    for seed in SEEDS:
        plain, residual = (
            trained(Config.from_preset("explodes", {"shortcut": kind, "seed": seed}))
            for kind in ("none", "identity")
        )
        assert residual.diverged_at
        assert residual.diverged_at < 10
        assert plain.diverged_at is None


@functools.cache
def gradients(case: str, shortcut: str) -> Array:
    """Gradient norm of each weight layer of five seeds, before training: (seed, layer)."""
    rows = []
    for seed in range(5):
        trainer = make_trainer(FlowConfig.from_preset(case, {"shortcut": shortcut, "seed": seed}))
        trainer.measure()
        rows.append(layer_norms(trainer.network).gradient)
    return np.array(rows)


def ratio(case: str, shortcut: str) -> float:
    """Second weight layer over last hidden one."""
    rows = gradients(case, shortcut)
    return float(np.median(rows[:, 1] / rows[:, -2]))


def typical(case: str, shortcut: str) -> Array:
    return np.exp(np.log(gradients(case, shortcut)[:, 1:-1]).mean(axis=1))


@pytest.mark.parametrize("case", ["batch", "preactivation"])
def test_with_batch_norm_the_plain_gradient_explodes_and_skips_slow_it(case: str) -> None:
    assert ratio(case, "none") > 10_000
    assert 5 < ratio(case, "identity") < 100


def test_at_hes_scale_skips_keep_the_gradient_even_and_make_it_large() -> None:
    assert 0.1 < ratio("he", "identity") < 1
    assert typical("he", "identity").min() > 100
    assert typical("he", "none").max() < 1


def test_small_weights_make_the_plain_gradient_vanish() -> None:
    assert typical("small", "none").max() < 1e-12
    assert 0.01 < typical("small", "identity").min() < typical("small", "identity").max() < 100


def test_large_weights_make_every_gradient_explode() -> None:
    assert typical("large", "none").min() > 1e4
    assert np.median(typical("large", "identity")) > np.median(typical("large", "none"))


@pytest.mark.parametrize("case", ["transformer_pre", "transformer_post"])
def test_the_gradient_of_a_transformer_with_skips_stays_within_two_orders(case: str) -> None:
    rows = gradients(case, "identity")[:, 1:-1]
    assert 0.03 < ratio(case, "identity") < 30
    assert np.isfinite(np.log(rows)).all()
