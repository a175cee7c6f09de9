"""What the page says of the gradient on its way back: its words by the total, and its reasons."""

from functools import cache

import numpy as np
import pytest
from javascript.node import call

from residual.experiments import FlowConfig, make_trainer

SEEDS = range(3)
pytestmark = pytest.mark.usefixtures("kernels_of_the_page")
VANISHING = {"norm": "none", "init_scale": 0.6}


@cache
def _totals(settings: frozenset[tuple[str, object]]) -> tuple[float, ...]:
    totals = []
    for seed in SEEDS:
        trainer = make_trainer(FlowConfig.parse({"seed": seed, **dict(settings)}))
        trainer.measure()
        first, *_, last, _logits = trainer.signals
        totals.append(float(first / last))
    return tuple(totals)


def totals(**settings: object) -> np.ndarray:
    """Gradient by the signal of the first layer over that of the last hidden one, seed by seed."""
    return np.array(_totals(frozenset(settings.items())))


def per_layer(depth: int, **settings: object) -> float:
    return float(np.median(totals(depth=depth, **settings)) ** (1 / (depth - 2)))


def words(**settings: object) -> set[str]:
    found = (
        call("widgets/gradient-flow/behaviour.js", "behaviour", [1.0, total], [2, 1])["verdict"]
        for total in totals(**settings)
    )
    return set(found)


def test_the_default_stack_explodes_and_with_skips_it_grows() -> None:
    assert words(depth=56, shortcut="none") == {"explodes"}
    assert words(depth=56) == {"grows"}
    assert words(depth=56, block="pre") == {"grows"}
    assert words(depth=1000) == {"explodes"}, "with skips too, in a stack so deep"


def test_small_weights_make_the_plain_gradient_vanish_and_skips_let_it_arrive() -> None:
    assert words(depth=56, shortcut="none", **VANISHING) == {"vanishes"}
    assert words(depth=56, **VANISHING) <= {"arrives", "grows"}
    assert words(depth=300, **VANISHING) == {"explodes"}, (
        "a few per cent a layer are an exponential"
    )


def test_without_normalisation_skips_make_it_explode_exponentially() -> None:
    assert words(depth=56, norm="none") == {"explodes"}
    assert per_layer(56, norm="none") == pytest.approx(1.2, abs=0.02)
    assert per_layer(110, norm="none") == pytest.approx(1.2, abs=0.02)


@pytest.mark.parametrize("block", ["post", "pre"])
def test_with_batch_norm_and_relu_the_factor_falls_towards_one_with_skips(block: str) -> None:
    factors = [per_layer(depth, block=block) for depth in (20, 56, 110, 300, 1000)]
    assert factors == sorted(factors, reverse=True)
    assert factors[-1] < 1.02


def test_with_batch_norm_the_plain_factor_stays_at_about_a_fifth_whatever_the_weights() -> None:
    for settings in ({"depth": 110}, {"depth": 300}, {"depth": 110, "init_scale": 0.6}):
        assert per_layer(shortcut="none", **settings) == pytest.approx(1.22, abs=0.03)


def test_with_tanh_after_the_additions_the_factor_stays_even_with_skips() -> None:
    factors = [per_layer(depth, activation="tanh") for depth in (110, 300, 1000)]
    assert min(factors) > 1.08
    assert words(depth=110, activation="tanh") == {"explodes"}


def test_a_sigmoid_after_the_additions_lets_it_vanish_along_the_skips() -> None:
    assert words(depth=56, activation="sigmoid", norm="none") == {"vanishes"}


def test_at_hes_scale_a_typical_plain_stack_loses_about_nine_percent_a_layer() -> None:
    values = {"shortcut": "none", "norm": "none"}
    assert per_layer(110, **values) == pytest.approx(0.91, abs=0.02)
    assert per_layer(56, width=64, **values) > per_layer(56, **values), "a wider one less"
    spread = totals(depth=110, **values)
    assert spread.max() > 10 * spread.min(), "the seed decides by how much"
