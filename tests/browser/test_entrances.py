"""Whatever comes from outside, the widget goes on drawing, and no message widens its page."""

from json import dumps
from xml.etree import ElementTree

from browser.booted import Booted
from browser.conftest import Visit
from browser.test_export import save
from browser.widget import degradation, gradient_flow
from hypothesis import given, settings
from hypothesis import strategies as st
from outsiders import NAMES, PINS, VALUES, searches, spoilt_pins
from playwright.sync_api import Page, expect

LONGEST_MESSAGE = 2500

SET = """async (widget, text) => {
    const odd = { undefined, nan: NaN, infinity: Infinity, function: () => 1, symbol: Symbol("s"),
        bigint: 10n, bare: Object.create(null), sparse: new Array(3), date: new Date(0),
        throwing: { toString: () => { throw new Error("read"); } }, typed: Float64Array.of(0.5) };
    const revive = (_, value) => typeof value?.odd === "string" ? odd[value.odd] : value;
    const before = JSON.stringify(widget.pinned);
    let message = "";
    try { widget.pinned = JSON.parse(text, revive); } catch (error) { message = String(error); }
    await widget.updateComplete;
    if (message && JSON.stringify(widget.pinned) !== before) throw new Error("runs are lost");
    return message;
}"""

GO = """async (widget, search) => {
    history.replaceState(null, "", location.pathname + "?" + search.replace(/^\\?/, ""));
    dispatchEvent(new PopStateEvent("popstate"));
    await widget.updateComplete;
    return widget.renderRoot.querySelector("[role=alert]")?.textContent ?? "";
}"""

MAKE = """async (attributes) => {
    const widget = document.createElement("degradation-explorer");
    for (const [name, text] of Object.entries(attributes)) widget.setAttribute(name, text);
    document.body.append(widget);
    await widget.updateComplete;
    const said = widget.renderRoot.querySelector("[role=alert]")?.textContent ?? "";
    widget.remove();
    return said;
}"""


def well_formed(text: str) -> str:
    """Text as an attribute of a page can be: without halves of pairs."""
    return text.encode(errors="replace").decode()


