"""The widget is one stage: it lies in the window whatever it shows, and never grows."""

import pytest
from browser.booted import Booted
from browser.conftest import Visit
from browser.widget import BOOT_MS, TRAIN_MS, Widget, degradation
from playwright.sync_api import Page, expect

SIZES = [(1280, 720), (720, 640), (360, 640)]
PARTS = ("controls", "drawing", "chart", "squares", "verdict")

BOXES = """(widget) => {
    const parts = [...widget.renderRoot.querySelectorAll("[part]")];
    return Object.fromEntries(parts.map((part) => {
        const { top, bottom, left, right } = part.getBoundingClientRect();
        return [part.part.value, { top, bottom, left, right }];
    }));
}"""
CUT_OFF = """(widget) => {
    const all = widget.renderRoot.querySelectorAll("figcaption, .stage-bar");
    const words = [...all].filter((part) => part.scrollHeight > part.clientHeight + 1
        || part.scrollWidth > part.clientWidth + 1);
    const room = widget.renderRoot.querySelector(".chart").getBoundingClientRect();
    const charts = [...widget.renderRoot.querySelectorAll(".chart svg")].filter((chart) => {
        const { right, bottom } = chart.getBoundingClientRect();
        return right > room.right + 1 || bottom > room.bottom + 1;
    });
    const bar = widget.renderRoot.querySelector(".stage-bar").getBoundingClientRect();
    const squares = [...widget.renderRoot.querySelectorAll(".square")].filter((square) =>
        square.getBoundingClientRect().bottom > bar.top + 1);
    return [...words, ...charts, ...squares].map((part) => part.outerHTML.slice(0, 400));
}"""


def require_one_stage(page: Page, widget: Widget, size: tuple[int, int], when: str) -> None:
    """Depth, skips, Train, chart, squares and sentence lie inside the window."""
    width, height = size
    boxes = widget.element.evaluate(BOXES)
    assert set(PARTS) <= boxes.keys()
    for name in PARTS:
        box = boxes[name]
        assert min(box["top"], box["left"]) >= 0, f"{name} {when}: {box}"
        assert box["bottom"] <= height, f"{name} {when}: {box}"
        assert box["right"] <= width, f"{name} {when}: {box}"
    assert boxes["chart"]["bottom"] - boxes["chart"]["top"] >= 180, when
    for control in (
        widget.element.get_by_label("Depth", exact=True),
        widget.element.get_by_role("switch", name="Skip connections"),
        widget.element.locator("button.train"),
    ):
        assert inside(control.bounding_box(), size), when
    # Nothing of the sentence is cut off, and the chart does not leave its place.
    assert widget.element.evaluate(CUT_OFF) == [], f"something is cut off {when}"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), when


def inside(box: dict[str, float] | None, size: tuple[int, int]) -> bool:
    assert box
    right, bottom = box["x"] + box["width"], box["y"] + box["height"]
    return box["x"] >= 0 and box["y"] >= 0 and right <= size[0] and bottom <= size[1]


def resize(widget: Widget, size: tuple[int, int]) -> None:
    """Give the window another size, and wait until the widget is drawn for it."""
    widget.element.page.set_viewport_size({"width": size[0], "height": size[1]})
    widget.element.evaluate(DRAWN_ANEW)


DRAWN_ANEW = """async (widget) => {
    for (let frame = 0; frame < 3; frame += 1) {
        await new Promise(requestAnimationFrame);
        await widget.updateComplete;
    }
    widget.scrollIntoView();
}"""


def height(widget: Widget) -> float:
    box = widget.element.bounding_box()
    assert box
    return box["height"]


def test_all_that_matters_lies_in_each_window_at_every_moment(booted: Booted) -> None:
    all_that_matters_lies_in_each_window(booted, "embed.html", 60)


def test_so_it_does_on_the_page_beside_all_else(visit: Visit) -> None:
    all_that_matters_lies_in_each_window(visit, "", 30)


