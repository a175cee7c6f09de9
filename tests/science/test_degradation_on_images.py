"""The paper's degradation on real images: more layers learn worse, unless there are skips.

A shorter version of the run in `recorded/digits.json`, which `residual digits --seeds 5 --json`
printed. At this budget 56 residual layers learn about as well as 20 residual ones, not better, as
they do in the paper after 64,000 updates; far better than 20 plain ones.
"""

import json
from pathlib import Path

import pytest
from trained import Once

import residual
from residual.experiments import DigitsConfig
from residual.experiments.digits_recording import record_digits, train_and_tell
from residual.experiments.digits_table import OF_EACH, summary, train_on_digits

RECORDED = Path(__file__).parent / "recorded" / "digits.json"
OF_THE_LAB = Path(residual.__file__).parents[2] / "web" / "recorded" / "digits-lab.json"


@pytest.fixture(scope="module")
def recorded() -> dict:
    return json.loads(RECORDED.read_text(encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.usefixtures("kernels_of_the_page")
@pytest.mark.parametrize("seed", [50, 51])
def test_56_plain_layers_learn_digits_worse_than_20_and_residual_ones_do_not(seed: int) -> None:
    loss = {
        (depth, shortcut): train_on_digits(DigitsConfig(depth=depth, shortcut=shortcut, seed=seed))[
            "loss"
        ][-1]
        for depth, shortcut in ((20, "none"), (56, "none"), (56, "A"))
    }
    assert loss[56, "none"] > loss[20, "none"] + 0.5
    assert loss[56, "A"] < 0.5 * loss[20, "none"]


@pytest.mark.parametrize("kind", ["plain", "residual"])
def test_the_recorded_run_is_what_the_code_computes(recorded, kind: str) -> None:
    """The first epoch of the shallow networks; in later ones, rounding grows (plain 20: chaos)."""
    (run,) = (r for r in recorded["runs"] if (r["depth"], r["kind"], r["seed"]) == (20, kind, 0))
    shared = {name: value for name, value in recorded["settings"].items() if name != "seeds"}
    shortcut = "none" if kind == "plain" else "A"
    short = {"epochs": 1, "depth": 20, "shortcut": shortcut, "seed": 0}
    again = train_on_digits(DigitsConfig.parse(shared | short))
    assert again["loss"] == pytest.approx(run["loss"][:1], rel=1e-4)


def test_the_record_is_complete_and_with_the_default_settings(recorded) -> None:
    shared = {name: v for name, v in DigitsConfig().to_dict().items() if name not in OF_EACH}
    assert recorded["settings"] == {"seeds": 5} | shared
    assert len(recorded["runs"]) == 4 * recorded["settings"]["seeds"]


def test_the_record_shows_the_degradation_and_its_cure(recorded) -> None:
    cells = summary(recorded)
    worst = {cell: numbers["loss"][2] for cell, numbers in cells.items()}
    best = {cell: numbers["loss"][1] for cell, numbers in cells.items()}
    assert best[56, "plain"] > worst[20, "plain"] + 0.5
    assert worst[56, "residual"] < best[20, "plain"]
    accuracy = {cell: numbers["test_accuracy"][0] for cell, numbers in cells.items()}
    assert accuracy[56, "plain"] < 0.5
    assert accuracy[56, "residual"] > 0.9


@pytest.fixture(scope="module")
def lab() -> dict:
    return json.loads(OF_THE_LAB.read_text(encoding="utf-8"))


def errors_at_the_end(recording: dict) -> dict[tuple[int, str], float]:
    """The share of the training images that each network gets wrong at its end."""
    return {
        (run["config"]["depth"], run["config"]["shortcut"]): 1
        - run["observed"]["trainAccuracy"][-1]
        for run in recording["runs"]
    }


def test_the_lab_opens_with_the_default_networks(lab) -> None:
    configs = [DigitsConfig(depth=d, shortcut=s) for d in (20, 56) for s in ("none", "A")]
    assert [run["config"] for run in lab["runs"]] == [config.to_dict() for config in configs]
    assert all(len(run["updates"]) == 60 for run in lab["runs"])


@pytest.mark.parametrize("shortcut", ["none", "A"])
def test_the_lab_opens_with_what_the_code_computes(lab, shortcut: str) -> None:
    """The first epoch of the shallow networks; in later ones, rounding grows."""
    config = DigitsConfig(depth=20, shortcut=shortcut, epochs=1)
    again = train_and_tell(config)
    (run,) = (
        r for r in lab["runs"] if (r["config"]["depth"], r["config"]["shortcut"]) == (20, shortcut)
    )
    assert again["updates"] == pytest.approx(run["updates"][:12], rel=2e-3)
    assert again["observed"]["answers"][0] == run["observed"]["answers"][0]


@pytest.mark.slow
def test_the_lab_opens_with_the_outcome_that_the_code_has(lab: dict, once: Once) -> None:
    again, recorded = (
        errors_at_the_end(recording)
        for recording in (record_digits(DigitsConfig(), run_all=once.each), lab)
    )
    for errors in (again, recorded):
        assert errors[56, "none"] > errors[20, "none"] + 0.2
        assert errors[56, "A"] < 0.5 * errors[20, "none"]
        assert abs(errors[56, "A"] - errors[20, "A"]) < 0.05
