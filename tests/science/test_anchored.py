"""The page calls a gradient anchored if it changes by less than n ** 1.5 over n layers.

With batch normalisation a skip keeps it below at every depth; without skips it is beyond.
"""

import numpy as np
import pytest

from residual.experiments import FlowConfig, make_trainer

DEPTHS = (20, 56, 110, 300, 1000)
SEEDS = range(3)


def change(depth: int, **values: object) -> list[float]:
    """Gradient by the signal of the first layer over that of the last hidden one, seed by seed."""
    ratios = []
    for seed in SEEDS:
        trainer = make_trainer(FlowConfig.parse({"depth": depth, "seed": seed, **values}))
        trainer.measure()
        first, *_, last, _logits = trainer.signals
        ratios.append(float(first / last))
    return ratios


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("block", ["post", "pre"])
def test_with_skips_the_gradient_grows_by_less_than_a_power_of_the_depth(
    block: str, depth: int
) -> None:
    assert 1 < max(change(depth, block=block)) < (depth - 1) ** 1.5


@pytest.mark.parametrize("depth", DEPTHS)
def test_without_them_it_outgrows_that_power(depth: int) -> None:
    assert min(change(depth, shortcut="none")) > (depth - 1) ** 1.5


@pytest.mark.parametrize("depth", [56, 110])
def test_small_weights_without_norms_make_it_vanish_and_skips_hold_it(depth: int) -> None:
    values = {"norm": "none", "init_scale": 0.6}
    assert max(change(depth, shortcut="none", **values)) < (depth - 1) ** -1.5
    with_skips = np.log(change(depth, **values)) / np.log(depth - 1)
    assert np.abs(with_skips).max() < 1.5, "not for ever: it still grows by a twentieth per layer"
