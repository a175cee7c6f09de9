"""A first visit is shown around once, and is left alone otherwise."""

import pytest
from browser.conftest import ROOT, Visit
from browser.widget import degradation
from playwright.sync_api import Locator, Page, expect


def card(page: Page) -> Locator:
    return page.get_by_role("complementary", name="A short tour")


def tour_was_decided_on(page: Page) -> None:
    """Wait until the module that shows the tour, or does not, has run."""
    page.evaluate(
        """async () => {
            await customElements.whenDefined("guided-tour");
            await new Promise((resolve) => setTimeout(resolve));
        }"""
    )


def test_a_first_visit_gets_three_steps_and_the_second_none(visit: Visit) -> None:
    page = visit.open()
    for title in ("Set the depth", "Switch the skips", "Train both"):
        expect(card(page).get_by_role("heading")).to_have_text(title)
        last = title == "Train both"
        card(page).get_by_role("button", name="Done" if last else "Next").click()
    expect(card(page)).to_have_count(0)
    expect(degradation(page).button("Train")).to_be_focused()
    page.reload()
    tour_was_decided_on(page)
    expect(card(page)).to_have_count(0)
    assert visit.errors == []


@pytest.mark.parametrize("way", ["Escape", "button", "another control"])
def test_the_tour_can_be_left_at_once(visit: Visit, way: str) -> None:
    page = visit.open()
    expect(card(page)).to_be_visible()
    if way == "Escape":
        card(page).get_by_role("button", name="Next").focus()
        page.keyboard.press("Escape")
    elif way == "button":
        card(page).get_by_role("button", name="Skip the tour").click()
    else:
        degradation(page).open_more()
    expect(card(page)).to_have_count(0)


def test_doing_what_it_says_goes_on_and_train_ends_it(visit: Visit) -> None:
    page = visit.open()
    expect(card(page).get_by_role("heading")).to_have_text("Set the depth")
    widget = degradation(page)
    widget.slide("Depth", 20)
    expect(card(page).get_by_role("heading")).to_have_text("Switch the skips")
    widget.press("Train")
    expect(card(page)).to_have_count(0)


@pytest.mark.parametrize("width", [320, 700, 1280, 1920])
def test_it_covers_neither_what_it_speaks_of_nor_moves_the_page(visit: Visit, width: int) -> None:
    page = visit.page
    page.set_viewport_size({"width": width, "height": 800})
    visit.open()
    places = """() => [...document.querySelectorAll("h1, h2, degradation-explorer, gradient-flow")]
        .map((element) => element.getBoundingClientRect().top + scrollY)"""
    expect(card(page)).to_be_visible()
    with_tour = page.evaluate(places)
    parts = {
        "Set the depth": "#setting-depth",
        "Switch the skips": "[role=switch]",
        "Train both": "button.primary",
    }
    for title, selector in parts.items():
        expect(card(page).get_by_role("heading")).to_have_text(title)
        part = degradation(page).element.locator(selector).first
        part.scroll_into_view_if_needed()
        page.evaluate("new Promise(requestAnimationFrame)")
        on_top = part.evaluate(
            """(part) => {
                const { left, top, width, height } = part.getBoundingClientRect();
                return document.elementFromPoint(left + width / 2, top + height / 2)?.localName;
            }"""
        )
        assert on_top == "degradation-explorer"
        card(page).get_by_role("button", name="Next").or_(
            card(page).get_by_role("button", name="Done")
        ).click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(card(page)).to_have_count(0)
    assert page.evaluate(places) == with_tour


def test_a_tour_that_would_fill_the_window_waits_for_a_greater_one(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size({"width": 320, "height": 180})  # 1280 by 720 at 400 % zoom
    visit.open()
    tour_was_decided_on(page)
    expect(page.locator("guided-tour aside")).to_be_attached()
    controls = degradation(page).element.locator("input, [role=switch], button.primary")
    for control in controls.all():
        if not control.is_visible():
            continue
        control.scroll_into_view_if_needed()
        on_top = control.evaluate(
            """(part) => {
                const { left, top, width, height } = part.getBoundingClientRect();
                return document.elementFromPoint(left + width / 2, top + height / 2)?.localName;
            }"""
        )
        assert on_top == "degradation-explorer"
    expect(card(page)).not_to_be_visible()
    page.reload()
    tour_was_decided_on(page)
    expect(card(page)).not_to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 720})
    expect(card(page)).to_be_visible()
    page.reload()
    tour_was_decided_on(page)
    expect(page.locator("guided-tour")).to_have_count(0)


def test_there_is_none_in_an_embed_nor_where_nothing_can_be_remembered(visit: Visit) -> None:
    page = visit.open("embed.html")
    expect(degradation(page).button("Train")).to_be_visible()
    assert visit.asked_for("first-visit") == []
    page.set_content(
        f'<script type="module" src="{visit.site}assets/page.js"></script>'
        "<degradation-explorer></degradation-explorer>"
    )
    expect(degradation(page).button("Train")).to_be_visible()
    page.evaluate("new Promise(requestIdleCallback)")
    assert visit.asked_for("first-visit") == []
    page.add_init_script(
        """Object.defineProperty(window, "localStorage", {
            get() { throw new DOMException("blocked", "SecurityError"); } });"""
    )
    page = visit.open()
    tour_was_decided_on(page)
    expect(card(page)).to_have_count(0)
    assert visit.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_while_tour_and_code_are_open(visit: Visit, scheme: str) -> None:
    visit.page.emulate_media(color_scheme=scheme)
    page = visit.open()
    expect(card(page)).to_be_visible()
    page.add_script_tag(path=ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js")
    found = page.evaluate("async () => (await axe.run()).violations")
    assert [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found] == []
