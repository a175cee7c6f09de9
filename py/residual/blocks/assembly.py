"""What a block is put together from: weight layers, each with norm and activation, in an order."""

from collections.abc import Callable, Sequence
from types import NoneType

from residual.blocks.residual import Block
from residual.checks import of_type, one_of, true_or_false, whole_number
from residual.layers import Layer, Linear, ReLU, Sequential

Norm = Callable[[int], Layer] | None
"""What makes the norm for a number of features, such as `BatchNorm`; None for no norm."""

ORDERS = ("post", "pre")


def norm_activation(width: int, norm: Norm, activation: type[Layer] = ReLU) -> dict[str, Layer]:
    """Return what follows (in pre-activation: precedes) a weight layer: norm and activation."""
    whole_number("width", width)
    of_type("norm", norm, (Callable, NoneType), "a kind of layer, such as BatchNorm, or None")  # type: ignore[arg-type]
    return ({"norm": norm(width)} if norm else {}) | {part_name(activation): activation()}


def part_name(activation: type[Layer]) -> str:
    """Return what an activation is called among a block's parts, and in settings."""
    of_type("activation", activation, type, "a kind of layer, such as ReLU")
    return activation.__name__.lower()


def assemble(
    weights: Sequence[tuple[str, Layer]],
    widths: Sequence[int],
    shortcut: bool | Layer,
    block: str,
    norm: Norm,
    *,
    activation: type[Layer] = ReLU,
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
    norm : callable, optional
        Makes the norm beside each weight layer for a number of features, as `BatchNorm` does.
    activation : type of Layer
        In the place of the ReLU.

    Raises
    ------
    ValueError
        For an unknown order, norm or activation, or widths that do not fit.
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
    after = parts.pop(f"{part_name(activation)}{len(weights)}") if block == "post" else None
    return Block(Sequential(**parts), shortcut, after)


def make_block(
    dense: Callable[[int, int], Linear],
    width: int,
    shortcut: bool,
    block: str,
    norm: Norm,
    *,
    activation: type[Layer] = ReLU,
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
