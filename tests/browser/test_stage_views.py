"""Each view of a race, its name, and the chart by depth keep to the stage at every width."""

from itertools import pairwise

from browser.booted import Booted
from browser.conftest import Visit
from browser.sight import violations, words_of_charts
from browser.test_stage import CUT_OFF, SIZES, resize
from browser.widget import BOOT_MS, TRAIN_MS, Widget, degradation, gradient_flow
from playwright.sync_api import Route, expect

VIEWS = ("Share right", "Gradients", "Final loss by depth", "Loss over seeds", "Training loss")
WHOLE = """(heading) => {
    const { left, right, top, bottom, height } = heading.getBoundingClientRect();
    return heading.scrollWidth <= heading.clientWidth && height >= 12 && left >= 0 && top >= 0
        && right <= innerWidth && bottom <= innerHeight
        && getComputedStyle(heading).clipPath === "none";
}"""
NO_RUN = "!widget.comparison.batch.running"


def plan(widget: Widget, depths: str, seeds: int) -> None:
    """Choose what a sweep and the seeds train."""
    widget.element.evaluate(
        """(widget, [depths, seeds]) => {
            const { plan } = widget.comparison;
            for (const mark of plan.marks) plan.tick(mark, false);
            plan.setOthers(depths);
            plan.setSeeds(String(seeds));
            widget.requestUpdate();
        }""",
        [depths, seeds],
    )


def test_no_view_says_more_than_its_lines_hold(booted: Booted) -> None:
    widget = degradation(booted.open("embed.html?epochs=12&depth=44&start=race"))
    plan(widget, "4 6 8 10 12 14 16 18", 2)

    def look(when: str) -> None:
        for size in SIZES:
            resize(widget, size)
            for view in VIEWS:
                widget.choose_view(view)
                widget.element.evaluate("widget => widget.updateComplete")
                assert widget.element.evaluate(CUT_OFF) == [], f"{view}, {when}, at {size}"

    look("of other settings")
    resize(widget, SIZES[0])
    widget.train()
    for press in ("Fill in the rest", "Run seeds"):
        widget.press(press)
        widget.wait_until(NO_RUN, TRAIN_MS)
        if widget.sheet.count():
            widget.close_sheet()
    look("trained")
    assert booted.errors == []


def test_a_chart_whose_code_is_not_here_comes_though_nothing_else_moves(visit: Visit) -> None:
    visit.keep_python_away()
    widget = degradation(visit.open("embed.html?start=still"))
    widget.wait_until("widget.recordings.set")
    for view in ("Final loss by depth", "Gradients"):
        widget.choose_view(view)
        expect(widget.element.locator(".chart reading-cursor svg").first).to_be_visible()
        expect(widget.element.locator(".to-come")).to_have_count(0)


def test_each_widget_has_its_name_in_sight(newcomer: Visit) -> None:
    page = newcomer.page
    for path, name in (
        ("embed.html?start=story", "Degradation Problem Explorer"),
        ("", "Why deep networks need skip connections"),
        ("embed.html?widget=gradient-flow", "Gradient Flow Visualizer"),
    ):
        newcomer.open(path)
        widget = gradient_flow(page) if "flow" in path else degradation(page)
        heading = widget.element.get_by_role("heading", name=name)
        for size in SIZES:
            resize(widget, size)
            expect(heading).to_be_visible()
            assert heading.evaluate(WHOLE), (name, size)


def test_the_chart_by_depth_fills_with_each_run_and_leads_to_a_depth(booted: Booted) -> None:
    page = booted.page
    page.set_viewport_size({"width": 1280, "height": 720})
    widget = degradation(booted.open("embed.html?start=explore&depth=8"))
    widget.wait_until("widget.recordings.set")
    before = widget.element.bounding_box()
    widget.element.get_by_role("radio", name="By depth").check()
    chart = widget.element.locator("svg.depths")
    dots = chart.locator("circle")
    expect(dots).to_have_count(12)
    expect(dots.filter(has_text="recorded")).to_have_count(12)
    expect(widget.element.get_by_text("nothing is missing")).to_be_visible()
    assert widget.element.evaluate(CUT_OFF) == []

    widget.train()
    expect(dots.filter(has_text="8 layers, with skips")).to_contain_text("live")
    dots.filter(has_text="44 layers, plain").click()
    widget.wait_until("widget.config.depth === 44")
    # Of other settings nothing is recorded, so all of it is left.
    widget.element.evaluate("widget => widget.setSetting('epochs', 6)")
    plan(widget, "4 6", 2)
    expect(widget.element.get_by_text("4 networks to train")).to_be_visible()
    expect(dots).to_have_count(0)
    widget.element.evaluate("widget => widget.setSetting('depth', 6)")
    widget.wait("ready", BOOT_MS)
    widget.train()
    expect(widget.element.get_by_text("3 networks to train")).to_be_visible()
    (known,) = widget.results["runs"]
    widget.element.get_by_role("button", name="Fill in the rest").click()
    widget.wait_until(f"results.sweep?.rows.length === 4 && {NO_RUN}", TRAIN_MS)
    rows = widget.results["sweep"]["rows"]
    assert [(row["depth"], row["kind"]) for row in rows] == [
        (depth, kind) for depth in (4, 6) for kind in ("plain", "post")
    ]
    assert rows[3]["loss"] == known["loss"][-1], "what is known is not trained again"
    assert widget.element.evaluate("widget => widget.comparison.batch.total") == 3
    expect(dots).to_have_count(4)
    assert widget.element.bounding_box() == before
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert violations(page, scheme) == [], scheme
        words_of_charts(widget)
    assert booted.errors == []


MARKS = """(widget) => [...widget.renderRoot.querySelectorAll("[data-setting=depth] .tickmark")]
    .map((mark) => mark.getBoundingClientRect()).map(({ left, right }) => (left + right) / 2)
    .sort((a, b) => a - b)"""


def test_marks_of_the_slider_keep_apart(booted: Booted) -> None:
    widget = degradation(booted.open("embed.html?start=race"))
    for width in (1280, 900, 720, 600, 360, 320):
        resize(widget, (width, 640))
        for depth in (20, 44, 56):
            widget.element.evaluate("(widget, depth) => widget.setSetting('depth', depth)", depth)
            widget.element.evaluate("widget => widget.updateComplete")
            places = widget.element.evaluate(MARKS)
            assert len(places) >= 1
            assert all(b - a >= 27 for a, b in pairwise(places)), (width, places)


def test_what_the_story_asks_is_no_chart_beside_it(newcomer: Visit) -> None:
    widget = degradation(newcomer.open("embed.html?start=story"))
    expect(widget.element.get_by_text("What they answer")).to_be_visible()
    expect(widget.element.get_by_role("radio", name="By depth")).to_have_count(0)


def test_the_first_sentence_stays_when_the_recordings_come(newcomer: Visit) -> None:
    page = newcomer.page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/recorded-set-*", hold)
    widget = degradation(newcomer.open("embed.html?start=story"))
    caption = widget.element.locator("figcaption")
    expect(caption).to_contain_text("A network of 20 layers learned the two spirals: loss 0.")
    before = caption.inner_text()
    page.wait_for_timeout(300)
    assert held, "they are asked for"
    for route in held:
        route.continue_()
    widget.wait_until("widget.recordings.set")
    widget.element.evaluate("widget => widget.updateComplete")
    assert caption.inner_text() == before
