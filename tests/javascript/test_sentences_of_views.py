"""What the views of gradients, sweep and seeds say fits into its lines, and stays true."""

import re
from typing import Any

import numpy as np
import pytest
from javascript.node import call, call_each

SENTENCES = "widgets/degradation/views/sentences.js"
FITTED = "shell/fitted.js"
WIDTHS = (1280, 720, 360, 320)
TRIALS = 300


def letters(width: int) -> int:
    return int(call("shell/stage-sizes.js", "stageSizes", width)["letters"])


def fitted(clauses: list[list[dict[str, Any]]], width: int) -> list[str]:
    room = letters(width)
    pieces = call_each(FITTED, "fitted", [[each, room] for each in clauses])
    return [" ".join(piece["text"] for piece in each) for each in pieces]


def gradients(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Two runs, looked at or not, some of which overflowed or hold what is no number."""

    def one(kind: str) -> dict[str, Any]:
        norms = (10 ** rng.uniform(-9, 9, int(rng.integers(3, 60)))).tolist()
        if rng.random() < 0.1:
            norms[1] = float("nan")
        looked = rng.random() < 0.9
        return {
            "kind": kind,
            "normsOverTime": [norms] if looked else [],
            "testEpochs": [int(rng.integers(1, 5000))] if looked else [],
            "divergedAt": int(rng.integers(1, 5000)) if rng.random() < 0.3 else None,
        }

    return [one("plain"), one(str(rng.choice(["post", "pre", "edited"])))]


def swept(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Rows of up to thirty depths, plain and with skips."""
    depths = sorted(rng.choice(range(2, 112, 2), int(rng.integers(1, 31)), replace=False).tolist())
    states = ["overflow", "learned and lost", "still learning", "guessing", "partly", "learned"]

    def row(depth: int, kind: str) -> dict[str, Any]:
        state = str(rng.choice(states))
        right = 1.0 if state == "learned" else float(rng.integers(40, 95)) / 100
        outcome = {"state": state, "right": right, "learned": state == "learned"}
        outcome["divergedAt"] = int(rng.integers(1, 5000)) if state == "overflow" else None
        return {"depth": depth, "kind": kind, "outcome": outcome}

    return [row(depth, kind) for depth in depths for kind in ("plain", "post")]


def seeded(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Of both networks, how many of their seeds did what."""

    def one(kind: str) -> dict[str, Any]:
        seeds = int(rng.integers(2, 51))
        learned, guessing, diverged = rng.multinomial(seeds, [0.3, 0.3, 0.2, 0.2])[:3].tolist()
        least, median, most = sorted((10 ** rng.uniform(-6, 4, 3)).tolist())
        worst = {"maximum": None if diverged else most, "median": median, "minimum": least}
        counts = {"learned": learned, "guessing": guessing, "diverged": diverged, "seeds": seeds}
        return {"kind": kind, **worst, **counts}

    return [one("plain"), one("post")]


def told_gradients(all_runs: list[list[dict[str, Any]]]) -> list[list[dict[str, Any]]]:
    flat = call_each(SENTENCES, "gradientClauses", [[run] for runs in all_runs for run in runs])
    return [first + second for first, second in zip(flat[::2], flat[1::2], strict=True)]


def told_seeds(summaries: list[list[dict[str, Any]]]) -> list[list[dict[str, Any]]]:
    flat = call_each(SENTENCES, "seedsClause", [[one] for pair in summaries for one in pair])
    return [[first, second] for first, second in zip(flat[::2], flat[1::2], strict=True)]


def told_sweeps(sweeps: list[list[dict[str, Any]]]) -> list[list[dict[str, Any]]]:
    return call_each(SENTENCES, "sweepClauses", [[rows, len(rows) + 2] for rows in sweeps])


VIEWS = {
    "gradients": (gradients, told_gradients),
    "sweep": (swept, told_sweeps),
    "seeds": (seeded, told_seeds),
}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("width", WIDTHS)
def test_what_a_view_says_fits_into_its_lines_at_each_width(view: str, width: int) -> None:
    make, tell = VIEWS[view]
    rng = np.random.default_rng(5)
    said = fitted(tell([make(rng) for _ in range(TRIALS)]), width)
    longest = max(said, key=len)
    assert len(longest) <= letters(width), longest
    assert sum(bool(text) for text in said) > 0.8 * TRIALS


def test_in_however_few_words_each_count_of_a_sweep_is_the_true_one() -> None:
    rng = np.random.default_rng(6)
    sweeps = [swept(rng) for _ in range(TRIALS)]
    for width in WIDTHS:
        for rows, text in zip(sweeps, fitted(told_sweeps(sweeps), width), strict=True):
            plain = [row for row in rows if row["kind"] == "plain"]
            learned = [str(row["depth"]) for row in plain if row["outcome"]["learned"]]
            if found := re.search(r"Plain: (\d+) of (\d+) depths? learned", text):
                assert [int(count) for count in found.groups()] == [len(learned), len(plain)]
            elif found := re.search(
                r"The plain one (?:learns|gets [^.]*?more) at ([^.]*?) layers", text
            ):
                assert re.findall(r"\d+", found[1]) == learned, text
