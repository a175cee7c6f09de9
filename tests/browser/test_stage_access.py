"""Each state of both stages, seen in other colours, heard, and magnified: nothing is lost."""

from collections.abc import Callable

import pytest
from browser.booted import Booted
from browser.conftest import Visit
from browser.sight import violations, words_of_charts
from browser.test_access import LISTEN
from browser.test_story import step
from browser.widget import Widget, degradation, gradient_flow
from playwright.sync_api import Page, expect

SEEN_IN = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced light": {"color_scheme": "light", "forced_colors": "active"},
    "forced dark": {"color_scheme": "dark", "forced_colors": "active"},
}


def reach(widget: Widget, name: str) -> None:
    """Wait for a step of the story, and until it is drawn."""
    step(widget, name)
    widget.element.evaluate("widget => widget.updateComplete")


def tell_the_story(widget: Widget, at: Callable[[str], None]) -> None:
    """Go through the story, and stop at each of its states."""
    at("predict")
    for train, before, after in (
        ("Train 56", "fail", "skip"),
        ("Train with skips", "rescue", "explore"),
    ):
        widget.press(train)
        reach(widget, before)
        at(before)
        widget.press("Add skips" if after == "skip" else "Explore")
        reach(widget, after)
        at(after)


def seen_in_all_colours(page: Page, widget: Widget, state: str) -> None:
    """Fail unless all can be seen, in the colours of every reader."""
    for colours, media in SEEN_IN.items():
        page.emulate_media(**{"forced_colors": "none", **media})  # type: ignore[arg-type]
        page.wait_for_timeout(200)  # what fades has faded
        assert violations(page, colours) == [], (state, colours)
        words_of_charts(widget)
    page.emulate_media(forced_colors="none", color_scheme="light")


def test_each_state_of_the_story_can_be_seen(newcomer: Visit) -> None:
    page = newcomer.page
    page.emulate_media(reduced_motion="reduce", color_scheme="light")
    newcomer.keep_python_away()
    widget = degradation(newcomer.open("embed.html"))
    expect(widget.element.locator("path.ghost")).to_have_count(1)
    seen = []

    def look(state: str) -> None:
        seen_in_all_colours(page, widget, state)
        seen.append(state)

    tell_the_story(widget, look)
    assert seen == ["predict", "fail", "skip", "rescue", "explore"]


def test_each_view_of_the_gradients_can_be_seen(booted: Booted) -> None:
    page = booted.page
    page.emulate_media(reduced_motion="reduce", color_scheme="light")
    widget = gradient_flow(booted.open("embed.html?widget=gradient-flow"))
    widget.wait_until("widget.known.recordings")
    for view in ("Weight gradient", "Activations", "First update", "Signal gradient"):
        widget.choose_view(view)
        seen_in_all_colours(page, widget, view)


def test_each_step_of_the_story_is_said_once_though_python_never_comes(newcomer: Visit) -> None:
    newcomer.keep_python_away()
    widget = degradation(newcomer.open("embed.html"))
    expect(widget.element.get_by_role("status")).to_contain_text("where will it end?")
    widget.element.evaluate(LISTEN)
    sentences = []

    def read(state: str) -> None:
        if state != "explore":
            sentences.append(widget.element.locator("figcaption").inner_text())

    tell_the_story(widget, read)
    heard = widget.element.evaluate("widget => widget.heard")
    _, fail, skip, rescue = sentences
    told = [words for words in heard if words in {"Training.", *sentences}]
    assert told == ["Training.", fail, skip, "Training.", rescue]


ALL_OF_IT = """(widget) => {
    const sentence = widget.renderRoot.querySelector("figcaption");
    return !sentence || (sentence.scrollHeight <= sentence.clientHeight + 1
        && sentence.scrollWidth <= sentence.clientWidth + 1);
}"""


def require_width(page: Page, widget: Widget, state: str) -> None:
    """Depth, switch, button and sentence lie beside no edge; nothing of the sentence is cut off."""
    for part in (
        widget.element.get_by_role("slider", name="Depth", exact=True).locator("xpath=.."),
        widget.element.get_by_role("switch", name="Skip connections"),
        widget.element.locator("button.train"),
        widget.element.locator("figcaption"),
    ):
        part.scroll_into_view_if_needed()
        expect(part).to_be_visible()
        box = part.bounding_box()
        assert box
        assert box["x"] >= 0, state
        assert box["x"] + box["width"] <= page.evaluate("innerWidth"), state
    assert widget.element.evaluate(ALL_OF_IT), state
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), state


@pytest.mark.parametrize("path", ["", "embed.html"])
def test_at_four_times_the_size_nothing_scrolls_sideways(newcomer: Visit, path: str) -> None:
    """1280 by 1024 pixels at 400 % are 320 by 256, as WCAG 2.2 has it in 1.4.10."""
    page = newcomer.page
    page.set_viewport_size({"width": 320, "height": 256})
    page.emulate_media(reduced_motion="reduce")
    newcomer.keep_python_away()
    widget = degradation(newcomer.open(path))
    tell_the_story(widget, lambda state: require_width(page, widget, state))
    if path:
        newcomer.open("embed.html?widget=gradient-flow")
    require_width(page, gradient_flow(page), "gradients")
