"""The settings of the degradation experiment on real images: handwritten digits of 8 x 8 pixels."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from residual.experiments.config import Config
from residual.experiments.limits import ImageMemoryEstimate
from residual.experiments.presets import DIGITS
from residual.settings import Preset, Settings, setting, setting_like

TRAIN_IMAGES, TEST_IMAGES = 1437, 360
"""How the 1,797 images are split, at random: to learn from, and held out."""


@dataclass(frozen=True)
class DigitsConfig(Settings):
    """One network of the paper's family for CIFAR-10, made narrow, on small images.

    The defaults show the degradation with the least computing: five passes over the data.
    """

    depth: int = setting(
        56,
        minimum=8,
        maximum=110,
        step=6,
        unit="weight layers",
        marks=(20, 32, 44, 56),
        scale="log",
        stops=(20, 26, 32, 38, 44, 50, 56),
        label="Depth",
        help="How many layers with weights: 6 n + 2, n blocks of two in each of three stages.",
        group="Network",
    )
    shortcut: str = setting(
        "A",
        choices={
            "none": "None (plain)",
            "A": "A: identity, zero channels",
            "B": "B: projection where shapes change",
            "C": "C: projection everywhere",
        },
        label="Skip connections",
        help="What goes around each block: nothing, or the input itself, or a 1x1 convolution.",
        group="Network",
    )
    block: str = setting(
        "post",
        choices={"post": "v1 (post-activation)", "pre": "v2 (pre-activation)"},
        label="Block",
        help="Whether norm and activation stand after the weights, as in 2015, or before them.",
        group="Network",
    )
    norm: str = setting(
        "batch",
        choices={
            "batch": "Batch normalisation",
            "instance": "Instance normalisation",
            "none": "None",
        },
        label="Normalisation",
        help="What keeps each channel at mean 0 and variance 1: over a batch, or in each image.",
        group="Network",
    )
    zero_init: str = setting(
        "off",
        choices={"off": "Off", "on": "On"},
        label="Zero branches",
        help="Whether the last norm of each branch starts at 0, so that each block is its skip.",
        group="Network",
    )
    width: int = setting(
        4,
        minimum=1,
        maximum=64,
        step=1,
        unit="channels",
        label="Width",
        help="How many channels the first stage has; the others have two and four times as many.",
        group="Network",
    )
    lr: float = setting_like(
        Config.table()["lr"],
        default=0.05,
        step=0.01,
        marks=(0.02, 0.05, 0.1),
        stops=(0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1),
        help="How far each update goes against the gradient.",
    )
    momentum: float = setting_like(Config.table()["momentum"], default=0.9)
    weight_decay: float = setting_like(Config.table()["weight_decay"], default=0.0001)
    batch_size: int = setting(
        128,
        minimum=2,
        maximum=TRAIN_IMAGES,
        step=1,
        unit="images",
        label="Minibatch",
        help="How many images each update sees, at most.",
    )
    schedule: str = setting(
        "constant",
        choices={
            "constant": "Constant",
            "steps": "Steps: a tenth at 1/2, a hundredth at 3/4",
            "warm_up": "Warm-up: a tenth for the first epoch",
        },
        label="Schedule",
        help="How the learning rate changes while the network trains.",
    )
    epochs: int = setting(
        5,
        minimum=1,
        maximum=1000,
        step=1,
        unit="epochs",
        scale="log",
        marks=(3, 5, 10, 15),
        stops=tuple(range(3, 16)),
        label="Epochs",
        help=f"How many passes over the {TRAIN_IMAGES:,} images to learn from.",
    )
    seed: int = setting_like(
        Config.table()["seed"],
        help="Where the random numbers start: the same seed gives the same split and weights.",
    )
    precision: str = setting_like(Config.table()["precision"], default="float32")

    PRESETS: ClassVar[Mapping[str, Preset]] = DIGITS

    def problems(self) -> list[str]:
        """Return what is wrong with settings that are each allowed, but not together."""
        return self.size.problems()

    @property
    def size(self) -> ImageMemoryEstimate:
        """What the memory of the run depends on."""
        return ImageMemoryEstimate(
            depth=self.depth,
            width=self.width,
            batch_size=self.batch_size,
            held_out=TEST_IMAGES,
            number_bytes=4 if self.precision == "float32" else 8,
        )
