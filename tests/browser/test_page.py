"""The page itself: frames of other sites, keyboard, small screens, both themes."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser.booted import Booted
from browser.browsers import ARGUMENTS, PROCESS_PER_SITE
from browser.conftest import Visit
from browser.sight import violations
from browser.widget import BOOT_MS, degradation, gradient_flow
from playwright.sync_api import BrowserContext, Locator, Playwright, expect

from residual.claims import all_claims

WIDGETS = {"degradation": degradation, "gradient-flow": gradient_flow}

OPENED = """() => new Promise((resolve) => {
    try {
        const request = indexedDB.open("probe");
        request.onsuccess = () => resolve("opened");
        request.onerror = () => resolve("blocked");
    } catch { resolve("blocked"); }
})"""


@pytest.fixture
def strict_context(
    playwright: Playwright, chromium_path: str, tmp_path: Path
) -> Iterator[BrowserContext]:
    """A browser whose reader has blocked third-party storage."""
    (tmp_path / "Default").mkdir()
    preferences = {"profile": {"cookie_controls_mode": 1, "block_third_party_cookies": True}}
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(preferences))
    context = playwright.chromium.launch_persistent_context(
        str(tmp_path), executable_path=chromium_path, args=[*ARGUMENTS, PROCESS_PER_SITE]
    )
    yield context
    context.close()


def test_embeds_train_in_another_sites_page_with_storage_blocked(
    strict_context: BrowserContext, post_with: Callable[[str], str], site: str
) -> None:
    page = strict_context.new_page()
    for name, widget_of in WIDGETS.items():
        address = f"{site}embed.html?widget={name}&depth=8&epochs=5"
        page.goto(post_with(f'<iframe src="{address}" width="800" height="900"></iframe>'))
        assert page.frames[1].evaluate(OPENED) == "blocked", "else this test proves nothing"
        subject = widget_of(page.frame_locator("iframe"))
        subject.press("Train")
        subject.wait("done", BOOT_MS)
        assert subject.results["source"] == "live"


def test_the_keyboard_alone_sets_depth_toggles_skips_trains_and_pauses(booted: Booted) -> None:
    page = booted.open("embed.html?widget=degradation&epochs=3000")
    widget = degradation(page)
    expect(widget.button("Train")).to_be_visible()
    one_button = widget.element.locator("button.train")
    for _ in range(6):
        page.keyboard.press("Tab")
        if one_button.evaluate("button => button.matches(':focus')"):
            break
    expect(one_button).to_be_focused()
    page.keyboard.press("Tab")
    expect(widget.element.get_by_label("Depth", exact=True)).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    widget.wait_until("widget.status === 'running' && runs[0].epochs > 0")
    page.keyboard.press("Enter")
    widget.wait("paused")
    expect(one_button).to_be_focused()
    (run,) = widget.results["runs"]
    assert (run["label"], run["config"]["depth"]) == ("plain", 58)
    assert run["epochs"] > 0


def test_each_chart_has_its_table_and_a_spoken_summary(visit: Visit) -> None:
    visit.keep_python_away()
    page = visit.open()
    widget = degradation(page)
    widget.open_numbers()
    table = widget.element.get_by_role("table")
    loss = widget.results["runs"][0]["loss"]
    expect(table.get_by_role("row").nth(1)).to_contain_text(f"{loss[0]:.3g}")
    for each in (widget, gradient_flow(page)):
        summary = each.element.get_by_role("status")
        expect(summary).to_contain_text("skips")
        expect(each.element.locator("figure svg[aria-label]").first).to_be_attached()


def test_nothing_sticks_out_of_a_small_screen(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 320, "height": 740})
    visit.keep_python_away()
    page = visit.open()
    for widget in (degradation(page), gradient_flow(page)):
        widget.open_more()
    for width in (320, 360, 768):
        page.set_viewport_size({"width": width, "height": 740})
        page.wait_for_timeout(300)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_claim_is_in_the_page_s_flow(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 320, "height": 740})
    page = visit.open()
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        stands_whole(page.locator("claims-ledger"))


def stands_whole(ledger: Locator) -> None:
    ledger.scroll_into_view_if_needed()
    rows = ledger.locator("tbody tr")
    expect(rows).to_have_count(len(all_claims()))
    boxes = ledger.evaluate(
        """(ledger) => [...ledger.renderRoot.querySelectorAll("*"), ledger].filter((element) =>
            element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 0
            && getComputedStyle(element).overflowY !== "visible").length"""
    )
    assert boxes == 0, "nothing of it scrolls by itself"
    bottom = ledger.evaluate("(ledger) => ledger.getBoundingClientRect().bottom")
    last = rows.last.evaluate("(row) => row.getBoundingClientRect().bottom")
    assert 0 <= bottom - last < 4
    expect(ledger.get_by_text("cannot tell").first).to_be_visible()


@pytest.mark.parametrize("path", ["", "embed.html?widget=gradient-flow"])
def test_axe_finds_no_violation_in_light_or_dark_colours(visit: Visit, path: str) -> None:
    visit.page.emulate_media(color_scheme="light")
    visit.keep_python_away()
    page = visit.open(path)
    for widget_of in (gradient_flow,) if path else (degradation, gradient_flow):
        widget_of(page).open_more()
    assert violations(page, "light") == []
    visit.page.emulate_media(color_scheme="dark")
    assert violations(page, "dark") == []
