"""The Gradient Flow Visualizer on its stage: one screen, one height, and answers at once."""

import json
import re
from pathlib import Path

import pytest
from browser.booted import Booted
from browser.conftest import Visit
from browser.test_stage import resize
from browser.widget import BOOT_MS, TRAIN_MS, Widget, degradation, gradient_flow
from playwright.sync_api import Page, expect

from residual.diagnostics.first_update import first_update
from residual.experiments import FlowConfig, make_trainer
from residual.page.wire import inspection, norms

WIDGET = "embed.html?widget=gradient-flow"
SIZES = [(1280, 720), (720, 640), (360, 640)]
VIEWS = ("Weight gradient", "Activations", "First update", "Block Jacobian", "Signal gradient")
SHORT_VIEWS = ("Weights", "Signal", "First update", "Block", "Gradient")
PARTS = ("controls", "drawing", "chart", "squares", "verdict")

BOXES = """(widget) => Object.fromEntries(
    [...widget.renderRoot.querySelectorAll("[part]")].map((part) => {
        const { top, bottom, left, right } = part.getBoundingClientRect();
        return [part.part.value, { top, bottom, left, right }];
    }))"""
LEFT_OVER = """(widget) => {
    const words = [...widget.renderRoot.querySelectorAll("figcaption, .flow-bar")].filter((part) =>
        part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1);
    const { right } = widget.getBoundingClientRect();
    const inside = ".chart text, .flow-bar button, .flow-bar input, .squares *";
    const beyond = [...widget.renderRoot.querySelectorAll(inside)].filter((part) =>
        part.getBoundingClientRect().right > right + 1);
    return [...words, ...beyond].map((part) => part.outerHTML.slice(0, 300));
}"""


def require_one_stage(page: Page, widget: Widget, size: tuple[int, int], when: str) -> None:
    """All parts lie inside the window, the chart is large enough, and nothing is cut off."""
    boxes = widget.element.evaluate(BOXES)
    assert set(PARTS) <= boxes.keys()
    for name in PARTS:
        box = boxes[name]
        assert min(box["top"], box["left"]) >= 0, f"{name} {when}: {box}"
        assert box["bottom"] <= size[1], f"{name} {when}: {box}"
        assert box["right"] <= size[0], f"{name} {when}: {box}"
    assert boxes["chart"]["bottom"] - boxes["chart"]["top"] >= 180, when
    assert widget.element.evaluate(LEFT_OVER) == [], when
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), when


def height(widget: Widget) -> float:
    box = widget.element.bounding_box()
    assert box
    return box["height"]


def known(visit: Visit, query: str = "") -> Widget:
    """The widget in a frame's page, with its recordings."""
    widget = gradient_flow(visit.open(WIDGET + query))
    widget.wait_until("widget.known.recordings")
    return widget


def test_all_that_matters_lies_in_each_window_and_the_height_never_changes(
    booted: Booted,
) -> None:
    all_that_matters_lies_in_each_window(booted, f"{WIDGET}&epochs=4")


def test_so_it_does_on_the_page_beside_all_else(visit: Visit) -> None:
    all_that_matters_lies_in_each_window(visit, "?flow.epochs=4")


def all_that_matters_lies_in_each_window(visit: Visit, path: str) -> None:
    page = visit.open(path)
    widget = gradient_flow(page)
    widget.wait_until("widget.known.recordings")
    heights: dict[tuple[int, int], set[float]] = {size: set() for size in SIZES}

    def look(when: str, size: tuple[int, int]) -> None:
        require_one_stage(page, widget, size, f"{when} at {size}")
        heights[size].add(height(widget))

    for size in SIZES:
        resize(widget, size)
        look("before a pass", size)
        widget.press("Send back")
        look("sending back", size)
        widget.wait("ready", BOOT_MS)
        if size != SIZES[0]:  # once it comes there by itself
            widget.element.evaluate("widget => widget.pass.seek(1)")
        expect(widget.button("Send back")).to_be_visible(timeout=20_000)
        look("sent back", size)
        for view in SHORT_VIEWS if size[0] < 400 else VIEWS:
            widget.choose_view(view)
            if view == "First update":
                widget.wait_until("results.stacks[0].firstUpdate")
            look(view, size)
    train(widget)
    widget.wait("done", TRAIN_MS)
    for size in SIZES:
        resize(widget, size)
        look("trained", size)
        for sheet in ("Settings",) if size[0] < 400 else ("Settings", "Cases", "Share"):
            widget.open_sheet(sheet)
            heights[size].add(height(widget))
            widget.close_sheet()
        heights[size].add(height(widget))
    assert [len(each) for each in heights.values()] == [1, 1, 1], heights
    assert all(max(heights[size]) <= size[1] for size in SIZES)
    assert visit.errors == []


