"""Highway networks for points: each block has a gate between its branch and its shortcut."""

import math

import numpy as np

from residual.arrays import Random
from residual.blocks import Highway, Norm, norm_activation
from residual.checks import number, sizes, whole_number
from residual.layers import Layer, Linear, ReLU, Sequential, Sigmoid
from residual.layers.initializers import lecun_normal
from residual.networks.mlp import hidden_layers
from residual.networks.network import Network


def highway(
    rng: Random | None,
    *,
    depth: int,
    width: int,
    norm: Norm = None,
    activation: type[Layer] = ReLU,
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
