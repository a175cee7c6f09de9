"""A network as a row of layers: Sequentials, blocks and Concats opened up, and marks there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from residual.blocks import Block, Concat
from residual.compiled.draft import Draft, Value
from residual.layers import (
    BatchNorm,
    Conv2d,
    GlobalAveragePool,
    Layer,
    Linear,
    MaxPool,
    ReLU,
    Sequential,
    SubsampleAndPad,
    Upsample,
)
from residual.networks import Network


@dataclass(eq=False)
class Fork(Layer):
    """Where a shortcut leaves: a mark in the row."""

    x: Value | None = field(default=None, init=False)


@dataclass(eq=False)
class Join(Layer):
    """Where it comes back: the addition."""

    block: Block
    fork: Fork


@dataclass(eq=False)
class Beside(Layer):
    """Where it comes back as further channels."""

    concat: Concat
    fork: Fork


@dataclass(eq=False)
class End(Layer):
    """The end of a part that has parts: a mark in the row."""

    layer: Layer


KNOWN: dict[tuple[object, object], type[Layer]] = {
    (kind.forward, kind.backward): kind
    for kind in (
        *(Linear, Conv2d, BatchNorm, ReLU, MaxPool, Upsample),
        *(GlobalAveragePool, SubsampleAndPad),
        *(Block, Concat, Sequential, Network),
    )
}
MARKS = {Fork, Join, Beside, End}
LAID_OUT = {Sequential, Network, Block, Concat}
"""What is opened up."""


def kind_of(layer: Layer) -> type[Layer]:
    """Return what of the core a layer does as, whatever it is called, or its own type."""
    own = type(layer)
    if own in MARKS:
        return own
    has_its_own = "forward" in vars(layer) or "backward" in vars(layer)
    return Layer if has_its_own else KNOWN.get((own.forward, own.backward), own)


def laid_out(draft: Draft, layer: Layer) -> Iterator[Layer]:
    """Yield the row of layers that a layer is."""
    kind = kind_of(layer)
    if kind in {Sequential, Network}:
        draft.watch(layer)
        for part in layer.children().values():
            yield from laid_out(draft, part)
            if kind_of(part) in LAID_OUT:
                yield End(part)
    elif kind is Block:
        draft.watch(layer)
        block = cast(Block, layer)
        fork = Fork()
        if block.shortcut:
            yield fork
        yield from laid_out(draft, block.branch)
        if block.shortcut:
            yield Join(block, fork)
        if block.after:
            yield from laid_out(draft, block.after)
    elif kind is Concat:
        draft.watch(layer)
        concat = cast(Concat, layer)
        yield (fork := Fork())
        yield from laid_out(draft, concat.branch)
        yield Beside(concat, fork)
    else:
        yield layer