def train(widget: Widget) -> None:
    """Press Train; on a phone it stands in the sheet of the settings."""
    if not widget.button("Train").count():
        widget.open_sheet("Settings")
        widget.button("Train").click()
        widget.close_sheet()
    else:
        widget.press("Train")


def test_it_opens_with_the_article_s_case_and_its_link_says_so_once_it_is_another(
    visit: Visit,
) -> None:
    page = visit.open(WIDGET)
    widget = gradient_flow(page)
    config = widget.element.evaluate("widget => widget.config")
    assert config == FlowConfig.from_preset("small", {}).to_dict()
    assert [stack["along"]["signal"]["verdict"] for stack in widget.results["stacks"]] == [
        "vanishes",
        "arrives",
    ]
    widget.element.evaluate("widget => widget.choosePreset('batch')")
    page.wait_for_function("location.search.includes('norm=batch')")
    page.reload()
    again = gradient_flow(page).element.evaluate("widget => widget.config")
    assert again == FlowConfig().to_dict(), "though these are the defaults"


def test_before_python_is_there_the_size_of_the_weights_tilts_the_curves_and_cases_are_judged(
    visit: Visit,
) -> None:
    """The cases judge the article by their numbers."""
    widget = known(visit)
    visit.keep_python_away()
    slider = widget.element.get_by_role("slider", name="Size of the weights", exact=True)
    factors = []
    for key in ("Home", "PageUp", "PageUp", "End"):
        slider.press(key)
        widget.element.evaluate("widget => widget.updateComplete")
        plain, skips = widget.results["stacks"]
        scale = widget.element.evaluate("widget => widget.config.init_scale")
        assert plain["config"]["init_scale"] == skips["config"]["init_scale"] == scale
        native = norms(make_trainer(FlowConfig.parse(plain["config"])))["signalNorms"]
        assert plain["signalNorms"] == pytest.approx(list(native), rel=2e-4)
        assert widget.results["source"] == "recorded"
        factors.append(plain["along"]["signal"]["perLayer"])
    assert factors == sorted(factors)
    assert factors[0] < 0.3
    assert factors[-1] > 1.5
    assert "not recorded" not in widget.element.locator(".squares").inner_text()
    widget.open_sheet("Cases")
    right = {case["name"]: case["right"] for case in widget.results["cases"]}
    assert right == {
        "batch": "no",
        "preactivation": "no",
        "he": "in part",
        "small": "yes",
        "large": "no",
        "transformer_pre": "not said",
        "transformer_post": "not said",
    }
    rows = widget.sheet.get_by_role("row")
    expect(rows.filter(has_text="Small weights")).to_contain_text("Yes")
    expect(rows.filter(has_text="Batch normalisation").first).to_contain_text(
        "without skips it explodes, with skips it grows"
    )


def test_while_the_hand_drags_the_curves_follow_at_python_s_pace(booted: Booted) -> None:
    widget = known(booted, "&depth=30")
    widget.press("Send back")
    widget.wait("ready")
    page = booted.page
    track = widget.element.locator("[data-setting=init_scale] .track")
    box = track.bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.9 * box["width"], y)
    page.mouse.down()
    seen = set()
    for step in range(9):
        page.mouse.move(box["x"] + (0.9 - 0.1 * step) * box["width"], y)
        widget.wait_until("results.stacks[0].config.init_scale === widget.config.init_scale")
        stack = widget.results["stacks"][0]
        assert stack["source"] == "live"
        seen.add(stack["along"]["signal"]["perLayer"])
    page.mouse.up()
    assert len(seen) > 6, "the lines tilt with the hand"
    native = norms(make_trainer(FlowConfig.parse(stack["config"])))["signalNorms"]
    assert stack["signalNorms"] == pytest.approx(list(native), rel=1e-9)


