"""The elements in a page of somebody else: its layout, its styles, its scripts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browser.conftest import Visit
from browser.widget import Widget, degradation, gradient_flow
from playwright.sync_api import Page, Route, expect

ELEMENTS = ("degradation-explorer", "gradient-flow", "depth-table", "claims-ledger")
PLACES = {
    "in a flex row": '<div style="display: flex">{}<p>Beside it.</p></div>',
    "in a flex row with much text": '<div style="display: flex">{}<p>'
    + "Words. " * 200
    + "</p></div>",
    "in a centred column": '<div class="column" style="display: flex">{}</div>',
    "in a grid": '<div class="grid" style="display: grid">{}<p>Beside it.</p></div>',
    "inline-block": '<div class="inline-block">{}</div>',
    "float": '<div class="float">{}<p>Around it.</p></div>',
    "absolute": '<div class="absolute" style="position: relative; height: 900px">{}</div>',
}
PLACE_STYLES = """<style>
    body { margin: 8px; }
    .column { flex-direction: column; align-items: center; }
    .grid { grid-template-columns: auto auto; }
    .inline-block > :first-child { display: inline-block; }
    .float > :first-child { float: left; }
    .absolute > :first-child { position: absolute; }
    div { clear: both; }
</style>"""


@pytest.fixture
def post(visit: Visit) -> Callable[[str], Page]:
    """Opens a page of the given HTML that brings the elements' script."""

    def open_post(html: str) -> Page:
        script = f'<script type="module" src="{visit.site}assets/page.js"></script>'
        body = f"<!doctype html><title>A post</title>{script}{html}"
        visit.page.route(
            "**/post", lambda route: route.fulfill(body=body, content_type="text/html")
        )
        return visit.open("post")

    return open_post


def drawn(page: Page) -> None:
    """Wait until every element has been drawn."""
    page.wait_for_function(
        """names => [...document.querySelectorAll(names)].every(
            (element) => element.shadowRoot?.querySelector("section, table"))""",
        arg=",".join(ELEMENTS),
    )
    page.evaluate("new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)))")


@pytest.mark.parametrize("name", ["degradation-explorer", "depth-table"])
def test_an_element_is_usable_wherever_a_page_puts_it(
    post: Callable[[str], Page], name: str
) -> None:
    places = [place.format(f"<{name}></{name}>") for place in PLACES.values()]
    page = post(PLACE_STYLES + "".join(places))
    for window in (1000, 360):
        page.set_viewport_size({"width": window, "height": 800})
        drawn(page)
        page.wait_for_function(
            "name => [...document.querySelectorAll(name)].every((each) => each.clientWidth > 0)",
            arg=name,
        )
        found = page.evaluate(
            """name => [...document.querySelectorAll(name)].map((element) => {
                const { left, right, width } = element.getBoundingClientRect();
                const charts = [...element.shadowRoot.querySelectorAll("svg[role=img]")];
                return { left, right, width, chart: charts[0].getBoundingClientRect().width };
            })""",
            name,
        )
        for place, box in zip(PLACES, found, strict=True):
            assert box["width"] >= 280, (place, window)
            assert box["left"] >= 0, (place, window)
            assert box["right"] <= window, (place, window)
            assert 240 <= box["chart"] <= box["width"], (place, window)


def test_what_begins_hidden_is_drawn_for_the_width_that_it_gets(
    post: Callable[[str], Page],
) -> None:
    page = post('<div hidden style="width: 500px"><gradient-flow></gradient-flow></div>')
    drawn(page)
    page.evaluate("document.querySelector('div').hidden = false")
    chart = gradient_flow(page).element.locator("figure svg[role=img]").first
    expect(chart).to_have_attribute("width", "476")


HOSTILE = """<style>
    html { direction: rtl; }
    body, body * {
        text-transform: uppercase; white-space: nowrap; letter-spacing: 5px; word-spacing: 9px;
        text-align: right; text-indent: 40px; writing-mode: horizontal-tb;
    }
    body {
        margin: 8px; font: italic bold 40px/3 serif; font-variant: small-caps; cursor: wait;
        text-shadow: 2px 2px red; fill: red; stroke: red; word-break: break-all; tab-size: 1;
        list-style: square; border-collapse: collapse; quotes: none; accent-color: red;
        --link: red; --kind: red; --share: 1; overflow-wrap: anywhere; hyphens: auto;
    }
</style>"""


