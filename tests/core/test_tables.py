"""The table over seeds: what its numbers are."""

import json
import math

import numpy as np
import pytest

from residual.experiments import Config, make_trainer
from residual.experiments.depth_table import KINDS, depth_table, depth_table_text, final_loss

BASE = Config(width=4, epochs=8)


@pytest.fixture(scope="module")
def table() -> dict:
    return depth_table([2, 6], [0, 1, 2, 3], BASE)


def test_a_row_for_each_depth_and_kind(table: dict) -> None:
    cells = [(row["depth"], row["kind"]) for row in table["rows"]]
    assert cells == [(d, k) for d in (2, 6) for k in ("plain", "residual v1", "residual v2")]
    assert (table["depths"], table["seeds"]) == ([2, 6], [0, 1, 2, 3])


def test_the_losses_are_those_of_the_runs(table: dict) -> None:
    for row in table["rows"]:
        for seed, loss in zip(table["seeds"], row["loss"], strict=True):
            values = {"width": 4, "epochs": 8, "depth": row["depth"], "seed": seed}
            trainer = make_trainer(Config.parse(values | KINDS[row["kind"]]))
            trainer.advance(8)
            assert loss == pytest.approx(trainer.history.loss[-1], rel=1e-5)


def test_median_minimum_and_maximum_are_those_of_the_losses(table: dict) -> None:
    for row in table["rows"]:
        assert row["median"] == pytest.approx(np.median(row["loss"]), rel=1e-5)
        assert (row["minimum"], row["maximum"]) == (min(row["loss"]), max(row["loss"]))
        assert row["minimum"] < row["maximum"]


def test_the_settings_are_all_that_the_rows_do_not_say(table: dict) -> None:
    named = {"depth", "seed", "shortcut", "block"}
    assert table["settings"] == {k: v for k, v in BASE.to_dict().items() if k not in named}


def test_the_kinds_differ_in_shortcut_and_block_alone(table: dict) -> None:
    assert [tuple(kind.values()) for kind in KINDS.values()] == [
        ("none", "post"),
        ("identity", "post"),
        ("identity", "pre"),
    ]
    # at depth 2 there is no block, so the shortcut has nothing to do
    assert table["rows"][0]["loss"] == table["rows"][1]["loss"]
    assert table["rows"][3]["loss"] != table["rows"][4]["loss"]


def test_a_diverged_run_counts_as_infinite() -> None:
    diverging = Config(depth=56, norm="none", epochs=8)
    assert final_loss(diverging) is None
    rows = depth_table([56], [0, 1], diverging)["rows"]
    residual = rows[1]
    assert residual["loss"] == [None, None]
    assert (residual["median"], residual["minimum"], residual["maximum"]) == (None, None, None)
    assert math.isfinite(rows[0]["median"])


def test_one_diverged_run_of_three_leaves_the_median(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "residual.experiments.depth_table.final_loss", lambda config: [0.2, None, 0.1][config.seed]
    )
    row = depth_table([2], [0, 1, 2])["rows"][0]
    assert (row["median"], row["minimum"], row["maximum"]) == (0.2, 0.1, None)


def test_the_table_is_plain_data(table: dict) -> None:
    assert json.loads(json.dumps(table, allow_nan=False)) == table


def test_as_text(table: dict) -> None:
    header, first, second, note = depth_table_text(table).splitlines()
    assert header.split() == ["depth", "plain", "residual", "v1", "residual", "v2"]
    assert (first.split()[0], second.split()[0]) == ("2", "6")
    row = table["rows"][5]
    assert second.endswith(f"{row['median']:.2g} ({row['minimum']:.2g} to {row['maximum']:.2g})")
    assert "epoch 8" in note
    assert "4 seeds" in note
