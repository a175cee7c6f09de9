"""The settings of U-Net on handwritten digits of 8 x 8 pixels, from which noise is taken away."""

from dataclasses import dataclass

from residual.experiments.config import Config
from residual.experiments.digits_config import DigitsConfig
from residual.settings import Settings, setting, setting_like


@dataclass(frozen=True)
class DenoisingConfig(Settings):
    """A pair of U-Nets: one with all of its skips, one trained without the finest."""

    noise: float = setting(
        0.2,
        minimum=0.05,
        maximum=0.5,
        step=0.05,
        marks=(0.1, 0.2, 0.5),
        scale="log",
        stops=(0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5),
        label="Noise",
        help="Standard deviation of what is added to each pixel, where paper is 0 and ink 1.",
        group="Data",
    )
    steps: int = setting(
        200,
        minimum=20,
        maximum=1000,
        step=10,
        unit="updates",
        marks=(100, 200, 400),
        scale="log",
        stops=(50, 100, 150, 200, 300, 400, 600, 800, 1000),
        label="Updates",
        help="How many minibatches each network learns from.",
    )
    width: int = setting(
        8,
        minimum=2,
        maximum=16,
        step=2,
        unit="channels",
        label="Width",
        help="How many channels the finest level has; the two below have two and four times more.",
        group="Network",
    )
    lr: float = setting_like(
        Config.table()["lr"],
        default=0.003,
        minimum=0.0001,
        maximum=0.1,
        step=0.001,
        marks=(0.001, 0.003, 0.01),
        stops=(),
        help="About how far Adam moves each weight at first.",
    )
    batch_size: int = setting_like(DigitsConfig.table()["batch_size"], default=64)
    seed: int = setting_like(
        Config.table()["seed"],
        help="Where the random numbers start: the split, the noise, the weights, the minibatches.",
    )
    precision: str = setting_like(Config.table()["precision"], default="float32")
