"""The reader's own points: drawn by keys and by touch, pasted, trained on, and taken along."""

import json
import re
import runpy
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from browser.booted import Booted
from browser.conftest import Visit, visited
from browser.sight import violations
from browser.test_export import save
from browser.widget import Widget, degradation, gradient_flow
from own_points import two_clouds
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from residual.arrays import Array
from residual.data.own_points import decode_points, encode_points
from residual.experiments import Config, make_trainer

SHORT = "embed.html?widget=degradation&depth=8&width=4&epochs=6"
SELECT = "Dataset"


def dialog_of(widget: Widget) -> Locator:
    return widget.element.get_by_role("dialog", name="Your own points")


def choose_own(widget: Widget) -> Locator:
    """Choose the reader's own points as data set; return the dialog that opens."""
    widget.open_more()
    widget.element.get_by_label(SELECT, exact=True).select_option("own")
    dialog = dialog_of(widget)
    expect(dialog).to_be_visible()
    return dialog


def points_of(widget: Widget) -> str:
    return widget.awake().element.evaluate("widget => widget.state.config.points")


def native(points: str, shortcut: str) -> list[float]:
    """The losses of the same run outside of the browser."""
    values = {"depth": 8, "width": 4, "epochs": 6, "dataset": "own", "points": points}
    trainer = make_trainer(Config.parse(values | {"shortcut": shortcut}))
    return trainer.advance(6).loss


def assert_trained_on(results: dict[str, Any], points: str) -> None:
    for run in results["runs"]:
        assert run["config"]["points"] == points
        assert run["loss"] == pytest.approx(native(points, run["config"]["shortcut"]), rel=1e-6)


def test_points_are_drawn_by_keys_alone_and_a_link_brings_them_elsewhere(
    visit: Visit, booted: Booted
) -> None:
    page = visit.open(SHORT)
    widget = degradation(page)
    expect(widget.button("Train")).to_be_visible()
    assert visit.asked_for("own-points-dialog") == []
    dialog = choose_own(widget)
    plane = dialog.get_by_role("application", name="The plane")
    said = dialog.locator("[aria-live]")
    plane.focus()
    for step in range(6):
        page.keyboard.press("ArrowRight")
        page.keyboard.press("1")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("2")
        expect(said).to_have_text(re.compile(rf"Point of class B at .*, {2 * step + 2} points\."))
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("1")
    expect(said).to_have_text("Point of class A at 0.59, 0.6, 13 points.")
    page.keyboard.press("Delete")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(said).to_have_text("Taken back: 12 points.")
    use = dialog.get_by_role("button", name="Use these points")
    use.focus()
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    x, y = decode_points(points_of(widget))
    steps = np.repeat(np.arange(1, 7), 2) / 10
    assert np.array_equal(x[:, 0], steps)
    assert y.ravel().tolist() == [0, 1] * 6
    assert_trained_on(widget.train(), points_of(widget))
    link = widget.element.evaluate(
        "(widget, site) => site + 'embed.html' + location.search", visit.site
    )
    assert points_of(widget) in link

    there = degradation(booted.open(link.removeprefix(visit.site)))  # where nothing is kept
    assert points_of(there) == points_of(widget)
    assert_trained_on(there.train(), points_of(widget))
    assert visit.errors == []


def test_the_other_widget_takes_points_of_the_reader_too(booted: Booted) -> None:
    choose_own(gradient_flow(booted.open("embed.html?widget=gradient-flow")))


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(
        viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True
    )
    yield context
    context.close()


def tap(page: Page, plane: Locator, x: float, y: float) -> None:
    box = plane.bounding_box()
    assert box
    half = 1.46  # of the side that is drawn
    page.touchscreen.tap(
        box["x"] + box["width"] * (x + half) / (2 * half),
        box["y"] + box["height"] * (half - y) / (2 * half),
    )


def pasted(x: Array, y: Array) -> str:
    return "\n".join(
        f"{a}\t{b}\t{['cat', 'dog'][int(c)]}" for (a, b), (c,) in zip(x, y, strict=True)
    )


