"""The claims ledger: what was published, what this code measures, and a verdict by a stated rule.

`rules` says what a claim is; then a file for each kind of claim. Nothing in the rows is typed in
but published numbers with their sources; every measured value is computed when the ledger is run.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from residual.claims.architecture import architecture_claims, jacobian_claims
from residual.claims.imagenet import imagenet_claims
from residual.claims.rules import VERDICTS, Claim
from residual.claims.training import degradation_claims, gradient_claims, listing_claims
from residual.settings import Settings, setting

__all__ = ["Claim", "ClaimsSettings", "all_claims", "describe", "run_claims"]


@dataclass(frozen=True)
class ClaimsSettings(Settings):
    """How often the claims are measured."""

    seeds: int = setting(
        10,
        minimum=1,
        maximum=1000,
        step=1,
        unit="seeds",
        label="Seeds",
        help="From how many random starts (0, 1, ...) each claim about training is measured.",
    )


def all_claims() -> list[Claim]:
    """Return every row, in the order of the article."""
    return [
        *listing_claims(),
        *jacobian_claims(),
        *architecture_claims(),
        *imagenet_claims(),
        *gradient_claims(),
        *degradation_claims(),
    ]


def run_claims(seeds: int, claims: Sequence[Claim] | None = None) -> Iterator[dict[str, object]]:
    """Yield each row as it is measured, over the seeds 0 to `seeds` - 1; every row by default."""
    for claim in all_claims() if claims is None else claims:
        yield claim.run(range(seeds))


def describe(row: dict[str, object]) -> str:
    """Return a measured row as lines of text."""
    measured = row["measured"]
    assert isinstance(measured, dict)
    shown = "not measured here"
    if measured["seeds"]:
        middle, low, high = (_short(measured[k]) for k in ("median", "minimum", "maximum"))
        shown = f"measured {middle}"
        if measured["seeds"] > 1:
            shown += f" ({low} to {high}, {measured['seeds']} seeds)"
    published = row["published"] if isinstance(row["published"], str) else f"{row['published']:g}"
    published = f"published {published} ({row['source']})"
    indent = " " * (1 + max(map(len, VERDICTS)))
    lines = [f"{row['verdict']!s:<{len(indent)}}{row['claim']}"]
    for text in (published, shown, row["note"]):
        lines.append(textwrap.fill(f"{text}", 96, initial_indent=indent, subsequent_indent=indent))
    return "\n".join(lines)


def _short(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() and abs(value) >= 1000 else f"{value:.4g}"
