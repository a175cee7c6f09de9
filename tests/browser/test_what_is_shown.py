"""What is shown is what is set, or says what it is; live and recorded are told apart."""

import csv
import io
import json
import re
from pathlib import Path

from browser.booted import Booted
from browser.conftest import Visit
from browser.widget import BOOT_MS, TRAIN_MS, Widget, degradation, gradient_flow, wait_for_query
from playwright.sync_api import Download, Page, expect

REFUSED = "batch_size: 1 is not allowed with norm batch, which compares points; use a whole number"


def caption(widget: Widget) -> str:
    return (
        widget.awake().element.locator("figcaption").inner_text().replace("\N{NO-BREAK SPACE}", " ")
    )


def download(page: Page, widget: Widget, item: str) -> Download:
    """Save what is shown as a file."""
    with page.expect_download() as found:
        widget.press(item)
    return found.value


def saved(page: Page, widget: Widget, item: str) -> str:
    """Return the text of what is shown, saved as a file."""
    return Path(download(page, widget, item).path()).read_text()


def words_of(svg: str) -> str:
    return re.sub("<[^>]+>", " ", svg)


def badge(widget: Widget) -> str:
    return widget.element.locator(".badge").inner_text()


def test_a_picture_of_other_settings_names_them_everywhere(booted: Booted) -> None:
    page = booted.open("embed.html?depth=22")
    widget = degradation(page)
    words = caption(widget)
    assert words.startswith("Recorded, 56 layers: The 56-layer plain network ended at")
    assert words.endswith("22 layers: press Train.")
    assert badge(widget) == "recorded"
    results = widget.results
    assert results["label"] == "recorded, 56 layers"
    assert [(run["source"], run["config"]["depth"]) for run in results["runs"]] == [
        ("recorded", 56),
        ("recorded", 56),
    ]
    picture = words_of(saved(page, widget, "SVG"))
    assert "recorded, 56 layers" in picture
    assert "Recorded when the page was built." in picture
    assert "depth-56" in download(page, widget, "PNG").suggested_filename
    rows = list(csv.DictReader(io.StringIO(saved(page, widget, "CSV"))))
    assert {(row["source"], row["depth"]) for row in rows} == {("recorded", "56")}
    for view in ("Share right", "Gradients"):
        widget.choose_view(view)
        assert caption(widget).startswith("Recorded, 56 layers: ")
    assert booted.errors == []


def test_the_case_of_small_weights_is_never_said_to_explode(visit: Visit) -> None:
    page = visit.open("?start=race")
    visit.keep_python_away()
    flow = gradient_flow(page)
    flow.wait_until("widget.known.recordings")
    for link, verb in (("batch normalisation", "explodes"), ("small weights", "vanishes")):
        page.get_by_role("link", name=link, exact=True).click()
        expect(flow.element.locator("figcaption")).to_contain_text(
            f"Without skips the gradient {verb}"
        )
        assert flow.results["label"] == "recorded"
    flow.element.evaluate("widget => widget.setSetting('depth', 44)")
    verdict = flow.verdict
    assert verdict.startswith("Recorded, 56 layers. ")
    assert verdict.endswith(" 44 layers: as soon as Python is there.")
    assert flow.results["label"] == "recorded, 56 layers"


def test_refused_settings_are_not_trained_linked_or_exported(booted: Booted) -> None:
    page = booted.open("embed.html?batch_size=1&epochs=8")
    widget = degradation(page)
    alert = widget.element.get_by_role("alert")
    widget.press("Train")
    expect(alert).to_contain_text(REFUSED, timeout=BOOT_MS)  # it is Python that refuses
    for _ in range(2):
        expect(widget.button("Train")).to_have_attribute("aria-disabled", "false")
        widget.press("Train")
        widget.wait_until("!widget.session.wantsTraining")
        expect(alert).to_contain_text(REFUSED)
    assert widget.status == "recorded"
    wait_for_query(page, "")
    assert badge(widget) == "recorded"

    widget.open_more()
    expect(
        widget.element.locator('[data-setting="batch_size"]').get_by_role("alert")
    ).to_be_visible()
    expect(widget.element.get_by_label("Batch size", exact=True)).to_have_value("1")
    widget.slide("Batch size", 100)
    widget.wait("ready")
    expect(alert).to_have_count(0)
    before = widget.train()["runs"]
    assert [(run["config"]["batch_size"], run["epochs"]) for run in before] == [(100, 8)] * 2

    widget.slide("Batch size", 1)
    expect(alert).to_contain_text(REFUSED)
    widget.press("Train")
    page.wait_for_timeout(300)
    expect(alert).to_contain_text(REFUSED)
    assert widget.results["runs"] == before, "nothing is trained under settings that it has not"
    assert caption(widget).startswith("Batch size 100: The 56-layer plain network")
    assert caption(widget).endswith("Batch size 1: refused.")
    wait_for_query(page, "?batch_size=100&epochs=8")
    kept = json.loads(saved(page, widget, "JSON"))
    assert kept["settings"]["batch_size"] == 100
    assert "batch_size=100" in kept["address"]
    assert "Batch size 100" in words_of(saved(page, widget, "SVG"))
    script = saved(page, widget, "Python script")
    assert '"batch_size": 100' in script
    assert '"batch_size": 1,' not in script

    widget.press("Back to batch size 100")
    widget.wait("done")
    expect(alert).to_have_count(0)
    assert widget.results["runs"] == before, "and the way back loses nothing"
    assert booted.errors == []


