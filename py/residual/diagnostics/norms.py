"""How large gradient and signal are in each layer."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from residual.arrays import Array
from residual.layers import Layer, Weighted


@dataclass
class LayerNorms:
    """One value for each weight layer, first layer first; see `Layer.weight_layers`.

    Attributes
    ----------
    gradient : (depth,) float64
        Frobenius norm of the gradient of the loss by the layer's weights, all of them together
        where the layer has several matrices.
    activation : (depth,) float64
        Root-mean-square length, over the examples (of sequences: the tokens), of what arrives at
        the layer.
    """

    gradient: Array
    activation: Array


def layer_norms(network: Layer) -> LayerNorms:
    """Return the norms of the last forward and backward pass of a network.

    Raises
    ------
    ValueError
        If there was none.
    """
    layers = network.weight_layers()
    arriving = [parts[0].x for parts in layers]
    if not all(map(len, arriving)):
        raise ValueError("network: it has norms after a forward and a backward pass, not before")
    with np.errstate(over="ignore", invalid="ignore"):
        return LayerNorms(
            gradient=np.array(gradient_norms(layers)),
            activation=np.array([_norm(x) / math.sqrt(len(x)) for x in arriving]),
        )


def gradient_norms(weight_layers: Sequence[Sequence[Weighted]]) -> list[float]:
    """Return the norm of the gradient by the weights of each of `Layer.weight_layers`."""
    return [math.hypot(*(_norm(part.w.grad) for part in parts)) for parts in weight_layers]


def _norm(array: Array) -> float:
    """Return the Frobenius norm, as `np.linalg.norm` does in three times the time."""
    row = array.ravel(order="K")
    return math.sqrt(row.dot(row))
