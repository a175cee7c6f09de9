"""What a network of the ResNet family is made of and costs, block by block, counted from shapes."""

from collections.abc import Iterator
from typing import Any

from residual.arrays import Shape
from residual.blocks import Block
from residual.blocks.convolutional import EXPANSION
from residual.experiments.family_config import STAGES, FamilyConfig
from residual.layers import Conv2d, Layer, Linear, SubsampleAndPad
from residual.networks import Member, resnet_of
from residual.networks.counting import at_one_position, each_counted

CHANNELS = 3


def count_family(config: FamilyConfig) -> dict[str, Any]:
    """Count the blocks of which networks with these settings are made, each kind of block once.

    In a stage all blocks but the first are alike, so that this is true of any number of blocks.

    Parameters
    ----------
    config : FamilyConfig
        How many blocks the stages have makes no difference.

    Returns
    -------
    dict
        `stem`, `head`: their `layers`; `side` and `channels`: of what the stem gives, pooled.
        `stages`: for each `first` and `rest`, a block: its `shortcut` (`"none"`, `"identity"`,
        `"padding"` or `"projection"`), `changes_shape`: whether what it gives has another shape
        than what it takes, `depth`: its weight layers, and its `layers`. A layer has `name`, `role`
        (`"conv"`, `"norm"` or `"dense"`), `kernel` and `stride` in pixels (0: none), `side`: of the
        map that it gives, in pixels, `channels`, `parameters` and `multiply_adds` for one image.
        `compared`: see `compare_blocks`.
    """
    network = resnet_of(None, Member(config.kind, (2, 2, 2, 2)), **config.shapes)
    parts = network.children()
    shape: Shape = (1, CHANNELS, config.size, config.size)
    stem: dict[str, Any] = {"layers": list(_layers(parts["stem"], shape))}
    shape = parts["stem"].output_shape(shape)
    stem |= {"side": shape[2], "channels": shape[1]}
    told: dict[str, Any] = {"stem": stem, "stages": []}
    for stage in parts["stages"].children().values():
        blocks = []
        for block in stage.children().values():
            blocks.append(_block(block, shape))
            shape = block.output_shape(shape)
        told["stages"].append(dict(zip(("first", "rest"), blocks, strict=True)))
    shape = parts["pool"].output_shape(shape)
    told["head"] = {"layers": list(_layers(parts["head"], shape, "head"))}
    return told | {"compared": [compare_blocks(config.width * 2**i) for i in range(len(STAGES))]}


def parts_of(config: FamilyConfig) -> list[dict[str, Any]]:
    """Return what each part of a network costs, from its blocks.

    Returns
    -------
    list of dict
        For the stem, each stage and the head `part`, `blocks`, `layers` (with weights, those of
        shortcuts not among them), `projections`, `parameters` and `multiply_adds` for one image.
    """
    counts = count_family(config)
    rows = [_part("stem", 0, [(1, counts["stem"])])]
    for i, (stage, blocks) in enumerate(zip(counts["stages"], config.member.blocks, strict=True)):
        rows.append(
            _part(f"stage {i + 1}", blocks, [(1, stage["first"]), (blocks - 1, stage["rest"])])
        )
    return [*rows, _part("head", 0, [(1, counts["head"])])]


def _part(name: str, blocks: int, groups: list[tuple[int, dict[str, Any]]]) -> dict[str, Any]:
    return {
        "part": name,
        "blocks": blocks,
        "layers": sum(times * group.get("depth", 1) for times, group in groups),
        "projections": sum(
            times * (group.get("shortcut") == "projection") for times, group in groups
        ),
        **{
            cost: sum(
                times * sum(each[cost] for each in group["layers"]) for times, group in groups
            )
            for cost in ("parameters", "multiply_adds")
        },
    }


def compare_blocks(narrow: int) -> dict[str, int]:
    """Count a bottleneck block and basic ones on as many channels, at one position of the image.

    Parameters
    ----------
    narrow : int
        Channels of the bottleneck's 3x3 convolution.

    Returns
    -------
    dict
        `wide`: channels of what the blocks take and give, `narrow`, and the multiply-adds of a
        `bottleneck`, of a block of `two` 3x3 convolutions and of `one` such convolution.
    """
    wide = EXPANSION * narrow
    two = at_one_position("basic", wide, wide)
    bottleneck = at_one_position("bottleneck", wide, narrow)
    return {"wide": wide, "narrow": narrow, "bottleneck": bottleneck, "two": two, "one": two // 2}


def _block(block: Layer, shape: Shape) -> dict[str, Any]:
    if not isinstance(block, Block):
        raise TypeError(f"{block} is no block of a stage")
    layers = list(_layers(block, shape))
    on_branch = [each for each in layers if each["name"].startswith("branch.")]
    return {
        "shortcut": _shortcut(block.shortcut),
        "changes_shape": block.output_shape(shape) != shape,
        "depth": sum(each["role"] == "conv" for each in on_branch),
        "layers": layers,
    }


def _shortcut(shortcut: bool | Layer) -> str:
    if isinstance(shortcut, bool):
        return "identity" if shortcut else "none"
    return "padding" if isinstance(shortcut, SubsampleAndPad) else "projection"


def _layers(layer: Layer, shape: Shape, name: str = "") -> Iterator[dict[str, Any]]:
    for part, counted in each_counted(layer, shape, name):
        _, channels, *sides = counted.output_shape
        yield {
            "name": counted.name,
            "role": _role(part),
            "kernel": part.w.value.shape[-1] if isinstance(part, Conv2d) else 0,
            "stride": part.stride if isinstance(part, Conv2d) else 0,
            "side": sides[0] if sides else 1,
            "channels": channels,
            "parameters": counted.parameters,
            "multiply_adds": counted.multiply_adds,
        }


def _role(layer: Layer) -> str:
    if isinstance(layer, Conv2d):
        return "conv"
    return "dense" if isinstance(layer, Linear) else "norm"
