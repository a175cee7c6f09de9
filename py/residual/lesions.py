"""Lesions: delete blocks of a trained network and see what is lost."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from residual.arrays import Array
from residual.blocks import Block
from residual.layers import Layer
from residual.paths import blocks_of
from residual.training import Data, Loss, evaluate


class _Zero(Layer):
    """A branch that adds nothing."""

    def forward(self, x: Array, train: bool = True) -> Array:
        return np.zeros_like(x)


class _Identity(Layer):
    """A branch that is not there: what comes in goes out."""

    def forward(self, x: Array, train: bool = True) -> Array:
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
        If there is no block of that number.

    Notes
    -----
    Veit et al. 2016, sections 4.1 and 4.2, delete layers of a residual network and of VGG so.
    """
    blocks = blocks_of(network)
    for i in which:
        if not 0 <= i < len(blocks):
            raise ValueError(f"which: no block {i} among {len(blocks)}")
    branches = [(block, block.branch) for block in (blocks[i] for i in set(which))]
    try:
        for block, _ in branches:
            block.branch = _stand_in(block)
        yield
    finally:
        for block, branch in branches:
            block.branch = branch


def _stand_in(block: Block) -> Layer:
    return _Zero() if block.shortcut else _Identity()


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
    """Delete every block in turn, one at a time, and evaluate what is left.

    Parameters
    ----------
    network : Layer
        Trained; it is not changed, and not trained further.
    loss : callable
        See `residual.losses`.
    data : (x, y)
        To evaluate on.
    """
    return [_lesion(network, loss, data, (i,)) for i in range(len(blocks_of(network)))]


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
        How often to draw.

    Raises
    ------
    ValueError
        If there are not so many blocks.
    """
    known = len(blocks_of(network))
    if not 0 <= blocks <= known:
        raise ValueError(f"blocks: {blocks} is not allowed; use a whole number from 0 to {known}")
    drawn = (rng.permutation(known)[:blocks].tolist() for _ in range(samples))
    return [_lesion(network, loss, data, tuple(sorted(which))) for which in drawn]


def _lesion(network: Layer, loss: Loss, data: Data, which: tuple[int, ...]) -> Lesion:
    with deleted(network, which):
        return Lesion(which, *evaluate(network, loss, data))
