"""The block: two dense layers, and the one addition that everything here is about."""

from collections.abc import Callable

from residual.arrays import Array
from residual.layers import BatchNorm, Layer, Linear, ReLU, Sequential


class Block(Layer):
    """A residual branch F, an optional shortcut around it, and what follows their sum.

    Parameters
    ----------
    branch : Layer
        F, which keeps the shape of its input.
    shortcut : bool
        Whether x is added to F(x). It changes this addition and nothing else: no parameter, and
        no random number.
    after : Layer, optional
        What follows the addition, as the last ReLU of a post-activation block.

    Notes
    -----
    `y = after(F(x) + x)` with the shortcut, `y = after(F(x))` without: He et al. 2015, "Deep
    Residual Learning", eq. 1. Its Jacobian before `after` is `dF/dx + I`, so the gradient always
    has one way back that no weight can shrink or stretch::

        x ---+--- F ---(+)--- after --- y
             |          |
             +----------+   shortcut
    """

    def __init__(self, branch: Layer, shortcut: bool, after: Layer | None = None) -> None:
        self.branch = branch
        self.shortcut = shortcut
        self.after = after

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return `after(F(x) + x)`, of the shape of x."""
        y = self.branch.forward(x, train)
        if self.shortcut:
            y = y + x
        return self.after.forward(y, train) if self.after else y

    def backward(self, dy: Array) -> Array:
        """Return dx: what comes back through F, plus dy itself along the shortcut."""
        if self.after:
            dy = self.after.backward(dy)
        dx = self.branch.backward(dy)
        return dx + dy if self.shortcut else dx


def norm_relu(width: int, norm: str) -> dict[str, Layer]:
    """Return what follows (or, in pre-activation, precedes) a dense layer: norm and ReLU."""
    return ({"norm": BatchNorm(width)} if norm == "batch" else {}) | {"relu": ReLU()}


def make_block(
    dense: Callable[[int, int], Linear], width: int, shortcut: bool, block: str, norm: str
) -> Block:
    """Make a two-layer block of the given kind.

    Parameters
    ----------
    dense : callable
        Makes the dense layer for a number of inputs and outputs.
    width : int
        Features in, between and out.
    shortcut : bool
        Residual (True) or plain (False).
    block : {"post", "pre"}
        Post-activation (v1): dense, norm, ReLU, dense, norm, (+ x), ReLU, of He et al. 2015.
        Pre-activation (v2): norm, ReLU, dense, norm, ReLU, dense, (+ x), of He et al. 2016,
        "Identity Mappings in Deep Residual Networks"; nothing stands on the identity path.
    norm : {"batch", "none"}
        Batch normalisation beside each dense layer, or none.
    """
    parts: dict[str, Layer] = {}
    for i in (1, 2):
        linear: dict[str, Layer] = {f"linear{i}": dense(width, width)}
        around = {f"{name}{i}": layer for name, layer in norm_relu(width, norm).items()}
        parts |= linear | around if block == "post" else around | linear
    after = parts.pop("relu2") if block == "post" else None
    return Block(Sequential(**parts), shortcut, after)
