"""What the degradation widget says of several runs beside each other is true of them."""

import re
from typing import Any

import numpy as np
import pytest
from javascript.node import call, call_each
from javascript.stories import a_run

SENTENCE = "widgets/degradation/sentence.js"
SHALLOWER = "widgets/degradation/compare/shallower.js"
SENTENCES = "widgets/degradation/views/sentences.js"


def ended(loss: float, right: float, kind: str = "plain", **more: Any) -> dict[str, Any]:
    """A run of 60 epochs that has come to rest there."""
    return a_run([0.8, *[loss] * 59], [0.5, *[right] * 59], kind=kind, **more)


def verdict(*runs: dict[str, Any], shallower: list[dict[str, Any]] | None = None) -> str:
    """The whole sentence, where there is room for all of it."""
    scene = {"runs": list(runs), "shallower": shallower or []}
    return " ".join(piece["text"] for piece in call(SENTENCE, "sentence", scene, 1000))


def recorded(depth: int, loss: float) -> dict[str, Any]:
    return {"depth": depth, "loss": loss, "source": "recorded"}


def test_three_runs_are_all_compared() -> None:
    """An unchanged edited block ends as the residual network does, and the plain one does not."""
    said = verdict(
        ended(0.079, 0.985, depth=20),
        ended(0.0045, 1.0, "post", depth=20),
        ended(0.0045, 1.0, "edited", depth=20),
    )
    assert "alike" not in said
    assert (
        "The one with skips ends at a loss 20 times lower than the plain one, with the same" in said
    )
    assert said.count("0.0045") == 2


def test_a_coin_flip_and_84_percent_are_not_called_the_same() -> None:
    said = verdict(ended(0.667, 0.5725), ended(0.348, 0.8425, "post"))
    assert "The 56-layer plain network ended at 0.67: it is guessing (57 % right)." in said
    assert "The same network with skips ended at 0.35: it gets 84 % right." in said
    assert "learn" not in said


def test_what_fell_back_is_told_with_the_best_it_had() -> None:
    loss = [0.7, *np.linspace(0.65, 0.23, 173).tolist(), *[0.56] * 26]
    said = verdict(a_run(loss, [0.5] * 199 + [0.74], depth=32))
    assert "had learned (0.23 at epoch 174) and fell back to 0.56, 74 % right." in said


def test_an_overflow_is_told_with_what_led_to_it() -> None:
    skips = a_run([1940.0, 3.17e97], [0.5, 0.5], kind="post", diverged=3, norm="none")
    assert verdict(skips) == (
        "The 56-layer network with skips overflowed at epoch 3. Without normalisation the signal "
        "grows with each addition."
    )
    plain = a_run([0.75, 0.9, 1e6], [0.5] * 3, diverged=4)
    assert verdict(plain).endswith(
        "Its loss went from 0.75 to over a million, then beyond any number: its steps are too long."
    )
    at_once = a_run([], [], diverged=1)
    assert verdict(at_once).endswith("Untrained, its loss is beyond what a number can be already.")


def test_without_a_block_nothing_is_said_of_skips_that_are_not_there() -> None:
    said = verdict(ended(0.6348, 0.5025, depth=2), ended(0.6348, 0.5025, "post", depth=2))
    assert said == (
        "A network of 2 layers has no block, so there is nothing to skip. "
        "It ended at 0.63, 50 % right."
    )


def test_nothing_is_compared_before_all_have_ended_at_the_same_epoch() -> None:
    running = ended(0.69, 0.5) | {"done": False}
    assert "times" not in verdict(running, ended(0.001, 1.0, "post"))
    behind = a_run([0.7, 0.69], [0.5, 0.5], kind="post") | {"done": False}
    said = verdict(ended(0.01, 1.0), behind)
    assert "After 2 epochs the same network with skips is at 0.69: it is guessing" in said
    assert "times" not in said
    assert "alike" not in said


def test_on_random_pairs_the_comparison_is_that_of_their_last_losses() -> None:
    rng = np.random.default_rng(3)
    ends = 10 ** rng.uniform(-6, 1, (2000, 2))
    rights = rng.integers(0, 401, (2000, 2)) / 400
    pairs = [
        [{"runs": [ended(a, p), ended(b, q, "post")]}, 1000]
        for (a, b), (p, q) in zip(ends.tolist(), rights.tolist(), strict=True)
    ]
    for (a, b), pieces in zip(ends, call_each(SENTENCE, "sentence", pairs), strict=True):
        said = " ".join(piece["text"] for piece in pieces)
        found = re.search(
            r"The (plain one|one with skips) ends at a loss (.*) times lower, with", said
        )
        ratio = max(a, b) / min(a, b)
        assert "degrad" not in said, "nothing shallower is in sight"
        if not found:
            assert ratio < 1.5 or said.count("it is guessing") == 2
            continue
        assert found[1] == ("plain one" if a < b else "one with skips")
        number = float(found[2].removeprefix("over ").replace(",", ""))
        if found[2].startswith("over"):
            assert ratio >= number == 1000
        else:
            assert number == pytest.approx(ratio, rel=0.34)
            assert len(f"{number:.0f}".rstrip("0")) == 1


def test_degraded_is_said_of_a_plain_run_three_times_above_a_shallower_one() -> None:
    deep = ended(0.6847, 0.5175)
    said = verdict(deep, shallower=[recorded(8, 0.0111), recorded(20, 0.0095)])
    assert "With 36 more layers than 20 (recorded) it fits its own training data" in said
    assert "70 times worse. That is the degradation problem." in said
    for others in ([], [recorded(20, 0.6847 / 2.9)], [recorded(56, 0.01)], [recorded(110, 0.01)]):
        assert "degrad" not in verdict(deep, shallower=others)
    assert "degrad" in verdict(deep, shallower=[recorded(20, 0.6847 / 3.1)])
    for other in (ended(0.68, 0.5, "post"), deep | {"done": False}, deep | {"divergedAt": 61}):
        assert "degrad" not in verdict(other, shallower=[recorded(20, 0.01)])


