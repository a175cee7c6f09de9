"""How the gradient divides at a block: along the skip, and through the branch."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from residual.arrays import Array
from residual.blocks import Block, Concat, Highway
from residual.diagnostics.block_stretch import block_of, copy_of, every_block
from residual.layers import Layer
from residual.training import Run


@dataclass
class GradientSplit:
    """The gradient of the loss at one block, on its way back.

    Attributes
    ----------
    arriving : (N, ...) float64
        By the sum of branch and skip, after what follows the addition, such as a last ReLU: what
        divides at the plus.
    skip : (N, ...) float64
        What of it goes back along the skip: all of it for the identity, nothing without a skip.
    branch : (N, ...) float64
        What of it comes back through the branch: `arriving` times dF/dx.

    Notes
    -----
    `dx = dy I + dy dF/dx`: He et al. 2016, "Identity Mappings in Deep Residual Networks", eq. 5.
    """

    arriving: Array
    skip: Array
    branch: Array

    @property
    def total(self) -> Array:
        """The gradient by the block's input: both ways together, (N, ...)."""
        return self.skip + self.branch

    @property
    def cosine(self) -> float:
        """Of the angle between what comes on the two ways; nan where nothing comes on one."""
        # Each by its own largest number first: their squares may be beyond what a number can be.
        skip, branch = _scaled(self.skip), _scaled(self.branch)
        lengths = np.linalg.norm(skip) * np.linalg.norm(branch)
        return float((skip * branch).sum() / lengths) if lengths > 0 else math.nan


def split_gradient(trainer: Run, block: int) -> GradientSplit | None:
    """Return how the gradient divides at one block, at the weights that a run has now.

    Parameters
    ----------
    trainer : Run
        Left as it is, running statistics and gradients included.
    block : int
        From 0, the first after the stem.

    Returns
    -------
    GradientSplit or None
        See `split_gradients`.

    Raises
    ------
    SettingError
        If there is no such block.
    """
    block_of(trainer.network, block)
    return next(split for number, split in split_gradients(trainer) if number == block)


def split_gradients(trainer: Run) -> Iterator[tuple[int, GradientSplit | None]]:
    """Yield how the gradient divides at each block, from the last back to the first.

    Parameters
    ----------
    trainer : Run
        As for `split_gradient`.

    Yields
    ------
    (int, GradientSplit or None)
        The block's number from 0, and its split on the batch that the next update takes; None for a
        block of another class than ours, whose two ways nobody knows.

    Notes
    -----
    A Highway layer's skip is what it carries, `dy (1 - T)`; its gate counts to the branch. With
    dense connections the skip is the part of dy that belongs to the earlier features.
    """
    network = copy_of(trainer.network)
    blocks = every_block(network)
    parts = network.children()
    place = list(parts).index("blocks")
    before, after = list(parts.values())[:place], list(parts.values())[place + 1 :]
    x, y = trainer.batch
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        for part in [*before, *blocks, *after]:
            x = part.forward(x)
        _, dy = trainer.loss(x, y)
        for part in reversed(after):
            dy = part.backward(dy)
        for number in reversed(range(len(blocks))):
            split = _split(blocks[number], dy)
            dy = split.total if split else blocks[number].backward(dy)
            yield number, split


def _split(block: Layer, dy: Array) -> GradientSplit | None:
    if isinstance(block, Concat):
        skip, rest = np.split(dy, [block.features], axis=1)
        return GradientSplit(dy, skip, block.branch.backward(rest))
    if isinstance(block, Highway):
        branch = block.branch.backward(dy * block.t) + block.gate.backward(dy * (block.h - block.x))
        return GradientSplit(dy, dy * (1 - block.t), branch)
    if not isinstance(block, Block):
        return None
    if block.after:
        dy = block.after.backward(dy)
    branch = block.branch.backward(dy)
    if isinstance(block.shortcut, Layer):
        return GradientSplit(dy, block.shortcut.backward(dy), branch)
    return GradientSplit(dy, dy if block.shortcut else np.zeros_like(branch), branch)


def _scaled(array: Array) -> Array:
    largest = np.abs(array).max()
    return array / largest if 0 < largest < math.inf else array
