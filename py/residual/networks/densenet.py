"""DenseNet: each layer sees the features of all earlier ones."""

from collections.abc import Sequence

from residual.arrays import Random
from residual.blocks import Concat, norm_activation
from residual.blocks.convolutional import conv
from residual.checks import number, refused, sizes, whole_number
from residual.layers import AveragePool, BatchNorm, GlobalAveragePool, Layer, Linear, Sequential
from residual.layers.initializers import lecun_normal
from residual.networks.network import Network


def densenet(
    rng: Random | None,
    *,
    layers: Sequence[int] = (4, 4, 4),
    growth: int = 12,
    compression: float = 0.5,
    channels: int = 3,
    size: int = 32,
    classes: int = 10,
) -> Network:
    """Make a DenseNet for small images.

    Parameters
    ----------
    rng : Random, optional
        Source of the weights.
    layers : sequence of int
        Layers of each dense block; between two blocks the size is halved.
    growth : int
        Channels that each layer adds to those that all layers after it see.
    compression : float
        Share of the channels that a transition between blocks keeps, above 0 and up to 1.
    channels, size, classes : int
        Of the images, their height and width, and of the answer.

    Returns
    -------
    Network
        With the parts `stem`, `blocks` (dense blocks and transitions in turn), `last`, `pool` and
        `head`.

    Raises
    ------
    ValueError
        If a number is out of range, or the images are too small to be halved so often.

    Notes
    -----
    A layer is BN-ReLU-Conv3x3, a transition BN-ReLU-Conv1x1 and average pooling: Huang et al. 2016,
    "Densely Connected Convolutional Networks", section 3.
    """
    number("compression", compression, most=1)
    if not compression:
        raise refused("compression", compression, "above 0 and up to 1")
    _whole_numbers("layers", layers)
    sizes(growth=growth, channels=channels, classes=classes)
    whole_number("size", size, 2 ** (len(layers) - 1))
    width = 2 * growth
    stem = conv(rng, channels, width, kernel=3)
    blocks: list[Layer] = []
    for i, count in enumerate(layers):
        if i:
            kept = max(1, int(width * compression))
            blocks.append(
                Sequential(**_activated_conv(rng, width, kept, kernel=1), pool=AveragePool(2))
            )
            width = kept
        dense = []
        for _ in range(count):
            dense.append(Concat(Sequential(**_activated_conv(rng, width, growth, kernel=3))))
            width += growth
        blocks.append(Sequential(*dense))
    return Network(
        (channels, size, size),
        stem=Sequential(conv=stem),
        blocks=Sequential(*blocks),
        last=Sequential(**norm_activation(width, BatchNorm)),
        pool=GlobalAveragePool(),
        head=Linear(lecun_normal(rng, width, classes)),
    )


def _activated_conv(
    rng: Random | None, channels_in: int, channels_out: int, kernel: int
) -> dict[str, Layer]:
    made = conv(rng, channels_in, channels_out, kernel=kernel)
    return norm_activation(channels_in, BatchNorm) | {"conv": made}


def _whole_numbers(what: str, values: object) -> None:
    """Raise a ValueError unless there are one or more whole numbers from 1, in order."""
    if not isinstance(values, list | tuple) or not values:
        raise refused(what, values, "a list of whole numbers from 1")
    for value in values:
        whole_number(what, value)
