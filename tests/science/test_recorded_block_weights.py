"""The trained networks that the block explorer looks into are what training gives."""

import json
from pathlib import Path
from typing import Any

import pytest

from residual.experiments.block_config import BlockConfig
from residual.experiments.block_weights import train_one

FILE = Path(__file__).parents[2] / "web" / "recorded" / "block-weights.json"


@pytest.mark.slow
@pytest.mark.usefixtures("kernels_of_the_page")
@pytest.mark.parametrize("place", [0, 11, 20, 35])
def test_a_recorded_network_learns_as_well_when_it_is_trained_again(place: int) -> None:
    """As well, not the same: in single precision another order of summation is another network."""
    one: dict[str, Any] = json.loads(FILE.read_text("utf-8"))[place]
    again = train_one(BlockConfig.parse(one["config"]))
    assert again["config"] == one["config"]
    assert again["accuracy"] == pytest.approx(one["accuracy"], abs=0.1)
    assert again["testAccuracy"] == pytest.approx(one["testAccuracy"], abs=0.1)
    assert len(again["weights"]) == len(one["weights"])
