"""Pinned runs survive a reload where the browser keeps them, and nothing breaks where not."""

import json
from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from browser.booted import Booted, Kept
from browser.conftest import Visit, visited
from browser.reader import Reader
from browser.widget import Widget, degradation
from playwright.sync_api import Page, expect

SHORT = "embed.html?widget=degradation&depth=8&epochs=6"
KEY = "residual-explorer:pins:/embed.html:degradation"


def stored(page: Page) -> dict | None:
    text = page.evaluate(f"localStorage.getItem('{KEY}')")
    return text and json.loads(text)


def pin(widget: Widget) -> list[dict]:
    """Train, pin both runs, and return them once they are kept."""
    widget.train()
    widget.press("Pin run")
    pinned = widget.results["pinned"]
    assert len(pinned) == 2
    widget.element.page.wait_for_function(f"localStorage.getItem('{KEY}')")
    return pinned


def curves(pinned: list[dict]) -> list[tuple]:
    return [(pin["name"], pin["config"], pin["loss"], pin["accuracy"]) for pin in pinned]


def test_pinned_runs_are_in_later_pages_with_their_curves(visit: Visit, booted: Booted) -> None:
    pinned = pin(degradation(booted.open(SHORT)))
    page = visit.open(SHORT)
    assert curves(degradation(page).results["pinned"]) == curves(pinned)
    assert degradation(page).status == "recorded", "and no Python was needed for it"
    page.reload()
    assert curves(degradation(page).results["pinned"]) == curves(pinned)
    visit.open(SHORT.replace("depth=8", "depth=10"))
    assert curves(degradation(page).results["pinned"]) == curves(pinned)
    degradation(page).press("Clear pinned runs")
    page.wait_for_function(f"localStorage.getItem('{KEY}') === null")
    page.reload()
    assert degradation(page).results["pinned"] == []
    assert booted.errors == visit.errors == []


def test_a_reload_right_after_a_pin_keeps_it(visit: Visit) -> None:
    page = visit.open(SHORT)
    widget = degradation(page)
    widget.train()
    widget.press("Pin run")
    widget.open_sheet("Tried so far")
    expect(widget.element.get_by_role("heading", name="Pinned runs")).to_be_visible()
    page.goto(visit.site + SHORT)
    assert len(degradation(page).results["pinned"]) == 2


def test_pins_are_in_the_address_and_a_link_gives_them_elsewhere(
    booted: Booted, reader: Reader
) -> None:
    page = booted.open(SHORT)
    widget = degradation(page)
    pinned = pin(widget)
    page.wait_for_function("location.search.includes('pin=')")
    link = page.url
    texts = [text for key, text in parse_qsl(urlsplit(link).query) if key == "pin"]
    assert texts[0].startswith("depth:8,shortcut:none,epochs:6,name:")
    state = widget.element.evaluate("w => w.state")
    reader.forget(booted.site)  # somebody else has nothing of what is kept
    there = visited(reader.context, booted.site).open(link.removeprefix(booted.site))
    assert there.evaluate(f"localStorage.getItem('{KEY}')") is None, "else this proves nothing"
    other = degradation(there)
    assert other.element.evaluate("w => w.state") == state
    assert [pin["loss"] for pin in other.results["pinned"]] == [[], []], "to be trained there"
    other.train()
    assert curves(other.results["pinned"]) == curves(pinned), "to the last bit on one machine"
    reader.forget(booted.site)


@pytest.fixture(scope="module")
def entry(kept: Kept) -> dict:
    """What is kept of two pinned runs."""
    page = kept.come().open(SHORT)
    pin(degradation(page))
    found = stored(page)
    assert found
    kept.leave()
    return found


def test_the_address_wins_over_what_is_kept(booted: Booted, entry: dict) -> None:
    path = f"{SHORT}&pin=depth:12,seed:4,name:from%20a%20link"
    widget = degradation(booted.open(path, stored={KEY: json.dumps(entry)}))
    (pinned,) = widget.results["pinned"]
    assert (pinned["name"], pinned["config"]["depth"], pinned["config"]["seed"]) == (
        "from a link",
        12,
        4,
    )


def test_a_name_with_any_sign_comes_back(booted: Booted) -> None:
    page = booted.open(SHORT)
    widget = degradation(page)
    pin(widget)
    name = "a,b:c&d=e%20f#g “h”"
    widget.element.evaluate(
        "(w, name) => { const { board } = w.comparison.pinning; "
        "board.rename(board.list[0].id, name); "
        "w.requestUpdate(); }",
        name,
    )
    kept_in_address = "decodeURIComponent(new URLSearchParams(location.search).get('pin')).includes"
    page.wait_for_function(f"{kept_in_address}('“h”')")
    booted.open(f"embed.html?{urlsplit(page.url).query}")
    assert degradation(page).results["pinned"][0]["name"] == name


