"""Every experiment under its name: its settings, how its run is made, and on what kind of data.

Beside them the tables of settings of what has no run.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from residual.experiments.block_config import BlockConfig
from residual.experiments.config import POINT_TABLES, Config, FlowConfig
from residual.experiments.denoising_config import DenoisingConfig
from residual.experiments.digits import make_digits_trainer
from residual.experiments.digits_config import DigitsConfig
from residual.experiments.family_config import FamilyConfig
from residual.experiments.runs import make_trainer
from residual.settings import Settings, Value
from residual.training import Run


@dataclass(frozen=True)
class Experiment:
    """What the page, its address and the command line need to know of an experiment.

    Attributes
    ----------
    settings : type
        Its table of settings, with its presets.
    make : callable
        Makes of such settings a run that is ready to train.
    data : {"points", "images"}
        What the networks learn to tell apart: points of the plane, (N, 2), or images,
        (N, channels, height, width).
    recorded : dict of str to dict
        The runs that the page shows before its runtime is there, by kind: how their settings
        differ from the defaults.
    """

    settings: type[Config] | type[DigitsConfig]
    make: Callable[[Any], Run]
    data: str
    recorded: Mapping[str, Mapping[str, Value]]


PAIR: dict[str, dict[str, Value]] = {
    "plain": {"shortcut": "none"},
    "residual": {"shortcut": "identity"},
}
"""Plain, and with skips."""

DIGITS_PAIR: dict[str, dict[str, Value]] = {
    "plain": {"shortcut": "none"},
    "residual": {"shortcut": "A"},
}
"""The same of networks of images; A, the identity with zero channels, has no parameters."""

FIRST_FLOW = {
    kind: {**FlowConfig.PRESETS[FlowConfig.FIRST].values, **values} for kind, values in PAIR.items()
}
"""What the Gradient Flow Visualizer opens with."""

EXPERIMENTS = {
    "degradation": Experiment(POINT_TABLES["degradation"], make_trainer, "points", PAIR),
    "flow": Experiment(POINT_TABLES["flow"], make_trainer, "points", FIRST_FLOW),
    "digits": Experiment(DigitsConfig, make_digits_trainer, "images", DIGITS_PAIR),
}

PARTS: dict[str, type[Settings]] = {
    "family": FamilyConfig,
    "block": BlockConfig,
    "denoising": DenoisingConfig,
}
"""The tables of settings of the parts of the page that are no experiments: nothing races there."""
