"""The block: some weight layers, and the one addition that everything here is about."""

from collections.abc import Callable, Sequence
from types import NoneType

import numpy as np

from residual.arrays import Array, Shape
from residual.checks import of_type, one_of, real_numbers, true_or_false, whole_number
from residual.kernels import dense as kernels
from residual.layers import (
    ACTIVATIONS,
    BatchNorm,
    InstanceNorm,
    Layer,
    LayerNorm,
    Linear,
    Sequential,
)

ORDERS = ("post", "pre")
NORMS: dict[str, Callable[[int], Layer] | None] = {
    "batch": BatchNorm,
    "instance": InstanceNorm,
    "layer": LayerNorm,
    "none": None,
}


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


class Concat(Layer):
    """The other way to skip: x beside F(x), as further channels, instead of added to it.

    Parameters
    ----------
    branch : Layer
        F, which may change the number of channels and nothing else.
    carries : bool
        Whether x goes along the skip; if it is cut, zeros stand in its place. It may be changed at
        any time, in a trained network too.

    Notes
    -----
    `y = [x, F(x)]` along the axis of the channels: Huang et al. 2016, "Densely Connected
    Convolutional Networks", eq. 2; Ronneberger et al. 2015, "U-Net", figure 1. The gradient by x
    has the way past F here too.
    """

    def __init__(self, branch: Layer, carries: bool = True) -> None:
        of_type("branch", branch, Layer, "a layer")
        self.branch, self.carries = branch, carries
        self.features = 0

    def output_shape(self, shape: Shape) -> Shape:
        """Return the shape of x with the features of F(x) added to its own."""
        made = self.branch.output_shape(shape)
        if made[:1] + made[2:] != shape[:1] + shape[2:]:
            raise ValueError(
                f"{self.title}: the branch makes the shape {made} of {shape}; "
                "only the second number may differ"
            )
        return shape[0], shape[1] + made[1], *shape[2:]

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return x and F(x) side by side, (N, C + features of F, ...)."""
        x = self.arriving(x)
        self.features = x.shape[1]
        beside = x if self.carries else np.zeros_like(x)
        return np.concatenate([beside, self.branch.forward(x, train)], axis=1)

    def backward(self, dy: Array) -> Array:
        """Return dx: the part of dy that belongs to x, plus what comes back through F."""
        dy = self.returning(dy)
        of_branch = np.ascontiguousarray(dy[:, self.features :])  # which the kernels ask for
        dx: Array = self.branch.backward(of_branch)
        return dx + dy[:, : self.features] if self.carries else dx


class Highway(Layer):
    """A block with a learned gate between the branch and the shortcut.

    Parameters
    ----------
    branch : Layer
        H, which keeps the shape of its input.
    gate : Layer
        T, of the same shape, with values from 0 (carry x through) to 1 (transform it).

    Notes
    -----
    `y = T(x) H(x) + (1 - T(x)) x`: Srivastava et al. 2015, "Highway Networks", eq. 3. Unlike in a
    residual block the shortcut can be shut.
    """

    counts_as_one_layer = True

    def __init__(self, branch: Layer, gate: Layer) -> None:
        of_type("branch", branch, Layer, "a layer")
        of_type("gate", gate, Layer, "a layer")
        self.branch, self.gate = branch, gate
        self.require_own_parts()
        nothing: Array = np.zeros(0)
        self.x, self.h, self.t = nothing, nothing, nothing

    def output_shape(self, shape: Shape) -> Shape:
        """Return the same shape."""
        for part in (self.branch, self.gate):
            if (made := part.output_shape(shape)) != shape:
                raise ValueError(
                    f"{self.title}: {part!r} makes the shape {made} of {shape}; it must keep it"
                )
        return shape

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return `T(x) H(x) + (1 - T(x)) x`, of the shape of x."""
        self.x = x = self.arriving(x)
        self.h, self.t = self.branch.forward(x, train), self.gate.forward(x, train)
        return self.t * self.h + (1 - self.t) * x

    def backward(self, dy: Array) -> Array:
        """Return dx: through the branch, through the gate, and along the carried part."""
        dy = self.returning(dy)
        dx = self.branch.backward(dy * self.t) + self.gate.backward(dy * (self.h - self.x))
        return dx + dy * (1 - self.t)


def norm_activation(width: int, norm: str, activation: str = "relu") -> dict[str, Layer]:
    """Return what follows (in pre-activation: precedes) a weight layer: norm and activation."""
    whole_number("width", width)
    one_of("norm", norm, NORMS)
    one_of("activation", activation, ACTIVATIONS)
    make = NORMS[norm]
    return ({"norm": make(width)} if make else {}) | {activation: ACTIVATIONS[activation]()}


def assemble(
    weights: Sequence[tuple[str, Layer]],
    widths: Sequence[int],
    shortcut: bool | Layer,
    block: str,
    norm: str,
    *,
    activation: str = "relu",
) -> Block:
    """Make a block of weight layers, with norm and activation for each in the order of its kind.

    Parameters
    ----------
    weights : sequence of (str, Layer)
        The weight layers with their names, as in `("conv", layer)`; their numbers are added.
    widths : sequence of int
        Features before the first layer, and after each.
    shortcut : bool or Layer
        See `Block`.
    block : {"post", "pre"}
        Post-activation (v1): weights, norm, ReLU, ..., weights, norm, (+ x), ReLU, of He et al.
        2015. Pre-activation (v2): norm, ReLU, weights, ..., norm, ReLU, weights, (+ x), of He et
        al. 2016, "Identity Mappings in Deep Residual Networks"; nothing stands on the identity
        path.
    norm : {"batch", "layer", "instance", "none"}
        Normalisation beside each weight layer: over the batch, over the features of each example,
        over each image, or none.
    activation : {"relu", "gelu", "tanh", "sigmoid"}
        In the place of the ReLU.

    Raises
    ------
    ValueError
        For an unknown name, or widths that do not fit.
    """
    one_of("block", block, ORDERS)
    if not weights or len(widths) != len(weights) + 1:
        raise ValueError(
            f"widths: {len(widths)} are not allowed for {len(weights)} weight layers; use one or "
            "more of these, and the features before the first and after each"
        )
    parts: dict[str, Layer] = {}
    for i, (name, layer) in enumerate(weights, start=1):
        width = widths[i] if block == "post" else widths[i - 1]
        around = {
            f"{part}{i}": made for part, made in norm_activation(width, norm, activation).items()
        }
        numbered = {f"{name}{i}": layer}
        parts |= numbered | around if block == "post" else around | numbered
    after = parts.pop(f"{activation}{len(weights)}") if block == "post" else None
    return Block(Sequential(**parts), shortcut, after)


def make_block(
    dense: Callable[[int, int], Linear],
    width: int,
    shortcut: bool,
    block: str,
    norm: str,
    *,
    activation: str = "relu",
) -> Block:
    """Make a block of two dense layers; see `assemble` for the last four parameters.

    Parameters
    ----------
    dense : callable
        Makes the dense layer for a number of inputs and outputs.
    width : int
        Features in, between and out.
    """
    whole_number("width", width)
    true_or_false("shortcut", shortcut)
    weights = [("linear", dense(width, width)) for _ in range(2)]
    return assemble(weights, [width] * 3, shortcut, block, norm, activation=activation)
