"""Jacobians of layers, blocks and networks, and how much they stretch."""

import numpy as np

from residual.arrays import Array
from residual.checks import real_numbers, refused_shape
from residual.layers import Layer


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
