"""However fast and in whatever order the controls are used, the last wish is what happens."""

import pytest
from browser.booted import Booted
from browser.conftest import Visit
from browser.widget import BOOT_MS, Widget, degradation, gradient_flow
from playwright.sync_api import Page, expect

FINISHED = """() => {
    const widget = document.querySelector("degradation-explorer");
    const { source, runs } = widget.results;
    return widget.getAttribute("status") === "done" && source === "live"
        && runs.every((run) => run.config.depth === %d && run.epochs === 400);
}"""


RACE, LONG_RACE = (f"embed.html?depth=8&epochs={epochs}" for epochs in (400, 4000))


@pytest.fixture
def page(booted: Booted) -> Page:
    return booted.open(RACE)


@pytest.fixture
def widget(page: Page) -> Widget:
    return degradation(page)


def in_one_breath(widget: Widget, *acts: str) -> None:
    """Do things without giving the page a moment between them."""
    widget.element.evaluate(
        """(widget, acts) => {
            const find = (name) => [...widget.renderRoot.querySelectorAll("button")].find(
                (button) => button.textContent.trim() === name);
            for (const act of acts) {
                if (act.startsWith("depth ")) widget.setSetting("depth", Number(act.slice(6)));
                else if (act === "train") widget.train();
                else if (act === "pause") widget.session.pause();
                else if (act === "reset") widget.session.reset();
            }
        }""",
        list(acts),
    )


def test_a_new_depth_and_train_after_a_finished_race(page: Page, widget: Widget) -> None:
    widget.train()
    widget.slide("Depth", 12)
    widget.press("Train")
    page.wait_for_function(FINISHED % 12)


@pytest.mark.parametrize("before", ["ready", "running", "paused", "done"])
def test_a_new_depth_and_train_in_one_breath(page: Page, widget: Widget, before: str) -> None:
    if before == "ready":
        widget.slide("Depth", 10)
    else:
        widget.press("Train")
        if before == "paused":
            widget.wait("running")
            widget.press("Pause")
    expect(widget.element).to_have_attribute("status", before, timeout=BOOT_MS)
    in_one_breath(widget, "depth 12", "train")
    page.wait_for_function(FINISHED % 12)


def test_pause_and_reset_right_after_a_new_depth_stop_the_race(booted: Booted) -> None:
    page = booted.open(LONG_RACE)
    widget = degradation(page)
    for act in ("pause", "reset"):
        widget.press("Train")
        widget.wait("running")
        in_one_breath(widget, f"depth {12 if act == 'pause' else 14}", act)
        widget.wait("ready")
        page.wait_for_timeout(400)
        assert widget.status == "ready"
        assert [run["epochs"] for run in widget.results["runs"]] == [0, 0]


def test_reset_or_pause_then_train_trains(page: Page, widget: Widget) -> None:
    widget.press("Train")
    widget.wait("running")
    in_one_breath(widget, "reset", "train")
    page.wait_for_function(FINISHED % 8)
    in_one_breath(widget, "reset", "train", "pause", "train")
    page.wait_for_function(FINISHED % 8)


def test_train_can_be_taken_back_while_python_starts(visit: Visit) -> None:
    widget = degradation(visit.open(RACE))
    widget.press("Train")
    widget.wait("booting")
    widget.press("Pause")
    widget.wait("ready")
    assert widget.results["source"] == "live"
    assert [run["epochs"] for run in widget.results["runs"]] == [0, 0]


def test_both_widgets_train_though_only_one_is_in_sight(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 800, "height": 400})
    page = visit.open("?depth=8&epochs=30&flow.depth=8&flow.epochs=30")
    for widget in (degradation(page), gradient_flow(page)):
        widget.press("Train")
    for widget in (degradation(page), gradient_flow(page)):
        widget.wait("done")


def test_each_status_is_seen_in_turn(visit: Visit) -> None:
    page = visit.open(RACE)
    widget = degradation(page).awake()
    page.evaluate(
        """() => {
            const widget = document.querySelector("degradation-explorer");
            window.seen = [widget.getAttribute("status")];
            new MutationObserver((records) => {
                for (const { target } of records) {
                    const now = target.getAttribute("status");
                    if (now !== window.seen.at(-1)) window.seen.push(now);
                }
            }).observe(widget, { attributeFilter: ["status"] });
        }"""
    )
    widget.slide("Depth", 4)
    widget.wait("ready")
    widget.train()
    assert page.evaluate("window.seen") == ["recorded", "booting", "ready", "running", "done"]


def test_a_boot_that_failed_in_any_part_can_be_tried_again(visit: Visit) -> None:
    page = visit.open(RACE)
    widget = degradation(page)
    for part in ("libraries-*.bin", "core-*.bin", "pyodide-*.wasm", "pyodide-*.js"):
        page.route(f"**/{part}", lambda route: route.abort())
        with page.expect_event("requestfailed"):
            widget.press("Train")
        widget.wait("failed")
        expect(widget.element.get_by_role("alert")).to_contain_text("could not be loaded")
        page.unroute(f"**/{part}")
    widget.press("Train")
    page.wait_for_function(FINISHED % 8, timeout=BOOT_MS)


def test_after_the_worker_broke_down_train_starts_another(visit: Visit) -> None:
    page = visit.open(LONG_RACE)
    widget = degradation(page)
    widget.press("Train")
    widget.wait("running")
    page.wait_for_function("document.querySelector('degradation-explorer').results.runs[0].epochs")
    page.evaluate(
        """() => document.querySelector("script[type=py]").xworker.onerror(
            { error: new Error("out of memory") })"""
    )
    widget.wait("failed")
    expect(widget.element.get_by_role("alert")).to_contain_text("out of memory")
    assert widget.results["runs"][0]["epochs"] > 0, "what was computed stays"
    widget.press("Train")
    widget.wait("running")
    page.wait_for_timeout(1500)
    assert widget.status == "running"
