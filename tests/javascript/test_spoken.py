"""What a screen reader hears of a training: steps that can be followed, at the end the verdict."""

import pytest
from javascript.node import call

STARTED = {"stage": "Loading PyScript", "share": 0}
NOW = {"status": "recorded", "progress": STARTED, "recorded": False, "epochs": 0, "batch": 0}


def words(**now: object) -> str:
    return call("shell/spoken.js", "spoken", {**NOW, "verdict": "Both learn.", **now})


def test_loading_is_told_in_few_steps() -> None:
    shares = (0, 0.19, 0.2, 0.39, 0.41, 0.99, 1)
    told = [words(status="booting", progress={**STARTED, "share": share}) for share in shares]
    percent = ["0", "0", "20", "20", "40", "80", "100"]
    assert told == [f"Loading Python, {each} %." for each in percent]


def test_the_question_before_loading_is_heard() -> None:
    asked = {"stage": "May Python be fetched?", "share": 0, "agree": True}
    assert words(status="booting", progress=asked) == "May Python be fetched?"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ({"status": "running", "epochs": 7}, "Training."),
        ({"status": "running", "epochs": 190}, "Training."),
        ({"status": "ready", "recorded": True}, "Python is ready."),
        ({"status": "ready"}, "New networks, not trained yet."),
        ({"status": "paused", "epochs": 1}, "Paused after 1 epoch. Both learn."),
        ({"status": "failed"}, ""),
        ({"status": "running", "batch": 10}, "Training 10 networks."),
    ],
)
def test_the_verdict_is_kept_until_the_training_stops(
    now: dict[str, object], expected: str
) -> None:
    assert words(**now) == expected


@pytest.mark.parametrize("status", ["recorded", "done"])
def test_the_verdict_is_said_of_what_is_on_screen(status: str) -> None:
    assert words(status=status, epochs=200) == "Both learn."