def test_the_first_update_is_the_core_s_and_answers_why_a_larger_gradient_does_not_help(
    booted: Booted,
) -> None:
    widget = known(booted, "&norm=batch&view=first_update")
    sentence = widget.element.locator("figcaption")
    expect(sentence).to_contain_text(re.compile(r"moves layer \d+ by 1\d\d times the length"))
    expect(widget.element.locator(".chart")).to_contain_text("as large as the weights themselves")
    widget.element.evaluate("widget => widget.setSetting('depth', 40)")
    widget.wait_until("results.stacks[0].config.depth === 40 && results.stacks[0].firstUpdate")
    for stack in widget.results["stacks"]:
        native = first_update(make_trainer(FlowConfig.parse(stack["config"])))
        assert stack["firstUpdate"] == pytest.approx(list(native), rel=1e-6)
    assert "So a larger gradient is no better start" in widget.verdict


def test_a_block_unfolds_by_keyboard_and_its_ways_are_the_core_s(booted: Booted) -> None:
    widget = known(booted, "&depth=20&norm=batch")
    widget.press("Send back")
    widget.wait("ready")
    slider = widget.element.get_by_role("slider", name="Block", exact=True)
    slider.press("Home")
    slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "block 2 of 9")
    widget.wait_until("results.stacks.every(({ singularValues }) => singularValues?.block === 1)")
    plain, skips = widget.results["stacks"]
    for stack in (plain, skips):
        native = inspection(make_trainer(FlowConfig.parse(stack["config"])), 1)["split"]
        for way in ("arriving", "skip", "branch", "total"):
            assert stack["split"][way] == pytest.approx(native[way], rel=1e-6)
    assert skips["split"]["skip"] == skips["split"]["arriving"]
    picture = widget.element.get_by_role("img", name=re.compile("^with skips, block 2 of 9: ×"))
    expect(picture).to_contain_text("I × 1")
    expect(picture).to_contain_text("∂F/∂x")
    chart = widget.element.get_by_role("slider", name=re.compile("read values"))
    chart.press("End")
    expect(slider).to_have_attribute("aria-valuetext", "block 1 of 9")
    chart.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "block 9 of 9")


def test_the_degradation_widget_leads_to_the_first_update_with_its_own_settings(
    visit: Visit,
) -> None:
    visit.keep_python_away()
    page = visit.open("?depth=44&seed=3")
    link = degradation(page).element.get_by_role("link", name="Why? Look at the first update")
    link.click()
    widget = gradient_flow(page)
    widget.wait_until("widget.view === 'first_update' && widget.config.depth === 44")
    assert widget.element.evaluate("widget => [widget.config.seed, widget.config.norm]") == [
        3,
        "batch",
    ]
    expect(widget.element).to_be_in_viewport()

    # In a frame that way leads to the widget alone.
    page = visit.open("embed.html?widget=degradation&depth=44")
    link = degradation(page).element.get_by_role("link", name="Why? Look at the first update")
    link.click()
    page.wait_for_url("**/embed.html?widget=gradient-flow*")
    widget = gradient_flow(page)
    widget.wait_until("widget.view === 'first_update' && widget.config.depth === 44")
    assert widget.element.evaluate("widget => widget.config.norm") == "batch"


def test_what_is_recorded_takes_little_room(dist: Path) -> None:
    """The grid and the cases come when the widget is near; about 30 KB each at most."""
    recorded = [
        path
        for path in dist.rglob("flow-*.js.br")
        if path.name.startswith(("flow-grid", "flow-cases"))
    ]
    assert len(recorded) == 2
    assert max(path.stat().st_size for path in recorded) < 40_000
    assert json.dumps(sorted(path.name.split("-")[1] for path in recorded)) == '["cases", "grid"]'
