"""The block: the shortcut is one addition, and the two kinds share one branch."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from residual.arrays import Array
from residual.blocks import Block, make_block
from residual.layers import NORMS, Layer, Linear, Sequential

WIDTH = 6


def block_of(block: str, norm: str, shortcut: bool = True) -> Block:
    rng = np.random.default_rng(0)

    def dense(fan_in: int, fan_out: int) -> Linear:
        return Linear(rng.standard_normal((fan_in, fan_out)), bias=norm == "none")

    return make_block(dense, WIDTH, shortcut, block, NORMS[norm])


def batch(seed: int = 1) -> Array:
    return np.random.default_rng(seed).standard_normal((10, WIDTH))


def silence(block: Block) -> None:
    """Make the branch zero by its last layer with parameters alone."""
    *_, last = [part for _, part in block.branch.walk() if vars(part) and part.parameters()]
    for parameter in last.parameters().values():
        parameter.value[...] = 0


@pytest.mark.parametrize("norm", ["batch", "none"])
def test_zero_branch_is_the_identity(norm: str) -> None:
    block, x, dy = block_of("pre", norm), batch(), batch(2)
    silence(block)
    assert_array_equal(block.forward(x), x)
    assert_array_equal(block.backward(dy), dy)


@pytest.mark.parametrize("norm", ["batch", "none"])
def test_zero_branch_of_a_post_activation_block_is_relu(norm: str) -> None:
    block, x, dy = block_of("post", norm), batch(), batch(2)
    silence(block)
    assert_array_equal(block.forward(x), np.maximum(x, 0))
    assert_array_equal(block.backward(dy), dy * (x > 0))
    # and so the identity on what a block before it gives: nothing negative
    assert_array_equal(block.forward(np.abs(x)), np.abs(x))


@pytest.mark.parametrize("norm", ["batch", "none"])
@pytest.mark.parametrize("block", ["post", "pre"])
def test_zero_branch_of_a_plain_block_lets_nothing_through(block: str, norm: str) -> None:
    plain = block_of(block, norm, shortcut=False)
    silence(plain)
    assert not plain.forward(batch()).any()
    assert not plain.backward(batch(2)).any()


@pytest.mark.parametrize("norm", ["batch", "none"])
@pytest.mark.parametrize("block", ["post", "pre"])
def test_the_shortcut_is_one_addition(block: str, norm: str) -> None:
    plain, residual = block_of(block, norm, False), block_of(block, norm, True)
    x, dy = batch(), batch(2)
    plain.after = residual.after = None  # what follows the addition sees another sum
    assert_array_equal(residual.forward(x), plain.forward(x) + x)
    assert_array_equal(residual.backward(dy), plain.backward(dy) + dy)
    for name, parameter in plain.parameters().items():
        assert_array_equal(residual.parameters()[name].grad, parameter.grad)


@pytest.mark.parametrize("norm", ["batch", "none"])
def test_the_two_kinds_share_one_branch_layout(norm: str) -> None:
    post, pre = block_of("post", norm), block_of("pre", norm)
    assert set(post.state()) == set(pre.state())
    for name, value in post.state().items():
        assert_array_equal(pre.state()[name], value)


def order(block: Block) -> list[str]:
    assert isinstance(block.branch, Sequential)
    return list(block.branch.parts)


def test_post_activation_order_is_that_of_2015() -> None:
    block = block_of("post", "batch")
    assert order(block) == ["linear1", "norm1", "relu1", "linear2", "norm2"]
    assert repr(block.after) == "ReLU()"
    assert order(block_of("post", "none")) == ["linear1", "relu1", "linear2"]


def test_pre_activation_order_is_that_of_2016_and_nothing_stands_on_the_identity_path() -> None:
    block = block_of("pre", "batch")
    assert order(block) == ["norm1", "relu1", "linear1", "norm2", "relu2", "linear2"]
    assert block.after is None
    assert order(block_of("pre", "none")) == ["relu1", "linear1", "relu2", "linear2"]


def test_a_post_activation_block_by_hand() -> None:
    weights = iter([np.array([[1.0, -1.0], [0.0, 1.0]]), np.array([[1.0, 0.0], [1.0, -2.0]])])

    def dense(*_: int) -> Layer:
        return Linear(next(weights), bias=False)

    residual = make_block(dense, 2, True, "post", None)  # type: ignore[arg-type]
    x = np.array([[2.0, 3.0]])  # x w1 = (2, 1), relu the same, times w2 = (3, -2), plus x = (5, 1)
    assert_array_equal(residual.forward(x), [[5, 1]])
    residual.shortcut = False  # relu(3, -2)
    assert_array_equal(residual.forward(x), [[3, 0]])
