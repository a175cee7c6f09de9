"""The claims ledger: its rules by hand, and its rows where nothing is random."""

import json
import math

import numpy as np
import pytest

from residual import claims, cli
from residual.claims import ClaimsSettings, all_claims, describe, run_claims
from residual.claims.architecture import architecture_claims, jacobian_claims
from residual.claims.imagenet import imagenet_claims, shortcut_parameters, top5_from_one_table
from residual.claims.published import HE_ENSEMBLE_TOP5, SINGLE_TABLES
from residual.claims.rules import VERDICTS, Claim, above_zero, agrees, counted, mostly
from residual.cli import claims as command  # noqa: F401 (not first while its claims are others)

TEN = [11.0, 12, 13, 14, 15, 16, 17, 18, 19, 20]


@pytest.mark.parametrize(
    ("published", "verdict"),
    [
        ("15.5", "holds"),  # between the quartiles 13.25 and 17.75
        ("13.2", "holds"),  # within a tenth of the lower one
        ("13.1", "partly"),
        ("17.8", "holds"),
        ("17.80", "partly"),  # not within a hundredth
        ("20", "partly"),
        ("20.05", "fails"),
        ("10", "fails"),
        ("0", "fails"),
    ],
)
def test_a_number_is_judged_by_its_place_among_the_measured(published: str, verdict: str) -> None:
    assert agrees(published, TEN) == verdict


@pytest.mark.parametrize(
    ("published", "values", "verdict"),
    [
        ("0.45", [0.011, 0.1, 0.247, 0.3, 0.599], "cannot tell"),  # 0.225 would have passed as well
        ("0.60", [0.007, 0.05, 0.140, 0.4, 0.625], "cannot tell"),
        ("3", [2.0, 3.0, 6.0], "cannot tell"),  # 6 would have
        ("3", [2.0, 3.0, 5.9], "holds"),
        ("3", [1.6, 3.0, 5.9], "holds"),
        ("3", [1.5, 3.0, 5.9], "cannot tell"),
        ("-3", [-6.0, -3.0, -2.0], "cannot tell"),
        ("0", [-1.0, 0.0, 1.0], "holds"),  # zero has no half and no double
        ("7", [0.1, 1.0, 5.0], "fails"),  # as far apart as they are, they do refute it
        ("0.15", [0.632, 0.648, 0.661], "fails"),
    ],
)
def test_what_could_not_have_been_refuted_is_not_confirmed(
    published: str, values: list[float], verdict: str
) -> None:
    """Planted rows: where its half or its double lies among the values too, nobody can tell."""
    assert agrees(published, values) == verdict
    assert verdict in VERDICTS


def test_numbers_twice_as_great_or_small_never_hold_both() -> None:
    rng = np.random.default_rng(7)
    for _ in range(2000):
        values = np.exp(rng.normal(0, rng.choice([0.05, 0.3, 1.5]), 10)).tolist()
        number = f"{np.exp(rng.normal(0, 1)):.3f}"
        if agrees(number, values) in {"holds", "partly"}:
            for factor in (0.5, 2):
                assert agrees(f"{factor * float(number):.6f}", values) not in {"holds", "partly"}


@pytest.mark.parametrize(
    ("published", "value", "verdict"),
    [
        ("0.27", 0.2697, "holds"),  # rounded
        ("11", 11.69, "holds"),  # cut off
        ("2.83", math.sqrt(8), "holds"),
        ("8", 9.0, "fails"),  # one whole unit is too much
        ("0.35", 0.9047, "fails"),
        ("70", 69.632, "holds"),
        ("70.0", 69.632, "fails"),  # more digits claim more
    ],
)
def test_a_single_value_may_be_rounded_or_cut_off(published, value, verdict: str) -> None:
    assert agrees(published, [value]) == verdict


@pytest.mark.parametrize(
    ("true", "verdict"),
    [(10, "holds"), (9, "holds"), (8, "partly"), (2, "partly"), (1, "fails"), (0, "fails")],
)
def test_a_statement_holds_for_nine_in_ten_and_fails_for_one(true: int, verdict: str) -> None:
    values = [1.0] * true + [-1.0] * (10 - true)
    assert mostly(above_zero)("", values) == verdict
    assert counted(above_zero, "So.")(values) == f"True of {true} of 10. So."


def _claim(**changes) -> Claim:
    row = {
        "id": "sum",
        "claim": "A sum",
        "published": "2.0",
        "source": "a book",
        "measure": lambda seeds: [float(s) for s in seeds],
        "rule": agrees,
        "note": "A note.",
    }
    return Claim(**(row | changes))


def test_a_row_gives_median_and_range_over_its_seeds() -> None:
    assert list(run_claims(4, [_claim()])) == [
        {
            "id": "sum",
            "claim": "A sum",
            "published": 2.0,
            "source": "a book",
            "measured": {"median": 1.5, "minimum": 0.0, "maximum": 3.0, "seeds": 4},
            "verdict": "cannot tell",  # 1.0, its half, lies among them too
            "note": "A note.",
        }
    ]


