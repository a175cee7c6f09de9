"""How the gradient divides at a block, checked by differences of the loss."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.testing import assert_allclose

from residual.arrays import Array
from residual.blocks import Block, Concat, Highway
from residual.diagnostics.block_stretch import copy_of, every_block
from residual.diagnostics.gradient_split import split_gradient
from residual.experiments import FlowConfig, make_trainer
from residual.layers import Layer
from residual.settings import SettingError
from residual.training import Run

EPS = 1e-6
KINDS = ["post", "pre", "highway", "dense", "transformer_pre", "transformer_post"]


def run(**settings: object) -> Run:
    # Tanh is smooth, so that no difference steps over a kink.
    values = {"depth": 8, "width": 4, "activation": "tanh"} | settings
    return make_trainer(FlowConfig.parse(values))


def slope(trainer: Run, block: int, change: Callable[[Layer, Array], Array]) -> float:
    """Return the loss's derivative by a number in one block, by central differences.

    `change` gives the block's output, of the block, its input and that number.
    """
    x, y = trainer.batch

    def loss(step: float) -> float:
        network = copy_of(trainer.network)
        parts = network.children()
        place, blocks = list(parts).index("blocks"), every_block(network)
        signal = x
        for part in [*list(parts.values())[:place], *blocks[:block]]:
            signal = part.forward(signal)
        signal = change(blocks[block], signal, step)
        for part in [*blocks[block + 1 :], *list(parts.values())[place + 1 :]]:
            signal = part.forward(signal)
        return trainer.loss(signal, y)[0]

    return (loss(EPS) - loss(-EPS)) / (2 * EPS)


def ways(layer: Layer, to_skip: Array, to_branch: Array) -> Array:
    """What a block gives where its skip and its branch get inputs of their own."""
    if isinstance(layer, Concat):
        return np.concatenate([to_skip, layer.branch.forward(to_branch)], axis=1)
    if isinstance(layer, Highway):
        t = layer.gate.forward(to_branch)
        return t * layer.branch.forward(to_branch) + (1 - t) * to_skip
    assert isinstance(layer, Block)
    summed = layer.branch.forward(to_branch) + (to_skip if layer.shortcut else 0)
    return layer.after.forward(summed) if layer.after else summed


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("block", [0, 2])
def test_each_way_is_the_derivative_by_what_goes_that_way(kind: str, block: int) -> None:
    trainer = run(block=kind, norm="none" if kind == "dense" else "batch")
    split = split_gradient(trainer, block)
    assert split is not None
    v = np.random.default_rng(1).standard_normal(split.skip.shape)
    along_skip = slope(trainer, block, lambda b, x, e: ways(b, x + e * v, x))
    through_branch = slope(trainer, block, lambda b, x, e: ways(b, x, x + e * v))
    both = slope(trainer, block, lambda b, x, e: b.forward(x + e * v))
    assert_allclose((split.skip * v).sum(), along_skip, rtol=1e-5, atol=1e-9)
    assert_allclose((split.branch * v).sum(), through_branch, rtol=1e-5, atol=1e-9)
    assert_allclose((split.total * v).sum(), both, rtol=1e-5, atol=1e-9)
    assert abs(along_skip - through_branch) > 1e-5, "else one could stand for the other"


def test_along_the_identity_comes_what_arrives_and_without_a_skip_nothing() -> None:
    split = split_gradient(run(), 1)
    plain = split_gradient(run(shortcut="none"), 1)
    assert split is not None
    assert plain is not None
    assert (split.skip == split.arriving).all()
    assert (plain.skip == 0).all()
    assert (plain.total == plain.branch).all()
    assert np.isnan(plain.cosine)


def test_the_sum_is_the_gradient_that_the_run_itself_measures() -> None:
    trainer = run(depth=12)
    trainer.measure()
    norms = trainer.signals
    for block in range(5):
        split = split_gradient(trainer, block)
        assert split is not None
        assert_allclose(np.linalg.norm(split.total), norms[2 * block], rtol=1e-9)


def test_the_cosine_says_how_the_ways_add_up_however_large_they_are() -> None:
    for scale in (1.0, 1e-200, 1e200):
        split = split_gradient(run(), 1)
        assert split is not None
        a, b = np.linalg.norm(split.skip), np.linalg.norm(split.branch)
        expected = (np.linalg.norm(split.total) ** 2 - a**2 - b**2) / (2 * a * b)
        split.skip, split.branch = split.skip * scale, split.branch * scale
        assert split.cosine == pytest.approx(expected, rel=1e-9)


def test_the_run_is_left_as_it_is() -> None:
    one, other = run(), run()
    one.advance(2)
    other.advance(2)
    split_gradient(one, 1)
    one.advance(2)
    other.advance(2)
    assert one.history.loss == other.history.loss
    for a, b in zip(*(t.network.state().values() for t in (one, other)), strict=True):
        assert (a == b).all()


def test_a_block_that_is_not_there_is_refused() -> None:
    with pytest.raises(SettingError, match="block: 3 is not allowed; use a whole number from 0"):
        split_gradient(run(), 3)


def test_a_class_that_nobody_knows_has_no_ways() -> None:
    class Other(Layer):
        def __init__(self, inner: Layer) -> None:
            self.inner = inner

        def forward(self, x: Array, train: bool = True) -> Array:
            return self.inner.forward(x, train)

        def backward(self, dy: Array) -> Array:
            return self.inner.backward(dy)

    trainer = run()
    blocks = trainer.network.children()["blocks"]
    blocks.parts = {name: Other(part) for name, part in blocks.children().items()}
    assert split_gradient(trainer, 1) is None
