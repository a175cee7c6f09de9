"""Transformers: residual blocks of attention and of two dense layers, in turn."""

from functools import partial

from residual.arrays import Random
from residual.blocks import Block
from residual.checks import one_of, whole_number
from residual.initializers import he_convolution, he_normal, lecun_normal
from residual.layers import (
    GELU,
    Attention,
    ClassToken,
    Conv2d,
    FirstToken,
    Layer,
    LayerNorm,
    Linear,
    ReLU,
    Sequential,
    Tokens,
)
from residual.networks.network import Network

ACTIVATIONS: dict[str, type[Layer]] = {"relu": ReLU, "gelu": GELU}


def transformer(
    rng: Random | None,
    *,
    layers: int = 2,
    width: int = 32,
    heads: int = 4,
    hidden: int = 64,
    order: str = "pre",
    shortcut: bool = True,
    activation: str = "relu",
    length: int = 16,
) -> Network:
    """Make a Transformer encoder.

    Parameters
    ----------
    rng : Random, optional
        Source of the weights; the same weights with and without shortcuts, and in either order.
    layers : int
        Pairs of an attention block and a block of two dense layers.
    width, heads, hidden : int
        Features of a token, attention heads, and features between the two dense layers.
    order : {"pre", "post"}
        Pre-norm, `x + Sublayer(Norm(x))`, with a last norm at the end (Xiong et al. 2020, "On Layer
        Normalization in the Transformer Architecture"), or post-norm, `Norm(x + Sublayer(x))`
        (Vaswani et al. 2017, "Attention Is All You Need").
    shortcut : bool
        Residual (True) or plain (False) blocks.
    activation : {"relu", "gelu"}
        Between the dense layers.
    length : int
        Tokens of an example that the network is made for; it takes any number.

    Returns
    -------
    Network
        With the parts `blocks` and `last` (pre-norm only); it takes and gives (N, T, width).
    """
    parts = _encoder(
        rng,
        layers=layers,
        width=width,
        heads=heads,
        hidden=hidden,
        order=order,
        shortcut=shortcut,
        activation=activation,
    )
    return Network((length, width), **parts)


def vision_transformer(
    rng: Random | None,
    *,
    size: int = 8,
    patch: int = 2,
    channels: int = 1,
    classes: int = 10,
    layers: int = 2,
    width: int = 32,
    heads: int = 4,
    hidden: int = 64,
    shortcut: bool = True,
) -> Network:
    """Make a Vision Transformer: an image as a sequence of patches.

    Parameters
    ----------
    rng : Random, optional
        Source of the weights.
    size, patch, channels, classes : int
        Height and width of the images and of a patch, which must divide it; channels of the images
        and of the answer.
    layers, width, heads, hidden, shortcut
        See `transformer`; pre-norm, with GELU.

    Returns
    -------
    Network
        With the parts `stem`, `blocks`, `last`, `first` and `head`.

    Notes
    -----
    Dosovitskiy et al. 2020, "An Image is Worth 16x16 Words", section 3.1.
    """
    whole_number("patch", patch)
    if size % patch:
        raise ValueError(f"patch: {patch} is not allowed; use a divisor of the size {size}")
    embed = Conv2d(he_convolution(rng, channels, width, patch), stride=patch, bias=True)
    positions = lecun_normal(rng, (size // patch) ** 2 + 1, width)
    stem = Sequential(embed=embed, tokens=Tokens(), place=ClassToken(positions))
    parts = _encoder(
        rng,
        layers=layers,
        width=width,
        heads=heads,
        hidden=hidden,
        order="pre",
        shortcut=shortcut,
        activation="gelu",
    )
    head = Linear(lecun_normal(rng, width, classes))
    shape = (channels, size, size)
    return Network(shape, stem=stem, **parts, first=FirstToken(), head=head)


def _encoder(
    rng: Random | None,
    *,
    layers: int,
    width: int,
    heads: int,
    hidden: int,
    order: str,
    shortcut: bool,
    activation: str,
) -> dict[str, Layer]:
    one_of("order", order, ("pre", "post"))
    one_of("activation", activation, ACTIVATIONS)
    blocks = []
    for _ in range(layers):
        dense = Sequential(
            linear1=Linear(he_normal(rng, width, hidden)),
            activation=ACTIVATIONS[activation](),
            linear2=Linear(lecun_normal(rng, hidden, width)),
        )
        attention = _attention(rng, width, heads)
        make = partial(_sublayer, width=width, order=order, shortcut=shortcut)
        blocks.append(Sequential(attention=make(attention), dense=make(dense)))
    parts: dict[str, Layer] = {"blocks": Sequential(*blocks)}
    return parts | ({"last": LayerNorm(width)} if order == "pre" else {})


def _attention(rng: Random | None, width: int, heads: int) -> Attention:
    weights = (lecun_normal(rng, width, width) for _ in range(4))
    # A bias of the keys adds the same to all scores of a query, and softmax takes it out again.
    parts = [Linear(w, bias=i != 1) for i, w in enumerate(weights)]
    return Attention(*parts, heads=heads)


def _sublayer(layer: Layer, width: int, order: str, shortcut: bool) -> Block:
    if order == "post":
        return Block(layer, shortcut, after=LayerNorm(width))
    return Block(Sequential(norm=LayerNorm(width), sublayer=layer), shortcut)
