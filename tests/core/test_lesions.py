"""Deleting blocks takes away their branches, and gives everything back."""

import numpy as np
import pytest

from residual.data.datasets import two_spirals
from residual.diagnostics.lesions import delete_each, delete_random, deleted
from residual.diagnostics.paths import blocks_of
from residual.networks import mlp
from residual.training import binary_cross_entropy, evaluate


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(0)


def _network(rng, shortcut: bool = True, block: str = "post"):
    return mlp(rng, depth=8, width=4, shortcut=shortcut, block=block)


@pytest.mark.parametrize("shortcut", [True, False])
@pytest.mark.parametrize("block", ["post", "pre"])
def test_without_any_block_a_network_is_its_stem_and_head(rng, shortcut, block: str) -> None:
    network, x = _network(rng, shortcut, block), rng.standard_normal((5, 2))
    parts = network.children()
    expected = parts["stem"].forward(x, train=False)
    if block == "pre":
        expected = parts["last"].forward(expected, train=False)
    expected = parts["head"].forward(expected, train=False)
    with deleted(network, range(3)):
        np.testing.assert_array_equal(network.forward(x, train=False), expected)


def test_deleting_a_residual_block_is_silencing_its_branch(rng) -> None:
    network, x = _network(rng), rng.standard_normal((5, 2))
    with deleted(network, [1]):
        lesioned = network.forward(x, train=False)
    norm = blocks_of(network)[1].branch.children()["norm2"]
    norm.gamma.value[:] = norm.beta.value[:] = 0
    np.testing.assert_array_equal(lesioned, network.forward(x, train=False))


def test_a_network_is_whole_again_afterwards_even_after_an_error(rng) -> None:
    network, x = _network(rng), rng.standard_normal((5, 2))
    before, state = network.forward(x, train=False), network.state()
    with pytest.raises(RuntimeError), deleted(network, [0, 2, 0]):
        raise RuntimeError
    np.testing.assert_array_equal(network.forward(x, train=False), before)
    assert network.state().keys() == state.keys()


def test_each_block_is_deleted_in_turn(rng) -> None:
    network, data = _network(rng), two_spirals(rng, points=10)
    lesions = delete_each(network, binary_cross_entropy, data)
    assert [lesion.deleted for lesion in lesions] == [(0,), (1,), (2,)]
    for lesion in lesions:
        with deleted(network, lesion.deleted):
            expected = evaluate(network, binary_cross_entropy, data)
        assert (lesion.loss, lesion.accuracy) == expected


def test_random_deletions_draw_so_many_different_blocks_and_repeat(rng) -> None:
    network, data = _network(rng), two_spirals(rng, points=10)
    first, second = (
        delete_random(
            network, binary_cross_entropy, data, np.random.default_rng(1), blocks=2, samples=6
        )
        for _ in range(2)
    )
    assert first == second
    assert {len(set(lesion.deleted)) for lesion in first} == {2}
    assert len({lesion.deleted for lesion in first}) > 1


def test_deleting_nothing_changes_nothing(rng) -> None:
    network, data = _network(rng), two_spirals(rng, points=10)
    (lesion,) = delete_random(network, binary_cross_entropy, data, rng, blocks=0, samples=1)
    assert (lesion.loss, lesion.accuracy) == evaluate(network, binary_cross_entropy, data)


def test_blocks_that_are_not_there_cannot_be_deleted(rng) -> None:
    network, data = _network(rng), two_spirals(rng, points=10)
    with pytest.raises(ValueError, match="no block 3 among 3"), deleted(network, [0, 3]):
        pass
    with pytest.raises(ValueError, match=r"blocks: 4 .* from 0 to 3"):
        delete_random(network, binary_cross_entropy, data, rng, blocks=4, samples=1)
