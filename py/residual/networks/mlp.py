"""Dense networks for points of the plane, plain and residual: stem, blocks, head."""

from collections.abc import Callable
from functools import partial

from residual.arrays import Array, Random
from residual.blocks import Norm, make_block, norm_activation, part_name
from residual.checks import is_whole, refused, true_or_false, whole_number
from residual.layers import BatchNorm, Layer, Linear, ReLU, Sequential
from residual.layers.initializers import he_normal, hidden_normal, lecun_normal
from residual.networks.network import Network


def even_depth(depth: int) -> None:
    """Raise a ValueError unless the depth is an even whole number from 2."""
    if not is_whole(depth) or depth < 2 or depth % 2:
        raise refused("depth", depth, "an even whole number from 2")


def hidden_layers(
    rng: Random | None, norm: Norm, activation: type[Layer], scale: float
) -> Callable[[int, int], Linear]:
    """Return what makes a hidden dense layer of so many inputs and outputs.

    It has no bias before batch normalisation, which would subtract it again.
    """
    draw = partial(hidden_normal, rng, activation=part_name(activation), scale=scale)
    return partial(_dense, draw, norm is not BatchNorm)


def _dense(draw: "partial[Array]", bias: bool, fan_in: int, fan_out: int) -> Linear:
    return Linear(draw(fan_in, fan_out), bias)


def mlp(
    rng: Random | None,
    *,
    depth: int,
    width: int,
    shortcut: bool,
    block: str = "post",
    norm: Norm = BatchNorm,
    activation: type[Layer] = ReLU,
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
    norm : callable, optional
        Makes the norm beside each hidden layer for a number of features; None for no norm.
    activation : type of Layer
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