def boxes(page: Page) -> dict[str, list[Any]]:
    """Return what stands in each element, once that stays: some of it comes late."""
    for name in ELEMENTS:
        page.locator(name).scroll_into_view_if_needed()  # what is far away comes later
    page.wait_for_load_state("networkidle")
    looks: list[dict[str, list[Any]]] = []
    while len(looks) < STILL or any(look != looks[-1] for look in looks[-STILL:]):
        looks.append({name: looked_at(page, name) for name in ELEMENTS})
        page.wait_for_timeout(300)
    return looks[-1]


STILL = 4
"""So many looks in a row are the same where nothing comes any more."""


def looked_at(page: Page, name: str) -> list[Any]:
    """Return what stands in an element, with its place in it and how it is written."""
    return page.locator(name).evaluate(
        """host => {
            const { left, top } = host.getBoundingClientRect();
            const inside = (root) => [...root.querySelectorAll("*")].flatMap((element) => [
                element, ...(element.shadowRoot ? inside(element.shadowRoot) : [])]);
            const seen = (each) => each.checkVisibility() && each.getBoundingClientRect().width > 0;
            return inside(host.shadowRoot).filter(seen).map((each) => {
                const box = each.getBoundingClientRect();
                const style = getComputedStyle(each);
                return [each.localName, each.className.baseVal ?? each.className,
                    ...[box.left - left, box.top - top, box.width, box.height].map(Math.round),
                    style.font, style.color, style.cursor, style.textShadow, style.fill];
            });
        }"""
    )


def test_nothing_of_the_pages_writing_comes_through(post: Callable[[str], Page]) -> None:
    elements = "".join(
        f'<div style="width: 700px; direction: ltr"><{name}></{name}></div>' for name in ELEMENTS
    )
    page = post(elements)
    drawn(page)
    usual = boxes(page)
    page = post(HOSTILE + elements.replace("direction: ltr", ""))
    drawn(page)
    found = boxes(page)
    for name in ELEMENTS:
        assert found[name] == usual[name], name
        assert len(usual[name]) > 20, "else this test proves nothing"


def test_a_hidden_part_of_a_page_stays_hidden(post: Callable[[str], Page]) -> None:
    page = post(
        '<div style="visibility: hidden; pointer-events: none"><depth-table></depth-table></div>'
    )
    drawn(page)
    expect(page.locator("depth-table section")).not_to_be_visible()


CONTRAST = """(host) => {
    const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const luminance = (colour) => {
        pen.fillStyle = colour;
        pen.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((v) => v / 255)
            .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const { color, backgroundColor } = getComputedStyle(document.querySelector(host));
    if (backgroundColor === "rgba(0, 0, 0, 0)") return { ratio: 0, dark: false };
    const [ink, paper] = [luminance(color), luminance(backgroundColor)];
    const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    return { ratio, dark: paper < 0.2 };
}"""


def test_ink_and_paper_go_together_on_a_dark_page(post: Callable[[str], Page]) -> None:
    page = post(
        "<style>html { background: #111; color: #eee }</style>"
        + "".join(f"<{name}></{name}>" for name in ELEMENTS)
    )
    drawn(page)
    for scheme, dark in (("", False), ("dark", True), ("light", False)):
        page.evaluate("scheme => { document.documentElement.style.colorScheme = scheme; }", scheme)
        for name in ELEMENTS:
            found = page.evaluate(CONTRAST, name)
            assert found["ratio"] > 10, (name, scheme)
            assert found["dark"] == dark, (name, scheme)


def config(widget: Widget) -> dict[str, Any]:
    return widget.element.evaluate("widget => widget.config")


def put(widget: Widget, **attributes: str | None) -> None:
    """Set attributes one after the other in one go; None removes one."""
    widget.element.evaluate(
        """(widget, attributes) => {
            for (const [name, text] of Object.entries(attributes)) {
                if (text === null) widget.removeAttribute(name);
                else widget.setAttribute(name, text);
            }
        }""",
        {name.replace("_", "-"): text for name, text in attributes.items()},
    )


