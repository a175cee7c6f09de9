"""A look into one block of a run: how much it stretches small changes of the signal."""

import copy
from dataclasses import dataclass

import numpy as np

from residual.arrays import Array
from residual.diagnostics import singular_values
from residual.layers import BatchNorm, Layer, Sequential
from residual.settings import SettingError
from residual.signals import signal_layers
from residual.training import Trainer


@dataclass
class Inspection:
    """One block at one training example.

    Attributes
    ----------
    block, blocks : int
        Its number from 0, and how many there are.
    layers : list of int
        The numbers, from 1, of its weight layers.
    singular_values : (min(outputs, inputs),) float64
        Of its Jacobian, largest first; 1 leaves a change as large as it was. All nan where the
        signal or the weights are no longer finite.
    """

    block: int
    blocks: int
    layers: list[int]
    singular_values: Array

    @property
    def title(self) -> str:
        """What readers call it."""
        layers = " and ".join(map(str, self.layers))
        noun = "weight layer" if len(self.layers) == 1 else "weight layers"
        return f"Block {self.block + 1} of {self.blocks}, {noun} {layers}"


def inspect_block(trainer: Trainer, block: int, example: int = 0) -> Inspection:
    """Return the singular values of a block's Jacobian, at the weights that a run has now.

    Parameters
    ----------
    trainer : Trainer
        Left as it is, running statistics and gradients included.
    block : int
        From 0, the first after the stem.
    example : int
        Which example of the next batch is looked at.

    Raises
    ------
    SettingError
        If there is no such block.

    Notes
    -----
    Batch normalisation is a fixed scale and shift here, by the statistics of the batch that the
    next update takes: the running ones that evaluation takes know nothing yet before training. So
    an example's outputs depend on that example alone, and the Jacobian is that of `y` by `x` with
    everything after the addition, such as the last ReLU of a post-activation block, in it.
    """
    blocks = _blocks(trainer.network)
    if isinstance(block, bool) or not isinstance(block, int) or not 0 <= block < len(blocks):
        allowed = f"a whole number from 0 to {len(blocks) - 1}" if blocks else "a deeper network"
        raise SettingError([f"block: {block} is not allowed; use {allowed}"])
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        part, x = _frozen(trainer, block)
        values = singular_values(part, x[example])
    if not np.isfinite(x[example]).all():
        values = np.full_like(values, np.nan)
    return Inspection(block, len(blocks), _layer_numbers(trainer.network, blocks[block]), values)


def _blocks(network: Layer) -> list[Layer]:
    """Return the blocks between stem and head; a Transformer's stand in pairs."""
    blocks = network.children().get("blocks", Sequential())
    while any(isinstance(part, Sequential) for part in blocks.children().values()):
        blocks = Sequential(*(p for pair in blocks.children().values() for p in _parts(pair)))
    return list(blocks.children().values())


def _parts(layer: Layer) -> list[Layer]:
    return list(layer.children().values()) if isinstance(layer, Sequential) else [layer]


def _layer_numbers(network: Layer, block: Layer) -> list[int]:
    inside = {id(part) for _, part in block.walk()}
    ends = enumerate(signal_layers(network), start=1)
    return [number for number, end in ends if id(end) in inside]


def _frozen(trainer: Trainer, block: int) -> tuple[Layer, Array]:
    """Return a copy of a block that evaluates with the next batch's statistics, and its input."""
    network = _copy(trainer.network)
    wanted = _blocks(network)[block]
    for _, layer in wanted.walk():
        if isinstance(layer, BatchNorm):
            layer.momentum = 1.0  # so that the running mean becomes the batch's
    x, _ = trainer.batch
    for part in network.children().values():
        for step in _blocks(network) if part is network.children()["blocks"] else [part]:
            if step is wanted:
                step.forward(x)
                _take_batch_variance(step)
                return step, x
            x = step.forward(x)
    raise AssertionError("the block is one of the network's")


def _take_batch_variance(block: Layer) -> None:
    """Let batch norms evaluate with the variance of their batch: the recorded one is unbiased."""
    for _, layer in block.walk():
        if isinstance(layer, BatchNorm):
            layer.running_variance[:] = layer.inverse**-2 - layer.eps


def _copy(network: Layer) -> Layer:
    """Return a copy that can pass forward and backward without a trace in the original.

    What a pass leaves in the layers is replaced by the next one, never changed, so it is shared.
    """
    shared: dict[int, Array] = {}
    for _, layer in network.walk():
        own = {id(array) for array in layer.buffers().values()}
        left = [v for v in vars(layer).values() if isinstance(v, np.ndarray) and id(v) not in own]
        shared |= {id(array): array for array in left}
    return copy.deepcopy(network, shared)