def test_what_is_computed_by_a_fresh_widget_is_not_called_recorded(booted: Booted) -> None:
    page = booted.open("embed.html?epochs=4")
    widget = degradation(page)
    widget.element.evaluate("""widget => {
        for (const mark of widget.comparison.plan.marks) widget.comparison.plan.tick(mark, false);
        widget.comparison.plan.setOthers("4 6");
        widget.comparison.plan.setSeeds("2");
    }""")
    for press, part, count in (("Fill in the rest", "sweep", 4), ("Run seeds", "seeds", 4)):
        widget.press(press)
        widget.wait_until(
            f"results.{part}?.rows.length === {count} && !widget.comparison.batch.running", TRAIN_MS
        )
        assert {row["source"] for row in widget.results[part]["rows"]} == {"live"}
        assert badge(widget) == "live"
        status = widget.element.locator(".status").first
        expect(status).to_contain_text("Computed in your browser just now: 4 networks.")
        assert "Recorded" not in words_of(saved(page, widget, "SVG"))
    assert widget.view == "Loss over seeds"

    # A series stays while the settings move on, and says which were its own.
    widget.open_more()
    widget.slide("Width", 8)
    expect(widget.element.locator("figcaption")).to_contain_text("Width 16: ")
    assert caption(widget).endswith("Width 8: press Run seeds.")

    flow = gradient_flow(booted.open("embed.html?widget=gradient-flow"))
    flow.press("Measure all cases")
    live = "results.cases.every(({ stacks }) => stacks[1]?.source === 'live')"
    flow.wait_until(live, TRAIN_MS)
    sources = [stack["source"] for case in flow.results["cases"] for stack in case["stacks"]]
    assert set(sources) == {"live"}
    assert {stack["source"] for stack in flow.results["stacks"]} == {badge(flow)}
    expect(flow.element.locator(".cases caption")).to_contain_text("live: computed in your browser")
    assert booted.errors == []


def test_recorded_and_live_curves_in_one_chart_are_told_apart(booted: Booted) -> None:
    page = booted.open("embed.html?pin=depth:4,epochs:5,name:mine")
    widget = degradation(page)
    widget.press("Pin run")
    widget.element.evaluate("""widget => widget.setSetting("epochs", 5)""")
    widget.train()
    widget.open_numbers()
    for name in ("plain, live", "mine, live", "plain 56, recorded", "with skips 56, recorded"):
        head = widget.element.get_by_role("columnheader", name=f"Loss, {name}", exact=True)
        expect(head).to_be_attached()
    expect(widget.pinned_table).to_be_visible()
    cells = widget.element.locator(".pinned td:nth-last-child(2)")
    expect(cells).to_have_text(["live", "recorded", "recorded"])
    assert {pin["source"] for pin in widget.results["pinned"]} == {"live", "recorded"}


def test_an_address_that_cannot_be_written_stops_nothing(visit: Visit) -> None:
    """Safari takes 100 writes in ten seconds; 260 slider events left 12 set and 42 trained."""
    visit.page.add_init_script("""
        window.allowed = Infinity;
        const replaceState = history.replaceState.bind(history);
        history.replaceState = (...all) => {
            if (window.allowed <= 0) throw new DOMException("too often", "SecurityError");
            window.allowed -= 1;
            replaceState(...all);
        };
    """)
    page = visit.open("embed.html?depth=4&epochs=3")
    widget = degradation(page)
    widget.train()
    depths = [32, 44]
    for allowed, depth in zip((30, 0), depths, strict=True):
        opened = widget.element.evaluate(
            """async (widget, [allowed, depth]) => {
                const newest = () => widget.session.runs.get("plain").number;
                const before = newest();
                window.allowed = allowed;
                const slider = widget.renderRoot.querySelector("#setting-depth");
                for (let i = 0; i < 100; i += 1) {
                    slider.value = String(i === 99 ? depth : 4 + (2 * i) % 100);
                    slider.dispatchEvent(new Event("input", { bubbles: true }));
                    await new Promise((resolve) => setTimeout(resolve, i % 2));
                }
                while (widget.session.opening || widget.results.runs[0].config.depth !== depth)
                    await new Promise((resolve) => setTimeout(resolve, 20));
                return newest() - before;
            }""",
            [allowed, depth],
        )
        assert opened <= 40, "not every step of a slider opens networks"
        expect(widget.element.get_by_label("Depth", exact=True)).to_have_value(str(depth))
        assert {run["config"]["depth"] for run in widget.train()["runs"]} == {depth}
        if allowed:
            wait_for_query(page, f"?depth={depth}&epochs=3")
    assert f"depth={depths[0]}" in page.url, "the last one could not be written"
    assert f"depth={depths[1]}" in json.loads(saved(page, widget, "JSON"))["address"]
    page.evaluate("window.allowed = 1")
    wait_for_query(page, f"?depth={depths[1]}&epochs=3")
    page.evaluate("window.allowed = 1")
    widget.slide("Depth", 56)
    page.goto(visit.site + "licences.txt")  # before the hand rests
    page.go_back()
    expect(widget.element.get_by_label("Depth", exact=True)).to_have_value("56")
    assert visit.errors == []
