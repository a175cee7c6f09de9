"""Paths, lesions, Jacobians and landscapes of convolutional networks too."""

from itertools import combinations

import numpy as np
import pytest

from residual.diagnostics import jacobian, singular_values
from residual.diagnostics.landscape import filter_normalized_direction, landscape
from residual.diagnostics.lesions import deletable, delete_each, delete_random, deleted
from residual.diagnostics.paths import blocks_of, gradient_along, gradients_by_length
from residual.networks import cifar_resnet
from residual.training import cross_entropy, evaluate


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(0)


def _resnet(rng, shortcut: str = "B", block: str = "post", depth: int = 14):
    return cifar_resnet(
        rng, depth, shortcut=shortcut, block=block, width=2, channels=1, size=8, classes=3
    )


def _images(rng, count: int = 4):
    return rng.standard_normal((count, 1, 8, 8)), rng.integers(0, 3, count)


@pytest.mark.parametrize("block", ["post", "pre"])
@pytest.mark.parametrize("shortcut", ["A", "B", "C"])
def test_the_paths_add_up_with_every_kind_of_shortcut(rng, shortcut: str, block: str) -> None:
    network = _resnet(rng, shortcut, block)
    y = network.forward(_images(rng)[0])
    dy = rng.standard_normal(y.shape)
    whole = network.backward(dy)
    lengths = gradients_by_length(network, dy)
    assert len(lengths) == 7
    np.testing.assert_allclose(sum(lengths), whole, rtol=1e-9, atol=1e-12)
    pairs = sum(gradient_along(network, dy, set(two)) for two in combinations(range(6), 2))
    np.testing.assert_allclose(pairs, lengths[2], rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("shortcut", ["A", "B", "C"])
def test_a_deleted_block_is_its_shortcut_also_where_the_shape_changes(rng, shortcut: str) -> None:
    network, (x, _) = _resnet(rng, shortcut), _images(rng)
    with deleted(network, range(6)):
        lesioned = network.forward(x, train=False)
    for block in blocks_of(network):
        norm = block.branch.children()["norm2"]
        norm.gamma.value[:] = norm.beta.value[:] = 0
    np.testing.assert_array_equal(lesioned, network.forward(x, train=False))


def test_a_plain_block_that_changes_the_shape_cannot_be_deleted(rng) -> None:
    network, (x, y) = _resnet(rng, "none"), _images(rng)
    assert deletable(network, x.shape) == [0, 1, 3, 5]  # 2 and 4 halve the image
    assert deletable(_resnet(rng), x.shape) == list(range(6))
    lesions = delete_each(network, cross_entropy, (x, y))
    assert [lesion.deleted for lesion in lesions] == [(0,), (1,), (3,), (5,)]
    drawn = delete_random(network, cross_entropy, (x, y), rng, blocks=4, samples=1)
    assert drawn[0].deleted == (0, 1, 3, 5)
    with (
        pytest.raises(ValueError, match=r"\(4, 4, 4, 4\) of \(4, 2, 8, 8\) cannot be deleted"),
        deleted(network, [2]),
    ):
        network.forward(x)


def test_a_filter_is_what_feeds_one_output_channel(rng) -> None:
    network = _resnet(rng)
    direction = filter_normalized_direction(network, rng)
    for name, parameter in network.parameters().items():
        if parameter.value.ndim == 4:
            lengths, own = (
                np.linalg.norm(w.reshape(len(w), -1), axis=1)
                for w in (direction[name], parameter.value)
            )
            np.testing.assert_allclose(lengths, own, rtol=1e-13)


def test_the_centre_of_the_landscape_is_the_network_s_own_loss(rng) -> None:
    network, data = _resnet(rng), _images(rng)
    grid = landscape(network, cross_entropy, data, rng, points=3)
    assert grid.loss[1, 1] == evaluate(network, cross_entropy, data)[0]
    assert len(np.unique(grid.loss)) == 9


def test_the_jacobian_of_a_convolutional_block_is_its_branch_s_plus_the_identity(rng) -> None:
    block = blocks_of(_resnet(rng, "A"))[0]
    block.after = None
    x = rng.standard_normal((2, 4, 4))
    residual = jacobian(block, x)
    block.shortcut = False
    np.testing.assert_allclose(residual - jacobian(block, x), np.eye(32), atol=1e-14)
    assert len(singular_values(block, x)) == 32
