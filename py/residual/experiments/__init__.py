"""The experiments: every setting in one table, named ones, and the runs made from them.

`registry` names them all. `config` and `digits_config` have their tables, `presets` the named
settings, `kinds` what each kind of network is called, `limits` what fits, `runs` and `digits` make
the runs, `observer` looks at them while they train; `listing` is the article's pair of blocks,
`depth_table` and `digits_table` are final losses by depth over seeds; `family_config` and `family`
are of networks that are counted and not run, `denoising_config` and `denoising` of two U-Nets.
"""

from residual.experiments.config import Config, FlowConfig
from residual.experiments.denoising_config import DenoisingConfig
from residual.experiments.digits_config import DigitsConfig
from residual.experiments.family_config import FamilyConfig
from residual.experiments.listing import LISTING_DATA_SEED, listing_block_jacobians
from residual.experiments.registry import EXPERIMENTS, PARTS, Experiment
from residual.experiments.runs import make_trainer

__all__ = [
    "EXPERIMENTS",
    "LISTING_DATA_SEED",
    "PARTS",
    "Config",
    "DenoisingConfig",
    "DigitsConfig",
    "Experiment",
    "FamilyConfig",
    "FlowConfig",
    "listing_block_jacobians",
    "make_trainer",
]
