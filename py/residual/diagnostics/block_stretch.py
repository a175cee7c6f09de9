"""A look into one block of a run: how much it stretches small changes of the signal."""

import copy
from dataclasses import dataclass

import numpy as np

from residual.arrays import Array
from residual.blocks import Concat
from residual.blocks.dense import DenselyConnected
from residual.checks import whole_number
from residual.diagnostics.jacobians import singular_values
from residual.layers import BatchNorm, Layer, Sequential
from residual.networks.signals import signal_layers
from residual.settings import SettingError
from residual.training import Run


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


def inspect_block(trainer: Run, block: int, example: int = 0) -> Inspection:
    """Return the singular values of a block's Jacobian, at the weights that a run has now.

    Parameters
    ----------
    trainer : Run
        Left as it is, running statistics and gradients included.
    block : int
        From 0, the first after the stem.
    example : int
        Which example of the next batch is looked at.

    Raises
    ------
    SettingError
        If there is no such block.
    ValueError
        If there is no such example.

    Notes
    -----
    Batch normalisation is a fixed scale and shift here, by the statistics of the batch that the
    next update takes: the running ones that evaluation takes know nothing yet before training. So
    an example's outputs depend on that example alone, and the Jacobian is that of `y` by `x` with
    everything after the addition, such as the last ReLU of a post-activation block, in it.
    """
    looked_at = block_of(trainer.network, block)
    whole_number("example", example, 0, most=len(trainer.batch[0]) - 1)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        part, x = _frozen(trainer, block)
        values = _stretch(part, x[example])
    if not np.isfinite(x[example]).all():
        values = np.full_like(values, np.nan)
    blocks = len(every_block(trainer.network))
    return Inspection(block, blocks, _layer_numbers(trainer.network, looked_at), values)


def block_of(network: Layer, block: int) -> Layer:
    """Return one block of a network.

    Raises
    ------
    SettingError
        If there is none of this number, from 0.
    """
    blocks = every_block(network)
    if isinstance(block, bool) or not isinstance(block, int) or not 0 <= block < len(blocks):
        allowed = f"a whole number from 0 to {len(blocks) - 1}" if blocks else "a deeper network"
        raise SettingError([f"block: {block} is not allowed; use {allowed}"])
    return blocks[block]


def every_block(network: Layer) -> list[Layer]:
    """Return the blocks between stem and head; a Transformer's stand in pairs."""
    blocks = network.children().get("blocks", Sequential())
    if isinstance(blocks, DenselyConnected):
        return [Concat(layer) for layer in blocks.children().values()]
    while any(isinstance(part, Sequential) for part in blocks.children().values()):
        blocks = Sequential(*(p for pair in blocks.children().values() for p in _parts(pair)))
    return list(blocks.children().values())


def _parts(layer: Layer) -> list[Layer]:
    return list(layer.children().values()) if isinstance(layer, Sequential) else [layer]


def _layer_numbers(network: Layer, block: Layer) -> list[int]:
    inside = {id(part) for _, part in block.walk()}
    ends = enumerate(signal_layers(network), start=1)
    return [number for number, end in ends if id(end) in inside]


def _frozen(trainer: Run, block: int) -> tuple[Layer, Array]:
    """Return a copy of a block that evaluates with the next batch's statistics, and its input."""
    network = copy_of(trainer.network)
    blocks = every_block(network)
    for _, layer in blocks[block].walk():
        if isinstance(layer, BatchNorm):
            layer.momentum = 1.0  # so that the running mean becomes the batch's
    x, _ = trainer.batch
    for name, part in network.children().items():
        if name == "blocks":
            break
        x = part.forward(x)
    if isinstance(part, DenselyConnected):
        before = list(part.children().values())[:block]
        x = DenselyConnected(part.inputs, part.growth, *before).forward(x)
    else:
        for step in blocks[:block]:
            x = step.forward(x)
    blocks[block].forward(x)
    _take_batch_variance(blocks[block])
    return blocks[block], x


def _stretch(block: Layer, x: Array) -> Array:
    """Return the singular values of a block's Jacobian at one example."""
    if not isinstance(block, Concat):
        return singular_values(block, x)
    # The Jacobian is the identity above that of the branch, J, so its squares are those of J^T J
    # plus 1; J has only as many rows as features are added.
    added = singular_values(block.branch, x)
    return np.concatenate([np.hypot(1, added), np.ones(x.size - added.size)])


def _take_batch_variance(block: Layer) -> None:
    """Let batch norms evaluate with the variance of their batch: the recorded one is unbiased."""
    for _, layer in block.walk():
        if isinstance(layer, BatchNorm):
            layer.running_variance[:] = layer.inverse**-2 - layer.eps


def copy_of(network: Layer) -> Layer:
    """Return a copy that can pass forward and backward without a trace in the original.

    Weights, gradients and what a pass leaves in the layers are shared: a pass puts new arrays in
    their places. Only the running statistics it changes, so these are copied.
    """
    shared: dict[int, Array] = {}
    for _, layer in network.walk():
        own = {id(array) for array in layer.buffers().values()}
        left = [v for v in vars(layer).values() if isinstance(v, np.ndarray) and id(v) not in own]
        shared |= {id(array): array for array in left}
    for parameter in network.parameters().values():
        shared |= {id(array): array for array in (parameter.value, parameter.grad)}
    return copy.deepcopy(network, shared)
