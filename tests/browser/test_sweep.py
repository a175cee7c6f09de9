"""One press trains a range of depths, plain and with skips."""

import pytest
from browser.booted import Booted
from browser.widget import TRAIN_MS, Widget, degradation
from playwright.sync_api import expect

from residual.experiments import Config, make_trainer

SHORT = "embed.html?widget=degradation&depth=8&epochs=10"


def choose(widget: Widget, depths: str) -> None:
    """Untick every mark, and enter depths."""
    if not widget.element.get_by_label("Other depths", exact=True).is_visible():
        widget.open_plans()
    for box in (
        widget.element.get_by_role("group", name="Depths to sweep").get_by_role("checkbox").all()
    ):
        box.set_checked(False)
    widget.enter("Other depths", depths)


def test_a_sweep_trains_each_depth_of_both_kinds_as_the_core_does(booted: Booted) -> None:
    widget = degradation(booted.open(SHORT))
    choose(widget, "4, 8 6")
    widget.press("Fill in the rest")
    widget.wait_until("results.sweep?.rows.length === 6", TRAIN_MS)
    expect(widget.button("Fill in the rest")).to_be_visible()
    sweep = widget.results["sweep"]
    assert sweep["depths"] == [4, 6, 8]
    assert [(row["depth"], row["kind"]) for row in sweep["rows"]] == [
        (depth, kind) for depth in (4, 6, 8) for kind in ("plain", "post")
    ]
    for row in sweep["rows"]:
        native = make_trainer(Config.parse(row["config"])).advance(10)
        assert row["loss"] == pytest.approx(native.loss[-1], abs=1e-9)
        assert row["accuracy"] == pytest.approx(native.accuracy[-1], abs=1e-9)
    expect(widget.element.locator("figcaption")).to_contain_text("The plain one")
    widget.open_numbers()
    expect(widget.element.get_by_role("row")).to_have_count(7)
    assert booted.errors == []


def test_the_default_sweep_has_the_papers_depths(booted: Booted) -> None:
    widget = degradation(booted.open(SHORT))
    assert widget.element.evaluate("widget => widget.comparison.plan.depths") == [
        8,
        20,
        32,
        44,
        56,
        110,
    ]


def test_stop_keeps_what_is_there_and_closes_the_workers_runs(booted: Booted) -> None:
    page = booted.open("embed.html?widget=degradation&depth=8&epochs=150")
    widget = degradation(page)
    widget.press("New seed")
    widget.wait("ready")
    widget.press("Fill in the rest")
    widget.wait_until("results.sweep?.rows.length >= 1", TRAIN_MS)
    widget.press("Stop")
    expect(widget.button("Fill in the rest")).to_be_visible()
    rows = widget.results["sweep"]["rows"]
    assert 1 <= len(rows) < 12
    expect(widget.element.locator("figcaption")).to_contain_text(
        f"{len(rows)} of 12 networks so far"
    )
    expect(widget.element.locator(".status").last).to_contain_text("Stopped after")
    widget.wait_until("!widget.session.opening")
    refused = page.evaluate(
        """async () => {
            const { sync } = document.querySelector("script[type=py]").xworker;
            const reply = await sync.reset([999]);
            return reply.problems[0];
        }"""
    )
    known = refused.split("open are ")[1].split(", ")
    assert len(known) == len(widget.results["runs"]) == 2, "no others are open than the race's own"
    widget.press("Step")
    widget.wait_until("runs.every((run) => run.epochs === 1)")


def test_the_race_waits_for_the_sweep_and_goes_on(booted: Booted) -> None:
    page = booted.open("embed.html?widget=degradation&depth=8&epochs=4000")
    widget = degradation(page)
    choose(widget, "110")
    widget.press("Train")
    widget.wait_until("results.source === 'live' && runs[0].epochs > 0")
    widget.press("Fill in the rest")
    widget.wait_until("widget.comparison.batch.current?.loss.length > 0")
    expect(widget.element.get_by_text("The race waits")).to_be_visible()
    before = [run["epochs"] for run in widget.results["runs"]]
    widget.wait_until("widget.comparison.batch.current?.loss.length > 5")
    assert [run["epochs"] for run in widget.results["runs"]] == before
    widget.press("Stop")
    widget.wait_until(f"runs[0].epochs > {before[0]}")
    assert widget.status == "running"


def test_divergence_is_a_point_of_the_sweep(booted: Booted) -> None:
    path = "embed.html?widget=degradation&preset=article&shortcut=identity&epochs=60"
    widget = degradation(booted.open(path))
    choose(widget, "32")
    widget.press("Fill in the rest")
    widget.wait_until("results.sweep?.rows.length === 2", TRAIN_MS)
    _, residual = widget.results["sweep"]["rows"]
    native = make_trainer(Config.parse(residual["config"]))
    native.advance(60)
    assert residual["divergedAt"] == native.diverged_at is not None
    mark = widget.element.locator("figure svg text").filter(has_text=f"× {native.diverged_at}")
    expect(mark).to_be_attached()
    expect(widget.element.locator("figcaption")).to_contain_text(
        f"32 (overflowed at epoch {native.diverged_at})"
    )


def test_a_wrong_depth_is_refused_in_words_and_without_one_nothing_is_swept(
    booted: Booted,
) -> None:
    widget = degradation(booted.open(SHORT))
    alert = widget.element.get_by_role("alert")
    for entry in ("7", "4, 112", "deep"):
        choose(widget, entry)
        expect(alert).to_contain_text("is not allowed; use an even")
        assert widget.element.evaluate("widget => widget.comparison.plan.depths") == []
        widget.enter("Other depths", "")
        expect(alert).to_have_count(0)
    widget.press("Fill in the rest")
    expect(widget.element.locator(".status")).to_contain_text("No depth is chosen")
    assert widget.results["sweep"] is None


def test_a_chart_with_nothing_beside_it_is_drawn_as_wide_as_it_stands(booted: Booted) -> None:
    page = booted.open("embed.html?widget=degradation&view=sweep")
    page.set_viewport_size({"width": 1000, "height": 700})
    chart = degradation(page).element.locator("figure svg[viewBox]").first
    expect(chart).to_be_visible()
    scales = chart.evaluate(
        "async (svg) => { await new Promise((then) => setTimeout(then, 300)); const at = "
        "svg.isConnected ? svg : document.querySelector('degradation-explorer').shadowRoot"
        ".querySelector('figure svg[viewBox]'); "
        "return at.getBoundingClientRect().width / at.viewBox.baseVal.width; }"
    )
    assert scales > 0.95, "else its letters are smaller than meant"
