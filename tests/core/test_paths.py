"""A residual network is the sum of its paths."""

from itertools import combinations

import numpy as np
import pytest

from residual.blocks import Block
from residual.diagnostics.paths import (
    blocks_of,
    count_paths,
    gradient_along,
    gradients_by_length,
    sample_paths,
    weigh_paths,
)
from residual.layers import Linear, Sequential
from residual.networks import mlp


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(0)


def _network(rng, block: str = "post", shortcut: bool = True, blocks: int = 4):
    """A small network after a forward pass, and a gradient by its output."""
    network = mlp(rng, depth=2 * blocks + 2, width=5, shortcut=shortcut, block=block)
    y = network.forward(rng.standard_normal((7, 2)))
    return network, rng.standard_normal(y.shape)


def test_four_blocks_make_sixteen_paths_by_pascals_triangle() -> None:
    assert count_paths(4) == [1, 4, 6, 4, 1]
    assert count_paths(0) == [1]


def test_the_paper_s_54_blocks_make_2_to_the_54_paths_mostly_of_length_27() -> None:
    paths = count_paths(54)
    assert sum(paths) == 2**54
    assert max(paths) == paths[27]
    # Veit et al. 2016, section 4.3: more than 95% of the paths go through 19 to 35 blocks.
    assert sum(paths[19:36]) / 2**54 > 0.95


def test_counts_stay_exact_beyond_floating_point() -> None:
    assert sum(count_paths(500)) == 2**500


def test_all_blocks_are_found_in_order(rng) -> None:
    network, _ = _network(rng)
    names = [name for name, part in network.walk() if isinstance(part, Block)]
    assert names == [f"blocks.{i}" for i in range(4)]
    assert len(blocks_of(network)) == 4


@pytest.mark.parametrize("block", ["post", "pre"])
def test_all_sixteen_paths_add_up_to_the_gradient(rng, block: str) -> None:
    network, dy = _network(rng, block)
    paths = [
        gradient_along(network, dy, set(c)) for k in range(5) for c in combinations(range(4), k)
    ]
    assert len(paths) == 16
    np.testing.assert_allclose(sum(paths), network.backward(dy), rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize("block", ["post", "pre"])
def test_the_paths_of_each_length_add_up_to_that_length_s_share(rng, block: str) -> None:
    network, dy = _network(rng, block)
    for k, together in enumerate(gradients_by_length(network, dy)):
        alone = sum(gradient_along(network, dy, set(c)) for c in combinations(range(4), k))
        np.testing.assert_allclose(together, alone, rtol=1e-11, atol=1e-13)


def test_lengths_of_a_deep_network_add_up_to_the_gradient(rng) -> None:
    network, dy = _network(rng, blocks=12)
    lengths = gradients_by_length(network, dy)
    assert len(lengths) == 13
    np.testing.assert_allclose(sum(lengths), network.backward(dy), rtol=1e-9, atol=1e-12)


def test_the_path_around_all_blocks_is_stem_and_head_alone(rng) -> None:
    blocks = [Block(Linear(rng.standard_normal((3, 3))), True) for _ in range(3)]
    stem, head = Linear(rng.standard_normal((2, 3))), Linear(rng.standard_normal((3, 1)))
    network = Sequential(stem, *blocks, head)
    network.forward(rng.standard_normal((4, 2)))
    dy = rng.standard_normal((4, 1))
    expected = dy @ head.w.value.T @ stem.w.value.T
    np.testing.assert_allclose(gradient_along(network, dy, set()), expected, rtol=1e-14)
    through = dy @ head.w.value.T @ blocks[1].branch.w.value.T @ stem.w.value.T
    np.testing.assert_allclose(gradient_along(network, dy, {1}), through, rtol=1e-14)


def test_sampling_every_path_of_the_shortest_and_longest_kind_is_exact(rng) -> None:
    network, dy = _network(rng)
    sampled = sample_paths(network, dy, rng, samples=3)
    lengths = gradients_by_length(network, dy)
    for k in (0, 4):  # one path each
        assert sampled.norm[k] == pytest.approx(np.linalg.norm(lengths[k]), rel=1e-12)


def test_shares_weigh_each_length_by_its_number_of_paths(rng) -> None:
    network, dy = _network(rng)
    sampled = sample_paths(network, dy, rng, samples=5)
    weighted = np.array([1, 4, 6, 4, 1]) * sampled.norm
    np.testing.assert_allclose(sampled.share, weighted / weighted.sum(), rtol=1e-14)
    assert sampled.paths == [1, 4, 6, 4, 1]


@pytest.mark.filterwarnings("error")
def test_where_no_gradient_arrives_no_length_has_a_share() -> None:
    assert weigh_paths([0.0, 0.0, 0.0]).share.tolist() == [0.0, 0.0, 0.0]


def test_identity_branches_share_the_gradient_like_the_binomial(rng) -> None:
    blocks = [Block(Linear(np.eye(3)), True) for _ in range(6)]
    network = Sequential(*blocks)
    network.forward(rng.standard_normal((2, 3)))
    share = sample_paths(network, rng.standard_normal((2, 3)), rng, samples=2).share
    np.testing.assert_allclose(share, np.array([1, 6, 15, 20, 15, 6, 1]) / 64, rtol=1e-14)


def test_halving_branches_shortens_the_paths_that_count(rng) -> None:
    network = Sequential(*(Block(Linear(np.eye(3) / 3), True) for _ in range(6)))
    network.forward(rng.standard_normal((2, 3)))
    share = sample_paths(network, rng.standard_normal((2, 3)), rng, samples=2).share
    # A binomial again, each block taken with odds 1/3 to 1: mean length 6 / 4.
    assert share @ np.arange(7) == pytest.approx(1.5, rel=1e-13)


def test_samples_repeat_with_the_seed(rng) -> None:
    network, dy = _network(rng)
    first, second, other = (
        sample_paths(network, dy, np.random.default_rng(seed), samples=2).norm for seed in (1, 1, 2)
    )
    assert np.array_equal(first, second)
    assert not np.array_equal(first, other)


def test_a_plain_network_has_no_paths_to_choose(rng) -> None:
    network, dy = _network(rng, shortcut=False)
    for measure in (
        lambda: gradient_along(network, dy, {0}),
        lambda: gradients_by_length(network, dy),
        lambda: sample_paths(network, dy, rng, samples=1),
    ):
        with pytest.raises(ValueError, match="block 0 has no shortcut"):
            measure()


def test_unknown_blocks_and_no_samples_are_refused(rng) -> None:
    network, dy = _network(rng)
    with pytest.raises(ValueError, match="no block 4 among 4"):
        gradient_along(network, dy, {1, 4})
    with pytest.raises(ValueError, match="samples: 0"):
        sample_paths(network, dy, rng, samples=0)
