"""The experiments: every setting in one table, and the runs made from them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np

from residual.arrays import Random
from residual.blocks import Block
from residual.datasets import two_spirals
from residual.diagnostics import jacobian
from residual.layers import Layer, Linear, ReLU, Sequential
from residual.losses import binary_cross_entropy, binary_cross_entropy_of_listing
from residual.networks import mlp
from residual.optimizers import SGD
from residual.settings import SettingError, Settings, Value, setting, setting_like
from residual.training import Trainer


@dataclass(frozen=True)
class Config(Settings):
    """One training run; the defaults are the honest degradation experiment."""

    depth: int = setting(
        56,
        minimum=2,
        maximum=110,
        step=2,
        unit="weight layers",
        label="Depth",
        help="How many layers with weights: a stem, two for each block, and a head.",
    )
    shortcut: str = setting(
        "identity",
        choices={"none": "None (plain)", "identity": "Identity (residual)"},
        label="Skip connections",
        help="Whether each block adds its input to its output. Nothing else changes.",
    )
    width: int = setting(
        16,
        minimum=2,
        maximum=64,
        step=1,
        unit="features",
        label="Width",
        help="How many features each hidden layer has.",
    )
    block: str = setting(
        "post",
        choices={"post": "Post-activation (v1)", "pre": "Pre-activation (v2)"},
        label="Block",
        help="Whether ReLU follows the addition (2015) or stands inside the branch (2016).",
    )
    norm: str = setting(
        "batch",
        choices={"batch": "Batch normalisation", "none": "None"},
        label="Normalisation",
        help="What keeps each layer's signal at mean 0 and variance 1; the paper uses batch.",
    )
    init_scale: float = setting(
        1.0,
        minimum=0.1,
        maximum=3.0,
        step=0.01,
        unit="× He",
        label="Initialisation scale",
        help="Multiplies the starting weights of the hidden layers; 1 is He initialisation.",
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
        help="How many passes over the data; each makes one update, on the full batch.",
    )
    seed: int = setting(
        0,
        minimum=0,
        maximum=4294967295,
        step=1,
        label="Seed",
        help="Where the random numbers start: the same seed gives the same data and weights.",
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

    @classmethod
    def from_preset(cls, preset: str, values: Mapping[str, object]) -> Self:
        """Make validated settings from a preset's values and others that override them.

        Raises
        ------
        SettingError
            For an unknown preset, an unknown field or a refused value.
        """
        if preset not in PRESETS:
            known = ", ".join(PRESETS)
            raise SettingError([f"preset: {preset} is not allowed; use one of {known}"])
        return cls.parse({**PRESETS[preset], **values})


@dataclass(frozen=True)
class FlowConfig(Config):
    """One network whose gradients are looked at: as `Config`, and deeper."""

    depth: int = setting_like(Config.table()["depth"], maximum=1000)


TABLES: dict[str, type[Config]] = {"degradation": Config, "flow": FlowConfig}
"""The table of settings of each widget."""

PRESETS: dict[str, dict[str, Value]] = {
    "degradation": {},
    "article": {
        "depth": 32,
        "shortcut": "none",
        "width": 32,
        "norm": "none",
        "lr": 0.01,
        "epochs": 500,
        "recipe": "listing",
    },
}
"""Named settings: differences from the defaults. `article` is the listing exactly as printed."""

LISTING_DATA_SEED = 42


def make_trainer(config: Config, change: Callable[[Layer], None] | None = None) -> Trainer:
    """Make the run that a configuration describes, ready to advance.

    Data and weights have random streams of their own, so no other setting changes what the data
    are, and the shortcut changes no weight.

    Parameters
    ----------
    config : Config
        What to run.
    change : callable, optional
        Changes the network before it is trained; see `residual.editing`.
    """
    listing = config.recipe == "listing"
    data_rng, weights_rng = _listing_streams(config.seed) if listing else _streams(config.seed)
    network = mlp(
        weights_rng,
        depth=config.depth,
        width=config.width,
        shortcut=config.shortcut == "identity",
        block=config.block,
        norm=config.norm,
        scale=config.init_scale,
        he_head=listing,
    )
    if change:
        change(network)
    dtype = np.dtype(config.precision)  # random numbers are drawn before it is seen
    network.cast(dtype)
    x, y = two_spirals(data_rng)
    return Trainer(
        network,
        (x.astype(dtype), y.astype(dtype)),
        binary_cross_entropy_of_listing if listing else binary_cross_entropy,
        SGD(
            list(network.parameters().values()),
            config.lr,
            config.momentum,
            config.weight_decay,
        ),
        config.epochs,
    )


def _streams(seed: int) -> tuple[Random, Random]:
    data, weights = np.random.SeedSequence(seed).spawn(2)
    return np.random.default_rng(data), np.random.default_rng(weights)


def _listing_streams(seed: int) -> tuple[Random, Random]:
    return np.random.RandomState(LISTING_DATA_SEED), np.random.RandomState(seed)


def listing_block_jacobians(scale: float = 0.3, features: int = 8) -> dict[str, float]:
    """Frobenius norms of the Jacobians of the article's two blocks, at its random point.

    Parameters
    ----------
    scale : float
        Standard deviation of the two weight matrices.
    features : int
        Their size.

    Returns
    -------
    dict of str to float
        `"plain"` for `relu(W2 relu(W1 x))` and `"residual"` for the same plus x.
    """
    rng = np.random.RandomState(LISTING_DATA_SEED)
    x = rng.standard_normal(features)
    w1, w2 = (scale * rng.standard_normal((features, features)).T for _ in range(2))
    norms = {}
    for name, shortcut in (("plain", False), ("residual", True)):
        branch = Sequential(Linear(w1, False), ReLU(), Linear(w2, False), ReLU())
        norms[name] = float(np.linalg.norm(jacobian(Block(branch, shortcut), x)))
    return norms
