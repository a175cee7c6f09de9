"""Networks: stacks of blocks between a stem and a head."""

from functools import partial

from residual.arrays import Array, Random
from residual.blocks import make_block, norm_relu
from residual.initializers import he_normal, lecun_normal
from residual.layers import Layer, Linear, Sequential


def _dense(init: "partial[Array]", bias: bool, fan_in: int, fan_out: int) -> Linear:
    return Linear(init(fan_in, fan_out), bias)


def mlp(
    rng: Random,
    *,
    depth: int,
    width: int,
    shortcut: bool,
    block: str = "post",
    norm: str = "batch",
    scale: float = 1.0,
    he_head: bool = False,
) -> Sequential:
    """Make a multi-layer perceptron for two inputs and one logit.

    Parameters
    ----------
    rng : Random
        Source of the weights, drawn layer by layer from the input on. The same stream gives the
        same weights with and without shortcuts.
    depth : int
        Weight layers: stem, two for each block, head; `depth = 2 * blocks + 2`.
    width : int
        Features of each hidden layer.
    shortcut : bool
        Residual (True) or plain (False) blocks.
    block : {"post", "pre"}
        Post- or pre-activation blocks; see `make_block`.
    norm : {"batch", "none"}
        Normalisation beside each hidden layer. Layers before a norm have no bias.
    scale : float
        Multiplies the He initialisation of the hidden layers.
    he_head : bool
        Start the head with He initialisation, as the article's listing does, instead of LeCun's.

    Returns
    -------
    Sequential
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
    return Sequential(**parts, head=head)