def all_that_matters_lies_in_each_window(visit: Visit, path: str, epochs: int) -> None:
    """A race of 56 layers, which does not end while it is looked at."""
    page = visit.open(f"{path}?start=race")
    widget = degradation(page)
    expect(widget.element.locator(".square canvas").first).to_be_visible()
    heights: dict[tuple[int, int], set[float]] = {size: set() for size in SIZES}

    def look(when: str) -> None:
        for size in SIZES:
            resize(widget, size)
            require_one_stage(page, widget, size, f"{when} at {size}")
            heights[size].add(height(widget))

    look("recorded")
    widget.press("New seed")
    widget.wait("ready", BOOT_MS)
    look("untrained")
    widget.element.evaluate("(widget, epochs) => widget.setSetting('epochs', epochs)", epochs)
    widget.press("Train")
    widget.wait_until("runs[0].epochs > 2")
    widget.element.evaluate("widget => widget.session.hold(true, 'it is looked at')")
    look("in training")
    assert widget.status == "running", "else it was over before"
    widget.element.evaluate("widget => widget.session.hold(false, 'it is looked at')")
    widget.wait("done", TRAIN_MS)
    look("done")
    for size in SIZES:
        resize(widget, size)
        for sheet in ("Settings", "Share", "Tried so far"):
            widget.open_sheet(sheet)
            heights[size].add(height(widget))
            widget.close_sheet()
    for view in ("Gradients", "Share right", "Training loss, log scale"):
        widget.choose_view(view)
        look(f"with the view {view}")
    assert [len(each) for each in heights.values()] == [1, 1, 1], "it never changes its height"
    assert all(max(heights[size]) <= size[1] for size in SIZES)
    assert visit.errors == []


def test_six_controls_are_in_sight_at_first(booted: Booted) -> None:
    """Train, the depth, the skips, the seed, Settings and Share."""
    bar = degradation(booted.open("embed.html")).element.locator("[part=controls]")
    assert bar.locator("button:visible, input[type=range]").count() == 6


