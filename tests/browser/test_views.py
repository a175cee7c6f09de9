"""The figure shows curves, test data, gradients over time, boundaries and exact values."""

from typing import Any

import numpy as np
import pytest
from browser.booted import Booted
from browser.conftest import Visit
from browser.widget import BOOT_MS, Widget, degradation
from playwright.sync_api import Locator, expect

from residual.experiments import Config, make_trainer
from residual.page.wire import answers, observations

SHORT = "embed.html?widget=degradation&depth=8&epochs=12"


VIEWS = {"Loss": "Training loss", "Accuracy": "Share right", "Gradients": "Gradients"}


def view(widget: Widget, name: str) -> None:
    widget.choose_view(VIEWS[name])


def cursor(widget: Widget, name: str) -> Locator:
    return widget.element.get_by_role("slider", name=f"{name}: read values")


def test_test_curves_are_the_cores_and_are_drawn(booted: Booted) -> None:
    widget = degradation(booted.open(SHORT))
    for run in widget.train()["runs"]:
        native = make_trainer(Config.parse(run["config"])).advance(12)
        seen = observations(native.observed)
        assert run["testEpochs"] == list(seen["epochs"])
        assert run["testLoss"] == pytest.approx(list(seen["testLoss"]), rel=1e-6)
        assert run["testAccuracy"] == pytest.approx(list(seen["testAccuracy"]), abs=1e-9)
    drawn = widget.element.locator("figure svg path.curve.test")
    another_story = [run for run in widget.results["runs"] if tells_another_story(run)]
    expect(drawn).to_have_count(len(another_story))
    view(widget, "Accuracy")
    expect(drawn).to_have_count(len(another_story))


def tells_another_story(run: dict[str, Any]) -> bool:
    """Whether the held-out points say what the training points do not."""
    loss, test = run["loss"][-1], run["testLoss"][-1]
    return (test > 2 * loss and test - loss > 0.1) or (
        run["accuracy"][-1] - run["testAccuracy"][-1] > 0.1
    )


def test_the_test_curve_is_drawn_where_it_tells_another_story(booted: Booted) -> None:
    widget = degradation(booted.open("embed.html?widget=degradation&depth=8&noise=2&epochs=200"))
    runs = widget.train()["runs"]
    assert all(tells_another_story(run) for run in runs), "else this test proves nothing"
    expect(widget.element.locator("figure svg path.curve.test")).to_have_count(2)


@pytest.mark.parametrize(("name", "field"), [("Loss", "loss"), ("Accuracy", "accuracy")])
def test_the_cursor_reads_exact_values_by_keyboard(booted: Booted, name: str, field: str) -> None:
    page = booted.open("embed.html?start=race")
    widget = degradation(page)
    view(widget, name)
    slider = cursor(widget, f"{name} by epoch")
    slider.focus()
    runs = widget.results["runs"]
    spoken = widget.element.locator("figure [aria-live=polite]")
    for key, epoch in (
        ("Home", 1),
        ("ArrowRight", 2),
        ("PageUp", 12),
        ("ArrowLeft", 11),
        ("End", 200),
        ("ArrowRight", 200),
    ):
        page.keyboard.press(key)
        expect(slider).to_have_attribute("aria-valuenow", str(epoch))
        value = runs[0][field][epoch - 1]
        words = f"{int(100 * value + 1e-9)} %" if field == "accuracy" else f"{value:.3g}"
        expect(spoken).to_contain_text(f"Epoch {epoch}; plain: {words}")
    page.keyboard.press("Escape")
    expect(widget.element.locator(".reading-note")).to_have_count(0)


def test_the_cursor_follows_the_pointer(booted: Booted) -> None:
    widget = degradation(booted.open("embed.html?start=race"))
    chart = cursor(widget, "Loss by epoch").locator("svg").first
    box = chart.bounding_box()
    assert box
    middle = box["height"] / 2
    chart.hover(position={"x": box["width"] / 2, "y": middle}, force=True)
    note = widget.element.locator(".reading-note")
    expect(note).to_contain_text("with skips: 0.00")
    first = note.inner_text()
    chart.hover(position={"x": 80, "y": middle}, force=True)
    expect(note).not_to_have_text(first)


