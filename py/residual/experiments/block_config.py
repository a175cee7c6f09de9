"""The settings of a look inside one block of a small network that reads handwritten digits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from residual.data.drawn_image import DRAWN_IMAGE_ALLOWED, is_image
from residual.experiments.config import Config
from residual.experiments.digits_config import DigitsConfig
from residual.settings import Preset, Settings, TextForm, setting, setting_like

IMAGES = 1797
"""How many digits the package has."""

DRAWN_IMAGE = TextForm("image", DRAWN_IMAGE_ALLOWED, is_image)

NETWORK = ("block", "kind", "shortcut", "norm", "stride", "seed")
"""The settings that a network is made and trained by; all others say what is looked at."""

PRESETS = {
    "identity": Preset(
        "The identity as the skip",
        "The defaults. The block keeps the shape, so that x goes past its branch as it is.",
    ),
    "padded": Preset(
        "A new shape without weights",
        "Option A: every other pixel of x, and maps of zeros beside them.",
        {"place": "second", "shortcut": "A"},
    ),
    "projected": Preset(
        "A new shape by a projection",
        "Option B: a 1x1 convolution, whose weights are learned, brings x to the new shape.",
        {"place": "second", "shortcut": "B"},
    ),
    "bottleneck": Preset(
        "A bottleneck",
        "Its 3x3 convolution works on a quarter of the channels, between two of 1x1.",
        {"kind": "bottleneck"},
    ),
    "untrained": Preset(
        "Before training",
        "The weights of the start: what the branch adds means nothing yet.",
        {"weights": "untrained"},
    ),
}


@dataclass(frozen=True)
class BlockConfig(Settings):
    """One block, and the image that goes through it."""

    picture: str = setting(
        "digit",
        choices={"digit": "A digit of the package", "drawn": "Drawn by you"},
        label="Picture",
        help="What goes through the network: one of the 1,797 digits, or your own.",
        group="Data",
    )
    image: int = setting(
        7,
        minimum=0,
        maximum=IMAGES - 1,
        step=1,
        where={"picture": ("digit",)},
        label="Digit",
        help="Which of the package's digits, by its number.",
        group="Data",
    )
    pixels: str = setting(
        "",
        form=DRAWN_IMAGE,
        where={"picture": ("drawn",)},
        label="Your drawing",
        help="8 by 8 pixels in seventeen greys.",
        group="Data",
    )
    weights: str = setting(
        "trained",
        choices={"trained": "Trained", "untrained": "Untrained"},
        label="Weights",
        help="Whether the network has learned to read digits, or has the weights of its start.",
        group="Network",
    )
    place: str = setting(
        "first",
        choices={"first": "1: same shape", "second": "2: new shape"},
        label="Which block",
        help="The first block gives as many channels as it gets; the second twice as many.",
        group="Network",
    )
    skip: str = setting(
        "on",
        choices={"on": "On", "off": "Off"},
        label="Skip",
        help="Whether the block adds its input to its branch. No weight changes with it.",
        group="Network",
    )
    block: str = setting_like(DigitsConfig.table()["block"])
    kind: str = setting(
        "basic",
        choices={"basic": "Basic: two 3x3", "bottleneck": "Bottleneck: 1x1, 3x3, 1x1"},
        label="Kind",
        help="Two 3x3 convolutions, or one on a quarter of the channels between two 1x1.",
        group="Network",
    )
    stride: int = setting(
        2,
        minimum=1,
        maximum=2,
        step=1,
        unit="pixels",
        label="Stride",
        help="Of the second block: 2 halves the sides of the map, 1 keeps them.",
        group="Network",
    )
    shortcut: str = setting(
        "B",
        choices={
            "A": "A: pixels, zeros",
            "B": "B: projection",
            "C": "C: everywhere",
        },
        label="Shortcut",
        help="A: some pixels and zeros; B: a 1x1 convolution where shapes change; C: everywhere.",
        group="Network",
    )
    norm: str = setting(
        "batch",
        choices={
            "batch": "Batch",
            "instance": "Per image",
            "none": "None",
        },
        label="Normalisation",
        help="Over the training images, over this image alone as in the article, or none.",
        group="Network",
    )
    seed: int = setting_like(
        Config.table()["seed"],
        help="Where the random numbers of the weights start.",
        group="Network",
    )

    PRESETS: ClassVar[Mapping[str, Preset]] = PRESETS

    def problems(self) -> list[str]:
        """Return what is wrong with settings that are each allowed, but not together."""
        if self.picture == "drawn" and not self.pixels:
            return [f"pixels: none are given for picture drawn; use {DRAWN_IMAGE.allowed}"]
        return []


@dataclass(frozen=True)
class BlockTrainingSettings(Settings):
    """How such a network is trained: in minibatches as of `DigitsConfig`, by Adam.

    One rate does for networks with norms and without, which no rate of plain descent was seen to.
    """

    epochs: int = setting_like(DigitsConfig.table()["epochs"], default=20, maximum=100)
    lr: float = setting_like(Config.table()["lr"], default=0.03, maximum=1.0)
