"""Around a plain network the loss rises more steeply than around a residual one, over seeds.

Li et al. 2018 show it for images, in pictures. Ours are two spirals and 20 layers, and the
difference is one of steepness far out: within a quarter of the weights' length there is none.
"""

from collections.abc import Callable

import numpy as np
import pytest

from residual.diagnostics.landscape import landscape
from residual.experiments import Config
from residual.training import Run


def _median_loss(trainer: Run, seed: int) -> float:
    rng, data = np.random.default_rng(seed), (trainer.x, trainer.y)
    return float(np.median(landscape(trainer.network, trainer.loss, data, rng, points=9).loss))


@pytest.mark.slow
def test_one_weight_s_length_around_the_plain_network_has_the_higher_loss(
    trained: Callable[[Config], Run],
) -> None:
    for seed in range(5):
        plain, skips = (
            trained(Config.parse({"depth": 20, "shortcut": shortcut, "seed": seed}))
            for shortcut in ("none", "identity")
        )
        assert _median_loss(plain, seed) > 2 * _median_loss(skips, seed), seed
