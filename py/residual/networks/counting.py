"""Parameters and multiply-adds of a network, layer by layer, from shapes alone.

Nothing is run, and no weight is drawn or held: a network made without a source of random numbers
(`resnet(None, 50)`) is an outline of shapes.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from residual.arrays import Shape
from residual.blocks import Block, DenselyConnected
from residual.blocks.convolutional import ConvBlocks
from residual.layers import (
    Attention,
    Conv2d,
    FeatureTokenizer,
    Layer,
    Linear,
    Parameter,
    PerToken,
    Sequential,
)
from residual.networks.network import Network
from residual.networks.resnet import FAMILY, resnet


@dataclass(frozen=True)
class Count:
    """One layer's part in a network.

    Attributes
    ----------
    name, layer : str
        Its dotted name, and what it is.
    output_shape : tuple of int
        What it gives, batch included.
    parameters : int
        Its own, without those of its parts.
    multiply_adds : int
        Products that it adds up for this batch. As in the papers, only those of convolutions,
        dense layers and attention count, not those of biases, norms, activations and pooling.
    """

    name: str
    layer: str
    output_shape: Shape
    parameters: int
    multiply_adds: int


@dataclass(frozen=True)
class Total:
    """Sums over all layers of a network."""

    parameters: int
    multiply_adds: int


def count(network: Layer, shape: Shape) -> list[Count]:
    """Count every layer of a network that has parameters or multiplies.

    Parameters
    ----------
    network : Layer
        A network, block or layer, as an outline or with weights.
    shape : tuple of int
        Of the input, batch included.

    Returns
    -------
    list of Count
        In the order of computation.

    Raises
    ------
    ValueError
        If a layer cannot take what arrives at it.
    """
    return [counted for _, counted in each_counted(network, shape)]


def each_counted(layer: Layer, shape: Shape, name: str = "") -> Iterator[tuple[Layer, Count]]:
    """Yield the same, each with the layer itself; `name` is that of the whole."""
    own = [value for value in vars(layer).values() if isinstance(value, Parameter)]
    parameters = sum(math.prod(parameter.value.shape) for parameter in own)
    multiply_adds = products(layer, shape)
    if parameters or multiply_adds:
        output_shape = layer.output_shape(shape)
        yield layer, Count(name, repr(layer), output_shape, parameters, multiply_adds)
    names = {part: key for key, part in layer.children().items()}
    for part, arriving in parts_with_shapes(layer, shape):
        inside = f"{name}.{names[part]}" if name else names[part]
        yield from each_counted(part, arriving, inside)


def products(layer: Layer, shape: Shape) -> int:
    """Return how many products a layer itself, without its parts, adds up for an input of a shape.

    One for each weight and row of a dense layer; one for each weight and position of the output of
    a convolution; D for each pair of positions in the scores of attention, and as many in its
    weighted values.
    """
    match layer:
        case Linear():
            return math.prod(shape[:-1]) * layer.w.value.size
        case Conv2d():
            n, _, oh, ow = layer.output_shape(shape)
            return n * oh * ow * math.prod(layer.w.value.shape)
        case FeatureTokenizer():
            return shape[0] * layer.w.value.size
        case Attention():
            n, t, features = shape
            return 2 * n * t * t * features
    return 0


def parts_with_shapes(layer: Layer, shape: Shape) -> Iterator[tuple[Layer, Shape]]:
    """Yield each part of a layer with the shape of what arrives at it, for an input of a shape."""
    match layer:
        case Sequential():
            for part in layer.parts.values():
                yield part, shape
                shape = part.output_shape(shape)
        case Block():
            yield layer.branch, shape
            if isinstance(layer.shortcut, Layer):
                yield layer.shortcut, shape
            if layer.after:
                yield layer.after, layer.branch.output_shape(shape)
        case DenselyConnected():
            for part, start in layer.places():
                yield part, (shape[0], start)
        case PerToken():
            yield layer.layer, (shape[0] * shape[1], shape[2])
        case _:  # of attention, of Highway blocks, of concatenations
            yield from ((part, shape) for part in layer.children().values())


def total(network: Network) -> Total:
    """Sum a network's counts for one example of the shape that it was made for."""
    counts = count(network, (1, *network.input_shape))
    return Total(
        sum(layer.parameters for layer in counts), sum(layer.multiply_adds for layer in counts)
    )


def at_one_position(kind: str, channels_in: int, channels: int) -> int:
    """Return the multiply-adds of one block of convolutions at one position of the image.

    Parameters
    ----------
    kind, channels_in, channels
        See `ConvBlocks`.
    """
    block = ConvBlocks(kind).make(None, None, channels_in, channels)
    return sum(layer.multiply_adds for layer in count(block, (1, channels_in, 1, 1)))


PUBLISHED_FLOPS = {18: 1.8e9, 34: 3.6e9, 50: 3.8e9, 101: 7.6e9, 152: 11.3e9}
"""Multiply-adds of the family as published: He et al. 2015, "Deep Residual Learning", table 1."""


def family() -> list[dict[str, object]]:
    """Return the ResNet family of the paper as plain data, ready for JSON.

    Returns
    -------
    list of dict
        For each network `name`, `blocks` (in each of the four stages), `block` (their kind),
        `parameters` and `multiply_adds` (for one image of 224 by 224 pixels).

    Notes
    -----
    Projections where shapes change (B), and the stride of a bottleneck in its first convolution, as
    in the paper. Most later code has it in the second: 4.09, 7.80 and 11.51 billion multiply-adds
    for 50, 101 and 152 layers, with the same parameters.
    """
    rows: list[dict[str, object]] = []
    for depth, member in FAMILY.items():
        made = total(resnet(None, depth))
        rows.append(
            {
                "name": f"resnet{depth}",
                "blocks": list(member.blocks),
                "block": member.kind,
                "parameters": made.parameters,
                "multiply_adds": made.multiply_adds,
            }
        )
    return rows


def family_text() -> str:
    """Return the family as a table to read, beside the published numbers."""
    lines = [
        f"{'network':11}{'block':12}{'blocks':17}{'parameters':>10}{'multiply-adds':>17}  published"
    ]
    for row, published in zip(family(), PUBLISHED_FLOPS.values(), strict=True):
        counts = f"{row['parameters']:>10,}{row['multiply_adds']:>17,}  {published / 1e9:.1f}e9"
        lines.append(f"{row['name']:11}{row['block']:12}{row['blocks']!s:17}{counts}")
    without = total(resnet(None, 34, shortcut="A")).multiply_adds
    later = [total(resnet(None, d, stride_in="3x3")).multiply_adds for d in (50, 101, 152)]
    return "\n".join(
        [
            *lines,
            "",
            "For one image of 224 by 224 pixels. Published: He et al. 2015, table 1.",
            f"Without projections (option A) the 34 layers have {without / 1e9:.2f}e9. With the",
            "stride of the bottlenecks in their 3x3 convolution, as in most later code, the last",
            f"three have {' / '.join(f'{n / 1e9:.2f}e9' for n in later)}.",
        ]
    )
