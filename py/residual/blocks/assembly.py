"""What a block is put together from: weight layers, each with norm and activation, in an order."""

from collections.abc import Callable, Sequence

from residual.blocks.residual import Block
from residual.checks import one_of, true_or_false, whole_number
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