def test_a_sheet_gives_the_focus_back_to_what_opened_it(booted: Booted) -> None:
    page = booted.open("embed.html")
    widget = degradation(page)
    opener = widget.element.get_by_role("button", name="Settings", exact=True)
    opener.focus()
    page.keyboard.press("Enter")
    expect(widget.sheet).to_be_visible()
    expect(widget.sheet.locator(".sheet-close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(widget.sheet).to_have_count(0)
    expect(opener).to_be_focused()


def test_the_switch_makes_of_the_string_a_rail(booted: Booted) -> None:
    widget = degradation(booted.open("embed.html?shortcut=none"))
    ribbon = widget.element.locator(".ribbon[data-kind=post]")
    expect(ribbon).to_contain_class("faded")
    widget.element.get_by_role("switch", name="Skip connections").click()
    expect(ribbon).not_to_contain_class("faded")
    expect(ribbon.locator("circle.plus")).to_have_count(27)
    radius = "node => Number(node.getAttribute('r'))"
    expect(ribbon).to_be_visible()
    widget.element.page.wait_for_timeout(700)
    assert ribbon.locator("circle.plus").first.evaluate(radius) > 2


def test_where_nothing_is_to_move_the_rail_is_there_at_once(booted: Booted) -> None:
    booted.page.emulate_media(reduced_motion="reduce")
    widget = degradation(booted.open("embed.html?shortcut=none"))
    widget.element.get_by_role("switch", name="Skip connections").click()
    widget.element.page.wait_for_timeout(60)
    assert widget.element.evaluate("widget => widget.lift.value") == 1


# Shallow: deep plain networks magnify roundings, and may have learned by then or not.
EXPLORE = "embed.html?start=explore&depth=8&epochs=12"


def test_one_network_is_on_stage_and_the_other_one_is_its_ghost(booted: Booted) -> None:
    page = booted.open(EXPLORE)
    widget = degradation(page)
    switch = widget.element.get_by_role("switch", name="Skip connections")
    (skips,) = widget.train()["runs"]
    assert (skips["kind"], skips["source"], skips["epochs"]) == ("post", "live", 12)
    switch.click()
    chart = widget.element.locator(".chart svg").first
    expect(chart).to_contain_text("8 with skips")
    expect(widget.button("Train plain")).to_be_visible()
    assert [run["kind"] for run in widget.results["runs"]] == ["plain"]
    assert [past["kind"] for past in widget.results["history"]] == ["post"]
    (plain,) = widget.train()["runs"]
    assert (plain["kind"], plain["epochs"]) == ("plain", 12)
    expect(widget.element.locator("figcaption")).to_contain_text("than with skips")
    switch.click()
    expect(widget.button("Train again")).to_be_visible()
    assert widget.results["runs"] == [skips], "it was not trained meanwhile"
    expect(chart).to_contain_text("8 plain")
    assert "start=explore" in page.url, "a link to it shows the same"

    # What has not done learning goes on, and what it showed stays.
    switch.click()
    widget.press("100 more epochs")
    widget.wait_until("runs[0].epochs === 112")
    (longer,) = widget.results["runs"]
    assert longer["loss"][:12] == plain["loss"]
    assert plain["loss"] in [past["loss"] for past in widget.results["history"]]
    assert booted.errors == []


@pytest.mark.parametrize("key", ["Enter", None])
def test_a_press_on_a_network_unfolds_its_gradients_and_another_folds_them(
    booted: Booted, key: str | None
) -> None:
    page = booted.open("embed.html?depth=20")
    widget = degradation(page)
    drawing = widget.element.get_by_role("button", name="Gradients of the plain network")
    expect(drawing).to_have_attribute("aria-expanded", "false")
    words, button = widget.element.locator("figcaption").bounding_box(), drawing.bounding_box()
    assert words
    assert button
    assert button["y"] >= words["y"] + words["height"] - 1, "it covers no sentence"

    def press() -> None:
        if key is None:
            drawing.click()
        else:
            drawing.focus()
            page.keyboard.press(key)

    press()
    expect(drawing).to_have_attribute("aria-expanded", "true")
    assert widget.view == "Gradients"
    maps = widget.element.locator(".heat reading-cursor")
    expect(maps).to_have_count(1)
    expect(maps.locator("svg")).to_be_visible()
    press()
    expect(maps).to_have_count(0)
    assert widget.view == "Training loss"
    assert booted.errors == []


FOOT_CUT = """(widget) => {
    const foot = widget.renderRoot.querySelector(".foot").getBoundingClientRect();
    return [...widget.renderRoot.querySelectorAll(".foot :is(button, a)")].filter((tool) => {
        const { left, right } = tool.getBoundingClientRect();
        return left < foot.left - 1 || right > foot.right + 1;
    }).map((tool) => tool.textContent.trim());
}"""
COVERED = """(widget) => {
    const chips = [...widget.renderRoot.querySelectorAll(".answers button")];
    const words = [...widget.renderRoot.querySelectorAll(".chart svg text")];
    const over = (one, other) => one.left < other.right && other.left < one.right
        && one.top < other.bottom && other.top < one.bottom;
    return words.filter((word) => chips.some((chip) =>
        over(chip.getBoundingClientRect(), word.getBoundingClientRect())))
        .map((word) => word.textContent.trim());
}"""


def test_no_chip_is_cut_off_or_lies_over_words_of_the_chart(newcomer: Visit) -> None:
    sizes = [*SIZES, (320, 640), (360, 604)]
    widget = degradation(newcomer.open("embed.html?start=story"))
    expect(widget.element.locator(".answers button")).to_have_count(4)
    expect(widget.element.locator(".chart svg.race")).to_contain_text("guessing")
    for size in sizes:
        resize(widget, size)
        # The name of a curve that draws itself passes by.
        widget.wait_until(f"({COVERED})(widget).length === 0", 5_000)
        assert widget.element.evaluate(FOOT_CUT) == [], size
    widget.press("Skip the story")
    for depth in (8, 20, 32, 44):
        widget.element.evaluate(
            """(widget, depth) => {
                const [run] = widget.results.runs.slice(-1);
                const config = { ...run.config, depth, width: 8, norm: "none" };
                const source = widget.shownRuns.at(-1);
                widget.comparison.history.note({ ...source, config });
                widget.requestUpdate();
            }""",
            depth,
        )
    expect(widget.element.locator(".chip.stories")).to_be_visible()
    for size in sizes:
        resize(widget, size)
        assert widget.element.evaluate(FOOT_CUT) == [], size
