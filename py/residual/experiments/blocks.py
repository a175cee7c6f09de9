"""A small network that reads digits, made to look into its blocks: its runs, images and costs."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from residual.arrays import Array, Labels
from residual.blocks import Block
from residual.data.datasets import digits, split
from residual.data.drawn_image import decode_image
from residual.diagnostics.block_trace import BlockTrace, trace_block
from residual.experiments.block_config import BlockConfig, BlockTrainingSettings
from residual.experiments.digits_config import TEST_IMAGES, DigitsConfig
from residual.experiments.observer import Examiner
from residual.layers.attention import softmax
from residual.networks import Network, two_blocks
from residual.networks.counting import count
from residual.training import Adam, Data, Evaluator, Run, cross_entropy, passes_of


def make_block_network(config: BlockConfig) -> Network:
    """Make the network of these settings with the weights that it starts from.

    Batch normalisation has statistics that mean nothing yet; see `settle`.
    """
    return _network(config, np.random.default_rng(np.random.SeedSequence(config.seed).spawn(2)[0]))


def _network(config: BlockConfig, rng: np.random.Generator | None) -> Network:
    return two_blocks(
        rng,
        kind=config.kind,
        block=config.block,
        shortcut=config.shortcut,
        norm=config.norm,
        stride=config.stride,
    )


def make_block_trainer(config: BlockConfig, settings: BlockTrainingSettings | None = None) -> Run:
    """Make the run that trains the network of these settings on the digits, ready to advance.

    All seeds learn the same 1,437 images, so that those held out are the same for every network.
    """
    usual, settings = DigitsConfig(), settings or BlockTrainingSettings()
    network, dtype = make_block_network(config), np.dtype(usual.precision)
    network.cast(dtype)
    train, test = ((x.astype(dtype), y) for x, y in split_digits())
    return Run(
        network,
        train,
        cross_entropy,
        Adam(list(network.parameters().values()), settings.lr),
        settings.epochs,
        batch_size=usual.batch_size,
        shuffle=np.random.SeedSequence(config.seed).spawn(2)[1],
        observer=Examiner(network, test, settings.epochs),
    )


def settle(network: Network) -> None:
    """Give batch normalisation the statistics of the training images at the weights now."""
    (x, _), _ = split_digits()
    evaluator = Evaluator(network, passes_of)
    for _ in evaluator.settling_on(x.astype(next(iter(network.parameters().values())).value.dtype)):
        pass
    evaluator.keep()


@cache
def split_digits() -> tuple[Data, Data]:
    """Return the digits to learn from and those held out."""
    return split(np.random.default_rng(0), *digits(), test=TEST_IMAGES)


@cache
def _all_digits() -> tuple[Array, Labels]:
    return digits()


def picture_of(config: BlockConfig) -> tuple[Array, int | None]:
    """Return the image that is looked at, (1, 1, 8, 8), and its digit; None where nobody knows."""
    if config.picture == "drawn":
        return decode_image(config.pixels)[np.newaxis, np.newaxis], None
    x, y = _all_digits()
    return x[config.image : config.image + 1], int(y[config.image])


@dataclass
class Look:
    """What an image does in one block of a network, and what the network makes of it.

    Attributes
    ----------
    trace : BlockTrace
        Forward and backward.
    probabilities : (10,) float64
        The network's answer.
    label : int
        The digit by whose loss the gradient is: the image's own, or, where nobody knows it, the
        network's answer.
    loss : float
        The cross-entropy of that digit.
    x : (1, 1, 8, 8) float64
        The image.
    """

    trace: BlockTrace
    probabilities: Array
    label: int
    loss: float
    x: Array


def look(config: BlockConfig, network: Network) -> Look:
    """Pass the image of these settings through a network, and the gradient back to one block.

    Batch normalisation takes its recorded statistics, so that one image can be looked at alone.
    Without the skip, the addition of this block is left out, and nothing else is changed.
    """
    parts = network.children()
    block = parts[config.place]
    assert isinstance(block, Block)
    seen = block if config.skip == "on" else Block(block.branch, False, block.after)
    names = list(parts)
    place = names.index(config.place)
    picture, digit = picture_of(config)
    x = picture
    for name in names[:place]:
        x = parts[name].forward(x, train=False)
    trace = trace_block(seen, x)
    x = trace.output
    for name in names[place + 1 :]:
        x = parts[name].forward(x, train=False)
    label = int(x.argmax()) if digit is None else digit
    loss, dy = cross_entropy(x, np.array([label]))
    for name in reversed(names[place + 1 :]):
        dy = parts[name].backward(dy)
    trace.back(dy)
    return Look(trace, softmax(x)[0], label, loss, picture)


def costs(config: BlockConfig) -> list[dict[str, Any]]:
    """Count what the block that is looked at costs with every kind and every shortcut.

    Returns
    -------
    list of dict
        Of each `kind` and `shortcut`, for one image: `branch` and `skip`, each with `parameters`
        and `multiplyAdds`; the branch's convolutions and norms, and what stands on the skip.
    """
    table = BlockConfig.table()
    # Without the image: whatever is drawn, the counts stay.
    own = {name: getattr(config, name) for name in ("block", "norm", "stride", "place")}
    return [
        {"kind": kind, "shortcut": shortcut}
        | _cost(*_outline(BlockConfig(kind=kind, shortcut=shortcut, **own)))
        for kind in table["kind"].choices
        for shortcut in table["shortcut"].choices
    ]


@cache
def _outline(config: BlockConfig) -> tuple[Block, tuple[int, ...]]:
    """Return the block that is looked at, and the shape of what arrives at it for one image."""
    network = _network(config, None)
    shape: tuple[int, ...] = (1, *network.input_shape)
    for name, part in network.children().items():
        if name == config.place:
            assert isinstance(part, Block)
            return part, shape
        shape = part.output_shape(shape)
    raise AssertionError(config.place)


def _cost(block: Block, shape: tuple[int, ...]) -> dict[str, dict[str, int]]:
    found = {way: {"parameters": 0, "multiplyAdds": 0} for way in ("branch", "skip")}
    for layer in count(block, shape):
        way = found["branch" if layer.name.startswith("branch") else "skip"]
        way["parameters"] += layer.parameters
        way["multiplyAdds"] += layer.multiply_adds
    return found
