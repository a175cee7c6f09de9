"""The ledger on the page is the one that `uv run residual claims --json` prints."""

import json
from pathlib import Path

import pytest

from residual.claims import Claim, all_claims

RECORDED = Path(__file__).parents[2] / "web" / "recorded" / "claims.json"
ROWS = {row["id"]: row for row in json.loads(RECORDED.read_text(encoding="utf-8"))}
RECORDED_CLAIMS = [claim for claim in all_claims() if claim.id in ROWS]


def test_it_has_every_claim_in_order() -> None:
    assert list(ROWS) == [claim.id for claim in all_claims()], (
        "uv run residual claims --json > web/recorded/claims.json"
    )


@pytest.mark.parametrize("claim", RECORDED_CLAIMS, ids=lambda claim: claim.id)
def test_its_words_are_those_of_the_code(claim: Claim) -> None:
    row = ROWS[claim.id]
    assert (row["claim"], row["source"]) == (claim.claim, claim.source)
    assert str(row["published"]) == claim.published or float(row["published"]) == float(
        claim.published
    )


@pytest.mark.parametrize(
    "claim", [claim for claim in RECORDED_CLAIMS if ROWS[claim.id]["measured"]["seeds"] <= 1]
)
def test_a_fresh_measurement_without_chance_is_the_recorded_one(claim: Claim) -> None:
    fresh, row = claim.run([0]), ROWS[claim.id]
    assert (fresh["verdict"], fresh["note"]) == (row["verdict"], row["note"])
    for key, value in row["measured"].items():
        assert fresh["measured"][key] == (value if value is None else pytest.approx(value))


@pytest.mark.parametrize("depth", [4, 8])
def test_the_listings_recorded_range_holds_a_fresh_run(depth: int) -> None:
    (claim,) = (c for c in all_claims() if c.id == f"listing-loss-{depth}")
    row = ROWS[claim.id]["measured"]
    values = claim.values([0, 1])
    assert row["minimum"] - 1e-6 <= min(values) <= max(values) <= row["maximum"] + 1e-6
