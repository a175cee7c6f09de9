"""How weights start: normal values whose scale keeps the signal's variance through a layer.

Without a source of random numbers (None) nothing is drawn: the weights are read-only zeros that
take no memory, for networks of which only the shapes matter (see `residual.networks.counting`).
"""

import math

import numpy as np

from residual.arrays import Array, Random, Shape
from residual.checks import number, random_source, sizes


def normal_weights(rng: Random | None, shape: Shape, deviation: float) -> Array:
    """Draw normal values of mean 0, or make the zeros that stand for them."""
    random_source("rng", rng, optional=True)
    if rng is None:
        return np.broadcast_to(0.0, shape)
    return rng.standard_normal(shape) * deviation


def he_normal(rng: Random | None, fan_in: int, fan_out: int, scale: float = 1.0) -> Array:
    """Draw weights that keep the variance of a signal through a ReLU.

    Parameters
    ----------
    rng : Random, optional
        Source of `fan_in * fan_out` normal values.
    fan_in, fan_out : int
        Inputs and outputs of the layer.
    scale : float
        Multiplies the standard deviation; 1 is the critical value for a ReLU network.

    Returns
    -------
    (fan_in, fan_out) float64

    Notes
    -----
    Standard deviation `sqrt(2 / fan_in)`: He et al. 2015, "Delving Deep into Rectifiers", eq. 10.
    """
    sizes(fan_in=fan_in, fan_out=fan_out)
    number("scale", scale)
    return normal_weights(rng, (fan_in, fan_out), scale * math.sqrt(2 / fan_in))


def lecun_normal(rng: Random | None, fan_in: int, fan_out: int, scale: float = 1.0) -> Array:
    """Draw weights that keep the variance of a signal where no ReLU follows.

    Parameters
    ----------
    rng : Random, optional
        Source of `fan_in * fan_out` normal values.
    fan_in, fan_out : int
        Inputs and outputs of the layer.
    scale : float
        Multiplies the standard deviation.

    Returns
    -------
    (fan_in, fan_out) float64

    Notes
    -----
    Standard deviation `sqrt(1 / fan_in)`: LeCun et al. 1998, "Efficient BackProp", eq. 16.
    """
    sizes(fan_in=fan_in, fan_out=fan_out)
    number("scale", scale)
    return normal_weights(rng, (fan_in, fan_out), scale * math.sqrt(1 / fan_in))


def hidden_normal(
    rng: Random | None, fan_in: int, fan_out: int, activation: str = "relu", scale: float = 1.0
) -> Array:
    """Draw the weights of a hidden layer by the usual rule for its activation.

    Parameters
    ----------
    rng, fan_in, fan_out, scale
        As for `he_normal`.
    activation : str
        `"relu"` and `"gelu"` (which is nearly a ReLU) take He's rule, all others LeCun's.

    Returns
    -------
    (fan_in, fan_out) float64

    Notes
    -----
    With as many outputs as inputs, LeCun's standard deviation is that of Glorot & Bengio 2010,
    "Understanding the Difficulty of Training Deep Feedforward Neural Networks", eq. 12. For tanh
    it is where the signal neither dies out nor becomes chaotic.
    """
    draw = he_normal if activation in {"relu", "gelu"} else lecun_normal
    return draw(rng, fan_in, fan_out, scale)
