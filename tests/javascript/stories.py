"""Runs as the page knows them, and what the table of states says of them, in words of its own."""

import re
from typing import Any

from residual.experiments.config import POINTS

PHRASES = {
    "overflow": r"overflowed at epoch \d+",
    "no block": r"has no block, so there is nothing to skip",
    "learned and lost": r"had learned (better )?\([^)]+ at epoch \d+\) and fell back to",
    "still learning": r"its loss still falls",
    "guessing": r"it is guessing",
    "partly": r"it gets \d+ % right",
    "learned": r"it has learned",
}
"""One phrase for each state; a sentence about one run has exactly one of them."""


def state_by_the_table(
    depth: int, loss: list[float], right: list[float], diverged: int | None
) -> str:
    """The table of states, row by row, in other words than the page's."""
    last = loss[-1] if loss else None
    tenth = -(-len(loss) // 10)
    rows = [
        ("overflow", lambda: diverged is not None),
        ("untrained", lambda: last is None),
        ("no block", lambda: depth < 4),
        ("learned and lost", lambda: min(loss) < 0.45 and min(loss) < 0.5 * last),
        ("still learning", lambda: len(loss) > 1 and last < 0.9 * loss[-1 - tenth]),
        ("guessing", lambda: last > 0.65 or 180 <= round(right[-1] * POINTS, 6) <= 220),
        ("partly", lambda: round(right[-1] * POINTS, 6) < 380),
        ("learned", lambda: True),
    ]
    return next(state for state, holds in rows if holds())


def a_run(
    loss: list[float],
    right: list[float],
    *,
    depth: int = 56,
    kind: str = "plain",
    diverged: int | None = None,
    **config: Any,
) -> dict[str, Any]:
    shortcut = "none" if kind == "plain" else "identity"
    settings = {"depth": depth, "shortcut": shortcut, "norm": "batch", "epochs": len(loss)}
    return {
        "kind": kind,
        "config": settings | config,
        "loss": loss,
        "accuracy": right,
        "testAccuracy": [],
        "divergedAt": diverged,
        "done": True,
    }


def states_in(text: str) -> list[str]:
    """The states that a text says."""
    return [state for state, phrase in PHRASES.items() if re.search(phrase, text)]
