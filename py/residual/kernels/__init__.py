"""The heavy arithmetic of the layers, in NumPy, and the switch to something faster.

`dense` and `convolution` have the definitions, which are the ones to read. Layers call them by
their modules' names, so that `use` can put an implementation in their place; here they stand too,
as in `kernels.affine`: whatever is in place now.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from residual.kernels import convolution, dense

PLACES: dict[str, ModuleType] = {
    name: module
    for module, names in {
        dense: (
            *("affine", "affine_dx", "affine_dw", "add_bias", "affine_db", "relu", "relu_dx"),
            *("add", "batch_norm", "batch_norm_dx", "batch_norm_recorded", "descend"),
        ),
        convolution: ("convolve", "convolve_dx", "convolve_dw", "convolve_db"),
    }.items()
    for name in names
}
"""The module of each function behind which something else may stand."""
SEAM = tuple(PLACES)
DEFINITIONS: dict[str, Callable[..., Any]] = {
    name: getattr(module, name) for name, module in PLACES.items()
}
NUMPY = "NumPy"
running = NUMPY
"""The name of what stands behind the functions now."""
implementation: Any = None
"""What that is; None for the definitions in NumPy."""


def use(other: Any = None) -> None:
    """Put an implementation behind the functions of the seam, for runs made from now on.

    Parameters
    ----------
    other : object, optional
        Has a `name`, and as attributes the functions that it gives; all others are the
        definitions. It may have `passes` too; see `residual.training.choice`. None brings all
        back.
    """
    global running, implementation  # the one switch
    implementation, running = other, NUMPY if other is None else other.name
    for name, module in PLACES.items():
        setattr(module, name, getattr(other, name, DEFINITIONS[name]))


def offered(name: str, usual: Any) -> Any:
    """Return what the implementation in place has besides the seam, or the usual if it has not."""
    return getattr(implementation, name, usual)


def __getattr__(name: str) -> Any:
    """Return the function of the seam that is in place now."""
    if name not in PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(PLACES[name], name)
