"""How the weights of a convolution start; see `initializers`."""

import math

from residual.arrays import Array, Random
from residual.checks import sizes
from residual.layers.initializers import normal_weights


def he_convolution(rng: Random | None, channels_in: int, channels_out: int, kernel: int) -> Array:
    """Draw the weights of a convolution that keep the variance of a signal through a ReLU.

    Parameters
    ----------
    rng : Random, optional
        Source of the normal values.
    channels_in, channels_out : int
        Channels of the images before and after.
    kernel : int
        Height and width of the window.

    Returns
    -------
    (channels_out, channels_in, kernel, kernel) float64

    Notes
    -----
    As `he_normal`; each output is a sum over a window, so `fan_in = channels_in * kernel**2`.
    """
    sizes(channels_in=channels_in, channels_out=channels_out, kernel=kernel)
    shape = (channels_out, channels_in, kernel, kernel)
    return normal_weights(rng, shape, math.sqrt(2 / (channels_in * kernel**2)))
