"""Readers with colours of their own, on paper, by ear, by touch: nothing is lost on them."""

import pytest
from browser.booted import Booted
from browser.conftest import Visit
from browser.sight import words_of_charts
from browser.widget import Widget, degradation, gradient_flow
from playwright.sync_api import Browser, Locator, Page, expect


def looks(part: Locator, page: Page) -> bytes:
    """Return a picture of a part of the page, without pointer and focus."""
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement?.blur()")
    return part.screenshot()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_leave_the_state_of_every_control_in_sight(
    booted: Booted, scheme: str
) -> None:
    booted.page.emulate_media(forced_colors="active", color_scheme=scheme)
    page = booted.open()
    widget = degradation(page)
    switch = widget.element.get_by_role("switch")
    on = looks(switch, page)
    switch.press("Space")
    off = looks(switch, page)
    assert on != off
    slides_in_sight(page, widget, "depth", "Depth", 110)

    flow = gradient_flow(booted.open("embed.html?widget=gradient-flow&depth=20"))
    first, second = flow.element.locator(".view-switch label").all()[:2]
    chosen, other = looks(first, page), looks(second, page)
    second.click()
    assert looks(first, page) != chosen
    assert looks(second, page) != other

    slides_in_sight(page, flow, "depth", "Depth", 300)
    slides_in_sight(page, flow, "init_scale", "Size of the weights", 1.5)

    flow.open_sheet("Cases")
    case = flow.element.locator(".cases tbody tr").nth(1)
    quiet = looks(case, page)
    case.get_by_role("button").click()
    expect(case).to_have_attribute("aria-current", "true")
    assert looks(case, page) != quiet


def slides_in_sight(page: Page, widget: Widget, setting: str, label: str, value: float) -> None:
    """Fail unless a slider that moves is seen to move."""
    track = widget.element.locator(f"[data-setting={setting}] .track")
    low = looks(track, page)
    widget.slide(label, value)
    assert looks(track, page) != low


def test_letters_can_be_told_from_their_buttons_in_forced_colours(booted: Booted) -> None:
    booted.page.emulate_media(forced_colors="active")
    page = booted.open("embed.html")
    found = degradation(page).element.evaluate(
        """widget => [...widget.shadowRoot.querySelectorAll("button")].map((button) => {
            const { color, backgroundColor } = getComputedStyle(button);
            return [button.textContent.trim(), color, backgroundColor];
        })"""
    )
    # The browser lays its own paper, that of the page, under all letters.
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert [name for name, ink, own in found if ink in (paper, own)] == []


def test_paper_has_the_switch_and_the_slider(visit: Visit) -> None:
    visit.page.emulate_media(media="print")
    page = visit.open()
    exact = """(part, pseudo) => {
        const style = getComputedStyle(part, pseudo);
        const drawn = style.backgroundImage !== "none" ||
            style.backgroundColor !== "rgba(0, 0, 0, 0)";
        return drawn && style.printColorAdjust === "exact";
    }"""
    assert degradation(page).element.get_by_role("switch").evaluate(exact, "::before")
    for widget, tracks in ((degradation(page), 1), (gradient_flow(page), 2)):
        assert widget.element.locator(".track").count() == tracks
        for i in range(tracks):
            assert widget.element.locator(".track").nth(i).evaluate(exact, "::before")
            assert widget.element.locator(".thumb").nth(i).evaluate(exact)


EVERY_KIND = """widget => {
    const { defaults, rows } = widget.table;
    const blocks = Object.keys(rows.get("block").choices);
    const curves = { loss: [0.7, 0.5, 0.3], accuracy: [0.5, 0.7, 0.9], done: true };
    widget.pinned = blocks.map((block, i) => (
        { config: { ...defaults, block, seed: i }, name: block, ...curves }));
}"""


SCHEMES = ("light", "dark")


def read_in_all_colours(widget: Widget) -> str:
    """Return the words on a widget's charts, which can be read in light and in dark colours."""
    for scheme in SCHEMES:
        widget.element.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        told = " ".join(words_of_charts(widget))
    return told