def test_an_attribute_is_a_control(post: Callable[[str], Page]) -> None:
    page = post('<degradation-explorer depth="20" width="8"></degradation-explorer>')
    widget = degradation(page)
    depth = widget.element.get_by_label("Depth", exact=True)
    expect(depth).to_have_value("20")
    put(widget, depth="32")
    expect(depth).to_have_value("32")
    widget.wait_until("runs.every((run) => run.config.depth === 32 && run.config.width === 8)")
    put(widget, depth="33333")
    expect(widget.element.get_by_role("alert")).to_contain_text("depth: 33333 is not allowed")
    expect(widget.element.get_by_role("alert")).to_contain_text("Depth stays 32")
    assert config(widget)["depth"] == 32
    put(widget, depth=None, shortcut="none", view="accuracy", hide="tools")
    expect(widget.element.get_by_role("alert")).to_have_count(0)
    expect(depth).to_have_value("56")
    expect(widget.element.get_by_role("switch")).to_have_attribute("aria-checked", "false")
    assert widget.view == "Share right"
    expect(widget.element.get_by_role("button", name="Copy link")).to_have_count(0)
    widget.element.evaluate("widget => { widget.pinned = [{ config: { ...widget.config } }]; }")
    put(widget, view="nonsense", preset="article", width=None, shortcut=None)
    expect(widget.element.get_by_role("alert")).to_contain_text("view: nonsense is not allowed")
    widget.open_sheet("Settings")
    expect(widget.element.get_by_label("Preset")).to_have_value("article")
    assert len(widget.results["pinned"]) == 1, "a preset takes nothing away"
    widget.slide("Depth", 8)
    put(widget, preset="article", view="nonsense")  # as a framework that writes all again
    assert config(widget)["depth"] == 8


def test_an_element_of_a_script_takes_what_the_script_says_later(
    post: Callable[[str], Page],
) -> None:
    page = post("<main></main>")
    page.wait_for_function("customElements.get('gradient-flow') !== undefined")
    page.evaluate(
        """() => {
            const element = document.createElement("gradient-flow");
            document.querySelector("main").append(element);
            element.setAttribute("depth", "30");
            element.setAttribute("init-scale", "0.6");
        }"""
    )
    widget = gradient_flow(page)
    expect(widget.element.get_by_label("Depth", exact=True)).to_have_value("30")
    assert config(widget)["init_scale"] == 0.6
    assert widget.status == "recorded", "nothing was touched, so Python is not asked for"


def test_a_move_in_the_page_changes_nothing_and_a_removal_keeps_the_settings(
    post: Callable[[str], Page],
) -> None:
    page = post('<div></div><degradation-explorer depth="8" epochs="3000"></degradation-explorer>')
    widget = degradation(page)
    widget.slide("Depth", 12)
    widget.press("Train")
    widget.wait("running")
    widget.wait_until("results.source === 'live' && runs[0].epochs > 20")
    before, after = widget.element.evaluate(
        """widget => {
            const before = widget.results.runs[0].loss;
            document.querySelector("div").append(widget);
            return [before, widget.results.runs[0].loss.slice(0, before.length)];
        }"""
    )
    assert after == before
    widget.wait_until(f"runs[0].epochs > {len(before) + 20}")
    assert widget.status == "running"
    assert widget.results["runs"][0]["loss"][: len(before)] == before
    assert config(widget)["depth"] == 12
    # Out of the page for good; the test alone keeps hold of it.
    given_up = page.evaluate(
        """async () => {
            window.kept = document.querySelector("degradation-explorer");
            kept.remove();
            const end = performance.now() + 10000;
            while (!kept.session.givenUp && performance.now() < end)
                await new Promise((then) => setTimeout(then, 50));
            return kept.session.givenUp;
        }"""
    )
    assert given_up
    page.evaluate("document.body.append(kept)")
    widget.wait("ready")
    expect(widget.element.locator(".status")).to_contain_text("its networks were given up")
    assert config(widget)["depth"] == 12
    widget.press("Train")
    widget.wait_until("runs.every((run) => run.epochs > 5)")


def test_a_second_copy_of_the_script_is_harmless(
    post: Callable[[str], Page], visit: Visit, dist: Path
) -> None:
    def copied(route: Route) -> None:
        path = route.request.url.partition("/copy/")[2]
        route.fulfill(path=dist / path)

    told: list[str] = []
    visit.page.on("console", lambda message: told.append(message.text))
    visit.page.route("**/copy/**", copied)
    page = post(
        '<script type="module" src="copy/assets/page.js"></script>'
        "<degradation-explorer></degradation-explorer>"
    )
    drawn(page)
    page.wait_for_load_state("networkidle")
    assert visit.errors == []
    assert [text for text in told if "already" in text] == told
    # Each copy says it once; either may be the later one, element by element.
    assert 1 <= len(told) <= 2


def test_the_pages_own_links_and_texts_are_left_alone(post: Callable[[str], Page]) -> None:
    page = post('<p id="embed-code">Mine</p><a data-settings href="#there">There</a>')
    page.wait_for_function("customElements.get('gradient-flow') !== undefined")
    page.get_by_text("There").click()
    assert page.url.endswith("#there")
    expect(page.locator("p")).to_have_text("Mine")
