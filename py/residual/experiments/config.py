"""Every setting of an experiment on points in one table, for each of the two widgets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from residual.blocks import ORDERS
from residual.data.own_points import (
    OWN_POINTS_ALLOWED,
    are_points,
    decode_points,
    held_out_counts,
)
from residual.experiments.limits import MemoryEstimate
from residual.experiments.presets import DEGRADATION, FLOW
from residual.settings import Preset, Setting, Settings, TextForm, setting, setting_like

POINTS = 400
"""Points to train on: all that there are in every data set but the reader's own."""

TEST_POINTS = POINTS // 2
"""Points held out from training, drawn by the same rule: of each class half as many."""

GENERATED = {
    "spirals": "Two spirals",
    "rings": "Two rings",
    "moons": "Two moons",
    "checkerboard": "Checkerboard",
}
"""The data sets that are drawn at random, by name."""

SMALLEST = 2
"""Points that batch normalisation needs in a batch: it compares them."""

OWN_POINTS = TextForm("points", OWN_POINTS_ALLOWED, are_points)


@dataclass(frozen=True)
class Config(Settings):
    """One training run; the defaults are the honest degradation experiment."""

    depth: int = setting(
        56,
        minimum=2,
        maximum=110,
        step=2,
        unit="weight layers",
        scale="log",
        marks=(8, 20, 32, 44, 56, 110),
        label="Depth",
        help="How many layers with weights: a stem, two for each block, and a head.",
        group="Network",
    )
    shortcut: str = setting(
        "identity",
        choices={"none": "None (plain)", "identity": "Identity (residual)"},
        label="Skip connections",
        help="Whether each block adds its input to its output. Nothing else changes.",
        group="Network",
    )
    width: int = setting(
        16,
        minimum=2,
        maximum=64,
        step=1,
        unit="features",
        label="Width",
        help="How many features each hidden layer has.",
        group="Network",
    )
    block: str = setting(
        "post",
        choices={
            "post": "Residual v1 (post-activation)",
            "pre": "Residual v2 (pre-activation)",
            "highway": "Highway",
            "dense": "Dense",
        },
        label="Network",
        help="How skips join in: added before or after the activation, gated, or side by side.",
        group="Network",
    )
    norm: str = setting(
        "batch",
        choices={
            "batch": "Batch normalisation",
            "layer": "Layer normalisation",
            "none": "None",
        },
        label="Normalisation",
        help="What keeps each layer's signal at mean 0 and variance 1; the paper uses batch.",
        group="Network",
    )
    activation: str = setting(
        "relu",
        choices={"relu": "ReLU", "gelu": "GELU", "tanh": "Tanh", "sigmoid": "Sigmoid"},
        label="Activation",
        help="What bends the signal after each hidden layer; the paper uses ReLU.",
        group="Network",
    )
    init_scale: float = setting(
        1.0,
        minimum=0.1,
        maximum=3.0,
        step=0.01,
        unit="× usual",
        label="Initialisation scale",
        help="Multiplies the hidden layers' first weights: He's for ReLU and GELU, else Glorot's.",
        group="Network",
    )
    dataset: str = setting(
        "spirals",
        choices={**GENERATED, "own": "Your own"},
        label="Dataset",
        help="The points that the networks learn to tell apart: 200 of each class, or your own.",
        group="Data",
    )
    noise: float = setting(
        0.3,
        minimum=0.0,
        maximum=2.0,
        step=0.05,
        unit="tenths",
        where={"dataset": tuple(GENERATED)},
        label="Noise",
        help="How far points are moved at random: the deviation of each coordinate, in tenths.",
        group="Data",
    )
    turns: float = setting(
        1.0,
        minimum=0.25,
        maximum=3.0,
        step=0.25,
        unit="turns",
        where={"dataset": ("spirals",)},
        label="Turns",
        help="How often each spiral goes round.",
        group="Data",
    )
    points: str = setting(
        "",
        form=OWN_POINTS,
        where={"dataset": ("own",)},
        label="Your points",
        help="From 10 to 400 points of two classes; one in five of each is held out, at random.",
        group="Data",
    )
    lr: float = setting(
        0.1,
        minimum=0.0001,
        maximum=10.0,
        scale="log",
        label="Learning rate",
        help="How far each update goes against the gradient.",
    )
    momentum: float = setting(
        0.0,
        minimum=0.0,
        maximum=0.99,
        step=0.01,
        label="Momentum",
        help="How much of the previous update is carried into the next one.",
    )
    batch_size: int = setting(
        POINTS,
        minimum=1,
        maximum=POINTS,
        step=1,
        unit="points",
        label="Batch size",
        help="How many points each update is made from; 400 are always all, the full batch.",
    )
    weight_decay: float = setting(
        0.0,
        minimum=0.0,
        maximum=1.0,
        step=0.0001,
        label="Weight decay",
        help="How strongly each update pulls the weights towards zero.",
    )
    epochs: int = setting(
        200,
        minimum=1,
        maximum=5000,
        step=1,
        unit="epochs",
        label="Epochs",
        help="How many passes over the data; with the full batch, each makes one update.",
    )
    seed: int = setting(
        0,
        minimum=0,
        maximum=4294967295,
        step=1,
        label="Seed",
        help="Where the random numbers start: the same seed gives the same data and weights.",
        group="Data",
    )
    recipe: str = setting(
        "standard",
        choices={"standard": "Standard", "listing": "The article's listing"},
        label="Recipe",
        help="The listing draws with RandomState, starts the head with He, and logs p + 1e-8.",
    )
    precision: str = setting(
        "float64",
        choices={"float64": "Double (float64)", "float32": "Single (float32)"},
        label="Precision",
        help="How exactly numbers are held: to 16 digits, or to 7 and about twice as fast.",
    )

    PRESETS: ClassVar[Mapping[str, Preset]] = DEGRADATION

    def problems(self) -> list[str]:
        """Return what is wrong with settings that are each allowed, but not together."""
        found = []
        if self.recipe == "listing" and self.block not in ORDERS:
            found.append(
                f"recipe: listing is not allowed with block {self.block}; use standard, or block "
                f"{' or '.join(ORDERS)}"
            )
        if self.dataset == "own" and not self.points:
            found.append(f"points: none are given for dataset own; use {OWN_POINTS.allowed}")
        elif self.norm == "batch" and self._smallest_batch(self.batch_size) < SMALLEST:
            least = next(b for b in range(SMALLEST, POINTS) if self._smallest_batch(b) >= SMALLEST)
            found.append(
                f"batch_size: {self.batch_size} is not allowed with norm batch, which compares "
                f"points; use a whole number from {least} to {POINTS}, or norm layer or none"
            )
        return found + self.size.problems()

    @property
    def training_points(self) -> int:
        """How many points there are to train on."""
        if self.dataset != "own":
            return POINTS
        _, y = decode_points(self.points)
        return y.size - sum(held_out_counts(y))

    def _smallest_batch(self, batch_size: int) -> int:
        """Return how many points the smallest of an epoch's batches has; they are nearly equal."""
        points = self.training_points
        return points // -(-points // batch_size)

    @property
    def size(self) -> MemoryEstimate:
        """What the run's memory depends on."""
        plain = self.shortcut == "none" and not self.block.startswith("transformer")
        return MemoryEstimate(
            block="post" if plain else self.block,
            depth=self.depth,
            width=self.width,
            points=self.batch_size + TEST_POINTS,  # of the reader's own there are no more
            number_bytes=4 if self.precision == "float32" else 8,
        )


_KINDS: Setting = Config.table()["block"]

SIZES = tuple(
    round(hundredths / 100, 2) for hundredths in (*range(30, 100, 5), *range(100, 201, 10))
)
"""Sizes of the weights that are tried one after the other, in steps of a sixth at most."""


@dataclass(frozen=True)
class FlowConfig(Config):
    """One network whose gradients are looked at: as `Config`, with more depth and more kinds."""

    depth: int = setting_like(
        Config.table()["depth"], maximum=1000, scale="log", marks=(20, 56, 110, 300, 1000)
    )
    block: str = setting_like(
        _KINDS,
        choices={
            **_KINDS.choices,
            "transformer_pre": "Transformer, pre-norm",
            "transformer_post": "Transformer, post-norm",
        },
    )

    init_scale: float = setting_like(
        Config.table()["init_scale"],
        label="Size of the weights",
        scale="log",
        marks=(0.3, 0.6, 1.0, 1.5, 2.0),
        stops=SIZES,
    )

    FIRST: ClassVar[str] = "small"
    PRESETS: ClassVar[Mapping[str, Preset]] = FLOW


POINT_TABLES: dict[str, type[Config]] = {"degradation": Config, "flow": FlowConfig}
"""The tables of those whose networks learn points of the plane."""
