"""Residual networks behave like ensembles of shorter paths (Veit et al. 2016), over seeds.

Their networks have 54 blocks and read CIFAR-10; ours have 9 or 27 and read small digits or tell two
spirals apart, so only the direction can agree, and these tests claim no more.
"""

from collections.abc import Callable
from statistics import mean, median

import numpy as np
import pytest
from trained import Once

from residual.diagnostics.lesions import delete_each, delete_random
from residual.diagnostics.paths import PathGradients, blocks_of, sample_paths
from residual.experiments import Config, DigitsConfig
from residual.experiments.digits import make_digits_trainer
from residual.training import Run, evaluate

SEEDS = range(5)
Network = Callable[..., Run]
Paths = Callable[[int, str], PathGradients]
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("kernels_of_the_page")]


@pytest.fixture
def network(trained: Callable[[Config], Run]) -> Network:
    def network(seed: int, depth: int, block: str = "post", shortcut: str = "identity") -> Run:
        settings = {"seed": seed, "depth": depth, "block": block, "shortcut": shortcut}
        return trained(Config.parse(settings))

    return network


@pytest.fixture
def paths(once: Once) -> Paths:
    def sampled(seed_and_block: tuple[int, str]) -> PathGradients:
        seed, block = seed_and_block
        trainer = once.trained(Config.parse({"seed": seed, "depth": 56, "block": block}))
        _, dlogits = trainer.loss(trainer.network.forward(trainer.x), trainer.y)
        return sample_paths(trainer.network, dlogits, np.random.default_rng(seed), samples=10)

    return lambda seed, block: once(sampled, (seed, block))


def _one_by_one(trainer: Run) -> list[float]:
    lesions = delete_each(trainer.network, trainer.loss, (trainer.x, trainer.y))
    return [lesion.accuracy for lesion in lesions]


@pytest.mark.parametrize("block", ["post", "pre"])
def test_deleting_one_block_hurts_a_residual_network_little_and_a_plain_one_much(
    block: str, network: Network
) -> None:
    for seed in SEEDS:
        residual, plain = (network(seed, 20, block, kind) for kind in ("identity", "none"))
        for trainer in (residual, plain):
            data = trainer.x, trainer.y
            assert evaluate(trainer.network, trainer.loss, data)[1] > 0.99, "both learned it"
        assert median(_one_by_one(residual)) > 0.8, seed
        assert median(_one_by_one(plain)) < 0.65, seed  # near the coin flip's 0.5


def test_a_plain_network_that_reads_digits_goes_blind_without_any_one_of_its_blocks() -> None:
    for seed in range(2):
        accuracies = {}
        for kind, shortcut in (("plain", "none"), ("residual", "A")):
            values = {"depth": 20, "shortcut": shortcut, "seed": seed}
            trainer = make_digits_trainer(DigitsConfig.from_preset("paper", values))
            trainer.advance(trainer.epochs)
            test = trainer.observer.test
            assert evaluate(trainer.network, trainer.loss, test)[1] > 0.9, "both learned it"
            lesions = delete_each(trainer.network, trainer.loss, test)
            accuracies[kind] = [lesion.accuracy for lesion in lesions]
        assert max(accuracies["plain"]) < 0.5, seed
        assert median(accuracies["residual"]) > 0.65, seed


def test_of_a_deep_residual_network_most_single_blocks_are_hardly_missed(network: Network) -> None:
    for seed in SEEDS:
        assert median(_one_by_one(network(seed, 56))) > 0.93, seed


def test_the_more_blocks_are_deleted_the_worse_and_gradually(network: Network) -> None:
    for seed in SEEDS:
        trainer, rng = network(seed, 56), np.random.default_rng(seed)
        accuracies = []
        for blocks in (0, 1, 2, 4, 8):
            lesions = delete_random(
                trainer.network,
                trainer.loss,
                (trainer.x, trainer.y),
                rng,
                blocks=blocks,
                samples=20,
            )
            accuracies.append(mean(lesion.accuracy for lesion in lesions))
        steps = -np.diff(accuracies)
        assert (steps > 0).all(), seed
        assert (steps < 0.25).all(), seed  # half of the way to the coin flip


@pytest.mark.parametrize("block", ["post", "pre"])
def test_most_of_the_gradient_comes_through_paths_shorter_than_most_paths(
    block: str, paths: Paths, network: Network
) -> None:
    for seed in SEEDS:
        share = paths(seed, block).share
        blocks = len(blocks_of(network(seed, 56, block).network))
        assert share @ np.arange(blocks + 1) < 0.45 * blocks, seed  # of the paths: half
        assert share[: blocks // 2 + 1].sum() > 0.8, seed  # of the paths: one half


@pytest.mark.parametrize("block", ["post", "pre"])
def test_the_gradient_shrinks_along_a_path_with_every_block_on_it(block: str, paths: Paths) -> None:
    for seed in SEEDS:
        norm = paths(seed, block).norm[:12]
        assert np.polyfit(np.arange(12), np.log(norm), 1)[0] < -0.1, seed
