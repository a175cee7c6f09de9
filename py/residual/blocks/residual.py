"""The block: some weight layers, and the one addition that everything here is about."""

from types import NoneType

from residual.arrays import Array, Shape
from residual.checks import of_type, real_numbers
from residual.kernels import dense as kernels
from residual.layers import Layer


class Block(Layer):
    """A residual branch F, an optional shortcut around it, and what follows their sum.

    Parameters
    ----------
    branch : Layer
        F.
    shortcut : bool or Layer
        Whether x is added to F(x). It changes this addition and nothing else: no parameter, and
        no random number. Where F changes the shape, the layer that brings x to the same one.
    after : Layer, optional
        What follows the addition, as the last ReLU of a post-activation block.

    Notes
    -----
    `y = after(F(x) + x)` with the shortcut, `y = after(F(x))` without: He et al. 2015, "Deep
    Residual Learning", eq. 1 (eq. 2 with a layer on the shortcut). Its Jacobian before `after` is
    `dF/dx + I`, so up to there the gradient has a way back that no weight can shrink or stretch::

        x ---+--- F ---(+)--- after --- y
             |          |
             +----------+   shortcut
    """

    def __init__(self, branch: Layer, shortcut: bool | Layer, after: Layer | None = None) -> None:
        of_type("branch", branch, Layer, "a layer")
        of_type("shortcut", shortcut, (bool, Layer), "True, False or a layer")
        of_type("after", after, (Layer, NoneType), "a layer or None")
        self.branch = branch
        self.shortcut = shortcut
        self.after = after
        self.require_own_parts()

    def output_shape(self, shape: Shape) -> Shape:
        """Return the shape of the sum after `after`."""
        made = self.branch.output_shape(shape)
        if self.shortcut:
            skip = shape if self.shortcut is True else self.shortcut.output_shape(shape)
            self._require_equal(made, skip)
        return self.after.output_shape(made) if self.after else made

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return `after(F(x) + x)`.

        Raises
        ------
        ValueError
            If branch and shortcut give different shapes.
        """
        x = real_numbers(x)
        y = self.branch.forward(x, train)
        if self.shortcut:
            skip = x if self.shortcut is True else self.shortcut.forward(x, train)
            self._require_equal(y.shape, skip.shape)
            y = kernels.add(y, skip)
        return self.after.forward(y, train) if self.after else y

    def backward(self, dy: Array) -> Array:
        """Return dx: what comes back through F, plus dy itself along the shortcut."""
        if self.after:
            dy = self.after.backward(dy)
        dx = self.branch.backward(dy)
        if self.shortcut:
            dx = kernels.add(dx, dy if self.shortcut is True else self.shortcut.backward(dy))
        return dx

    def _require_equal(self, made: Shape, skip: Shape) -> None:
        if made != skip:
            raise ValueError(
                f"{self.title}: the branch gives the shape {made} and the shortcut {skip}; "
                "they must be equal to be added"
            )
