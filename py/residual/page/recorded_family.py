"""What the picture of the ResNet family knows before Python is there, made by the build."""

from itertools import product
from typing import Any

from residual.claims.published import HE_ENSEMBLE_TOP5, SINGLE_TABLES, ErrorTable
from residual.experiments.family import count_family
from residual.experiments.family_config import FamilyConfig
from residual.networks.counting import PUBLISHED_FLOPS

AXES = ("kind", "shortcut", "stride_in")


def record_family() -> dict[str, Any]:
    """Count the blocks of every kind with the paper's widths, on its images; and what it printed.

    Returns
    -------
    dict
        `counted`: for each kind of block, shortcut and place of the stride `config` with its
        counts, as of `count_family`; they are true of any number of blocks. `flops`: multiply-adds
        as published, by depth, of `flops_source`. `errors`: tables of published errors in percent,
        each with its `source`, `protocol`, whether it is of an `ensemble`, and `rows` of `network`,
        `error` and `note`.
    """
    table = FamilyConfig.table()
    counted = []
    for values in product(*(table[axis].choices for axis in AXES)):
        config = FamilyConfig.parse(dict(zip(AXES, values, strict=True)))
        if config.kind != "basic" or config.stride_in == table["stride_in"].default:
            counted.append({"config": config.to_dict()} | count_family(config))
    return {
        "counted": counted,
        "flops": {str(depth): flops for depth, flops in PUBLISHED_FLOPS.items()},
        "flops_source": "He et al. 2015, table 1",
        "errors": [_told(each) for each in (*SINGLE_TABLES, HE_ENSEMBLE_TOP5)],
    }


def _told(table: ErrorTable) -> dict[str, Any]:
    return {
        "source": table.source,
        "protocol": table.protocol,
        "ensemble": table is HE_ENSEMBLE_TOP5,
        "rows": [
            {"network": name, "error": error, "note": table.notes.get(name, "")}
            for name, error in table.errors.items()
        ],
    }
