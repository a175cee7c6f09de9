"""The digits lab shows what Python computes, and a reader can do all of it by name and by keys."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from browser.booted import Booted, Kept
from browser.conftest import Visit
from browser.sight import violations, words_of_charts
from browser.test_stage import resize
from browser.widget import TRAIN_MS, Widget
from playwright.sync_api import Page, expect

from residual.experiments import DigitsConfig
from residual.experiments.digits import make_digits_trainer

VIEWS = (
    "Training loss",
    "Training error",
    "Test error",
    "Gradients",
    "Confusions",
    "Mistakes",
    "Draw a digit",
)
SHALLOW = "embed.html?widget=digits-lab&depth=20&epochs=1"
"""Two networks, which a rounding does not change much within an epoch."""
LONGEST_MS = 200
TASK_MS = 50
LOWEST_CHART = 180
"""In pixels."""

PAUSED_AFTER = """(widget) => new Promise((resolve) => {
    const begun = performance.now();
    const look = () => widget.status === "paused"
        ? resolve(performance.now() - begun) : setTimeout(look, 2);
    [...widget.renderRoot.querySelectorAll("button.train")][0].click();
    look();
})"""
BOXES = """(widget) => {
    const parts = [...widget.renderRoot.querySelectorAll("[part], .title, .foot")];
    const { right } = widget.getBoundingClientRect();
    const bar = widget.renderRoot.querySelector(".stage-bar").getBoundingClientRect();
    const readings = [...widget.renderRoot.querySelectorAll(".readings > *")];
    return {
        covered: readings.filter((one) => one.getBoundingClientRect().bottom > bar.top + 1).length,
        chart: widget.renderRoot.querySelector(".view").getBoundingClientRect().height,
        height: widget.getBoundingClientRect().height,
        beyond: parts.filter((part) => {
            const box = part.getBoundingClientRect();
            return box.bottom > innerHeight + 1 || box.right > right + 1 || box.left < -1;
        }).map((part) => part.className || part.part.value),
    };
}"""
LONG_TASKS = """
    window.tasks = [];
    new PerformanceObserver((list) => {
        window.tasks.push(...list.getEntries().map((entry) => entry.duration));
    }).observe({ type: "longtask" });
