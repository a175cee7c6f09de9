"""However fast and in whatever order the controls are used, the last wish is what happens."""

from browser.booted import Booted
from browser.conftest import Visit
from browser.visits import Gate
from browser.widget import Widget, degradation, gradient_flow
from playwright.sync_api import Page, expect

FINISHED = """([depth, epochs]) => {
    const widget = document.querySelector("degradation-explorer");
    const { source, runs } = widget.results;
    return widget.getAttribute("status") === "done" && source === "live"
        && runs.every((run) => run.config.depth === depth && run.epochs === epochs);
}"""

EPOCHS = 60
RACE, LONG_RACE = (f"embed.html?depth=8&epochs={epochs}" for epochs in (EPOCHS, 4000))


def finished(page: Page, depth: int) -> None:
    page.wait_for_function(FINISHED, arg=[depth, EPOCHS])


def in_one_breath(widget: Widget, *acts: str) -> None:
    """Do things without giving the page a moment between them, but where one waits for a status."""
    widget.element.evaluate(
        """async (widget, acts) => {
            const seen = (status) => new Promise((resolve) => {
                const look = () => widget.getAttribute("status") === status && resolve();
                new MutationObserver(look).observe(widget, { attributeFilter: ["status"] });
                look();
            });
            for (const act of acts) {
                const [name, value] = act.split(" ");
                if (name === "until") await seen(value);
                else if (value) widget.setSetting(name, Number(value));
                else if (act === "train") widget.train();
                else if (act === "pause") widget.session.pause();
                else if (act === "reset") widget.session.reset();
            }
        }""",
        list(acts),
    )


def test_a_new_depth_and_train_whatever_the_race_is_about(booted: Booted) -> None:
    page = booted.open(RACE)
    widget = degradation(page)
    widget.slide("Depth", 10)
    expect(widget.element).to_have_attribute("status", "ready")
    in_one_breath(widget, "depth 12", "train")
    finished(page, 12)
    in_one_breath(widget, "depth 8", "train")  # it is done
    finished(page, 8)
    widget.slide("Depth", 12)
    widget.press("Train")
    finished(page, 12)
    for before in ("running", "paused"):
        in_one_breath(widget, "epochs 4000", "depth 8", "train")
        widget.wait_until("runs.every((run) => run.config.depth === 8 && run.epochs > 2)")
        if before == "paused":
            widget.press("Pause")
        expect(widget.element).to_have_attribute("status", before)
        in_one_breath(widget, f"epochs {EPOCHS}", "depth 12", "train")
        finished(page, 12)


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


def test_reset_or_pause_then_train_trains(booted: Booted) -> None:
    page = booted.open(RACE)
    widget = degradation(page)
    in_one_breath(widget, "train", "until running", "reset", "train")
    finished(page, 8)
    in_one_breath(widget, "reset", "train", "until running")
    finished(page, 8)
    in_one_breath(widget, "reset", "train", "pause", "train", "until running")
    finished(page, 8)


def test_both_widgets_train_at_the_same_time_though_only_one_is_in_sight(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 800, "height": 400})
    page = visit.open("?depth=8&epochs=20&flow.depth=8&flow.epochs=20")
    for widget in (degradation(page), gradient_flow(page)):
        widget.press("Train")
    for widget in (degradation(page), gradient_flow(page)):
        widget.wait("done")


SEEN = """() => {
    const widget = document.querySelector("degradation-explorer");
    window.seen = [widget.getAttribute("status")];
    new MutationObserver((records) => {
        for (const { target } of records) {
            const now = target.getAttribute("status");
            if (now !== window.seen.at(-1)) window.seen.push(now);
        }
    }).observe(widget, { attributeFilter: ["status"] });
}"""


def test_train_can_be_taken_back_while_python_starts_and_each_status_is_seen_in_turn(
    visit: Visit,
) -> None:
    page = visit.open(RACE)
    widget = degradation(page).awake()
    page.evaluate(SEEN)
    held = Gate(page, "**/core-*.bin")  # else it may have started before it is taken back
    widget.press("Train")
    widget.wait("booting")
    widget.press("Pause")
    held.open()
    widget.wait("ready")
    assert widget.results["source"] == "live"
    assert [run["epochs"] for run in widget.results["runs"]] == [0, 0]
    widget.train()
    assert page.evaluate("window.seen") == ["recorded", "booting", "ready", "running", "done"]


def test_a_boot_that_failed_in_any_part_can_be_tried_again_and_a_worker_that_broke_down(
    visit: Visit,
) -> None:
    page = visit.open(LONG_RACE)
    widget = degradation(page)
    for part in (
        "libraries-*.bin",
        "kernels-*.bin",
        "core-*.bin",
        "pyodide-*.wasm",
        "pyodide-*.js",
    ):
        page.route(f"**/{part}", lambda route: route.abort())
        with page.expect_event("requestfailed"):
            widget.press("Train")
        widget.wait("failed")
        expect(widget.element.get_by_role("alert")).to_contain_text("could not be loaded")
        page.unroute(f"**/{part}")
    widget.press("Train")
    widget.wait_until("widget.status === 'running' && runs[0].epochs > 0")
    page.evaluate(
        """() => document.querySelector("script[type=py]").xworker.onerror(
            { error: new Error("out of memory") })"""
    )
    widget.wait("failed")
    expect(widget.element.get_by_role("alert")).to_contain_text("out of memory")
    assert widget.results["runs"][0]["epochs"] > 0, "what was computed stays"
    widget.press("Train")
    widget.wait_until("widget.status === 'running' && runs[0].epochs > 0")
    in_one_breath(widget, f"epochs {EPOCHS}")
    finished(page, 8)


def test_the_code_that_comes_late_takes_the_dialog_from_nobody(visit: Visit) -> None:
    held = Gate(visit.page, "**/code-panel-*.js")
    widget = degradation(visit.open("embed.html"))
    widget.press("Show the code")
    widget.press("Embed")
    code = widget.element.get_by_label("Code", exact=True)
    expect(code).to_be_visible()
    held.open()
    expect(widget.element.get_by_text("on its way")).to_have_count(0)
    expect(code).to_be_visible()
    assert visit.errors == []


def test_a_dialog_that_comes_late_is_not_opened_over_the_code(visit: Visit) -> None:
    held = Gate(visit.page, "**/embed-dialog-*.js")
    widget = degradation(visit.open("embed.html"))
    widget.press("Embed")
    widget.press("Show the code")
    expect(widget.element.locator("code-panel")).to_be_visible()
    with visit.page.expect_response("**/embed-dialog-*.js"):
        held.open()
    visit.page.wait_for_function("() => Boolean(customElements.get('embed-dialog'))")
    expect(widget.element.locator("dialog[open]:not(.sheet)")).to_have_count(0)
    expect(widget.element.locator("code-panel")).to_be_visible()
    assert visit.errors == []