def test_what_cannot_be_measured_shows_no_number() -> None:
    row = _claim(measure=lambda _: [], rule=lambda *_: "partly", published="words").run(range(3))
    assert row["measured"] == {"median": None, "minimum": None, "maximum": None, "seeds": 0}
    assert row["published"] == "words"
    assert "not measured here" in describe(row)


def test_a_row_reads_as_text() -> None:
    row = _claim(measure=lambda _: [69632.0], published="70000").run(range(3))
    assert describe(row).splitlines() == [
        "fails       A sum",
        "            published 70000 (a book)",
        "            measured 69,632",
        "            A note.",
    ]
    assert "measured 1 (0 to 2, 3 seeds)" in describe(_claim().run(range(3)))


def test_every_row_has_a_name_of_its_own() -> None:
    ids = [claim.id for claim in all_claims()]
    assert len(set(ids)) == len(ids)
    assert all(claim.source and claim.published for claim in all_claims())


def test_rows_without_chance_come_out_as_known() -> None:
    rows = run_claims(3, [*jacobian_claims(), *architecture_claims(), *imagenet_claims()])
    by_id = {row["id"]: row for row in rows}
    medians = {name: row["measured"]["median"] for name, row in by_id.items()}
    assert medians["jacobian-plain"] == pytest.approx(0.9047, abs=5e-5)
    assert medians["jacobian-residual"] == pytest.approx(2.9175, abs=5e-5)
    assert medians["identity-norm"] == pytest.approx(math.sqrt(8), rel=1e-15)
    assert medians["bottleneck-cost"] == 69.632
    assert medians["bottleneck-ratio"] == 2 * 589_824 / 69_632
    assert medians["parameters-resnet152"] == 60.192808
    failed = {name for name, row in by_id.items() if row["verdict"] == "fails"}
    assert failed == {
        "jacobian-plain",
        "jacobian-residual",
        "bottleneck-ratio",
        "top5-one-experiment",
        "top5-winner",
    }
    assert [name for name, row in by_id.items() if row["verdict"] == "partly"] == ["option-b"]
    assert {row["measured"]["seeds"] for row in by_id.values()} == {0, 1}


def test_the_article_s_errors_come_from_several_tables() -> None:
    assert top5_from_one_table() == 2
    note = next(iter(run_claims(1, imagenet_claims())))["note"]
    assert "resnet34 9.46: in none of them" in note
    assert "resnet18 10.92: PyTorch Hub" in note


def test_the_winner_s_error_is_that_of_an_ensemble_and_of_no_resnet152() -> None:
    (row,) = (row for row in run_claims(1, imagenet_claims()) if row["id"] == "top5-winner")
    assert row["verdict"] == "fails"
    assert HE_ENSEMBLE_TOP5.errors["ensemble"] == f"{row['published']:.2f}"
    singles = [float(table.errors["resnet152"]) for table in SINGLE_TABLES]
    assert f"{min(singles):.2f} % at best" in row["note"]
    assert row["published"] < min(singles)
    (claim,) = (claim for claim in imagenet_claims() if claim.id == "top5-winner")
    assert claim.rule("4.49", []) == "holds", "the paper's own single network"


def test_option_c_has_a_projection_more_for_each_of_thirteen_blocks() -> None:
    parameters = shortcut_parameters()
    # 3 + 3 + 5 + 2 further projections of 64, 128, 256 and 512 channels, each with gain and shift.
    more = sum(n * (c * c + 2 * c) for n, c in ((3, 64), (3, 128), (5, 256), (2, 512)))
    assert parameters["C"] - parameters["B"] == more
    assert parameters["A"] < parameters["B"]


def test_the_command_prints_a_json_list(monkeypatch, capsys) -> None:
    monkeypatch.setattr(claims, "all_claims", lambda: [_claim(), *imagenet_claims()])
    assert cli.main(["claims", "--json", "--seeds", "3"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows[0]["id"] == "sum"
    assert rows[0]["measured"]["seeds"] == 3
    for row in rows:
        assert set(row) == {"id", "claim", "published", "source", "measured", "verdict", "note"}
        assert row["verdict"] in VERDICTS


def test_the_command_prints_each_row_to_read(monkeypatch, capsys) -> None:
    monkeypatch.setattr(claims, "all_claims", lambda: [_claim()])
    assert cli.main(["claims", "--seeds", "3"]) == 0
    assert capsys.readouterr().out == describe(_claim().run(range(3))) + "\n"


@pytest.mark.parametrize("seeds", ["0", "-1", "1.5", "many", "1001"])
def test_impossible_numbers_of_seeds_are_refused(seeds: str, capsys) -> None:
    assert cli.main(["claims", f"--seeds={seeds}"]) == 2
    assert f"seeds: {seeds} is not allowed" in capsys.readouterr().err


def test_ten_seeds_are_the_default() -> None:
    assert ClaimsSettings().seeds == 10


def test_the_paper_s_errors_of_resnet34_are_said_to_be_of_option_b() -> None:
    noted = {table.source: table.notes.get("resnet34", "") for table in SINGLE_TABLES}
    assert noted["He et al. 2015, table 3"] == noted["He et al. 2015, table 4"] == "option B"
    errors = [table.errors["resnet34"] for table in SINGLE_TABLES if table.notes]
    assert errors == ["7.46", "5.71"]
