"""The experiments: every setting in one table, named ones, and the runs made from them.

`config` has the tables, `presets` the named settings, `limits` what fits, `runs` makes the runs,
`observer` looks at them while they train; `listing` is the article's pair of blocks, `depth_table`
the final loss by depth over seeds, `digits` the degradation on real images.
"""

from residual.experiments.config import TABLES, Config, FlowConfig
from residual.experiments.listing import LISTING_DATA_SEED, listing_block_jacobians
from residual.experiments.presets import Preset
from residual.experiments.runs import make_trainer

__all__ = [
    "LISTING_DATA_SEED",
    "TABLES",
    "Config",
    "FlowConfig",
    "Preset",
    "listing_block_jacobians",
    "make_trainer",
]
