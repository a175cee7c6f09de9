"""A look at a backward pass from outside, while it runs."""

from collections.abc import Iterable
from types import TracebackType

import numpy as np

from residual.arrays import Array
from residual.layers.contract import Layer, Probe


class GradientProbe:
    """Notes, in the backward passes within `with probe:`, how large some gradients are.

    Nothing of a pass is kept but one number for each layer: the arrays themselves may be gone, or
    overwritten, when somebody asks. A pass outside of it does no more than look whether it is
    watched.

    Parameters
    ----------
    layers : iterable of Layer
        The layers to look at, each a part of some `Sequential` or one that is densely connected;
        one may stand there twice.

    Attributes
    ----------
    norms : (layers,) float64
        Frobenius norm of the gradient of the loss by each layer's output, in the last watched pass;
        nan before the first.
    """

    def __init__(self, layers: Iterable[Layer]) -> None:
        self._layers = list(layers)  # held, so that their ids stay their own
        self.norms: Array = np.full(len(self._layers), np.nan)
        self._places: dict[int, list[int]] = {}
        for i, layer in enumerate(self._layers):
            self._places.setdefault(id(layer), []).append(i)
        self._outer: Probe | None = None

    @property
    def layers(self) -> set[int]:
        """The ids of the layers that it looks at."""
        return set(self._places)

    def note(self, layer: Layer, dy: Array) -> None:
        """Note the gradient `dy` by the output of `layer`, if it is one of those looked at."""
        if places := self._places.get(id(layer)):
            self.norms[places] = np.linalg.norm(dy)

    def __enter__(self) -> None:
        self._outer, Layer.probe = Layer.probe, self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        Layer.probe, self._outer = self._outer, None