def test_points_are_tapped_and_pasted_and_every_export_has_them(
    phone: BrowserContext, site: str
) -> None:
    visit = visited(phone, site)
    page = visit.open(SHORT)
    widget = degradation(page)
    dialog = choose_own(widget)
    plane = dialog.get_by_role("application", name="The plane")
    tap(page, plane, -0.5, 0.5)
    dialog.get_by_label("Class B").check()
    tap(page, plane, 0.5, -0.5)
    summary = dialog.locator(".summary")
    expect(summary).to_have_text("2 points: 1 of class A, 1 of class B.")
    dialog.get_by_label("Erase", exact=True).check()
    tap(page, plane, -0.45, 0.45)
    expect(summary).to_have_text("1 point: 0 of class A, 1 of class B.")
    small = dialog.evaluate(
        """dialog => [...dialog.querySelectorAll("button, label.tool")]
            .map((target) => target.getBoundingClientRect())
            .filter(({ width, height }) => width < 44 || height < 44).length"""
    )
    assert small == 0

    # What cannot be used is said, and nothing is lost by leaving.
    dialog.get_by_role("button", name="Use these points").tap()
    expect(dialog.get_by_role("alert")).to_contain_text("Put 9 more, as 10 are needed")
    dialog.get_by_role("button", name="Cancel").tap()
    expect(dialog).to_be_hidden()
    expect(widget.element.get_by_label(SELECT, exact=True)).to_have_value("spirals")
    assert points_of(widget) == ""
    widget.element.get_by_label(SELECT, exact=True).select_option("own")
    expect(summary).to_have_text("1 point: 0 of class A, 1 of class B.")

    x, y = decode_points(two_clouds())
    text = "x\ty\tanimal\n" + pasted(x, y)
    field = dialog.get_by_role("textbox")
    field.fill(text + "\n1\tb\tcat\n1\t2")
    dialog.get_by_role("button", name="Put these in place").tap()
    expect(dialog.get_by_role("alert").get_by_role("listitem")).to_have_text(
        [re.compile(r"^line 26: y: b is not allowed; "), re.compile(r"^line 27: fields: 2 are not")]
    )
    field.fill(text)
    dialog.get_by_role("button", name="Put these in place").tap()
    expect(summary).to_have_text(
        re.compile(r"^24 points: 12 of class A, 12 of class B\. 4 of them")
    )
    dialog.get_by_role("button", name="Use these points").tap()
    expect(dialog).to_be_hidden()
    points = points_of(widget)
    assert points == encode_points(x, y)
    assert_trained_on(widget.train(), points)
    widget.press("Pin run")
    page.wait_for_function("location.search.includes('pin=')")
    pins = widget.element.evaluate("widget => widget.state.pins.map(({ config }) => config.points)")
    assert pins == [points] * len(pins)
    assert page.url.count(points) == 1
    exported(page, widget, points)
    assert visit.errors == []


def exported(page: Page, widget: Widget, points: str) -> None:
    """Fail unless the exports have the points."""
    assert json.loads(save(page, widget, "JSON").read_text())["settings"]["points"] == points
    script = save(page, widget, "Python script")
    module = runpy.run_path(str(script))
    assert module["RUNS"][0]["settings"]["points"] == points
    loss = module["train"](module["RUNS"][0])["loss"]
    assert loss == pytest.approx(native(points, module["RUNS"][0]["settings"]["shortcut"]))
    assert f"Your points ({len(points) // 4})" in save(page, widget, "SVG").read_text()


def test_axe_finds_no_violation_in_the_drawing_and_classes_are_told_apart_in_forced_colours(
    booted: Booted,
) -> None:
    booted.page.emulate_media(color_scheme="light")
    page = booted.open(f"{SHORT}&dataset=own&points={two_clouds()}")
    widget = degradation(page)
    widget.open_more()
    widget.press("Your points: Change (24)")
    expect(dialog_of(widget).locator("point-cloud")).to_have_count(4)
    expect(dialog_of(widget).locator(".plane circle")).to_have_count(24)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert violations(page, scheme) == []
    page.emulate_media(forced_colors="active")
    fills = dialog_of(widget).evaluate(
        """dialog => [".plane circle.a", ".plane circle.b"].map((name) => {
            const { fill, stroke } = getComputedStyle(dialog.querySelector(name));
            return [fill, stroke];
        })"""
    )
    (hollow, rim), (full, _) = fills
    assert hollow != full
    assert rim == full
