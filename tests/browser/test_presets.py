"""Presets set the controls and what they are compared with."""

import math

import pytest
from browser.booted import Booted
from browser.widget import degradation
from playwright.sync_api import expect

from residual.experiments import Config
from residual.experiments.presets import DEGRADATION


def test_choosing_a_preset_sets_its_settings_and_pins(booted: Booted) -> None:
    widget = degradation(booted.open("embed.html?seed=3"))
    widget.open_sheet("Settings")
    choice = widget.element.get_by_label("Preset")
    skips = widget.element.get_by_role("switch", name="Skip connections")
    for name, preset in DEGRADATION.items():
        choice.select_option(label=preset.label)
        config = Config.from_preset(name, {"seed": 3}).to_dict()
        pair = config | {"shortcut": "identity"}
        assert widget.element.evaluate("widget => widget.config") == pair
        expect(skips).to_have_attribute("aria-checked", str(config == pair).lower())
        pins = widget.results["pinned"]
        assert [pin["config"] for pin in pins] == [config | dict(pin) for pin in preset.pins]
        expect(widget.element.locator(".status")).to_contain_text(preset.about)
        expect(choice).to_have_value(name)


@pytest.mark.parametrize("name", ["paper", "article"])
def test_a_preset_in_the_address_has_its_pins(booted: Booted, name: str) -> None:
    widget = degradation(booted.open(f"embed.html?preset={name}&epochs=3"))
    expected = [Config.from_preset(name, {"epochs": 3, **pin}) for pin in DEGRADATION[name].pins]
    assert [p["config"] for p in widget.results["pinned"]] == [c.to_dict() for c in expected]
    results = widget.train()
    assert [pin["epochs"] for pin in results["pinned"]] == [3] * len(expected)


def test_another_preset_takes_its_own_pins_away_and_leaves_the_readers(booted: Booted) -> None:
    widget = degradation(booted.open("embed.html?start=race"))
    widget.element.evaluate("widget => widget.pin()")
    widget.open_sheet("Settings")
    choice = widget.element.get_by_label("Preset")
    choice.select_option("paper")
    assert len(widget.results["pinned"]) == 4
    choice.select_option("rescue")
    assert [pin["name"] for pin in widget.results["pinned"]] == ["plain 56", "with skips 56"]


def test_other_settings_are_the_readers_own(booted: Booted) -> None:
    widget = degradation(booted.open("embed.html?start=race"))
    widget.open_sheet("Settings")
    choice = widget.element.get_by_label("Preset")
    expect(choice).to_have_value("degradation")
    widget.slide("Depth", 110)
    expect(choice).to_have_value("rescue")
    widget.slide("Depth", 108)
    expect(choice).to_have_value("")


def test_data_sets_can_be_chosen_by_their_pictures(booted: Booted) -> None:
    widget = degradation(booted.open("embed.html?widget=degradation&depth=8&epochs=3"))
    widget.open_more()
    widget.press("Dataset: Two moons")
    expect(widget.element.get_by_label("Dataset", exact=True)).to_have_value("moons")
    expect(widget.element.get_by_label("Turns", exact=True)).to_have_count(0)
    assert widget.train()["runs"][0]["config"]["dataset"] == "moons"
    widget.element.get_by_label("Dataset", exact=True).select_option("spirals")
    expect(widget.button("Dataset: Two spirals")).to_have_attribute("aria-pressed", "true")
    expect(widget.element.get_by_label("Turns", exact=True)).to_be_visible()


def test_the_papers_depths_are_marks_of_the_slider(booted: Booted) -> None:
    widget = degradation(booted.open("embed.html?start=race"))
    track = widget.element.locator("[data-setting=depth] .track")
    box = track.bounding_box()
    assert box
    for mark in (20, 44, 110):
        # Spaced by its logarithm, from 2 to 110, between the thumb's middles at either end.
        share = math.log(mark / 2) / math.log(110 / 2)
        near = 8 + share * (box["width"] - 16) + 3
        track.click(position={"x": near, "y": box["height"] / 2})
        expect(widget.element.get_by_label("Depth", exact=True)).to_have_value(str(mark))
        expect(track.locator(".tickmark.present")).to_have_text(str(mark))


def test_every_kind_of_network_races_the_plain_one(booted: Booted) -> None:
    widget = degradation(booted.open("embed.html?widget=degradation&depth=8&epochs=4"))
    widget.open_more()
    for block in ("pre", "highway", "dense"):
        widget.element.get_by_label("Network", exact=True).select_option(block)
        results = widget.train()
        assert [run["kind"] for run in results["runs"]] == ["plain", block]
        assert [run["epochs"] for run in results["runs"]] == [4, 4]
        expect(widget.element.locator("figcaption")).to_contain_text(
            "The 8-layer plain network ended at"
        )
    assert booted.errors == []
