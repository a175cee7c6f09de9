"""The smallest residual network for images that has a block of each kind to look into."""

import numpy as np

from residual.arrays import Random
from residual.blocks import norm_activation
from residual.blocks.convolutional import ConvBlocks, conv
from residual.checks import random_source, refused, sizes
from residual.layers import GlobalAveragePool, Layer, Linear, Sequential, norm_named
from residual.layers.initializers import lecun_normal
from residual.networks.network import Network

PLACES = ("first", "second")
"""The names of its two blocks."""


def two_blocks(
    rng: Random | None,
    *,
    kind: str = "basic",
    block: str = "post",
    shortcut: str = "B",
    norm: str = "batch",
    stride: int = 2,
    width: int = 8,
    channels: int = 1,
    size: int = 8,
    classes: int = 10,
) -> Network:
    """Make a network of two residual blocks: one that keeps the shape, and one that changes it.

    Parameters
    ----------
    rng : Random, optional
        Source of the weights. A Generator gives the same weights with every kind of shortcut:
        those of the shortcuts have a stream of their own.
    kind, block, shortcut, norm
        See `ConvBlocks`.
    stride : int
        Of the second block, which gives twice as many channels as the first.
    width : int
        Channels of the stem and the first block. A bottleneck gives as many, and works on a quarter
        of them, so that both kinds can be compared: use a multiple of 4.
    channels, size, classes : int
        Of the images, their height and width, and of the answer.

    Returns
    -------
    Network
        With the parts `stem`, `first`, `second`, `last` (pre-activation only), `pool` and `head`.

    Raises
    ------
    ValueError
        For a name that `ConvBlocks` does not know, and a width that cannot be parted.
    """
    random_source("rng", rng, optional=True)
    sizes(stride=stride, width=width, channels=channels, size=size, classes=classes)
    made = ConvBlocks(kind, block, shortcut, norm)
    if width % made.expansion:
        raise refused("width", width, f"a multiple of {made.expansion} for kind {kind}")
    # A RandomState has no streams of its own to spare.
    projections = rng.spawn(1)[0] if isinstance(rng, np.random.Generator) else rng
    stem = Sequential(
        conv=conv(rng, channels, width, kernel=3, bias=norm == "none"),
        **norm_activation(width, norm_named(norm)),
    )
    inner = width // made.expansion
    first = made.make(rng, projections, width, inner)
    second = made.make(rng, projections, width, 2 * inner, stride)
    parts: dict[str, Layer] = {"first": first, "second": second}
    if block == "pre":
        parts["last"] = Sequential(**norm_activation(2 * width, norm_named(norm)))
    head = Linear(lecun_normal(rng, 2 * width, classes))
    return Network((channels, size, size), stem=stem, **parts, pool=GlobalAveragePool(), head=head)