"""


def lab(page: Page) -> Widget:
    return Widget(page, "digits-lab").awake()


def train(widget: Widget) -> None:
    widget.element.get_by_role("button", name=re.compile("^Train")).first.click()


def choose(widget: Widget, view: str) -> None:
    widget.choose_view(view)
    widget.element.evaluate("widget => widget.updateComplete")


def native(**values: Any) -> Any:
    trainer = make_digits_trainer(DigitsConfig(**values))
    trainer.advance(trainer.epochs)
    return trainer


@pytest.fixture(scope="module")
def trained(kept: Kept) -> Iterator[Widget]:
    """The lab after two networks of 20 layers have trained for one epoch."""
    visit = kept.come()
    visit.page.set_viewport_size({"width": 1280, "height": 720})
    widget = lab(visit.open(SHALLOW))
    train(widget)
    widget.wait("done", TRAIN_MS)
    yield widget
    assert visit.errors == []
    kept.leave()


@pytest.mark.parametrize(("kind", "shortcut"), [("plain", "none"), ("residual", "A")])
def test_live_networks_learn_as_native_ones(trained: Widget, kind: str, shortcut: str) -> None:
    """To the rounding of float32 in the first updates, which plain networks magnify."""
    results = trained.results
    (run,) = (run for run in results["runs"] if run["kind"] == kind)
    trainer = native(depth=20, epochs=1, shortcut=shortcut)
    assert run["source"] == "live"
    assert run["updates"][:3] == pytest.approx(trainer.updates[:3], rel=1e-3)
    assert run["updates"] == pytest.approx(trainer.updates, rel=0.3)
    first, last = trainer.history.observed
    assert run["exams"][0]["answers"] == first.answers
    assert run["exams"][0]["gradientNorms"] == pytest.approx(first.gradient_norms, rel=1e-3)
    assert run["exams"][1]["trainError"] == pytest.approx(1 - last.train_accuracy, abs=0.1)
    assert run["exams"][1]["testError"] == pytest.approx(1 - last.test_accuracy, abs=0.1)


def test_the_sentence_and_the_key_tell_the_errors_of_the_data(trained: Widget) -> None:
    results = trained.results
    words = trained.element.locator("figcaption").inner_text()
    keys = trained.element.locator(".network-key").all_inner_texts()
    for run, key in zip(results["runs"], keys, strict=True):
        error = 100 * run["exams"][-1]["trainError"]
        assert f"{error:.0f} %" in words
        assert f"{error:.0f} % wrong" in key


def test_a_digit_drawn_by_keys_is_read_by_each_network(trained: Widget) -> None:
    choose(trained, "Draw a digit")
    pad = trained.element.get_by_role("application", name="Pad to draw a digit on")
    pad.focus()
    for key in ("ArrowRight", "Space", *["Shift+ArrowDown"] * 7):
        pad.press(key)
    trained.wait_until("results.drawn && results.drawn.readings.length === 2")
    drawn = trained.results["drawn"]
    assert [drawn["image"][8 * row + 4] for row in range(8)] == [16] * 8
    for reading in drawn["readings"]:
        assert sum(reading["probability"]) == pytest.approx(1, abs=1e-5)
    told = trained.element.get_by_role("group", name="What each network takes it for")
    digit = max(range(10), key=drawn["readings"][0]["probability"].__getitem__)
    expect(told.locator(".answer").first).to_have_text(str(digit))
    page = trained.element.page
    page.wait_for_function("location.search.includes('digit=')")
    pad.press("Control+z")
    assert trained.read("widget.results.drawn.image[8 * 7 + 4]") == 0


def test_the_confusions_and_mistakes_are_those_of_the_answers(trained: Widget) -> None:
    _, _, _, confusion = trained.element.evaluate("widget => widget.tables")
    results = trained.results
    for run, rows in zip(
        results["runs"], (confusion["rows"][:10], confusion["rows"][10:]), strict=True
    ):
        answers, labels = run["exams"][-1]["answers"], results["labels"]
        for digit, row in enumerate(rows):
            expected = [
                sum((d, a) == (digit, taken) for d, a in zip(labels, answers, strict=True))
                for taken in range(10)
            ]
            assert row[-10:] == expected


def test_the_time_here_is_told_before_it_starts_and_pause_answers_at_once(booted: Booted) -> None:
    widget = lab(booted.open("embed.html?widget=digits-lab"))
    widget.element.get_by_label("Depth", exact=True).focus()
    widget.element.get_by_label("Depth", exact=True).press("Shift")
    time = widget.element.locator(".time")
    expect(time).to_have_text(re.compile(r"5 epochs: about (a second|\d+ s|\d+ minutes) here"),
                              timeout=TRAIN_MS)  # fmt: skip
    expect(widget.element.locator(".foot .badge")).to_have_text("recorded")
    train(widget)
    waits = []
    for count in (8, 16, 24):  # in training, each of four networks, the deep ones of 56 layers
        widget.wait_until(
            f"runs.length === 4 && runs.every((run) => run.updates.length >= {count})", TRAIN_MS
        )
        waits.append(widget.element.evaluate(PAUSED_AFTER))
        train(widget)
    assert min(waits) < LONGEST_MS, waits
    assert booted.errors == []


def test_what_is_recorded_is_shown_until_train_is_pressed_or_its_plain_kind_alone(
    visit: Visit,
) -> None:
    widget = lab(visit.open("embed.html?widget=digits-lab&view=train_error"))
    results = widget.results
    assert [run["source"] for run in results["runs"]] == ["recorded"] * 4
    expect(widget.element.locator("figcaption")).to_contain_text(
        "56 plain layers learn worse than 20"
    )
    widget = lab(visit.open("embed.html?widget=digits-lab&shown=plain"))
    keys = widget.element.locator(".network-key")
    expect(keys).to_have_count(2)
    assert all("plain" in text for text in keys.all_inner_texts())
    assert visit.python == []


def test_each_view_lies_in_the_window_at_one_height(visit: Visit) -> None:
    widget = lab(visit.open("digits-lab.html"))  # where the contents take some of the window
    for size in ((1280, 720), (720, 640), (360, 640), (320, 640)):
        resize(widget, size)
        heights = set()
        for view in VIEWS:
            choose(widget, view)
            found = widget.element.evaluate(BOXES)
            assert found["beyond"] == [], (view, size)
            assert found["chart"] >= LOWEST_CHART, (view, size)
            assert found["covered"] == 0, (view, size)
            heights.add(found["height"])
        assert len(heights) == 1, size
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_each_view_can_be_seen(booted: Booted) -> None:
    page = booted.page
    page.emulate_media(reduced_motion="reduce", color_scheme="light")
    widget = lab(booted.open("embed.html?widget=digits-lab"))
    for view in VIEWS:
        choose(widget, view)
        for colours in ("light", "dark"):
            page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
            page.wait_for_timeout(100)  # what fades has faded
            assert violations(page, colours) == [], (view, colours)
            if view != "Draw a digit":
                words_of_charts(widget)


@pytest.mark.alone
def test_while_it_trains_no_task_of_the_page_is_long(booted: Booted) -> None:
    booted.page.evaluate(f"() => {{ {LONG_TASKS} }}")
    widget = lab(booted.open("embed.html?widget=digits-lab"))
    train(widget)
    stretches = []
    for count in (6, 18, 30):
        widget.wait_until(
            f"runs.length === 4 && runs.every((run) => run.updates.length >= {count})", TRAIN_MS
        )
        stretches.append(booted.page.evaluate("window.tasks.splice(0)"))
    assert min(len(tasks) for tasks in stretches[1:]) == 0, f"longer than {TASK_MS} ms: {stretches}"
