"""What skip connections do to the article's own listing, which has no normalisation."""

from collections.abc import Callable

import pytest

from residual.experiments import Config
from residual.training import Run

SEEDS = range(5)
Finished = Callable[[int, str, int], Run]


@pytest.fixture
def finished(trained: Callable[[Config], Run]) -> Finished:
    def finished(depth: int, shortcut: str, seed: int) -> Run:
        values = {"depth": depth, "shortcut": shortcut, "seed": seed}
        return trained(Config.from_preset("article", values))

    return finished


@pytest.mark.parametrize("seed", SEEDS)
def test_skips_help_the_listing_at_16_layers(seed: int, finished: Finished) -> None:
    plain, residual = (finished(16, shortcut, seed) for shortcut in ("none", "identity"))
    assert residual.diverged_at is None
    assert residual.history.loss[-1] < 0.5 * plain.history.loss[-1]


@pytest.mark.parametrize("seed", SEEDS)
def test_skips_make_the_listing_overflow_at_32_layers(seed: int, finished: Finished) -> None:
    assert finished(32, "identity", seed).diverged_at is not None
