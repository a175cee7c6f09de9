"""A residual network as an ensemble of paths: how many, how long, and which carry the gradient.

Each block offers two ways, through its branch or along its shortcut, so n blocks make 2^n paths
from input to output; the length of a path is the number of branches on it (Veit et al. 2016,
"Residual Networks Behave Like Ensembles of Relatively Shallow Networks").
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from residual.arrays import Array
from residual.blocks import Block
from residual.checks import random_source, whole_number
from residual.layers import Layer, Sequential

Gradients = list[Array]
AtBlock = Callable[[Block, Gradients], Gradients]


def blocks_of(network: Layer) -> list[Block]:
    """Return the blocks inside a network, first one first."""
    return [part for _, part in network.walk() if isinstance(part, Block)]


def count_paths(blocks: int) -> list[int]:
    """Return how many paths of length 0, 1, ..., `blocks` there are.

    Raises
    ------
    ValueError
        If `blocks` is no whole number from 0.

    Notes
    -----
    A path of length k chooses k blocks out of n: the binomial coefficients, 2^n in all.
    """
    whole_number("blocks", blocks, 0)
    return [math.comb(blocks, length) for length in range(blocks + 1)]


def gradient_along(network: Layer, dy: Array, through: set[int]) -> Array:
    """Return the gradient by the input that comes back along one path.

    Parameters
    ----------
    network : Layer
        After a `forward`; its stored gradients are overwritten.
    dy : (N, ...) float64
        Gradient of the loss by the output.
    through : set of int
        The blocks, from 0, whose branch the path takes; it takes the shortcut of all others.

    Returns
    -------
    (N, ...) float64
        Of the input's shape. All paths together add up to `network.backward(dy)`.

    Raises
    ------
    ValueError
        If a block has no shortcut, or there is no block of that number.
    """
    blocks, through = _residual_blocks(network), set(through)
    for i in through:
        whole_number("through", i, 0)
    if unknown := through - set(range(len(blocks))):
        raise ValueError(f"through: no block {min(unknown)} among {len(blocks)}")
    taken = [blocks[i] for i in through]

    def choose(block: Block, gradients: Gradients) -> Gradients:
        return [_through(block, dy) if block in taken else _around(block, dy) for dy in gradients]

    return _pull(network, [dy], choose)[0]


def gradients_by_length(network: Layer, dy: Array) -> Gradients:
    """Return the gradient by the input that all paths of each length bring back together.

    Parameters and errors are those of `gradient_along`.

    Returns
    -------
    list of (N, ...) float64
        Length 0 first; exact, by carrying one gradient for each length from block to block. They
        add up to `network.backward(dy)`.
    """
    _residual_blocks(network)

    def spread(block: Block, gradients: Gradients) -> Gradients:
        through = [_through(block, dy) for dy in gradients]
        around = [_around(block, dy) for dy in gradients]
        both = zip(around[1:], through[:-1], strict=True)
        return [around[0], *(same + longer for same, longer in both), through[-1]]

    return _pull(network, [dy], spread)


@dataclass
class PathGradients:
    """What the paths of each length carry, length 0 first.

    Attributes
    ----------
    paths : list of int
        How many paths there are.
    norm : (n + 1,) float64
        Mean norm of the gradient by the input along one such path.
    share : (n + 1,) float64
        `paths * norm`, divided by its sum over all lengths; 0 where no gradient arrives at all.
    """

    paths: list[int]
    norm: Array
    share: Array


def sample_paths(
    network: Layer, dy: Array, rng: np.random.Generator, samples: int
) -> PathGradients:
    """Measure the gradient along random paths of every length.

    Parameters
    ----------
    network, dy
        As for `gradient_along`.
    rng : Generator
        Chooses the paths.
    samples : int
        Paths of each length, from 1.

    Raises
    ------
    ValueError
        If a block has no shortcut, or `samples` is below 1.

    Notes
    -----
    As in Veit et al. 2016, section 4.3: k blocks are chosen at random, the gradient goes back
    through their branches and along all other shortcuts, and its norm at the input is recorded;
    times the number of such paths, it is what paths of length k contribute at most.
    """
    found = norms_by_length(network, dy, rng, samples)
    return weigh_paths([norm for norm in found if norm is not None])


def norms_by_length(
    network: Layer, dy: Array, rng: np.random.Generator, samples: int
) -> Iterator[float | None]:
    """Yield the mean norm along random paths of each length, length 0 first.

    Parameters and errors are those of `sample_paths`.

    Yields
    ------
    float or None
        None after each path but the last one of its length: where the work may be interrupted.
    """
    whole_number("samples", samples)
    random_source("rng", rng)
    blocks = len(_residual_blocks(network))
    for length in range(blocks + 1):
        norm = 0.0
        for left in reversed(range(samples)):
            through = set(rng.permutation(blocks)[:length].tolist())
            norm += float(np.linalg.norm(gradient_along(network, dy, through))) / samples
            yield None if left else norm


def weigh_paths(norms: Sequence[float]) -> PathGradients:
    """Return what the paths of each length carry, from the mean norm along one of each length.

    Parameters
    ----------
    norms : sequence of float
        Length 0 first; a network of n blocks has n + 1 lengths.
    """
    blocks, norm = len(norms) - 1, np.array(norms)
    paths = count_paths(blocks)
    # Divided as whole numbers: the counts of some hundred blocks are beyond float64.
    weighted = norm * [count / 2**blocks for count in paths]
    return PathGradients(paths, norm, weighted / (weighted.sum() or 1.0))


def _residual_blocks(network: Layer) -> list[Block]:
    blocks = blocks_of(network)
    for i, block in enumerate(blocks):
        if not block.shortcut:
            raise ValueError(f"block {i} has no shortcut; paths need one around each block")
    return blocks


def _through(block: Block, dy: Array) -> Array:
    return block.branch.backward(dy)


def _around(block: Block, dy: Array) -> Array:
    return block.shortcut.backward(dy) if isinstance(block.shortcut, Layer) else dy


def _pull(layer: Layer, gradients: Gradients, at_block: AtBlock) -> Gradients:
    """Bring several gradients back through a layer, with a rule for the blocks inside."""
    if isinstance(layer, Block):
        if layer.after:
            gradients = [layer.after.backward(dy) for dy in gradients]
        return at_block(layer, gradients)
    if isinstance(layer, Sequential):
        for part in reversed(layer.children().values()):
            gradients = _pull(part, gradients, at_block)
        return gradients
    return [layer.backward(dy) for dy in gradients]