def test_every_word_on_a_chart_can_be_read(visit: Visit) -> None:
    page = visit.open()
    widget = degradation(page)
    expect(widget.element.locator("figure svg text").first).to_be_attached()
    widget.element.evaluate(EVERY_KIND)
    for view in ("Training loss", "Share right", "Gradients"):
        widget.choose_view(view)
        expect(widget.element.get_by_text("on its way")).to_have_count(0)
        page.wait_for_timeout(200)
        told = read_in_all_colours(widget)
        if view == "Training loss":
            assert all(kind in told for kind in ("highway", "dense", "plain"))
    for each in (Widget(page, "depth-table"), gradient_flow(page)):
        each.element.scroll_into_view_if_needed()
        expect(each.element.locator("figure svg text").first).to_be_attached()
        read_in_all_colours(each)


LISTEN = """widget => {
    const inside = (root) => [...root.querySelectorAll("*")].flatMap((element) => [
        element, ...(element.shadowRoot ? inside(element.shadowRoot) : [])]);
    const said = new Map();
    const look = () => inside(widget.shadowRoot)
        .filter((element) => element.matches("[role=status], [role=alert], [aria-live=polite]"))
        .flatMap((element) => {
            const words = element.textContent.trim();
            const news = words && said.get(element) !== words ? [words] : [];
            said.set(element, words);
            return news;
        });
    look();
    widget.heard = [];
    new MutationObserver(() => widget.heard.push(...look()))
        .observe(widget.shadowRoot, { subtree: true, childList: true, characterData: true });
}"""


def heard(widget: Widget, press: str) -> list[str]:
    """Return what is said from a press on a button to the end of the training."""
    expect(widget.element.get_by_role("status")).to_contain_text("skips")
    widget.element.evaluate(LISTEN)
    widget.press(press)
    widget.wait("done")
    widget.element.page.wait_for_timeout(700)  # what comes late: pictures, pins
    return widget.element.evaluate("widget => widget.heard")


def test_one_voice_says_what_goes_on_and_the_verdict_once(visit: Visit) -> None:
    page = visit.open("?depth=8&epochs=40&flow.depth=8&flow.epochs=40")
    first = heard(degradation(page), "Train")
    assert first[0].startswith("Loading Python, ")
    assert 1 <= len([words for words in first if words.startswith("Loading")]) <= 6
    assert first[-2] == "Training."
    assert first[-1] == degradation(page).element.locator("figcaption").inner_text()
    assert len(first) == len(set(first))
    flow = gradient_flow(page)
    second = heard(flow, "Train")
    assert second[-2:] == ["Training.", flow.verdict]
    # Heard in full: what is read is shortened to the room that there is.
    claims = flow.element.locator("figcaption strong").all_inner_texts()
    assert len(claims) == 2
    assert all(claim.rstrip(":.") in second[-1] for claim in claims)
    assert len(second) == len(set(second))


SMALL_FIELDS = """() => {
    const inside = (root) => [...root.querySelectorAll("*")].flatMap((element) => [
        element, ...(element.shadowRoot ? inside(element.shadowRoot) : [])]);
    return inside(document).filter((each) => each.matches("input, select, textarea"))
        .filter((each) => Number.parseFloat(getComputedStyle(each).fontSize) < 16)
        .map((each) => each.outerHTML);
}"""


def test_no_field_is_so_small_that_a_phone_zooms_into_it(chromium: Browser, site: str) -> None:
    context = chromium.new_context(
        viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(f"{site}?pin=depth:8")
    assert page.evaluate("matchMedia('(pointer: coarse)').matches"), "else this proves nothing"
    widget = degradation(page)
    fields = {
        "Settings": widget.sheet.locator("input, select"),
        "Show the code": widget.element.get_by_role("textbox", name="to edit"),
        "Embed": widget.element.get_by_label("Code", exact=True),
    }
    for name, field in fields.items():
        widget.press(name)
        expect(field.first).to_be_visible()
        assert page.evaluate(SMALL_FIELDS) == [], name
    context.close()
