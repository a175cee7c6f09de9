"""Norms and activations by the names that settings use."""

from collections.abc import Callable

from residual.checks import one_of
from residual.layers.activations import ReLU
from residual.layers.contract import Layer
from residual.layers.example_norms import InstanceNorm, LayerNorm
from residual.layers.normalization import BatchNorm
from residual.layers.smooth_activations import GELU, Sigmoid, Tanh

NORMS: dict[str, Callable[[int], Layer] | None] = {
    "batch": BatchNorm,
    "instance": InstanceNorm,
    "layer": LayerNorm,
    "none": None,
}
ACTIVATIONS: dict[str, type[Layer]] = {"relu": ReLU, "gelu": GELU, "tanh": Tanh, "sigmoid": Sigmoid}


def norm_named(name: str) -> Callable[[int], Layer] | None:
    """Return what makes the norm of a name for a number of features; None for "none"."""
    one_of("norm", name, NORMS)
    return NORMS[name]