def test_the_log_scale_is_a_choice(booted: Booted) -> None:
    widget = degradation(booted.open("embed.html?start=race"))
    ticks = widget.element.locator("figure svg").first
    expect(ticks.get_by_text("0.01", exact=True)).to_have_count(0)
    widget.choose_view("Training loss, log scale")
    expect(ticks.get_by_text("0.01", exact=True)).to_be_attached()


def test_recorded_boundaries_are_shown_before_python_loads(visit: Visit) -> None:
    page = visit.open("?start=race")
    widget = degradation(page)
    for network in ("plain network", "network with skips"):
        picture = widget.element.get_by_role("img", name=f"Decision boundary of the {network}")
        expect(picture).to_be_visible()
    page.wait_for_function(
        "document.querySelector('degradation-explorer').watch.answers.size === 2"
    )
    shares = widget.element.evaluate(
        """widget => [...widget.watch.answers.values()].map(({ probability }) =>
            probability.filter((p) => p < 0.05 || p > 0.95).length / probability.length)"""
    )
    assert shares[0] < 0.5 < shares[1], "the plain network cannot tell, the residual one can"
    assert visit.python == []
    widget.press("New seed")
    widget.wait("ready")
    assert visit.python, "else this test would not see it"


def test_boundaries_are_those_of_the_networks_at_their_epoch(booted: Booted) -> None:
    widget = degradation(booted.open(SHORT))
    runs = widget.train()["runs"]
    for run in runs:
        native = make_trainer(Config.parse(run["config"]))
        native.advance(12)
        expected = answers(native, 40)["probability"]
        widget.element.page.wait_for_function(
            """([kind, first]) => {
                const { watch } = document.querySelector("degradation-explorer");
                return Math.abs(watch.answers.get(kind).probability[0] - first) < 1e-6;
            }""",
            arg=[run["kind"], float(expected[0])],
        )
        found = widget.element.evaluate(
            "(widget, kind) => [...widget.watch.answers.get(kind).probability]", run["kind"]
        )
        assert found == pytest.approx(list(expected), abs=1e-6)
        colours = widget.element.evaluate(
            """(widget, kind) => {
                const pictures = [...widget.renderRoot.querySelectorAll(".boundary canvas")];
                const canvas = pictures[kind === "plain" ? 0 : 1];
                const { data } = canvas.getContext("2d")
                    .getImageData(0, 0, canvas.width, canvas.height);
                return new Set(new Uint32Array(data.buffer)).size;
            }""",
            run["kind"],
        )
        assert colours > 10, "something is drawn"


def test_gradients_over_time_are_a_picture_with_its_words(booted: Booted) -> None:
    page = booted.open(SHORT)
    widget = degradation(page)
    widget.train()
    view(widget, "Gradients")
    title = "Gradient norm by layer and epoch, plain"
    expect(widget.element.locator(".heat .reading image")).to_have_count(2)
    slider = cursor(widget, title)
    slider.focus()
    page.keyboard.press("End")
    config = Config(depth=8, epochs=12, shortcut="none")
    (*_, last) = make_trainer(config).advance(12).observed
    note = widget.element.locator(".reading-note")
    expect(note).to_contain_text(f"layer 8: {last.gradient_norms[-1]:.2g}"[:12])
    expect(widget.element.locator("figcaption")).to_contain_text("The plain one: after 12 epochs")
    widget.open_numbers()
    rows = widget.element.get_by_role("table").get_by_role("row")
    expect(rows).to_have_count(13)


def test_the_stronger_a_gradient_the_brighter_its_place(booted: Booted) -> None:
    widget = degradation(booted.open("embed.html?start=race"))
    view(widget, "Gradients")
    expect(widget.element.locator(".heat .reading image")).to_have_count(2)
    norms, pixels = widget.element.evaluate(
        """async (widget) => {
            const picture = new Image();
            picture.src = widget.renderRoot.querySelector(".heat image").getAttribute("href");
            await picture.decode();
            const { width, height } = picture;
            const pen = new OffscreenCanvas(width, height).getContext("2d");
            pen.drawImage(picture, 0, 0);
            const column = pen.getImageData(width - 1, 0, 1, height).data;
            const [plain] = widget.shownRuns;
            return [[...plain.normsOverTime.at(-1)], [...column]];
        }"""
    )
    brightness = pixels[1::4]  # of green, which only grows along this scheme
    brightness.reverse()  # the first layer is lowest
    by_norm = [brightness[i] for i in np.argsort(norms)]
    assert by_norm == sorted(by_norm)
    assert by_norm[0] < by_norm[-1]