def plain_end(loss: float, source: str = "live", **config: Any) -> dict[str, Any]:
    settings = {"depth": 20, "shortcut": "none", "seed": 0, "lr": 0.1}
    return {"config": settings | config, "loss": loss, "source": source}


def test_a_run_is_compared_with_those_of_its_own_settings_and_fewer_layers() -> None:
    config = {"depth": 56, "shortcut": "none", "seed": 0, "lr": 0.1}
    ends = [
        plain_end(1.0),
        plain_end(2.0, depth=110),
        plain_end(3.0, seed=1),
        plain_end(4.0, lr=1),
        plain_end(5.0, depth=8, source="recorded"),
    ]
    found = call(SHALLOWER, "shallowerThan", config, ends)
    assert [(end["depth"], end["loss"], end["source"]) for end in found] == [
        (20, 1.0, "live"),
        (8, 5.0, "recorded"),
    ]


def test_only_plain_runs_that_ended_with_a_number_are_compared_with() -> None:
    runs = [
        ended(0.01, 1.0, depth=20),
        ended(0.02, 1.0, "post", depth=20),
        ended(0.03, 1.0) | {"done": False},
        ended(0.04, 1.0) | {"divergedAt": 61},
    ]
    assert [end["loss"] for end in call(SHALLOWER, "plainEnds", runs)] == [0.01]


def at_length(clauses: list[dict[str, Any]]) -> str:
    """All that is to be said, where there is room for it."""
    return " ".join(piece["text"] for clause in clauses for piece in clause["variants"][0])


def gradient(run: dict[str, Any]) -> str:
    return at_length(call(SENTENCES, "gradientClauses", run))


def sweep_row(depth: int, right: float, kind: str = "plain") -> dict[str, Any]:
    loss = 0.01 if right >= 0.95 else 0.5 if right > 0.55 else 0.69
    return call(
        "widgets/degradation/compare/sweep.js", "sweepRow", ended(loss, right, kind, depth=depth)
    )


def test_a_sweep_says_nothing_of_depths_that_are_not_trained() -> None:
    first = [sweep_row(8, 1.0)]
    assert at_length(call(SENTENCES, "sweepClauses", first, 12)) == (
        "1 of 12 networks so far. The plain one gets 95 % right or more at 8 layers."
    )


def test_a_sweep_tells_each_depth_also_where_a_deeper_one_learns_again() -> None:
    rows = [sweep_row(d, r) for d, r in ((8, 1.0), (20, 0.74), (32, 0.5), (44, 0.96))]
    assert at_length(call(SENTENCES, "sweepClauses", rows, 4)) == (
        "The plain one gets 95 % right or more at 8 and 44 layers, not at 20 (74 %) and 32 (50 %)."
    )
    rows = [sweep_row(2, 0.5), sweep_row(2, 0.5, "post")]
    said = at_length(call(SENTENCES, "sweepClauses", rows, 2))
    assert "A network of 2 layers has no block, so there is nothing to skip." in said


def test_the_depths_of_a_sweep_are_named_once_each_whatever_is_finished() -> None:
    rng = np.random.default_rng(5)
    rows = [sweep_row(depth, float(rng.choice([0.5, 0.74, 1.0]))) for depth in range(4, 34, 2)]
    parts = [[rows[:finished], len(rows)] for finished in range(1, len(rows) + 1)]
    for (finished, total), clauses in zip(
        parts, call_each(SENTENCES, "sweepClauses", parts), strict=True
    ):
        said = at_length(clauses)
        assert ("so far" in said) == (len(finished) < total)
        # The words before "not" name the depths that have learned, those after it the others.
        learned, _, others = said.partition(" at ")[2].partition("not at ")
        if "does not get" in said:
            learned, others = "", learned
        words = [re.findall(r"(\d+)(?: \((\d+) %\))?", part) for part in (learned, others)]
        told = [{int(depth) for depth, _ in part} for part in words]
        for which, depths in zip((True, False), told, strict=True):
            rows_of = [row for row in finished if row["outcome"]["learned"] is which]
            assert depths == {row["depth"] for row in rows_of}, said


def test_the_seeds_are_counted() -> None:
    summary = {
        "kind": "plain",
        "median": 0.64,
        "minimum": 0.01,
        "maximum": None,
        "diverged": 1,
        "learned": 1,
        "guessing": 2,
        "seeds": 5,
    }
    assert at_length([call(SENTENCES, "seedsClause", summary)]) == (
        "Plain: median 0.640, 0.010 to overflow over 5 seeds; "
        "1 of 5 get 95 % right or more, 2 guess, 1 overflowed."
    )


def test_the_gradients_of_a_run_that_overflowed_are_told_as_such() -> None:
    run = {"kind": "plain", "normsOverTime": [], "testEpochs": [], "divergedAt": 1}
    assert gradient(run) == "The plain one overflowed at epoch 1."
    looks = {"normsOverTime": [[1.0, 2e-7, 0.1, 1.0]], "testEpochs": [3]}
    assert gradient(run | looks | {"divergedAt": None}) == (
        "The plain one: after 3 epochs the gradient lies between 2.0×10⁻⁷ and 0.100 among the "
        "hidden layers: the strongest is over 1,000 times the weakest."
    )
    broken = {"normsOverTime": [[1.0, float("nan"), 0.1, 1.0]], "testEpochs": [3]}
    said = gradient(run | broken)
    assert "no number any more in some hidden layers. It overflowed at epoch 1." in said
