"""Stories in place of a list of presets: a question first, then what is trained answers it."""

import pytest
from browser.booted import Booted
from browser.test_stage import SIZES, height
from browser.widget import BOOT_MS, TRAIN_MS, Widget, degradation
from playwright.sync_api import Locator, expect

from residual.experiments.presets import DEGRADATION

SHALLOW = DEGRADATION["shallow"]


def card(widget: Widget, name: str) -> Locator:
    widget.open_sheet("Stories")
    return widget.sheet.locator(f"[data-story={name}]")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_stories_open_over_the_stage_and_none_answers_itself(
    booted: Booted, size: tuple[int, int]
) -> None:
    booted.page.set_viewport_size({"width": size[0], "height": size[1]})
    widget = degradation(booted.open("embed.html?start=explore"))
    before = height(widget)
    story = card(widget, "shallow")
    assert height(widget) == before
    expect(widget.sheet.locator(".story-card")).to_have_count(4)
    expect(story).to_contain_text(SHALLOW.question)
    for preset in DEGRADATION.values():
        expect(widget.element).not_to_contain_text(preset.about)
    wide = "sheet => sheet.scrollWidth > sheet.clientWidth"
    assert not widget.sheet.locator(".sheet-body").evaluate(wide)


def test_a_story_is_guessed_trained_and_told_and_what_was_told_stays(booted: Booted) -> None:
    widget = degradation(booted.open("embed.html?start=explore"))
    story = card(widget, "shallow")
    guess = story.get_by_role("button", name="with skips only")
    guess.click()
    expect(guess).to_have_attribute("aria-pressed", "true")
    story.get_by_role("button", name="Run it").click()
    expect(widget.sheet).to_have_count(0)
    expect(widget.element.locator(".status")).not_to_contain_text(SHALLOW.about)
    widget.wait("done", BOOT_MS + TRAIN_MS)
    runs = widget.results["runs"]
    assert [(run["kind"], run["config"]["depth"]) for run in runs] == [("plain", 20), ("post", 20)]
    assert "start=race" in widget.element.evaluate("() => location.search"), "both are on stage"
    told = card(widget, "shallow").locator(".story-told")
    expect(told).to_contain_text("You said with skips only; it was both.")
    expect(told).to_contain_text("20-layer")
    widget.close_sheet()
    widget.slide("Depth", 8)
    expect(card(widget, "shallow").locator(".story-told")).to_contain_text("20-layer")


def test_every_other_preset_is_in_the_settings(booted: Booted) -> None:
    widget = degradation(booted.open("embed.html?start=explore"))
    widget.open_sheet("Settings")
    options = widget.element.get_by_label("Preset").locator("option")
    assert {preset.label for preset in DEGRADATION.values()} <= set(options.all_text_contents())
