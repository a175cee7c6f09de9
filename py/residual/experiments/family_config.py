"""The settings of a network of the ResNet family, of which nothing but its shapes is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from residual.networks import FAMILY, Member
from residual.settings import Preset, Settings, setting

STAGES = (1, 2, 3, 4)


def _blocks(stage: int, default: int) -> Any:
    return setting(
        default,
        minimum=1,
        maximum=50,
        step=1,
        unit="blocks",
        label=f"Blocks in stage {stage}",
        help=f"How many blocks stage {stage} has, conv{stage + 1}_x in the paper.",
        group="Blocks",
    )


def _preset(depth: int, member: Member) -> Preset:
    counts = ", ".join(map(str, member.blocks))
    return Preset(
        f"ResNet-{depth}",
        f"As in table 1 of the paper: {counts} {member.kind} blocks.",
        {"kind": member.kind}
        | {f"blocks{stage}": n for stage, n in zip(STAGES, member.blocks, strict=True)},
    )


@dataclass(frozen=True)
class FamilyConfig(Settings):
    """A network of the family for ImageNet, or one as these; the defaults are ResNet-50."""

    kind: str = setting(
        "bottleneck",
        choices={"basic": "Basic: 3×3, 3×3", "bottleneck": "Bottleneck: 1×1, 3×3, 1×1"},
        label="Block",
        help="Two 3x3 convolutions, or one between two 1x1 that give it a quarter of the channels.",
        group="Blocks",
    )
    blocks1: int = _blocks(1, 3)
    blocks2: int = _blocks(2, 4)
    blocks3: int = _blocks(3, 6)
    blocks4: int = _blocks(4, 3)
    shortcut: str = setting(
        "B",
        choices={
            "none": "None (plain)",
            "A": "A: identity, zero channels",
            "B": "B: projection where shapes change",
            "C": "C: projection everywhere",
        },
        label="Skip connections",
        help="What goes around each block: nothing, or the input itself, or a 1x1 convolution.",
        group="Shapes",
    )
    stride_in: str = setting(
        "1x1",
        choices={"1x1": "the first 1×1, as in the paper", "3x3": "the 3×3, as in most later code"},
        where={"kind": ("bottleneck",)},
        label="Stride in",
        help="Which convolution of a bottleneck makes the image smaller.",
        group="Shapes",
    )
    width: int = setting(
        64,
        minimum=8,
        maximum=256,
        step=8,
        unit="channels",
        marks=(64, 128),
        label="Width",
        help="Channels of the stem and of the 3x3 convolutions of stage 1; doubled at each stage.",
        group="Shapes",
    )
    size: int = setting(
        224,
        minimum=32,
        maximum=512,
        step=32,
        unit="pixels",
        marks=(224,),
        label="Image",
        help="Height and width of the image, in pixels.",
        group="Shapes",
    )

    PRESETS: ClassVar[Mapping[str, Preset]] = {
        f"resnet{depth}": _preset(depth, member) for depth, member in FAMILY.items()
    }

    @property
    def member(self) -> Member:
        """The kind of its blocks, and how many there are in each stage."""
        return Member(self.kind, (self.blocks1, self.blocks2, self.blocks3, self.blocks4))

    @property
    def shapes(self) -> dict[str, Any]:
        """What `resnet_of` takes of it beside that."""
        return {
            "shortcut": self.shortcut,
            "stride_in": self.stride_in,
            "width": self.width,
            "size": self.size,
        }