def is_no_wider_than_its_window(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_from_outside_stops_the_drawing(booted: Booted) -> None:
    page = booted.open("embed.html?widget=degradation")
    widget = degradation(page)
    expect(widget.button("Train")).to_be_visible()
    fuzz = settings(max_examples=40, deadline=None)
    views = st.sampled_from(["loss", "accuracy", "gradients", "sweep"])

    @fuzz
    @given(st.lists(PINS | spoilt_pins(), max_size=3) | VALUES, views, st.booleans())
    def by_the_property(pinned: object, view: str, log: bool) -> None:
        widget.element.evaluate(
            "(w, view) => { w.viewSettings = view; }", {"view": view, "log": str(int(log))}
        )
        message = widget.element.evaluate(SET, dumps(pinned))
        assert len(message) < LONGEST_MESSAGE

    @fuzz
    @given(searches())
    def by_the_address(search: str) -> None:
        assert len(widget.element.evaluate(GO, search)) < LONGEST_MESSAGE
        assert is_no_wider_than_its_window(page)

    attributes = st.dictionaries(
        st.sampled_from(["depth", "init-scale", "preset", "pin", "hide", "log", "address"]),
        st.sampled_from(["20", "depth:20,name:x", "controls", "paper"]) | NAMES.map(well_formed),
        max_size=3,
    )

    @fuzz
    @given(attributes)
    def by_attributes(given: dict[str, str]) -> None:
        assert len(page.evaluate(MAKE, given)) < LONGEST_MESSAGE

    by_the_property()
    by_the_address()
    by_attributes()
    widget.element.evaluate(SET, dumps([{"config": {"depth": 8}, "loss": [0.5], "name": "well"}]))
    widget.element.evaluate("(w) => { w.viewSettings = { view: 'loss', log: '0' }; }")
    expect(widget.element.locator("figure svg").first.get_by_text("well")).to_be_attached()
    assert booted.errors == []


ODD_NAMES = ["a" * 39 + "😀", "line\nbreak \x01 and half \ud83d of it", "nul\x00\ufffe"]


def test_a_picture_with_odd_names_is_whole(booted: Booted) -> None:
    page = booted.open(
        f"embed.html?pin=depth:20,name:{'a' * 39}%F0%9F%98%80&pin=depth:8,name:b%01c"
    )
    widget = degradation(page)
    names = [pin["name"] for pin in widget.results["pinned"]]
    assert names == ["a" * 39 + "😀", "b c"]
    widget.slide("Depth", 44)
    page.wait_for_function("location.search.includes('depth=44')")
    runs = [{"name": name, "config": {"depth": 8}, "loss": [0.5, 0.25]} for name in ODD_NAMES]
    widget.element.evaluate(SET, dumps(runs))
    # What is in a picture is safe even if a name is not.
    widget.element.evaluate(
        """async (w) => {
            const { board } = w.comparison.pinning;
            board.list = board.list.map((pin, i) => ({ ...pin, name: `raw \\x01 ${i}` }));
            w.requestUpdate();
            await w.updateComplete;
        }"""
    )
    root = ElementTree.parse(save(page, widget, "SVG")).getroot()
    assert "raw" in "".join(root.itertext())
    assert save(page, widget, "PNG").read_bytes().startswith(b"\x89PNG")
    assert booted.errors == []


LONG = "x" * 60_000


WIDTHS = (360, 1280)


def widths(page: Page) -> list[int]:
    """Return how wide the page is in a narrow window and in a wide one."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found.append(page.evaluate("document.documentElement.scrollWidth"))
    return found


def test_no_message_of_an_address_widens_the_page(visit: Visit) -> None:
    visit.keep_python_away()
    page = visit.open("embed.html?widget=degradation")
    before = widths(page)
    assert before == list(WIDTHS)
    for widget_of, press in ((degradation, "Train"), (gradient_flow, "Send back")):
        widget = widget_of(page)
        expect(widget.button(press)).to_be_visible()
        for search in (
            f"preset={LONG}",
            f"hide={LONG}",
            "hide=" + ",".join(f"{i}{'y' * 50}" for i in range(1000)),
            f"pin=depth:{LONG}",
            "pin=depth:x," * 5000,
            "&".join(["pin=depth:x"] * 5000),
        ):
            said = widget.element.evaluate(GO, search)
            assert 20 < len(said) < LONGEST_MESSAGE
            assert widths(page) == before
        page.goto(f"{visit.site}embed.html?widget=gradient-flow")
    page.goto(f"{visit.site}embed.html?widget={LONG[:2000]}")
    expect(page.get_by_role("alert").first).to_contain_text("x… is not allowed")
    assert widths(page) == before
    assert visit.errors == []


REFUSED = [
    [{"config": {"depth": 20}}, {"config": {"depth": 1e9}}],
    [{"config": {"depth": 20, "block": "resnet"}}],
    [{"config": {"depth": 20}, "name": {"odd": "function"}}],
]


def test_refused_pinned_runs_cost_the_reader_nothing(booted: Booted) -> None:
    page = booted.open("embed.html?widget=degradation")
    widget = degradation(page)
    widget.element.evaluate("w => w.pin()")
    page.wait_for_function("Object.keys(localStorage).some((key) => key.includes('pins'))")
    kept = page.evaluate("JSON.stringify(localStorage)")
    before = widget.results["pinned"]
    for pinned in REFUSED:
        assert "is not allowed; use" in widget.element.evaluate(SET, dumps(pinned))
    page.wait_for_timeout(600)  # longer than it takes to keep them
    assert page.evaluate("JSON.stringify(localStorage)") == kept
    assert widget.results["pinned"] == before
    # As README has it, and those before make room only now.
    assert widget.element.evaluate(SET, dumps([{"config": {"depth": 20}}])) == ""
    (pin,) = widget.results["pinned"]
    assert (pin["config"]["depth"], pin["config"]["shortcut"], pin["loss"]) == (20, "identity", [])
    assert booted.errors == []


def test_a_link_without_names_keeps_the_curves_of_its_runs(booted: Booted) -> None:
    page = booted.open("embed.html?pin=depth:8,epochs:2,seed:7")
    widget = degradation(page)
    (pin,) = widget.results["pinned"]
    run = {"name": pin["name"], "config": pin["config"], "loss": [0.5, 0.25]}
    widget.element.evaluate(SET, dumps([run]))
    page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
    widget.element.evaluate("w => w.updateComplete")
    assert [pin["loss"] for pin in widget.results["pinned"]] == [[0.5, 0.25]]
