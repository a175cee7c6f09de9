"""U-Net: down to coarse features and up again, with skips across at every scale."""

from collections.abc import Collection

from residual.arrays import Random
from residual.blocks import Concat, norm_activation
from residual.blocks.convolutional import conv
from residual.checks import refused, sizes, whole_number
from residual.layers import BatchNorm, Layer, MaxPool, Sequential, Upsample
from residual.networks.network import Network


def unet(
    rng: Random | None,
    *,
    levels: int = 2,
    width: int = 8,
    channels: int = 1,
    size: int = 16,
    classes: int = 1,
    cut: Collection[int] = (),
) -> Network:
    """Make a small U-Net: an answer for every pixel.

    Parameters
    ----------
    rng : Random, optional
        Source of the weights.
    levels : int
        How many times the size is halved; it must be divisible by `2**levels`.
    width : int
        Channels of the finest level; each coarser one has twice as many.
    channels, size, classes : int
        Of the images, their height and width, and of the answer for each pixel.
    cut : collection of int
        Skips that are cut, each by its level, 0 the finest; see `Concat` and `skips_of`.

    Returns
    -------
    Network
        With the parts `level` (each level stands inside the finer one) and `head`; it gives
        logits (N, classes, H, W).

    Notes
    -----
    Ronneberger et al. 2015, "U-Net", figure 1; with "same" padding, batch normalisation and nearest
    upsampling. Each level is::

        encode ---+--- pool, coarser level, up ---+--- decode
                  |                               |
                  +---------- beside it ----------+
    """
    whole_number("levels", levels, 0)
    sizes(width=width, channels=channels, size=size, classes=classes)
    if size % 2**levels:
        raise refused("size", size, f"a multiple of {2**levels}")
    level = _level(rng, levels, channels, width)
    head = conv(rng, width, classes, kernel=1, bias=True)
    network = Network((channels, size, size), level=level, head=head)
    skips = skips_of(network)
    for number in cut:
        if number not in range(levels):
            raise refused("cut", number, f"levels from 0 to {levels - 1}")
        skips[number].carries = False
    return network


def skips_of(network: Layer) -> list[Concat]:
    """Return the skips of a U-Net, from the finest to the coarsest."""
    return [layer for _, layer in network.walk() if isinstance(layer, Concat)]


def _level(rng: Random | None, levels: int, channels: int, width: int) -> Sequential:
    encode = _two_convs(rng, channels, width)
    if not levels:
        return Sequential(encode=encode)
    across: dict[str, Layer] = {
        "pool": MaxPool(2),
        "level": _level(rng, levels - 1, width, 2 * width),
        "up": Upsample(2),
        "conv": conv(rng, 2 * width, width, kernel=3, bias=True),
    }
    decode = _two_convs(rng, 2 * width, width)
    return Sequential(encode=encode, across=Concat(Sequential(**across)), decode=decode)


def _two_convs(rng: Random | None, channels_in: int, channels_out: int) -> Sequential:
    parts: dict[str, Layer] = {}
    for i, width in ((1, channels_in), (2, channels_out)):
        parts[f"conv{i}"] = conv(rng, width, channels_out, kernel=3)
        parts |= {
            f"{name}{i}": part for name, part in norm_activation(channels_out, BatchNorm).items()
        }
    return Sequential(**parts)
