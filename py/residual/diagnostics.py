"""What happens inside a network: norms layer by layer, and Jacobians of blocks.

`paths`, `lesions` and `landscape` hold the larger diagnostics.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from residual.arrays import Array
from residual.checks import real_numbers, refused_shape
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


def jacobian(layer: Layer, x: Array, train: bool = False) -> Array:
    """Return the exact Jacobian of a layer, block or network at one input.

    Parameters
    ----------
    layer : Layer
        Its stored gradients are overwritten.
    x : (...) float64
        The point: one example, without the batch's axis.
    train : bool
        As in `Layer.forward`; False, so that batch normalisation is a fixed scale and shift.

    Returns
    -------
    (outputs, inputs) float64
        Row i is the gradient of output i, one backward pass each; outputs and inputs are counted
        through in the order of their axes.

    Raises
    ------
    ValueError
        If the layer cannot take such a point.
    """
    x = real_numbers(x)
    if not x.size:
        raise refused_shape("x", x, "one example")
    y = layer.forward(x[np.newaxis], train)
    rows = np.eye(y.size, dtype=y.dtype).reshape(-1, *y.shape)
    return np.stack([layer.backward(row).ravel() for row in rows])


def singular_values(layer: Layer, x: Array, train: bool = False) -> Array:
    """Return how much a layer, block or network stretches small changes of one input.

    Parameters are those of `jacobian`.

    Returns
    -------
    (min(outputs, inputs),) float64
        Singular values of the Jacobian, largest first; all 1 for the identity, all nan for a
        Jacobian that is not finite.
    """
    exact = jacobian(layer, x, train)
    if not np.isfinite(exact).all():
        return np.full(min(exact.shape), np.nan)
    values = np.linalg.svd(exact, compute_uv=False)
    return np.asarray(values, dtype=np.float64)