CORRUPT: dict[str, Callable[[dict], object]] = {
    "not JSON": lambda _: "{",
    "of another version": lambda entry: entry | {"version": 99},
    "not a list": lambda entry: entry | {"pins": 3},
    "a curve that is no numbers": lambda entry: (
        entry | {"pins": [entry["pins"][0] | {"loss": ["much"]}, entry["pins"][1]]}
    ),
    "a setting that is refused": lambda entry: (
        entry | {"pins": [entry["pins"][0] | {"config": {"depth": 7}}, entry["pins"][1]]}
    ),
    "a setting of another type": lambda entry: (
        entry | {"pins": [entry["pins"][0] | {"epochsPerSecond": "fast"}, entry["pins"][1]]}
    ),
    "nothing in place of a run": lambda entry: entry | {"pins": [None, entry["pins"][1]]},
}


@pytest.mark.parametrize("case", CORRUPT)
def test_a_corrupt_entry_is_left_out_and_said_so(booted: Booted, entry: dict, case: str) -> None:
    spoilt = CORRUPT[case](entry)
    text = spoilt if isinstance(spoilt, str) else json.dumps(spoilt)
    widget = degradation(booted.open(SHORT, stored={KEY: text}))
    one_is_whole = case.startswith(("a curve", "a setting", "nothing in place"))
    assert len(widget.results["pinned"]) == int(one_is_whole)
    expect(widget.element.get_by_text("could not be read and are left out")).to_be_visible()
    assert booted.errors == []


def test_tabs_keep_their_pinned_runs_beside_each_other(visit: Visit) -> None:
    tabs = [visit.page, visit.page.context.new_page(), visit.page.context.new_page()]
    for tab in tabs:
        tab.goto(visit.site + SHORT)
        expect(degradation(tab).button("Train")).to_be_visible()
    for seed, tab in enumerate(tabs, 1):
        run = {"name": f"of tab {seed}", "config": {"depth": 8, "seed": seed, "epochs": 2}}
        degradation(tab).element.evaluate(
            "(w, run) => { w.pinned = [run]; }", run | {"loss": [0.5, 0.25]}
        )
        tab.wait_for_function(f"localStorage.getItem('{KEY}')?.includes('of tab {seed}')")
    tabs[0].goto(visit.site + SHORT)
    first = degradation(tabs[0])
    assert {pin["name"] for pin in first.results["pinned"]} == {"of tab 1", "of tab 2", "of tab 3"}
    first.open_sheet("Tried so far")
    first.press("Remove of tab 2")
    tabs[0].wait_for_function(f"!localStorage.getItem('{KEY}').includes('of tab 2')")
    third = degradation(tabs[2])
    third.element.evaluate(
        "({ comparison: { pinning: { board } } }) => board.rename(board.list[0].id, 'mine')"
    )
    third.element.evaluate("w => w.requestUpdate()")
    tabs[2].wait_for_function(f"localStorage.getItem('{KEY}').includes('mine')")
    tabs[1].goto(visit.site + SHORT)
    names = {pin["name"] for pin in degradation(tabs[1]).results["pinned"]}
    assert names == {"of tab 1", "mine"}, "what one tab removed no other brings back"
    assert visit.errors == []


BLOCKED = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("blocked", "SecurityError"); } });"""
FULL = """Storage.prototype.setItem = () => {
    throw new DOMException("full", "QuotaExceededError"); };"""


@pytest.mark.parametrize("storage", [BLOCKED, FULL])
def test_nothing_breaks_where_nothing_can_be_kept(visit: Visit, storage: str) -> None:
    visit.page.add_init_script(storage)
    page = visit.open(SHORT)
    widget = degradation(page)
    widget.train()
    widget.press("Pin run")
    assert len(widget.results["pinned"]) == 2
    if storage == FULL:
        expect(widget.element.get_by_text("no room left")).to_be_visible()
    page.wait_for_function("location.search.includes('pin=')")
    page.reload()
    names = [pin["name"] for pin in degradation(page).results["pinned"]]
    assert len(names) == 2, "the address still has their settings"
    assert visit.errors == []


def test_what_is_kept_stays_small(booted: Booted) -> None:
    page = booted.open(SHORT)
    widget = degradation(page)
    pin(widget)
    widget.element.evaluate(
        """(w) => {
            const [{ config }] = w.pinned;
            const loss = Array.from({ length: 5000 }, (_, i) => 1 / (i + 3));
            w.pinned = Array.from({ length: 12 }, (_, seed) => ({
                name: `seed ${seed}`, config: { ...config, seed, epochs: 5000 },
                loss, accuracy: loss }));
        }"""
    )
    page.wait_for_function(f"localStorage.getItem('{KEY}').includes('seed 11')")
    entry = stored(page)
    assert len(json.dumps(entry)) < 2_500_000
    lengths = [len(pin["loss"]) for pin in entry["pins"]]
    assert lengths[0] == 0, "the oldest curve goes first"
    assert set(lengths) == {0, 5000}, "and no curve is kept in part"
    expect(widget.element.get_by_text("will have to be trained again")).to_be_visible()
