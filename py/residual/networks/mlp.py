"""Dense networks for points of the plane: plain, residual and Highway."""

from functools import partial

from residual.arrays import Array, Random
from residual.blocks import Highway, make_block, norm_relu
from residual.checks import whole_number
from residual.initializers import he_normal, lecun_normal
from residual.layers import Layer, Linear, ReLU, Sequential, Sigmoid
from residual.networks.network import Network


def _dense(init: "partial[Array]", bias: bool, fan_in: int, fan_out: int) -> Linear:
    return Linear(init(fan_in, fan_out), bias)


def mlp(
    rng: Random | None,
    *,
    depth: int,
    width: int,
    shortcut: bool,
    block: str = "post",
    norm: str = "batch",
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
    norm : {"batch", "none"}
        Normalisation beside each hidden layer. Layers before a norm have no bias.
    scale : float
        Multiplies the He initialisation of the hidden layers.
    he_head : bool
        Start the head with He initialisation, as the article's listing does, instead of LeCun's.

    Returns
    -------
    Network
        With the parts `stem`, `blocks`, `last` (pre-activation only) and `head`.

    Raises
    ------
    ValueError
        If the depth is not an even number of at least 2.
    """
    if depth < 2 or depth % 2:
        raise ValueError(f"depth: {depth} is not allowed; use an even whole number from 2")
    dense = partial(_dense, partial(he_normal, rng, scale=scale), norm == "none")
    hidden = partial(make_block, dense, width, shortcut, block, norm)
    parts: dict[str, Layer] = {
        "stem": Sequential(linear=dense(2, width), **norm_relu(width, norm)),
        "blocks": Sequential(*(hidden() for _ in range(depth // 2 - 1))),
    }
    if block == "pre":
        parts["last"] = Sequential(**norm_relu(width, norm))
    head = Linear((he_normal if he_head else lecun_normal)(rng, width, 1))
    return Network((2,), **parts, head=head)


def highway(
    rng: Random | None, *, depth: int, width: int, gate_bias: float = -2.0, inputs: int = 2
) -> Network:
    """Make a Highway network with one logit.

    Parameters
    ----------
    rng : Random, optional
        Source of the weights.
    depth : int
        Stem, one layer (with its gate) for each block, head; from 2.
    width : int
        Features of each hidden layer.
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
    blocks = [_highway_block(rng, width, gate_bias) for _ in range(depth - 2)]
    stem = Sequential(linear=Linear(he_normal(rng, inputs, width)), relu=ReLU())
    head = Linear(lecun_normal(rng, width, 1))
    return Network((inputs,), stem=stem, blocks=Sequential(*blocks), head=head)


def _highway_block(rng: Random | None, width: int, gate_bias: float) -> Highway:
    branch = Sequential(linear=Linear(he_normal(rng, width, width)), relu=ReLU())
    gate = Linear(lecun_normal(rng, width, width))
    if gate.b is not None:
        gate.b.value[:] = gate_bias
    return Highway(branch, Sequential(linear=gate, sigmoid=Sigmoid()))
