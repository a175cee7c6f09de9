"""The sentence of the stage is one function of the data; tried on ten thousand histories."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest
from javascript.node import call, call_each
from javascript.stories import PHRASES, a_run, state_by_the_table, states_in

from residual.experiments import Config
from residual.experiments.config import POINTS
from residual.training import Run

SENTENCE = "widgets/degradation/sentence.js"
HISTORIES = 10_000

# How many letters surely fit: at 1280, at 720 and at 320 pixels.
ROOMS = (211, 151, 99)


@cache
def histories() -> list[dict[str, Any]]:
    """Random runs: falling, noisy, fallen back, flat, huge, tiny, short, overflowed, under way."""
    rng = np.random.default_rng(16)
    made = []
    for _ in range(HISTORIES):
        epochs = int(rng.choice([0, 1, 2, 3, 9, 10, 11, 60, 200], p=[0.02, *[0.1225] * 8]))
        start, end = 10 ** rng.uniform(-0.4, 0.6), 10 ** rng.uniform(-9, 1)
        way = np.linspace(0, 1, epochs) ** rng.uniform(0.2, 3)
        noise = np.exp(rng.normal(0, rng.choice([0, 0.02, 0.5]), epochs))
        curve = start ** (1 - way) * end**way * noise
        if rng.random() < 0.2 and epochs > 3:  # it falls back, or blows up
            curve[int(rng.integers(1, epochs)) :] = rng.choice([0.65, 0.6931, 0.56, 7e102])
        right = rng.choice([179, 180, 200, 220, 221, 379, 380, 381, 398, 399, 400], epochs)
        if rng.random() < 0.5:
            right = rng.integers(0, POINTS + 1, epochs)
        run = a_run(
            curve.tolist(),
            (right / POINTS).tolist(),
            depth=int(rng.choice([2, 4, 20, 56])),
            kind=str(rng.choice(["plain", "post", "pre", "edited"])),
            diverged=epochs + 1 if rng.random() < 0.15 else None,
            norm=str(rng.choice(["batch", "none"])),
        )
        run["done"] = bool(rng.random() < 0.8)
        run["testAccuracy"] = [float(rng.integers(0, 201)) / 200] if rng.random() < 0.5 else []
        made.append(run)
    return made


@cache
def scenes() -> list[dict[str, Any]]:
    """Each run with what may stand beside it: shallower ends, a ghost, a guess."""
    rng = np.random.default_rng(17)
    made: list[dict[str, Any]] = []
    for run in histories():
        scene: dict[str, Any] = {"runs": [run]}
        if rng.random() < 0.5:
            depths = rng.choice([2, 8, 20, 32, 56, 110], int(rng.integers(1, 4)))
            scene["shallower"] = [
                {
                    "depth": int(depth),
                    "loss": float(10 ** rng.uniform(-5, 0)),
                    "source": str(rng.choice(["live", "recorded"])),
                }
                for depth in depths
            ]
        if rng.random() < 0.5:
            kind = "post" if run["kind"] == "plain" else "plain"
            scene["same"] = {"kind": kind, "loss": float(10 ** rng.uniform(-5, 0))}
        if rng.random() < 0.5:
            scene["guess"] = float(rng.integers(0, 101)) / 100
        made.append(scene)
    return made


@cache
def said(letters: int) -> list[str]:
    pieces = call_each(SENTENCE, "sentence", [[scene, letters] for scene in scenes()])
    return [" ".join(piece["text"] for piece in each) for each in pieces]


@pytest.mark.parametrize("letters", ROOMS)
def test_a_sentence_says_one_state_and_it_is_the_run_s(letters: int) -> None:
    seen = set()
    for run, text in zip(histories(), said(letters), strict=True):
        depth = run["config"]["depth"]
        state = state_by_the_table(depth, run["loss"], run["accuracy"], run["divergedAt"])
        assert states_in(text) == ([] if state == "untrained" else [state]), text
        seen.add(state)
    assert seen == {*PHRASES, "untrained"}, "else this test proves less than it says"


@pytest.mark.parametrize("letters", ROOMS)
def test_a_sentence_fits_into_its_lines(letters: int) -> None:
    longest = max(said(letters), key=len)
    assert len(longest) <= letters, longest


def test_what_has_more_room_says_no_less() -> None:
    for short, long in zip(said(ROOMS[-1]), said(ROOMS[0]), strict=True):
        assert len(short) <= len(long)


@pytest.mark.parametrize("letters", ROOMS)
def test_no_sentence_has_a_computer_s_exponent_or_what_is_no_number(letters: int) -> None:
    for text in said(letters):
        assert not re.search(r"\de[+-]?\d|×10|NaN|undefined|null|Infinity", text), text


@pytest.mark.parametrize("letters", ROOMS)
def test_no_sentence_gives_a_share_above_the_true_one(letters: int) -> None:
    for run, text in zip(histories(), said(letters), strict=True):
        own, _, new = text.partition("On new data")
        for shown in re.findall(r"(\d+) % right", own):
            assert int(shown) / 100 <= run["accuracy"][-1] + 1e-9, text
            assert int(shown) / 100 > run["accuracy"][-1] - 0.01, text
        for shown in re.findall(r"(\d+) % right", new):
            assert int(shown) / 100 <= run["testAccuracy"][-1] + 1e-9, text


@pytest.mark.parametrize("letters", ROOMS)
def test_degraded_is_said_only_of_a_plain_run_three_times_above_a_shallower_one(
    letters: int,
) -> None:
    counted = 0
    for scene, text in zip(scenes(), said(letters), strict=True):
        (run,) = scene["runs"]
        depth = run["config"]["depth"]
        lower = [one["loss"] for one in scene.get("shallower", []) if one["depth"] < depth]
        worse = re.search(r"([\d,]+) times worse", text)
        if worse or "egrad" in text:
            assert (run["kind"], run["done"], run["divergedAt"]) == ("plain", True, None), text
            assert run["loss"][-1] > 3 * min(lower), text
            counted += 1
        if worse:
            number = float(worse[1].replace(",", ""))
            ratio = run["loss"][-1] / min(lower)
            assert number == pytest.approx(ratio, rel=0.34) or ratio > number == 1000, text
    assert counted > 100


def test_depth_helps_again_only_where_a_run_with_skips_is_below_a_shallower_plain_one() -> None:
    counted = 0
    for scene, text in zip(scenes(), said(ROOMS[0]), strict=True):
        if "epth helps again" not in text:
            continue
        (run,) = scene["runs"]
        depth = run["config"]["depth"]
        lower = [one["loss"] for one in scene["shallower"] if one["depth"] < depth]
        assert run["kind"] != "plain", text
        assert run["loss"][-1] < min(lower), text
        counted += 1
    assert counted > 10


def test_the_first_minute_in_words() -> None:
    """The two sentences that a reader leaves with, from numbers as they are."""
    plain = a_run([0.75, *[0.685] * 199], [0.5, *[0.5175] * 199])
    shallower = [{"depth": 20, "loss": 0.00953, "source": "recorded"}]
    scene = {"runs": [plain], "shallower": shallower, "guess": 0.13}
    assert text_of(scene, ROOMS[0]) == (
        "You said 0.13. It ended at 0.69: it is guessing (51 % right). With 36 more layers than 20 "
        "(recorded) it fits its own training data 70 times worse. That is the degradation problem."
    )
    skips = a_run([0.75, *[0.000641] * 199], [0.5, *[1.0] * 199], kind="post")
    scene = {"runs": [skips], "shallower": shallower, "same": {"kind": "plain", "loss": 0.685}}
    assert text_of(scene, ROOMS[0]) == (
        "The 56-layer network with skips ended at 0.0006: it has learned. Same layers, data and "
        "starting weights, plus one addition per block: over 1,000 times lower than without "
        "skips. Depth helps again."
    )
    for room in ROOMS[1:]:
        assert "epth helps again." in text_of(scene, room)


def text_of(scene: dict[str, Any], letters: int) -> str:
    return " ".join(piece["text"] for piece in call(SENTENCE, "sentence", scene, letters))


FALSE_ONCE: list[dict[str, Any]] = [
    {"noise": 2.0},
    {"depth": 32},
    {"activation": "tanh", "norm": "none", "depth": 20},
    {"weight_decay": 1.0, "depth": 20},
    {"activation": "sigmoid"},
    {"turns": 3.0, "depth": 20},
    {"width": 2, "depth": 20},
    {"epochs": 1},
    {"depth": 2},
    {"init_scale": 3.0, "norm": "none", "depth": 20},
    {"norm": "none"},
    {"lr": 10.0},
    {"momentum": 0.99},
    {"batch_size": 2, "depth": 20, "epochs": 20},
]
"""Settings of which an earlier sentence said what was not so; the last one for fewer epochs."""


@pytest.mark.parametrize("settings", FALSE_ONCE, ids=str)
@pytest.mark.parametrize("shortcut", ["none", "identity"])
def test_settings_that_were_told_wrong_once_are_told_by_the_table(
    settings: dict[str, Any], shortcut: str, trained: Callable[[Config], Run]
) -> None:
    config = Config(**settings, shortcut=shortcut)
    trainer = trained(config)
    history = trainer.history
    run = {
        "kind": "plain" if shortcut == "none" else "post",
        "config": config.to_dict(),
        "loss": [float(loss) for loss in history.loss],
        "accuracy": [float(share) for share in history.accuracy],
        "testAccuracy": [],
        "divergedAt": trainer.diverged_at,
        "done": True,
    }
    state = state_by_the_table(config.depth, run["loss"], run["accuracy"], run["divergedAt"])
    for letters in ROOMS:
        text = text_of({"runs": [run]}, letters)
        assert states_in(text) == [state], text
        assert len(text) <= letters
        for shown in re.findall(r"(\d+) % right", text):
            assert int(shown) / 100 <= run["accuracy"][-1] + 1e-9
