"""Pinned runs stay as named curves while the controls move on."""

import itertools
from typing import Any

import pytest
from browser.booted import Booted
from browser.conftest import Visit
from browser.widget import Widget, degradation
from playwright.sync_api import expect

from residual.experiments import Config, make_trainer

SHORT = "embed.html?widget=degradation&depth=8&epochs=12"


def pinned(widget: Widget) -> list[dict[str, Any]]:
    return widget.results["pinned"]


def set_pins(widget: Widget, *pins: dict[str, object]) -> None:
    widget.element.evaluate("(widget, pins) => { widget.pinned = pins; }", list(pins))


def test_a_pinned_run_keeps_its_curve_when_the_settings_change(booted: Booted) -> None:
    widget = degradation(booted.open(SHORT))
    runs = widget.train()["runs"]
    widget.press("Pin run")
    widget.slide("Depth", 12)
    widget.wait_until("runs.every((run) => run.config.depth === 12)")
    pins = pinned(widget)
    assert [pin["kind"] for pin in pins] == ["plain", "post"]
    for pin, run in zip(pins, runs, strict=True):
        assert pin["config"] == run["config"]
        assert pin["loss"] == run["loss"]
        assert (pin["epochs"], pin["done"], pin["divergedAt"]) == (12, True, None)
        assert pin["epochsPerSecond"] > 0
    table = widget.pinned_table
    expect(table.get_by_role("row")).to_have_count(3)
    expect(table.get_by_role("row").nth(1)).to_contain_text(f"{runs[0]['loss'][-1]:.3g}"[:4])
    chart = widget.element.locator("figure svg").first
    expect(chart.get_by_text("plain 8", exact=True)).to_be_attached()


def test_the_recording_can_be_pinned_before_python_starts(visit: Visit) -> None:
    widget = degradation(visit.open("?start=race"))
    widget.element.evaluate("widget => widget.pin()")
    assert [len(pin["loss"]) for pin in pinned(widget)] == [200, 200]
    assert [pin["epochsPerSecond"] for pin in pinned(widget)] == [None, None]
    assert widget.status == "recorded"


def test_the_same_run_is_pinned_once_and_a_longer_one_takes_its_place(booted: Booted) -> None:
    widget = degradation(booted.open(SHORT))
    for _ in range(3):
        widget.press("Step")
    widget.wait_until("runs.every((run) => run.epochs === 3)")
    widget.press("Pin run")
    widget.press("Pin run")
    expect(widget.element.locator(".status")).to_contain_text("“plain 8” is pinned already")
    assert [pin["epochs"] for pin in pinned(widget)] == [3, 3]
    widget.train()
    widget.press("Pin run")
    assert [pin["epochs"] for pin in pinned(widget)] == [12, 12]


def test_nothing_is_pinned_of_untrained_networks(booted: Booted) -> None:
    widget = degradation(booted.open(SHORT))
    widget.slide("Depth", 10)
    widget.wait("ready")
    widget.press("Pin run")
    expect(widget.element.locator(".status")).to_contain_text("nothing to pin yet")
    assert pinned(widget) == []


def test_pins_are_renamed_highlighted_removed_and_cleared(booted: Booted) -> None:
    widget = degradation(booted.open(SHORT))
    widget.train()
    widget.press("Pin run")
    name = widget.element.get_by_label("Name of plain 8")
    name.fill("without")
    name.press("Enter")
    assert [pin["name"] for pin in pinned(widget)] == ["without", "with skips 8"]
    chart = widget.element.locator("figure svg").first
    expect(chart.get_by_text("without", exact=True)).to_be_attached()
    widget.press("Highlight without")
    expect(widget.button("Highlight without")).to_have_attribute("aria-pressed", "true")
    assert [pin["highlighted"] for pin in pinned(widget)] == [True, False]
    widget.press("Remove without")
    assert [pin["name"] for pin in pinned(widget)] == ["with skips 8"]
    widget.press("Clear pinned runs")
    assert pinned(widget) == []
    expect(widget.pinned_table).to_have_count(0)


def test_an_empty_name_is_not_taken(booted: Booted) -> None:
    widget = degradation(booted.open("embed.html?start=race"))
    widget.element.evaluate("widget => widget.pin()")
    widget.open_sheet("Tried so far")
    name = widget.element.get_by_label("Name of plain 56")
    name.fill("  ")
    name.press("Enter")
    assert pinned(widget)[0]["name"] == "plain 56"
    expect(name).to_have_value("plain 56")


def test_the_table_has_the_settings_that_differ(booted: Booted) -> None:
    widget = degradation(booted.open(SHORT))
    set_pins(
        widget,
        {"config": Config(depth=8).to_dict()},
        {"config": Config(depth=8, width=4).to_dict(), "name": "narrow"},
    )
    table = widget.pinned_table
    expect(table.get_by_role("columnheader", name="Width")).to_be_visible()
    expect(table.get_by_role("columnheader", name="Depth")).to_have_count(0)


def test_pins_without_curves_are_trained_with_the_race(booted: Booted) -> None:
    widget = degradation(booted.open(SHORT))
    config = Config(depth=6, epochs=10, shortcut="none")
    set_pins(widget, {"config": config.to_dict(), "name": "shallow"})
    row = widget.pinned_table.get_by_role("row").nth(1)
    expect(row).to_contain_text("trains with the race")
    assert [run["epochs"] for run in widget.train()["runs"]] == [12, 12]
    (pin,) = pinned(widget)
    native = make_trainer(config).advance(10)
    assert pin["loss"] == pytest.approx(native.loss, abs=1e-9)
    assert (pin["done"], pin["epochs"], pin["name"]) == (True, 10, "shallow")
    widget.press("Reset")
    widget.wait("ready")
    assert pinned(widget) == [pin], "what is done stays"


def test_a_pin_can_be_removed_while_it_trains(booted: Booted) -> None:
    widget = degradation(booted.open("embed.html?widget=degradation&depth=8&epochs=600"))
    set_pins(widget, {"config": Config(depth=110, epochs=5000).to_dict()})
    widget.press("Train")
    widget.wait_until("results.pinned[0].epochs > 2")
    widget.press("Clear pinned runs")
    widget.wait("done")
    assert pinned(widget) == []
    assert [run["epochs"] for run in widget.results["runs"]] == [600, 600]


def test_there_is_a_bound_on_pinned_runs(booted: Booted) -> None:
    widget = degradation(booted.open(SHORT))
    widget.train()
    pins = [
        {"config": Config(depth=8, seed=seed).to_dict(), "loss": [0.5]} for seed in range(9, 21)
    ]
    set_pins(widget, *pins)
    widget.press("Pin run")
    expect(widget.element.locator(".status")).to_contain_text("12 runs are pinned")
    assert len(pinned(widget)) == 12
    names = [pin["name"] for pin in pinned(widget)]
    assert len(set(names)) == 12
    labels = widget.element.locator("figure svg text").filter(has_text="with skips")
    boxes = [box for label in labels.all() if (box := label.bounding_box())]
    boxes.sort(key=lambda box: box["y"])
    for upper, lower in itertools.pairwise(boxes):
        apart = lower["y"] - upper["y"] > 8 or abs(lower["x"] - upper["x"]) > 60
        assert apart, "names at the curves' ends do not cover each other"
