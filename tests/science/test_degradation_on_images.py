"""The paper's degradation on real images: more layers learn worse, unless there are skips.

A shorter version of the run in `recorded/digits.json`, which `residual digits --seeds 5 --json`
printed. At this budget 56 residual layers do not yet learn better than 20 residual ones, as they do
in the paper after 64,000 updates; they do better than 20 plain ones.
"""

import json
from pathlib import Path

import pytest

from residual.experiments.digits import ImageSettings, Run, summary, train_on_images

RECORDED = Path(__file__).parent / "recorded" / "digits.json"


@pytest.fixture(scope="module")
def recorded() -> dict:
    return json.loads(RECORDED.read_text(encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [50, 51])
def test_56_plain_layers_learn_digits_worse_than_20_and_residual_ones_do_not(seed: int) -> None:
    settings = ImageSettings(epochs=6)
    loss = {
        (depth, kind): train_on_images(Run(settings, depth, kind, seed))["loss"][-1]
        for depth, kind in ((20, "plain"), (56, "plain"), (56, "residual"))
    }
    assert loss[56, "plain"] > loss[20, "plain"] + 0.5
    assert loss[56, "residual"] < 0.5 * loss[56, "plain"]


def test_the_recorded_run_is_what_the_code_computes(recorded) -> None:
    """The first epoch of the shallow networks; in later ones, rounding grows (plain 20: chaos)."""
    settings = ImageSettings.parse(recorded["settings"])
    for run in recorded["runs"]:
        if run["depth"] == 20 and run["seed"] == 0:
            short = ImageSettings.parse({**settings.to_dict(), "epochs": 2})
            again = train_on_images(Run(short, 20, run["kind"], 0))
            assert again["loss"][0] == pytest.approx(run["loss"][0], rel=1e-4)


def test_the_record_is_complete_and_with_the_default_settings(recorded) -> None:
    assert {**recorded["settings"], "seeds": 3} == ImageSettings().to_dict()
    assert len(recorded["runs"]) == 4 * recorded["settings"]["seeds"]


def test_the_record_shows_the_degradation_and_its_cure(recorded) -> None:
    cells = summary(recorded)
    worst = {cell: numbers["loss"][2] for cell, numbers in cells.items()}
    best = {cell: numbers["loss"][1] for cell, numbers in cells.items()}
    assert best[56, "plain"] > worst[20, "plain"]
    assert worst[56, "residual"] < best[56, "plain"]
    accuracy = {cell: numbers["test_accuracy"][0] for cell, numbers in cells.items()}
    assert accuracy[56, "plain"] < 0.5
    assert accuracy[56, "residual"] > 0.9
