"""What skip connections do to the article's own listing, which has no normalisation."""

import pytest

from residual.experiments import Config, make_trainer
from residual.training import Run

SEEDS = range(5)
pytestmark = pytest.mark.usefixtures("kernels_of_the_page")


def finished(depth: int, shortcut: str, seed: int) -> Run:
    values = {"depth": depth, "shortcut": shortcut, "seed": seed}
    trainer = make_trainer(Config.from_preset("article", values))
    trainer.advance(trainer.epochs)
    return trainer


@pytest.mark.parametrize("seed", SEEDS)
def test_skips_help_the_listing_at_16_layers(seed: int) -> None:
    plain, residual = (finished(16, shortcut, seed) for shortcut in ("none", "identity"))
    assert residual.diverged_at is None
    assert residual.history.loss[-1] < 0.5 * plain.history.loss[-1]


@pytest.mark.parametrize("seed", SEEDS)
def test_skips_make_the_listing_overflow_at_32_layers(seed: int) -> None:
    assert finished(32, "identity", seed).diverged_at is not None
