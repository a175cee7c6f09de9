"""Which passes a run makes: those that are written, or those of what stands behind the kernels."""

from collections.abc import Callable

from residual.kernels import offered
from residual.layers import Layer
from residual.training.passes import Passes


def passes_of(network: Layer) -> Passes:
    """Return the passes of a network: by what stands behind the kernels now."""
    make: Callable[[Layer], Passes] = offered("passes", Passes)
    return make(network)
