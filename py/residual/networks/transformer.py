"""Transformers: residual blocks of attention and of two dense layers, in turn."""

from collections.abc import Callable
from functools import partial

from residual.arrays import Random
from residual.blocks import Block
from residual.checks import one_of, refused, sizes, true_or_false, whole_number
from residual.layers import (
    ACTIVATIONS,
    Attention,
    BatchNorm,
    ClassToken,
    Conv2d,
    FeatureTokenizer,
    FirstToken,
    ImageToTokens,
    Layer,
    LayerNorm,
    Linear,
    MeanToken,
    PerToken,
    Sequential,
)
from residual.layers.convolution_initializers import he_convolution
from residual.layers.initializers import hidden_normal, lecun_normal
from residual.networks.mlp import even_depth
from residual.networks.network import Network

TOKEN_NORMS: dict[str, Callable[[int], Layer] | None] = {
    "layer": LayerNorm,
    "batch": lambda width: PerToken(BatchNorm(width)),
    "none": None,
}


class FeedForward(Sequential):
    """The two dense layers of a Transformer, applied to each token: one sublayer."""

    counts_as_one_layer = True


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
    activation : {"relu", "gelu", "tanh", "sigmoid"}
        Between the dense layers.
    length : int
        Tokens of an example that the network is made for; it takes any number.

    Returns
    -------
    Network
        With the parts `blocks` and `last` (pre-norm only); it takes and gives (N, T, width).

    Raises
    ------
    ValueError
        If the heads do not divide the width, or another value is none of these.
    """
    whole_number("length", length)
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
    sizes(size=size, patch=patch, channels=channels, classes=classes, width=width)
    if size % patch:
        raise refused("patch", patch, f"a divisor of the size {size}")
    embed = Conv2d(he_convolution(rng, channels, width, patch), stride=patch, bias=True)
    positions = lecun_normal(rng, (size // patch) ** 2 + 1, width)
    stem = Sequential(embed=embed, tokens=ImageToTokens(), place=ClassToken(positions))
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


def point_transformer(
    rng: Random | None,
    *,
    depth: int,
    width: int,
    order: str = "pre",
    shortcut: bool = True,
    norm: str = "layer",
    activation: str = "relu",
    scale: float = 1.0,
    inputs: int = 2,
) -> Network:
    """Make a Transformer for points with one logit: each coordinate is a token.

    Parameters
    ----------
    rng : Random, optional
        Source of the weights; the same weights with and without shortcuts, and in either order.
    depth : int
        Weight layers: the tokenizer, attention and two dense layers in turn, each counted as one,
        and the head; an even number from 2.
    width : int
        Features of a token. There are as many attention heads, up to four, as divide it, and twice
        as many features between the dense layers.
    order, shortcut, activation
        See `transformer`.
    norm : {"layer", "batch", "none"}
        Over the features of each token; over all tokens of the batch; or none.
    scale : float
        Multiplies the starting weights of the tokenizer and of all sublayers.
    inputs : int
        Features of an example, and tokens.

    Returns
    -------
    Network
        With the parts `stem`, `blocks`, `last` (where the order is "pre", if there is a norm),
        `mean` (over the tokens) and `head`.

    Notes
    -----
    After the FT-Transformer of Gorishniy et al. 2021, "Revisiting Deep Learning Models for Tabular
    Data", figure 1, with the mean of the tokens in the class token's place.
    """
    even_depth(depth)
    sizes(width=width, inputs=inputs)
    stem = FeatureTokenizer(
        lecun_normal(rng, inputs, width, scale), lecun_normal(rng, inputs, width)
    )
    parts = _encoder(
        rng,
        layers=depth // 2 - 1,
        width=width,
        heads=max(heads for heads in range(1, 5) if width % heads == 0),
        hidden=2 * width,
        order=order,
        shortcut=shortcut,
        activation=activation,
        norm=norm,
        scale=scale,
    )
    head = Linear(lecun_normal(rng, width, 1))
    return Network((inputs,), stem=stem, **parts, mean=MeanToken(), head=head)


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
    norm: str = "layer",
    scale: float = 1.0,
) -> dict[str, Layer]:
    whole_number("layers", layers, 0)
    sizes(width=width, heads=heads, hidden=hidden)
    if width % heads:
        raise refused("heads", heads, f"a divisor of {width}")
    true_or_false("shortcut", shortcut)
    one_of("order", order, ("pre", "post"))
    one_of("activation", activation, ACTIVATIONS)
    one_of("norm", norm, TOKEN_NORMS)
    make_norm = TOKEN_NORMS[norm]
    make = partial(
        _sublayer, norm=make_norm and partial(make_norm, width), order=order, shortcut=shortcut
    )
    blocks, bias = [], norm != "batch"  # that norm subtracts whatever all tokens have in common
    for _ in range(layers):
        dense = FeedForward(
            linear1=Linear(hidden_normal(rng, width, hidden, activation, scale)),
            activation=ACTIVATIONS[activation](),
            linear2=Linear(lecun_normal(rng, hidden, width, scale), bias),
        )
        attention = _attention(rng, width, heads, scale, bias)
        blocks.append(Sequential(attention=make(attention), dense=make(dense)))
    parts: dict[str, Layer] = {"blocks": Sequential(*blocks)}
    return parts | ({"last": make_norm(width)} if order == "pre" and make_norm else {})


def _attention(rng: Random | None, width: int, heads: int, scale: float, bias: bool) -> Attention:
    weights = (lecun_normal(rng, width, width, scale) for _ in range(4))
    # A bias of the keys adds the same to all scores of a query, and softmax takes it out again.
    biases = (True, False, bias, bias)
    return Attention(*map(Linear, weights, biases), heads=heads)


def _sublayer(layer: Layer, norm: Callable[[], Layer] | None, order: str, shortcut: bool) -> Block:
    if order == "post":
        return Block(layer, shortcut, after=norm() if norm else None)
    before = {"norm": norm()} if norm else {}
    return Block(Sequential(**before, sublayer=layer), shortcut)
