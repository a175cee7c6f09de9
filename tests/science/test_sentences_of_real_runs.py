"""What the page says of settings that it once got wrong is true of what they really give."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from javascript.node import call
from javascript.stories import state_by_the_table, states_in

from residual.experiments import Config
from residual.training import Run

Told = Callable[[Config], dict[str, Any]]

SENTENCE = "widgets/degradation/sentence.js"
ROOM = 1000
"""In letters: all is said."""
SUBJECTS = {
    "plain": "plain network",
    "post": "network with skips",
    "edited": "network of your edited block",
}


@pytest.fixture
def told(trained: Callable[[Config], Run]) -> Told:
    """A run at its end, as the page has it."""

    def told(config: Config) -> dict[str, Any]:
        trainer = trained(config)
        return {
            "kind": "plain" if config.shortcut == "none" else config.block,
            "config": config.to_dict(),
            "loss": trainer.history.loss,
            "accuracy": trainer.history.accuracy,
            "testAccuracy": [],
            "divergedAt": trainer.diverged_at,
            "done": True,
            "source": "live",
        }

    return told


def verdict(runs: list[dict[str, Any]], shallower: list[dict[str, Any]]) -> str:
    ends = call("widgets/degradation/compare/shallower.js", "plainEnds", shallower)
    fitting = call(
        "widgets/degradation/compare/shallower.js", "shallowerThan", runs[0]["config"], ends
    )
    pieces = call(SENTENCE, "sentence", {"runs": runs, "shallower": fitting}, ROOM)
    return " ".join(piece["text"] for piece in pieces)


def sentence_about(run: dict[str, Any], said: str) -> str:
    """What follows a run's own name, to the end of its sentence."""
    found = re.search(rf"(?:layer|same|[Tt]he) {SUBJECTS[run['kind']]} (.*?\.)(?: [A-Z]|$)", said)
    assert found, said
    return found[1]


def assert_true_of_each(runs: list[dict[str, Any]], said: str) -> None:
    for run in runs:
        depth, loss, right = run["config"]["depth"], run["loss"], run["accuracy"]
        about = sentence_about(run, said)
        assert states_in(about) == [state_by_the_table(depth, loss, right, run["divergedAt"])], said
        shares = [int(share) for share in re.findall(r"(\d+) % right", about)]
        assert set(shares) <= {int(100 * right[-1] + 1e-9)}, said
        if "at epoch" in about and run["divergedAt"] is None:
            ((under, least, at),) = re.findall(r"\((under )?(\S+) at epoch (\d+)\)", about)
            assert loss[int(at) - 1] == min(loss)
            if under:
                assert min(loss) < number(least)
            else:
                assert number(least) == pytest.approx(min(loss), rel=0.06)


def number(text: str) -> float:
    """A number as the page writes it."""
    digits, _, power = text.replace(",", "").partition("×10")
    exponent = power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    return float(digits) * 10.0 ** int(exponent or 0)


def assert_true_of_all(
    runs: list[dict[str, Any]], shallower: list[dict[str, Any]], said: str
) -> None:
    """The comparison, and whether the plain run has degraded."""
    plain = runs[0]
    losses = [run["loss"][-1] for run in runs if run["divergedAt"] is None]
    lower = re.search(r"ends at a loss (over )?([\d,]+) times lower", said)
    if lower:
        ratio = max(losses) / min(losses)
        assert number(lower[2]) == pytest.approx(min(ratio, 1000), rel=0.34)
    if "alike" in said:
        assert max(losses) < 1.5 * min(losses)
    ends = [run["loss"][-1] for run in shallower if run["divergedAt"] is None]
    worse = plain["divergedAt"] is None and any(plain["loss"][-1] > 3 * end for end in ends)
    assert ("degradation" in said) == worse, said


def slow(settings: dict[str, Any]) -> Any:
    return pytest.param(settings, marks=pytest.mark.slow)


@pytest.mark.parametrize(
    "settings",
    [
        slow({}),
        slow({"noise": 2}),
        slow({"depth": 32}),
        {"activation": "tanh", "norm": "none", "depth": 20},
        {"weight_decay": 1, "depth": 20},
        slow({"activation": "sigmoid"}),
        {"turns": 3, "depth": 20},
        {"width": 2, "depth": 20},
        {"epochs": 1},
        {"init_scale": 3, "norm": "none", "depth": 20},
        {"norm": "none"},
        slow({"lr": 10}),
        slow({"momentum": 0.99}),
        slow({"batch_size": 2, "depth": 20, "epochs": 20}),
    ],
    ids=lambda settings: "&".join(f"{key}={value}" for key, value in settings.items()) or "default",
)
def test_what_is_said_is_what_happened(settings: dict[str, Any], told: Told) -> None:
    runs = [told(Config.parse({**settings, "shortcut": s})) for s in ("none", "identity")]
    shallower = [told(Config.parse({**settings, "shortcut": "none", "depth": 8}))]
    said = verdict(runs, shallower)
    assert_true_of_each(runs, said)
    assert_true_of_all(runs, shallower, said)


def test_two_layers_have_no_block_and_are_one_network(told: Told) -> None:
    runs = [told(Config.parse({"depth": 2, "shortcut": s})) for s in ("none", "identity")]
    assert runs[0]["loss"] == runs[1]["loss"]
    said = verdict(runs, [])
    assert said.startswith("A network of 2 layers has no block, so there is nothing to skip.")
    assert states_in(said) == ["no block"]
    assert "with skips" not in said


def test_an_unchanged_edited_block_is_as_good_as_the_original_and_the_plain_one_is_not(
    told: Told,
) -> None:
    plain, skips = (
        told(Config.parse({"depth": 20, "epochs": 60, "shortcut": s})) for s in ("none", "identity")
    )
    edited = skips | {"kind": "edited"}
    said = verdict([plain, skips, edited], [])
    assert_true_of_each([plain, skips, edited], said)
    ratio = plain["loss"][-1] / skips["loss"][-1]
    assert ratio > 3
    assert "alike" not in said
    assert re.search(r"ends at a loss [\d,]+ times lower than the plain one, with", said)
