"""A link and an embed bring back what their sender saw."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from browser.booted import Booted
from browser.conftest import Visit
from browser.widget import Widget, degradation, gradient_flow
from playwright.sync_api import Page, expect


def state_of(widget: Widget) -> object:
    return widget.awake().element.evaluate("widget => widget.state")


@pytest.fixture
def clipboard(visit: Visit) -> Callable[[Page], str]:
    """Lets the page write to the clipboard, and reads from it."""
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return lambda page: page.evaluate("navigator.clipboard.readText()")


@pytest.fixture
def refuse_clipboard(visit: Visit) -> None:
    visit.page.add_init_script(
        """navigator.clipboard.writeText = async () => {
            throw new DOMException("no", "NotAllowedError");
        };"""
    )


def copied_link(page: Page, widget: Widget, clipboard: Callable[[Page], str]) -> str:
    widget.press("Copy link")
    expect(widget.element.get_by_text("Link copied", exact=True)).to_be_visible()
    return clipboard(page)


def test_a_copied_link_opens_with_equal_state_elsewhere(
    visit: Visit, clipboard: Callable[[Page], str], newcomer: Visit
) -> None:
    visit.keep_python_away()
    page = visit.open("?flow.depth=32")
    widget = degradation(page)
    widget.slide("Depth", 20)
    widget.open_more()
    widget.enter("Seed", "7")
    widget.choose_view("Training loss, log scale")
    link = copied_link(page, widget, clipboard)
    assert link.startswith(visit.site)
    there = newcomer.page
    there.goto(link)
    assert state_of(degradation(there)) == state_of(widget)
    assert state_of(gradient_flow(there)) == state_of(gradient_flow(page))
    assert degradation(there).view == "Training loss, log scale"


def test_the_address_follows_what_is_shown(booted: Booted) -> None:
    page = booted.open("embed.html")
    widget = degradation(page)
    widget.choose_view("Training loss, log scale")
    # It says that one network is on stage: a link of before, without a word of it, shows both.
    page.wait_for_function("location.search === '?log=1&start=explore'")
    widget.choose_view("Training loss")
    page.wait_for_function("location.search === ''")


def test_an_element_that_leaves_the_address_alone_links_to_itself(
    visit: Visit, clipboard: Callable[[Page], str]
) -> None:
    page = visit.open("?depth=8")
    gradient_flow(page)  # its code is there
    page.evaluate(
        """document.body.append(Object.assign(document.createElement("div"), {
            innerHTML: '<gradient-flow id="own" depth="32" seed="5"></gradient-flow>' }))"""
    )
    link = copied_link(page, Widget(page, "gradient-flow#own"), clipboard)
    assert link == f"{visit.site}embed.html?widget=gradient-flow&depth=32&seed=5"
    page.goto(link)
    assert gradient_flow(page).element.evaluate("widget => widget.config.depth") == 32


@pytest.mark.usefixtures("refuse_clipboard")
def test_where_the_clipboard_is_shut_the_link_can_be_copied_by_hand(visit: Visit) -> None:
    page = visit.open("embed.html?widget=degradation&depth=20")
    widget = degradation(page)
    widget.press("Copy link")
    field = widget.element.get_by_label("The link")
    expect(field).to_be_focused()
    assert field.input_value() == page.url
    selected = field.evaluate(
        "field => field.value.slice(field.selectionStart, field.selectionEnd)"
    )
    assert selected == page.url
    expect(widget.element.get_by_text("keeps the clipboard shut")).to_be_visible()
    assert visit.errors == []


BAD = {
    "log=yes": "log: yes is not allowed; use one of 0, 1",
    "hide=depth,nonsense": "hide: nonsense is not allowed; use some of controls, more",
    "pin=depth:55": "pin: depth: 55 is not allowed; use an even whole number",
    "pin=depth:20,lr:fast": "pin: lr: fast is not allowed; use a number",
}


def test_a_bad_value_is_reported_and_nothing_else_is_lost(booted: Booted) -> None:
    for key, message in BAD.items():
        widget = degradation(booted.open(f"embed.html?{key}&seed=4&unheard=of"))
        expect(widget.element.get_by_role("alert")).to_contain_text(message)
        assert widget.element.evaluate("widget => widget.config.seed") == 4
    assert booted.errors == []


def open_dialog(page: Page, widget: Widget) -> Widget:
    widget.press("Embed")
    expect(page.get_by_role("dialog", name="Embed")).to_be_visible()
    return widget


def test_the_code_of_an_embed_shows_the_present_state_in_a_frame(visit: Visit) -> None:
    page = visit.open("?depth=20&seed=3&log=1")
    widget = open_dialog(page, degradation(page))
    dialog = page.get_by_role("dialog", name="Embed")
    dialog.get_by_label("Show the code").check()
    dialog.get_by_text("Leave out single settings").click()
    dialog.get_by_label("Depth", exact=True).check()
    code = dialog.get_by_label("Code", exact=True).input_value()
    address = code.split('src="')[1].split('"')[0].replace("&amp;", "&")
    query = parse_qs(urlsplit(address).query)
    assert query["widget"] == ["degradation"]
    assert query["hide"] == ["code,depth"]
    assert 'title="Residual Explorer: Degradation Problem Explorer"' in code
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(widget.button("Embed")).to_be_focused()
    page.set_content(f"<!doctype html><h1>A post</h1>{code}")
    inside = degradation(page.frame_locator("iframe"))
    expect(inside.button("Train")).to_be_visible()
    expect(inside.button("Show the code")).to_be_hidden()
    expect(inside.element.get_by_label("Depth", exact=True)).to_be_hidden()
    config = inside.element.evaluate("widget => widget.config")
    assert (config["depth"], config["seed"]) == (20, 3)
    assert inside.view == "Training loss, log scale"


def test_a_frame_of_one_height_shows_the_whole_stage_at_every_width(visit: Visit) -> None:
    page = visit.open()
    open_dialog(page, degradation(page))
    dialog = page.get_by_role("dialog", name="Embed")
    post = visit.site + "licences.txt"
    codes = []
    for width in ("100%", "360px"):
        dialog.get_by_role("combobox", name="Width").select_option(width)
        codes.append(dialog.get_by_label("Code", exact=True).input_value())
        assert f"width: {width}; max-width: 100%; height: 640px" in codes[-1]
    page.goto(post)
    for code in codes:
        assert "<script" not in code
        page.evaluate(
            """(code) => { document.body.replaceChildren(
                document.createRange().createContextualFragment(code)); }""",
            code,
        )
        inside = degradation(page.frame_locator("iframe"))
        expect(inside.button("Train")).to_be_visible()
        frame = page.locator("iframe")
        assert frame.evaluate("frame => frame.clientHeight") == 640
        height = inside.element.evaluate(
            "() => [document.documentElement.scrollHeight, innerHeight]"
        )
        assert height == [640, 640], "nothing is cut off, and nothing scrolls"


def test_an_embed_leaves_out_what_its_address_says(booted: Booted) -> None:
    names = {
        "controls": lambda widget: widget.button("Train"),
        "more": lambda widget: widget.element.get_by_role("button", name="Settings"),
        "views": lambda widget: widget.element.get_by_label("View", exact=True),
        "compare": lambda widget: widget.element.get_by_role("button", name="Tried so far"),
    }
    whole = degradation(booted.open("embed.html"))
    for find in names.values():
        expect(find(whole)).to_be_visible()
    for part, find in names.items():
        widget = degradation(booted.open(f"embed.html?hide={part}"))
        expect(widget.element.locator("figure svg").first).to_be_visible()
        expect(find(widget)).to_be_hidden()


def test_what_is_to_be_taken_away_can_be_left_out_too(booted: Booted) -> None:
    names = {"tools": "Copy link", "code": "Show the code", "numbers": "Show the numbers"}
    for hidden in (None, *names):
        widget = degradation(booted.open(f"embed.html?hide={hidden}" if hidden else "embed.html"))
        widget.open_sheet("Share")
        for part in [hidden] if hidden else names:
            words = widget.sheet.get_by_text(names[part], exact=True)
            expect(words).to_be_visible(visible=hidden is None)
