"""Each part of the lab has a page of its own, a card, and a place in the contents of all pages."""

from collections.abc import Iterator

import pytest
from browser.conftest import Visit
from browser.sight import violations
from browser.test_first_picture import DESK, PHONE, SHIFTS, SIZE_OF_A_CARD, SIZES, size_of_png
from browser.test_start import ASKED_UP_TO_LOAD, bytes_asked_for
from browser.widget import Widget
from javascript.registry import WIDGETS
from playwright.sync_api import Browser, Page, expect

FIRST = "index.html"
PARTS = {name: part for name, part in WIDGETS.items() if part["page"] != FIRST}
PAGES = list(dict.fromkeys(part["page"] for part in WIDGETS.values()))
UP_TO_LOAD, BEFORE_A_TOUCH = 60_000, 150_000
"""Bytes of the page of a part."""

LONG_TASKS = """
    window.longest = 0;
    new PerformanceObserver((list) => {
        window.longest = Math.max(window.longest, ...list.getEntries().map((e) => e.duration));
    }).observe({ type: "longtask", buffered: true });
"""


def part_on(page: Page, name: str) -> Widget:
    return Widget(page, WIDGETS[name]["element"]).awake()


def test_the_contents_lead_from_every_page_to_every_part(visit: Visit) -> None:
    page = visit.open(PAGES[0])
    for path, further in zip(PAGES, [*PAGES[1:], PAGES[0]], strict=True):
        contents = page.get_by_role("navigation", name="Contents").get_by_role("link")
        assert contents.all_inner_texts() == [part["brief"] for part in WIDGETS.values()]
        leads = contents.evaluate_all("links => links.map((link) => link.getAttribute('href'))")
        assert leads == [part["page"] for part in WIDGETS.values()]
        here = page.locator(".contents [aria-current=page]")
        expect(here).to_have_count(1)
        assert here.get_attribute("href") == path
        other = next(part for part in WIDGETS.values() if part["page"] == further)
        page.get_by_role("navigation").get_by_role("link", name=other["brief"], exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(other["title"])
    assert visit.errors == []


def test_each_part_has_a_card_with_its_picture_on_the_first_page(visit: Visit) -> None:
    page = visit.open()
    cards = page.locator(".cards li")
    expect(cards).to_have_count(len(PARTS))
    for card, (name, part) in zip(cards.all(), PARTS.items(), strict=True):
        expect(card).to_contain_text(part["about"])
        expect(card.get_by_role("link", name=part["title"])).to_have_attribute("href", part["page"])
        card.scroll_into_view_if_needed()
        picture = card.locator("img")
        page.wait_for_function("image => image.complete", arg=picture.element_handle())
        assert picture.get_attribute("src") == f"cards/{name}.svg"
        assert picture.evaluate("image => image.naturalWidth") > 0, "it is a picture"
    assert visit.errors == []


def require_what_links_to_it_says(page: Page, part: dict[str, str]) -> None:
    def content(selector: str) -> str:
        return page.locator(f"head > {selector}").get_attribute("content") or ""

    assert page.title() == f"{part['title']}: Residual Explorer"
    assert content("meta[name=description]") == part["about"]
    assert content("meta[property='og:description']") == part["about"]
    assert content("meta[property='og:title']") == part["title"]
    assert size_of_png(content("meta[property='og:image']")) == SIZE_OF_A_CARD
    expect(page.get_by_role("heading", level=1)).to_have_text(part["title"])


@pytest.mark.parametrize("name", PARTS)
def test_its_page_has_its_words_is_seen_by_everybody_and_has_room_on_320_pixels(
    visit: Visit, name: str
) -> None:
    page = visit.page
    page.emulate_media(color_scheme="light")
    visit.keep_python_away()
    visit.open(PARTS[name]["page"])
    widget = part_on(page, name)
    require_what_links_to_it_says(page, PARTS[name])
    assert widget.element.evaluate("widget => widget.address") == "", "its state is in the address"
    for sheet in (None, "Settings", "Share"):
        if sheet:
            widget.element.get_by_role("button", name=sheet, exact=True).click()
            expect(widget.sheet).to_have_attribute("aria-label", sheet)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert violations(page, scheme) == [], (sheet, scheme)
        if sheet:
            widget.close_sheet()
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    widget.element.get_by_role("button", name="Settings", exact=True).click()
    expect(widget.sheet).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert visit.errors == []


@pytest.mark.parametrize("name", PARTS)
def test_its_page_is_there_soon_and_still(visit: Visit, name: str) -> None:
    """Few bytes, no jump, no long task, no Python; the part lies in the window as a whole."""
    page = visit.page
    page.add_init_script(SHIFTS + LONG_TASKS)
    for size in SIZES.values():
        visit.requests.clear()
        page.set_viewport_size(size)  # type: ignore[arg-type]
        visit.open(PARTS[name]["page"])
        widget = part_on(page, name)
        expect(widget.element.locator("svg[role=img], [role=img]").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert 5_000 < bytes_asked_for(visit, page.evaluate(ASKED_UP_TO_LOAD)) <= UP_TO_LOAD
        assert bytes_asked_for(visit) <= BEFORE_A_TOUCH
        assert page.evaluate("shifts") == []
        assert visit.python == []
        box = widget.element.bounding_box()
        assert box
        assert box["y"] + box["height"] <= size["height"]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert visit.errors == []


@pytest.fixture(scope="module")
def bare(chromium: Browser) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    context = chromium.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PARTS)
def test_without_scripts_there_are_picture_sentence_and_numbers(
    bare: Page, site: str, name: str
) -> None:
    for size in (DESK, PHONE):
        bare.set_viewport_size(size)  # type: ignore[arg-type]
        bare.goto(site + PARTS[name]["page"])
        picture = bare.locator("[data-widget] figure svg:visible")
        expect(picture).to_have_count(1)
        box = picture.bounding_box()
        assert box
        assert box["x"] + box["width"] <= size["width"]
        letters = picture.locator("text").evaluate_all(HEIGHTS)
        assert min(height for height in letters if height) >= 10
        caption = bare.locator("[data-widget] figcaption")
        assert len(caption.inner_text()) > 60
        numbers = bare.request.get(site + (caption.locator("a").get_attribute("href") or ""))
        assert len(numbers.text().splitlines()) > 5


HEIGHTS = "words => words.map((word) => word.getBoundingClientRect().height)"
