"""A plan comes to what the layers are written to do, in networks that hypothesis makes."""

from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_agreement import step_apart, trainer_of

from residual.arrays import Array
from residual.blocks import Block, Concat
from residual.compiled.operations import Operations
from residual.layers import (
    BatchNorm,
    Conv2d,
    Layer,
    LayerNorm,
    Linear,
    MaxPool,
    ReLU,
    Sequential,
    Tanh,
    Upsample,
)
from residual.training import Run

Leaves = list[Callable[[np.random.Generator], Layer]]


def weights(rng: np.random.Generator, *shape: int) -> Array:
    return rng.standard_normal(shape) / np.sqrt(np.prod(shape[1:]))


OF_POINTS: Leaves = [
    lambda rng: Linear(rng.standard_normal((4, 4)) / 2, bias=False),
    lambda rng: Linear(rng.standard_normal((4, 4)) / 2),
    lambda rng: BatchNorm(4),
    lambda rng: ReLU(),
    lambda rng: Tanh(),
    lambda rng: LayerNorm(4),
]
OF_IMAGES: Leaves = [
    lambda rng: Conv2d(weights(rng, 3, 3, 3, 3), padding=1),
    lambda rng: Conv2d(weights(rng, 3, 3, 1, 1), bias=True),
    lambda rng: BatchNorm(3),
    lambda rng: ReLU(),
    lambda rng: Sequential(MaxPool(2), Conv2d(weights(rng, 3, 3, 3, 3), padding=1), Upsample(2)),
    lambda rng: Tanh(),
]
Tree = Any
"""A number (of a leaf), a list (one after the other), (branch, shortcut, after) of a block, or
(branch, carries) of what is put beside its input and brought to as few numbers again."""
trees = st.recursive(
    st.integers(0, len(OF_POINTS) - 1),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, st.booleans() | inner, st.none() | st.integers(2, 4))
        | st.tuples(inner, st.booleans())
    ),
    max_leaves=12,
)


def grown(tree: Tree, rng: np.random.Generator, leaves: Leaves) -> Layer:
    if isinstance(tree, int):
        return leaves[tree](rng)
    if isinstance(tree, list):
        return Sequential(*(grown(part, rng, leaves) for part in tree))
    if len(tree) == 2:
        beside = Concat(grown(tree[0], rng, leaves), carries=tree[1])
        few = (3, 6, 1, 1) if leaves is OF_IMAGES else (8, 4)
        return Sequential(beside, (Conv2d if len(few) == 4 else Linear)(weights(rng, *few)))
    branch, shortcut, after = tree
    return Block(
        grown(branch, rng, leaves),
        shortcut if isinstance(shortcut, bool) else grown(shortcut, rng, leaves),
        None if after is None else grown(after, rng, leaves),
    )


def between(first: Layer, middle: Layer, last: Layer, rng: np.random.Generator) -> Layer:
    network = Sequential(first, middle, last)
    for name, parameter in network.parameters().items():
        if name.endswith(("gamma", "beta", "b")):
            parameter.value += 0.3 * rng.standard_normal(parameter.value.shape)
    return network


@settings(max_examples=150, deadline=None)
@given(tree=trees, examples=st.integers(2, 9), seed=st.integers(0, 9))
def test_a_step_of_any_network_of_points_is_that_of_numpy(
    c: Operations, tree: Tree, examples: int, seed: int
) -> None:
    def make() -> Run:
        rng = np.random.default_rng(seed)
        first, last = Linear(rng.standard_normal((3, 4))), Linear(rng.standard_normal((4, 1)))
        network = between(first, grown(tree, rng, OF_POINTS), last, rng)
        return trainer_of(network, rng.standard_normal((examples, 3)), 1)

    assert step_apart(c, make) <= 1e-11  # with two examples a norm divides by nearly nothing


@settings(max_examples=80, deadline=None)
@given(tree=trees, examples=st.integers(1, 9), seed=st.integers(0, 9))
def test_so_is_a_step_of_any_network_of_images(
    c: Operations, tree: Tree, examples: int, seed: int
) -> None:
    def make() -> Run:
        rng = np.random.default_rng(seed)
        first = Conv2d(weights(rng, 3, 2, 3, 3), padding=1)
        last = Conv2d(weights(rng, 1, 3, 1, 1), bias=True)
        network = between(first, grown(tree, rng, OF_IMAGES), last, rng)
        return trainer_of(network, rng.standard_normal((examples, 2, 4, 4)), 1, 4, 4)

    assert step_apart(c, make) <= 1e-11
