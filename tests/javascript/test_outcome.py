"""How a run stands is one function of its history; tried on thousands of histories."""

from functools import cache
from typing import Any

import numpy as np
import pytest
from javascript.node import call, call_each
from javascript.stories import PHRASES, a_run, state_by_the_table

from residual.data.own_points import encode_points
from residual.experiments import Config, make_trainer
from residual.experiments.config import POINTS

OUTCOME = "widgets/degradation/outcome.js"
NUMBERS = "charts/numbers.js"
HISTORIES = 3000


@cache
def histories() -> list[dict[str, Any]]:
    """Random runs: falling, noisy, fallen back, flat, huge, tiny, short, overflowed."""
    rng = np.random.default_rng(14)
    made = []
    for _ in range(HISTORIES):
        epochs = int(rng.choice([0, 1, 2, 3, 9, 10, 11, 60, 200], p=[0.02, *[0.1225] * 8]))
        start, end = 10 ** rng.uniform(-0.4, 0.6), 10 ** rng.uniform(-9, 1)
        way = np.linspace(0, 1, epochs) ** rng.uniform(0.2, 3)
        curve = (
            start ** (1 - way)
            * end**way
            * np.exp(rng.normal(0, rng.choice([0, 0.02, 0.5]), epochs))
        )
        if rng.random() < 0.2 and epochs > 3:  # it falls back, or blows up
            at = int(rng.integers(1, epochs))
            curve[at:] = rng.choice([0.65, 0.6931, 0.56, 7e102])
        right = (
            rng.integers(0, POINTS + 1, epochs)
            if rng.random() < 0.5
            else (rng.choice([179, 180, 200, 220, 221, 379, 380, 381, 398, 399, 400], epochs))
        )
        diverged = epochs + 1 if rng.random() < 0.15 else None
        made.append(
            a_run(
                curve.tolist(),
                (right / POINTS).tolist(),
                depth=int(rng.choice([2, 4, 20, 56])),
                kind=str(rng.choice(["plain", "post", "pre", "edited"])),
                diverged=diverged,
                norm=str(rng.choice(["batch", "none"])),
            )
        )
    return made


def test_every_history_has_the_first_state_of_the_table_that_fits() -> None:
    seen = set()
    outcomes = call_each(OUTCOME, "outcomeOf", [[run] for run in histories()])
    for run, outcome in zip(histories(), outcomes, strict=True):
        depth = run["config"]["depth"]
        expected = state_by_the_table(depth, run["loss"], run["accuracy"], run["divergedAt"])
        assert outcome["state"] == expected, run
        seen.add(expected)
    assert seen == {*PHRASES, "untrained"}, "else this test proves less than it says"


def test_shares_are_rounded_down() -> None:
    shares = np.random.default_rng(1).random(3000).tolist()
    of_points = [right / POINTS for right in range(POINTS + 1)]
    shown = call_each(NUMBERS, "percent", [[share] for share in [*shares, *of_points]])
    numbers = [int(text.removesuffix(" %")) for text in shown]
    for share, number in zip([*shares, *of_points], numbers, strict=True):
        assert number / 100 <= share < number / 100 + 0.01 + 1e-9
    assert numbers[len(shares) :] == [100 * right // POINTS for right in range(POINTS + 1)]
    assert call(NUMBERS, "percent", 398 / 400) == "99 %"
    # What is added up over batches may be off in its last digit.
    assert call(NUMBERS, "percent", 0.1 + 0.1 + 0.1 + 0.65 - 1e-16) == "95 %"


@pytest.mark.parametrize(
    ("ratio", "words"),
    [(1.9, "2 times"), (70.3, "70 times"), (84, "80 times"), (999, "1,000 times")],
)
def test_ratios_have_one_digit(ratio: float, words: str) -> None:
    assert call(NUMBERS, "times", ratio) == words


@pytest.mark.parametrize("ratio", [1000, 1234.5, 1e300, float("inf")])
def test_a_ratio_of_a_thousand_and_more_is_over_it(ratio: float) -> None:
    assert call(NUMBERS, "times", ratio) == "over 1,000 times"


def test_guessing_is_counted_among_the_points_there_are() -> None:
    for right, expected in ((180, True), (220, True), (179, False), (221, False)):
        assert call(OUTCOME, "byChance", right / POINTS) is expected


def test_guessing_knows_how_many_points_of_each_class_the_reader_brought() -> None:
    y = np.repeat([0, 1], [90, 10])
    points = encode_points(np.zeros((100, 2)), y)
    config = {"depth": 20, "dataset": "own", "points": points}
    trainer = make_trainer(Config.parse(config | {"depth": 4, "width": 2}))
    share = 1 - trainer.y.mean()
    chance = call(OUTCOME, "chanceOf", config)
    assert chance["share"] == pytest.approx(share)
    assert chance["sigma"] == pytest.approx(np.sqrt(share * (1 - share) / trainer.y.size))
    entropy = -share * np.log(share) - (1 - share) * np.log(1 - share)
    assert chance["loss"] == pytest.approx(0.65 / np.log(2) * entropy)

    def outcome(right: float, loss: float) -> tuple[str, bool]:
        run = {"loss": [loss] * 20, "accuracy": [right] * 20, "divergedAt": None, "config": config}
        found = call(OUTCOME, "outcomeOf", run)
        return found["state"], found["learned"]

    assert outcome(0.9, 0.325) == ("guessing", False)
    assert outcome(0.95, 0.2) == ("guessing", False)  # 76 of 80 are within two sigma of 72
    assert outcome(1.0, 0.01) == ("learned", True)
    balanced = config | {"dataset": "spirals"}
    assert call(OUTCOME, "chanceOf", balanced) == {"share": 0.5, "sigma": 0.025, "loss": 0.65}