def test_recorded_gradients_are_there_too(booted: Booted) -> None:
    widget = degradation(booted.open("embed.html?start=race"))
    view(widget, "Gradients")
    expect(widget.element.locator("figcaption")).to_contain_text("The plain one: after 200 epochs")
    assert widget.status == "recorded"


def test_what_the_axis_has_no_room_for_is_named_at_its_edge(booted: Booted) -> None:
    """A peak with its loss; an overflow as a cross with its epoch, and no dot at a false height."""
    widget = degradation(booted.open("embed.html?start=race"))
    drawing = widget.element.locator("figure svg").first
    _, skips = widget.results["runs"]
    assert max(skips["loss"]) > 1
    expect(drawing.get_by_text(f"peak {max(skips['loss']):.3g}")).to_be_attached()
    expect(drawing.locator("circle")).not_to_have_count(0)

    widget = degradation(
        booted.open("embed.html?widget=degradation&depth=20&norm=none&init_scale=3&epochs=9")
    )
    drawing = widget.element.locator("figure svg").first
    plain, skips = widget.train()["runs"]
    for name, run in (("plain", plain), ("with skips", skips)):
        assert run["loss"][-1] > 1e90, "else this test proves nothing"
        text = f"{name}: overflow at epoch {run['divergedAt']}"
        expect(drawing.get_by_text(text)).to_be_attached()
    expect(drawing.locator("circle")).to_have_count(0)


def test_the_square_tells_what_new_data_say_where_that_is_another_story(booted: Booted) -> None:
    widget = degradation(booted.open("embed.html?widget=degradation&depth=8&noise=2&epochs=200"))
    for run, told in zip(
        widget.train()["runs"], widget.element.locator(".square p").all(), strict=True
    ):
        expect(told).to_contain_text(f"new data {int(100 * run['testAccuracy'][-1] + 1e-7)} %")


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_jumps_while_networks_train(booted: Booted, width: int) -> None:
    booted.page.set_viewport_size({"width": width, "height": 900})
    page = booted.open("embed.html?widget=degradation&depth=8&epochs=300")
    widget = degradation(page)
    widget.slide("Depth", 10)
    widget.wait("ready")
    page.evaluate(
        """() => {
            const widget = document.querySelector("degradation-explorer");
            const figure = widget.renderRoot.querySelector("figure");
            window.tops = new Set();
            const look = () => {
                window.tops.add(Math.round(figure.getBoundingClientRect().top + scrollY));
                requestAnimationFrame(look);
            };
            look();
        }"""
    )
    widget.train()
    assert page.evaluate("window.tops.size") == 1


WATCH = """(milliseconds) => new Promise((resolve) => {
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
    observer.observe({ type: "longtask" });
    setTimeout(() => {
        tasks.push(...observer.takeRecords());
        observer.disconnect();
        resolve(tasks.map((task) => task.duration));
    }, milliseconds);
})"""


@pytest.mark.alone
@pytest.mark.parametrize("name", ["Loss", "Gradients"])
def test_no_task_is_long_while_two_deep_networks_train(booted: Booted, name: str) -> None:
    page = booted.open("embed.html?widget=degradation&depth=110&epochs=5000")
    widget = degradation(page)
    view(widget, name)
    widget.press("Train")
    widget.wait_until("runs.every((run) => run.epochs > 20)", BOOT_MS)
    # Another program may take the processor away in the midst of a task, which makes it longer:
    # so the quietest of some stretches says most about ours.
    stretches = (page.evaluate(WATCH, 4000) for _ in range(5))
    seen = next((tasks for tasks in stretches if len(tasks) <= 2), None)
    assert seen is not None, "in no stretch of 4 s were there fewer than three tasks over 50 ms"
