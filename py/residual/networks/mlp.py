"""Dense networks for points of the plane: plain, residual and Highway."""

import math
from collections.abc import Callable
from functools import partial

import numpy as np

from residual.arrays import Array, Random
from residual.blocks import Highway, make_block, norm_activation
from residual.checks import is_whole, number, refused, sizes, true_or_false, whole_number
from residual.layers import Layer, Linear, Sequential, Sigmoid
from residual.layers.initializers import he_normal, hidden_normal, lecun_normal
from residual.networks.network import Network


def even_depth(depth: int) -> None:
    """Raise a ValueError unless the depth is an even whole number from 2."""
    if not is_whole(depth) or depth < 2 or depth % 2:
        raise refused("depth", depth, "an even whole number from 2")


def hidden_layers(
    rng: Random | None, norm: str, activation: str, scale: float
) -> Callable[[int, int], Linear]:
    """Return what makes a hidden dense layer of so many inputs and outputs.

    It has no bias before batch normalisation, which would subtract it again.
    """
    draw = partial(hidden_normal, rng, activation=activation, scale=scale)
    return partial(_dense, draw, norm != "batch")


def _dense(draw: "partial[Array]", bias: bool, fan_in: int, fan_out: int) -> Linear:
    return Linear(draw(fan_in, fan_out), bias)


def mlp(
    rng: Random | None,
    *,
    depth: int,
    width: int,
    shortcut: bool,
    block: str = "post",
    norm: str = "batch",
    activation: str = "relu",
    scale: float = 1.0,
    he_head: bool = False,
) -> Network:
    """Make a multi-layer perceptron for two inputs and one logit.

    Parameters
    ----------
    rng : Random, optional
        Source of the weights, drawn layer by layer from the input on. The same stream gives the
        same weights with and without shortcuts.
    depth : int
        Weight layers: stem, two for each block, head; `depth = 2 * blocks + 2`.
    width : int
        Features of each hidden layer.
    shortcut : bool
        Residual (True) or plain (False) blocks.
    block : {"post", "pre"}
        Post- or pre-activation blocks; see `assemble`.
    norm : {"batch", "layer", "none"}
        Normalisation beside each hidden layer.
    activation : {"relu", "gelu", "tanh", "sigmoid"}
        Of the hidden layers.
    scale : float
        Multiplies the starting weights of the hidden layers; see `hidden_normal`.
    he_head : bool
        Start the head with He initialisation, as the article's listing does, instead of LeCun's.

    Returns
    -------
    Network
        With the parts `stem`, `blocks`, `last` (pre-activation only) and `head`.

    Raises
    ------
    ValueError
        If the depth is not an even number of at least 2, or another value is none of these.
    """
    even_depth(depth)
    whole_number("width", width)
    true_or_false("shortcut", shortcut)
    true_or_false("he_head", he_head)
    dense = hidden_layers(rng, norm, activation, scale)
    hidden = partial(make_block, dense, width, shortcut, block, norm, activation=activation)
    parts: dict[str, Layer] = {
        "stem": Sequential(linear=dense(2, width), **norm_activation(width, norm, activation)),
        "blocks": Sequential(*(hidden() for _ in range(depth // 2 - 1))),
    }
    if block == "pre":
        parts["last"] = Sequential(**norm_activation(width, norm, activation))
    head = Linear((he_normal if he_head else lecun_normal)(rng, width, 1))
    return Network((2,), **parts, head=head)


def highway(
    rng: Random | None,
    *,
    depth: int,
    width: int,
    norm: str = "none",
    activation: str = "relu",
    scale: float = 1.0,
    gate_bias: float = -2.0,
    inputs: int = 2,
) -> Network:
    """Make a Highway network with one logit.

    Parameters
    ----------
    rng : Random, optional
        Source of the weights. A Generator gives the gates a stream of their own, so that all other
        weights are those of the plain network of the same depth.
    depth : int
        Stem, one layer (with its gate) for each block, head; from 2.
    width : int
        Features of each hidden layer.
    norm, activation, scale
        As for `mlp`: of the stem and the branches. Gates have none of them.
    gate_bias : float
        Where the gates' biases start: below zero, so that most of x is carried through at first.
    inputs : int
        Features of an example.

    Returns
    -------
    Network
        With the parts `stem`, `blocks` and `head`.
    """
    whole_number("depth", depth, 2)
    sizes(width=width, inputs=inputs)
    number("gate_bias", gate_bias, least=-math.inf)
    gates = rng.spawn(1)[0] if isinstance(rng, np.random.Generator) else rng
    dense = hidden_layers(rng, norm, activation, scale)

    def layer(fan_in: int) -> Sequential:
        return Sequential(linear=dense(fan_in, width), **norm_activation(width, norm, activation))

    stem = layer(inputs)
    blocks = [Highway(layer(width), _gate(gates, width, gate_bias)) for _ in range(depth - 2)]
    head = Linear(lecun_normal(rng, width, 1))
    return Network((inputs,), stem=stem, blocks=Sequential(*blocks), head=head)


def _gate(rng: Random | None, width: int, bias: float) -> Sequential:
    gate = Linear(lecun_normal(rng, width, width))
    if gate.b is not None:
        gate.b.value[:] = bias
    return Sequential(linear=gate, sigmoid=Sigmoid())
