"""Residual networks for images: the paper's family for ImageNet and the one for CIFAR-10."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from residual.arrays import Random
from residual.blocks import norm_activation
from residual.blocks.convolutional import ConvBlocks, conv
from residual.checks import is_whole, one_of, random_source, refused, sizes
from residual.layers import GlobalAveragePool, Layer, Linear, MaxPool, Sequential, norm_named
from residual.layers.initializers import lecun_normal
from residual.networks.network import Network


@dataclass(frozen=True)
class Member:
    """One network of the paper's table 1: the kind of its blocks, and how many in each stage."""

    kind: str
    blocks: tuple[int, int, int, int]


FAMILY = {
    18: Member("basic", (2, 2, 2, 2)),
    34: Member("basic", (3, 4, 6, 3)),
    50: Member("bottleneck", (3, 4, 6, 3)),
    101: Member("bottleneck", (3, 4, 23, 3)),
    152: Member("bottleneck", (3, 8, 36, 3)),
}
"""The networks for ImageNet by depth: He et al. 2015, "Deep Residual Learning", table 1."""


def resnet(
    rng: Random | None,
    depth: int,
    *,
    shortcut: str = "B",
    block: str = "post",
    norm: str = "batch",
    zero_init: bool = False,
    stride_in: str = "1x1",
    width: int = 64,
    channels: int = 3,
    size: int = 224,
    classes: int = 1000,
) -> Network:
    """Make a residual network of the paper's family for ImageNet, or its plain counterpart.

    Parameters
    ----------
    rng : Random, optional
        Source of the weights. A Generator gives the same weights with every kind of shortcut, and
        with none: those of the shortcuts have a stream of their own.
    depth : {18, 34, 50, 101, 152}
        Weight layers (those of shortcuts do not count).
    shortcut, block, norm, zero_init, stride_in
        See `ConvBlocks`; `shortcut="none"` is the plain counterpart.
    width : int
        Channels of the stem and the first stage; each further stage has twice as many.
    channels, size, classes : int
        Of the images, their height and width, and of the answer.

    Returns
    -------
    Network
        With the parts `stem`, `stages`, `last` (pre-activation only), `pool` and `head`.

    Raises
    ------
    ValueError
        For a depth or a name that is not in the family.
    """
    one_of("depth", depth, FAMILY)
    return resnet_of(
        rng,
        FAMILY[depth],
        shortcut=shortcut,
        block=block,
        norm=norm,
        zero_init=zero_init,
        stride_in=stride_in,
        width=width,
        channels=channels,
        size=size,
        classes=classes,
    )


def resnet_of(
    rng: Random | None,
    member: Member,
    *,
    shortcut: str = "B",
    block: str = "post",
    norm: str = "batch",
    zero_init: bool = False,
    stride_in: str = "1x1",
    width: int = 64,
    channels: int = 3,
    size: int = 224,
    classes: int = 1000,
) -> Network:
    """Make a network as those of the family, with other blocks in its stages.

    Parameters are those of `resnet`, but for `member`: the kind of the blocks, and how many are in
    each stage, one at least.

    Raises
    ------
    ValueError
        For a name that `ConvBlocks` does not know, or a size that is no positive whole number.
    """
    random_source("rng", rng, optional=True)
    sizes(width=width, channels=channels, size=size, classes=classes)
    sizes(**{f"blocks[{i}]": blocks for i, blocks in enumerate(member.blocks)})
    made = ConvBlocks(member.kind, block, shortcut, norm, zero_init, stride_in)
    stem = Sequential(
        conv=conv(rng, channels, width, kernel=7, stride=2, bias=norm == "none"),
        **norm_activation(width, norm_named(norm)),
        pool=MaxPool(3, stride=2, padding=1),
    )
    rest = _after_the_stem(rng, made, width, member.blocks, classes)
    return Network((channels, size, size), stem=stem, **rest)


def cifar_resnet(
    rng: Random | None,
    depth: int,
    *,
    shortcut: str = "A",
    block: str = "post",
    norm: str = "batch",
    zero_init: bool = False,
    width: int = 16,
    channels: int = 3,
    size: int = 32,
    classes: int = 10,
) -> Network:
    """Make a residual network of the paper's family for CIFAR-10, or its plain counterpart.

    Parameters
    ----------
    rng : Random, optional
        Source of the weights. A Generator gives the same weights with every kind of shortcut, and
        with none: those of the shortcuts have a stream of their own.
    depth : int
        `6 n + 2` weight layers, as 20, 32, 44, 56, 110: n blocks of two in each of three stages.
    shortcut, block, norm, zero_init
        See `ConvBlocks`; `shortcut="none"` is the plain counterpart. The paper uses A.
    width : int
        Channels of the stem and the first stage; each further stage has twice as many.
    channels, size, classes : int
        Of the images, their height and width, and of the answer.

    Returns
    -------
    Network
        With the parts `stem`, `stages`, `last` (pre-activation only), `pool` and `head`.

    Raises
    ------
    ValueError
        For another depth, or a name that `ConvBlocks` does not know.

    Notes
    -----
    He et al. 2015, "Deep Residual Learning", section 4.2.
    """
    if not is_whole(depth) or depth < 8 or depth % 6 != 2:
        raise refused("depth", depth, "6 n + 2, as 8, 14, 20 or 56")
    random_source("rng", rng, optional=True)
    sizes(width=width, channels=channels, size=size, classes=classes)
    made = ConvBlocks("basic", block, shortcut, norm, zero_init)
    stem = Sequential(
        conv=conv(rng, channels, width, kernel=3, bias=norm == "none"),
        **norm_activation(width, norm_named(norm)),
    )
    rest = _after_the_stem(rng, made, width, [(depth - 2) // 6] * 3, classes)
    return Network((channels, size, size), stem=stem, **rest)


def _after_the_stem(
    rng: Random | None,
    made: ConvBlocks,
    width: int,
    stage_blocks: Sequence[int],
    classes: int,
) -> dict[str, Layer]:
    """Make the stages, each of half the size and twice the channels of the last, and the head."""
    # A RandomState has no streams of its own to spare.
    projections = rng.spawn(1)[0] if isinstance(rng, np.random.Generator) else rng
    channels_in, stages = width, []
    for stage, count in enumerate(stage_blocks):
        blocks = []
        for i in range(count):
            stride = 2 if stage and not i else 1  # the stem's size is that of the first stage
            blocks.append(made.make(rng, projections, channels_in, width * 2**stage, stride))
            channels_in = width * 2**stage * made.expansion
        stages.append(Sequential(*blocks))
    parts: dict[str, Layer] = {"stages": Sequential(*stages)}
    if made.block == "pre":
        parts["last"] = Sequential(**norm_activation(channels_in, norm_named(made.norm)))
    head = Linear(lecun_normal(rng, channels_in, classes))
    return parts | {"pool": GlobalAveragePool(), "head": head}
