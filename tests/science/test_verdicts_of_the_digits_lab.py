"""What the digits lab says of its default settings is true of five seeds, and no more is said."""

from typing import Any

import pytest
from javascript.node import call
from trained import Once

from residual.experiments import DigitsConfig
from residual.experiments.digits_recording import train_and_tell

SENTENCE = "widgets/digits-lab/lab-sentence.js"
ROOM = 1000
"""In letters: all is said."""
SEEDS = range(5)
NETWORKS = [(depth, shortcut) for depth in (20, 56) for shortcut in ("none", "A")]


def standing(once: Once, depth: int, shortcut: str, seed: int) -> dict[str, Any]:
    """How a network of the defaults stands at its end, as the page has it."""
    run = once(train_and_tell, DigitsConfig(depth=depth, shortcut=shortcut, seed=seed))
    seen = run["observed"]
    return {
        "depth": depth,
        "kind": "plain" if shortcut == "none" else "post",
        "skips": shortcut != "none",
        "error": 1 - seen["trainAccuracy"][-1],
        "testError": 1 - seen["testAccuracy"][-1],
        "divergedAt": run["divergedAt"],
    }


@pytest.mark.slow
def test_the_verdicts_of_the_defaults_hold_over_five_seeds(once: Once) -> None:
    """Plain networks degrade from every seed; with skips 56 layers come near 20, at most."""
    seeds = [[standing(once, *network, seed) for network in NETWORKS] for seed in SEEDS]
    level = 0
    for standings in seeds:
        pieces = call(SENTENCE, "labSentence", standings, {"epoch": 5, "over": True}, ROOM)
        words = " ".join(piece["text"] for piece in pieces)
        assert "56 plain layers learn worse than 20" in words
        assert "That is the degradation problem." in words
        about_as_well = "With skips 56 layers do about as well as 20" in words
        level += about_as_well
        assert about_as_well or "With skips 56 layers are behind 20" in words
        # The same by the numbers themselves: no network without skips comes near one with them.
        plain20, skips20, plain56, skips56 = (one["error"] for one in standings)
        assert plain56 > plain20 + 0.25
        assert max(skips20, skips56) < 0.5 * plain20
        assert abs(skips56 - skips20) < 0.06, "a small matter beside what skips do"
    assert level >= 3
    pieces = call(SENTENCE, "seedsSentence", seeds, ROOM)
    words = " ".join(piece["text"] for piece in pieces)
    assert "In 5 of 5 seeds 56 plain layers end worse than 20" in words
    assert f"In {level} of 5 seeds with skips 56 do about as well as 20" in words
