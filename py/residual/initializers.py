"""How weights start: normal values whose scale keeps the signal's variance through a layer."""

import math

from residual.arrays import Array, Random


def he_normal(rng: Random, fan_in: int, fan_out: int, scale: float = 1.0) -> Array:
    """Draw weights that keep the variance of a signal through a ReLU.

    Parameters
    ----------
    rng : Random
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
    return rng.standard_normal((fan_in, fan_out)) * (scale * math.sqrt(2 / fan_in))


def lecun_normal(rng: Random, fan_in: int, fan_out: int) -> Array:
    """Draw weights that keep the variance of a signal where no ReLU follows.

    Parameters
    ----------
    rng : Random
        Source of `fan_in * fan_out` normal values.
    fan_in, fan_out : int
        Inputs and outputs of the layer.

    Returns
    -------
    (fan_in, fan_out) float64

    Notes
    -----
    Standard deviation `sqrt(1 / fan_in)`: LeCun et al. 1998, "Efficient BackProp", eq. 16.
    """
    return rng.standard_normal((fan_in, fan_out)) * math.sqrt(1 / fan_in)
