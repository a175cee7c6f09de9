"""What the page adds up of the core's counts is what the core counts of the whole network."""

import random
from itertools import product

import pytest
from javascript.node import call_each

from residual.experiments.family import count_family
from residual.experiments.family_config import FamilyConfig
from residual.networks import resnet_of
from residual.networks.counting import total

ROWS = FamilyConfig.table()
AXES = ("kind", "shortcut", "stride_in")


def any_values(chance: random.Random) -> dict:
    return {
        name: chance.choice(list(row.choices) or range(row.minimum, row.maximum + 1, row.step))
        for name, row in ROWS.items()
    }


PRESETS = [
    FamilyConfig.from_preset(preset, dict(zip(AXES[1:], values, strict=True)))
    for preset in FamilyConfig.PRESETS
    for values in product(*(ROWS[axis].choices for axis in AXES[1:]))
]
OTHERS = [FamilyConfig.parse(any_values(random.Random(seed))) for seed in range(40)]


@pytest.mark.parametrize("configs", [PRESETS, OTHERS], ids=["presets", "others"])
def test_the_page_s_sums_are_the_core_s_counts(configs: list[FamilyConfig]) -> None:
    asked = [(config.to_dict(), count_family(config)) for config in configs]
    summed = call_each("widgets/resnet-family/counted.js", "networkOf", asked)
    for config, network in zip(configs, summed, strict=True):
        whole = total(resnet_of(None, config.member, **config.shapes))
        assert network["parameters"] == whole.parameters, config
        assert network["multiplyAdds"] == whole.multiply_adds, config
        assert network["blocks"] == sum(config.member.blocks)


def test_presets_are_found_by_their_blocks_whatever_else_is_set() -> None:
    rows = {
        "names": [*ROWS],
        "presets": {n: {"values": p.values} for n, p in FamilyConfig.PRESETS.items()},
    }
    table = rows | {"defaults": FamilyConfig().to_dict()}
    configs = [FamilyConfig.from_preset(name, {"width": 128}) for name in FamilyConfig.PRESETS]
    asked = [(table, config.to_dict()) for config in [*configs, FamilyConfig(blocks1=9)]]
    found = call_each("widgets/resnet-family/counted.js", "presetOf", asked)
    assert found == [*FamilyConfig.PRESETS, None]
