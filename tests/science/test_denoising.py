"""What the finest skip of a U-Net carries, over seeds; and what the page opens with."""

import json
from pathlib import Path

import pytest

from residual.experiments import DenoisingConfig
from residual.experiments.denoising import DenoisingPair
from residual.experiments.denoising_recording import record_denoising

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("kernels_of_the_page")]

RECORDED = Path(__file__).resolve().parents[2] / "web" / "recorded" / "unet-lab.json"


@pytest.mark.parametrize("seed", [1, 2])
def test_detail_passes_along_the_finest_skip(seed: int) -> None:
    pair = DenoisingPair(DenoisingConfig(seed=seed))
    for _ in pair.learn():
        pass
    errors = pair.look().errors
    assert errors["with"] < 0.6 * errors["noisy"], "with all skips half of the noise goes"
    assert errors["without"] > 1.3 * errors["with"], "trained without, detail is missing"
    assert errors["cut"] > 3 * errors["with"], "a trained network without it is lost"
    assert errors["cut"] > errors["noisy"]


def test_the_recording_is_what_the_defaults_give() -> None:
    recorded, fresh = json.loads(RECORDED.read_text()), record_denoising(DenoisingConfig())
    assert recorded["config"] == fresh["config"]
    assert (recorded["clean"], recorded["noisy"]) == (fresh["clean"], fresh["noisy"])
    for kept, made in zip(recorded["sights"], fresh["sights"], strict=True):
        assert kept["update"] == made["update"]
        assert kept["errors"] == pytest.approx(made["errors"], rel=0.05)
