"""The same experiment from several seeds: median and range."""

import statistics

import pytest
from browser.booted import Booted
from browser.widget import TRAIN_MS, degradation
from playwright.sync_api import expect

from residual.experiments import Config, make_trainer

SHORT = "embed.html?widget=degradation&depth=8&epochs=10&seed=3"


def test_seeds_give_the_median_and_range_of_the_cores_runs(booted: Booted) -> None:
    widget = degradation(booted.open(SHORT))
    widget.open_plans()
    widget.enter("Number of seeds", "4")
    widget.press("Run seeds")
    widget.wait_until("results.seeds?.rows.length === 8", TRAIN_MS)
    seeds = widget.results["seeds"]
    assert seeds["seeds"] == [3, 4, 5, 6]
    caption = widget.element.locator("figcaption")
    for summary, shortcut in zip(seeds["summary"], ("none", "identity"), strict=True):
        configs = [Config(depth=8, epochs=10, seed=s, shortcut=shortcut) for s in (3, 4, 5, 6)]
        finals = [make_trainer(config).advance(10).loss[-1] for config in configs]
        rows = [row for row in seeds["rows"] if row["kind"] == summary["kind"]]
        assert [row["config"] for row in rows] == [config.to_dict() for config in configs]
        assert [row["finalLoss"] for row in rows] == pytest.approx(finals, abs=1e-9)
        assert summary["median"] == pytest.approx(statistics.median(finals), abs=1e-9)
        assert summary["minimum"] == pytest.approx(min(finals), abs=1e-9)
        assert summary["maximum"] == pytest.approx(max(finals), abs=1e-9)
        expect(caption).to_contain_text(f"median {summary['median']:.3g}"[:10])
    expect(caption).to_contain_text("over 4 seeds")
    assert booted.errors == []


def test_a_diverged_seed_is_worse_than_any_number(booted: Booted) -> None:
    path = "embed.html?widget=degradation&preset=article&shortcut=identity&epochs=40"
    widget = degradation(booted.open(path))
    widget.open_plans()
    widget.enter("Number of seeds", "2")
    widget.press("Run seeds")
    widget.wait_until("results.seeds?.rows.length === 4", TRAIN_MS)
    (summary,) = (s for s in widget.results["seeds"]["summary"] if s["kind"] == "post")
    assert summary["diverged"] == 2
    assert summary["median"] is None
    expect(widget.element.locator("figcaption")).to_contain_text("2 overflowed")


def test_a_wrong_number_of_seeds_is_refused_in_words(booted: Booted) -> None:
    widget = degradation(booted.open(SHORT))
    widget.open_plans()
    refusal = widget.element.get_by_text("use a whole number from 2 to 50")
    for entry in ("1", "51", "2.5", "some", ""):
        widget.enter("Number of seeds", entry)
        expect(refusal).to_be_visible()
        assert widget.element.evaluate("widget => widget.comparison.plan.seeds") == 5
        widget.enter("Number of seeds", "5")
        expect(refusal).to_have_count(0)
