"""A block taken apart step by step: the same numbers as the block itself, and its two ways back."""

from itertools import product

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from residual.arrays import Array
from residual.blocks import Block, ConvBlocks
from residual.diagnostics.block_trace import BlockTrace, trace_block
from residual.layers import Conv2d, ReLU, Sequential

SETTINGS = list(
    product(
        ("basic", "bottleneck"),
        ("post", "pre"),
        ("none", "A", "B", "C"),
        ("batch", "instance", "none"),
    )
)
CHANNELS_IN = 8


def made(
    kind: str, block: str, shortcut: str, norm: str, *, changes: bool
) -> tuple[Block, Array, Array]:
    """A block, an input and a gradient of the loss by its output."""
    rng = np.random.default_rng(7)
    blocks = ConvBlocks(kind, block, shortcut, norm)
    channels = CHANNELS_IN * (2 if changes else 1) // blocks.expansion
    found = blocks.make(rng, rng.spawn(1)[0], CHANNELS_IN, channels, 2 if changes else 1)
    for parameter in found.parameters().values():  # no norm and no bias as at the start
        parameter.value += 0.1 * rng.standard_normal(parameter.value.shape)
    x = rng.standard_normal((3, CHANNELS_IN, 6, 6))
    if block == "post":
        x = np.abs(x)
    return found, x, rng.standard_normal(found.output_shape(x.shape))


def cases() -> list[tuple[str, str, str, str, bool]]:
    """All that can be made: with no shortcut or options A to C, where shapes change or not."""
    return [(*values, changes) for values in SETTINGS for changes in (False, True)]


@pytest.mark.parametrize(("kind", "block", "shortcut", "norm", "changes"), cases())
def test_a_trace_has_the_numbers_of_the_block(
    kind: str, block: str, shortcut: str, norm: str, changes: bool
) -> None:
    found, x, dy = made(kind, block, shortcut, norm, changes=changes)
    y, dx = found.forward(x), found.backward(dy)
    gradients = {name: p.grad.copy() for name, p in found.parameters().items()}
    trace = trace_block(found, x, train=True)
    assert_array_equal(trace.output, y)
    assert_array_equal(trace.back(dy), dx)
    for name, parameter in found.parameters().items():
        assert_array_equal(parameter.grad, gradients[name])


@pytest.mark.parametrize(
    ("kind", "block", "norm", "names"),
    [
        ("basic", "post", "batch", "x conv1 norm1 relu1 conv2 norm2 skip sum after"),
        ("basic", "pre", "batch", "x norm1 relu1 conv1 norm2 relu2 conv2 skip sum"),
        ("basic", "post", "none", "x conv1 relu1 conv2 skip sum after"),
        (
            "bottleneck",
            "post",
            "instance",
            "x conv1 norm1 relu1 conv2 norm2 relu2 conv3 norm3 skip sum after",
        ),
    ],
)
def test_steps_stand_in_the_order_of_the_version(
    kind: str, block: str, norm: str, names: str
) -> None:
    found, x, _ = made(kind, block, "A", norm, changes=False)
    assert trace_block(found, x).names == names.split()


def slope(trace: BlockTrace, name: str, direction: Array, dy: Array, block: Block) -> float:
    """The derivative of `sum(dy * output)` along a change of one step, by central differences."""
    layers = [step for step in trace.steps if step.name not in ("x", "skip", "sum", "after")]
    start = [step.name for step in layers].index(name) if name in trace.names else -1
    skip = trace["skip"].output if "skip" in trace.names else 0

    def value(step: float) -> float:
        y = trace[name].output + step * direction
        for later in layers[start + 1 :]:
            y = later.layer.forward(y, train=False)
        y = y + skip
        return float((dy * (block.after.forward(y, False) if block.after else y)).sum())

    return (value(1e-6) - value(-1e-6)) / 2e-6


@pytest.mark.parametrize(("kind", "block"), list(product(("basic", "bottleneck"), ("post", "pre"))))
@pytest.mark.parametrize("norm", ["batch", "none"])
def test_the_gradient_by_every_step_is_that_of_differences(
    kind: str, block: str, norm: str
) -> None:
    found, x, dy = made(kind, block, "B", norm, changes=True)
    trace = trace_block(found, x)
    trace.back(dy)
    rng = np.random.default_rng(1)
    inner = [name for name in trace.names if name not in ("x", "skip", "sum", "after")]
    for name in inner:
        direction = rng.standard_normal(trace[name].output.shape)
        expected = slope(trace, name, direction, dy, found)
        assert (trace[name].gradient * direction).sum() == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize(("block", "shortcut"), list(product(("post", "pre"), ("A", "B"))))
def test_the_two_ways_are_the_block_without_its_skip_and_the_skip_alone(
    block: str, shortcut: str
) -> None:
    found, x, dy = made("basic", block, shortcut, "batch", changes=True)
    trace = trace_block(found, x)
    dx = trace.back(dy)
    assert_array_equal(trace.through_branch + trace.along_skip, dx)
    ds = trace["sum"].gradient
    found.branch.forward(x, train=False)
    assert_array_equal(trace.through_branch, found.branch.backward(ds))
    found.shortcut.forward(x, train=False)
    assert_array_equal(trace.along_skip, found.shortcut.backward(ds))


def test_the_identity_brings_the_gradient_back_as_it_is() -> None:
    found, x, dy = made("basic", "pre", "A", "batch", changes=False)
    trace = trace_block(found, x)
    trace.back(dy)
    assert_array_equal(trace.along_skip, dy)


def test_without_a_skip_nothing_comes_along_it() -> None:
    found, x, dy = made("basic", "post", "none", "batch", changes=False)
    trace = trace_block(found, x)
    assert_array_equal(trace.back(dy), trace.through_branch)
    assert not trace.along_skip.any()
    assert trace.cut is None


def by_hand(x: list[float], factor: float, after: bool = True) -> BlockTrace:
    """A block whose branch multiplies by a factor, on an image of one row."""
    block = Block(
        Sequential(conv=Conv2d(np.full((1, 1, 1, 1), factor))), True, ReLU() if after else None
    )
    return trace_block(block, np.array(x).reshape(1, 1, 1, -1))


def test_the_relu_cuts_what_the_branch_makes_negative() -> None:
    cut = by_hand([1.0, 2.0, 0.0, 5.0], -1.5).cut
    assert cut is not None
    assert cut.share == 1
    assert_array_equal(cut.places.ravel(), [True, True, False, True])
    assert by_hand([1.0, 2.0, 0.0, 5.0], 0.5).cut.share == 0


def test_the_share_weighs_each_place_by_what_the_skip_brought_there() -> None:
    block = Block(Sequential(relu=ReLU()), True, ReLU())  # what is negative stays: F = 0 there
    cut = trace_block(block, np.array([[[[-3.0, 1.0, -1.0, 5.0]]]])).cut
    assert cut.share == pytest.approx(4 / 10)
    assert_array_equal(cut.places.ravel(), [True, False, True, False])


def test_nothing_is_cut_where_no_relu_follows_the_addition() -> None:
    assert by_hand([1.0, 2.0], -5.0, after=False).cut is None


def test_what_the_relu_cuts_forward_gets_no_gradient_back() -> None:
    found, x, dy = made("basic", "post", "A", "batch", changes=False)
    trace = trace_block(found, x)
    trace.back(dy)
    assert not trace.along_skip[trace.cut.places].any()
    assert_allclose(trace.along_skip[~trace.cut.places], dy[~trace.cut.places])
