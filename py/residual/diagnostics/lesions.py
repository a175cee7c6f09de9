"""Lesions: delete blocks of a trained network and see what is lost."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from residual.arrays import Array, Shape
from residual.checks import random_source, whole_number
from residual.diagnostics.paths import blocks_of
from residual.layers import Layer
from residual.networks.counting import parts_with_shapes
from residual.training import Data, Loss, evaluate


class _Zero(Layer):
    """In a branch's place: adds nothing."""

    def __init__(self, branch: Layer) -> None:
        self.branch = branch

    def output_shape(self, shape: Shape) -> Shape:
        return self.branch.output_shape(shape)

    def forward(self, x: Array, train: bool = True) -> Array:
        return np.zeros(self.output_shape(x.shape), x.dtype)


class _Identity(_Zero):
    """In a branch's place: what comes in goes out."""

    def forward(self, x: Array, train: bool = True) -> Array:
        if (shape := self.output_shape(x.shape)) != x.shape:
            raise ValueError(
                f"a plain block that makes the shape {shape} of {x.shape} cannot be deleted"
            )
        return x


@contextmanager
def deleted(network: Layer, which: Sequence[int]) -> Iterator[None]:
    """Take blocks out of a network for as long as the context lasts.

    Parameters
    ----------
    network : Layer
        Whole again at the end; only its forward pass is of use in between.
    which : sequence of int
        Blocks to delete, from 0. A residual block keeps its shortcut and loses its branch; a plain
        one has no other way, so its input is handed on to what follows.

    Raises
    ------
    ValueError
        If there is no block of that number; and in the next forward pass, if a plain block changes
        the shape, since nothing can stand in for it (see `deletable`).

    Notes
    -----
    Veit et al. 2016, sections 4.1 and 4.2, delete layers of a residual network and of VGG so.
    """
    blocks = blocks_of(network)
    for i in which:
        whole_number("which", i, 0)
        if not 0 <= i < len(blocks):
            raise ValueError(f"which: no block {i} among {len(blocks)}")
    branches = [(block, block.branch) for block in (blocks[i] for i in set(which))]
    try:
        for block, _ in branches:
            block.branch = (_Zero if block.shortcut else _Identity)(block.branch)
        yield
    finally:
        for block, branch in branches:
            block.branch = branch


def deletable(network: Layer, shape: Shape) -> list[int]:
    """Return which blocks can be deleted: all but plain ones that change the shape.

    Parameters
    ----------
    network : Layer
        With blocks inside.
    shape : tuple of int
        Of an input, batch included.
    """
    arriving = dict(_arrivals(network, shape))
    return [
        i
        for i, block in enumerate(blocks_of(network))
        if block.shortcut or block.output_shape(arriving[block]) == arriving[block]
    ]


def _arrivals(layer: Layer, shape: Shape) -> Iterator[tuple[Layer, Shape]]:
    """Yield every part of a layer with the shape that arrives at it."""
    for part, arriving in parts_with_shapes(layer, shape):
        yield part, arriving
        yield from _arrivals(part, arriving)


@dataclass
class Lesion:
    """What a network is worth without some of its blocks.

    Attributes
    ----------
    deleted : tuple of int
        The blocks that were deleted, from 0.
    loss, accuracy : float
        Of the rest.
    """

    deleted: tuple[int, ...]
    loss: float
    accuracy: float


def delete_each(network: Layer, loss: Loss, data: Data) -> list[Lesion]:
    """Delete every block that can be deleted in turn, and evaluate what is left.

    Parameters
    ----------
    network : Layer
        Trained; it is not changed, and not trained further.
    loss : callable
        See `residual.training.losses`.
    data : (x, y)
        To evaluate on.
    """
    return list(lesions_in_turn(network, loss, data))


def lesions_in_turn(network: Layer, loss: Loss, data: Data) -> Iterator[Lesion]:
    """Yield what `delete_each` returns, each lesion when it is evaluated.

    The network is whole whenever one is yielded, and when the iterator is closed.
    """
    for i in deletable(network, data[0].shape):
        yield _lesion(network, loss, data, (i,))


def delete_random(
    network: Layer, loss: Loss, data: Data, rng: np.random.Generator, *, blocks: int, samples: int
) -> list[Lesion]:
    """Delete several blocks at once, drawn at random, some times over.

    Parameters
    ----------
    network, loss, data
        As for `delete_each`.
    rng : Generator
        Draws the blocks.
    blocks : int
        How many to delete, from 0 to all.
    samples : int
        How often to draw, from 1.

    Raises
    ------
    ValueError
        If not so many blocks can be deleted, or `samples` is below 1.
    """
    known = deletable(network, data[0].shape)
    whole_number("blocks", blocks, 0, most=len(known))
    whole_number("samples", samples)
    random_source("rng", rng)
    drawn = (rng.permutation(known)[:blocks].tolist() for _ in range(samples))
    return [_lesion(network, loss, data, tuple(sorted(which))) for which in drawn]


def _lesion(network: Layer, loss: Loss, data: Data, which: tuple[int, ...]) -> Lesion:
    with deleted(network, which):
        return Lesion(which, *evaluate(network, loss, data))
