"""The code beside the plot is the package's own, and a reader can change it and run it."""

import inspect
import re
import time

import pytest
from browser.booted import Booted
from browser.conftest import Visit
from browser.sight import violations
from browser.widget import BOOT_MS, TRAIN_MS, Widget, degradation, gradient_flow
from playwright.sync_api import Locator, Page, expect

from residual.blocks import Block
from residual.training import Trainer

SHORT = "embed.html?widget=degradation&depth=8&epochs=6"
SOURCE = inspect.getsource(Block)
FORWARD = "        y = self.branch.forward(x, train)\n"
BACKWARD = "        dx = self.branch.backward(dy)\n"
RIGHT = SOURCE.replace(FORWARD, FORWARD.replace("self", "0.5 * self", 1)).replace(
    BACKWARD, BACKWARD.replace("(dy)", "(0.5 * dy)")
)
LOOP = SOURCE.replace(FORWARD, "        while True:\n            pass\n" + FORWARD)


def line_of(source: str, words: str) -> int:
    return source[: source.index(words)].count("\n") + 1


@pytest.fixture
def page(booted: Booted) -> Page:
    return booted.open(SHORT)


@pytest.fixture
def widget(page: Page) -> Widget:
    """A widget whose code is open."""
    widget = degradation(page)
    widget.press("Show the code")
    return widget


def editor(widget: Widget) -> Locator:
    return widget.element.get_by_role("textbox", name="to edit")


def run(widget: Widget, source: str) -> None:
    editor(widget).fill(source)
    widget.press("Run edited code")


def labels(widget: Widget) -> list[str]:
    return [run["label"] for run in widget.results["runs"]]


def test_the_source_that_is_shown_is_the_packages(booted: Booted, widget: Widget) -> None:
    expect(editor(widget)).to_have_value(SOURCE)
    first = inspect.getsourcelines(Block)[1]
    expect(widget.element.get_by_text(f"blocks/residual.py, from line {first}")).to_be_visible()
    widget.element.get_by_role("tab", name="One epoch of training").click()
    shown = widget.element.get_by_role("region", name="One epoch of training").inner_text()
    for line in inspect.cleandoc(inspect.getsource(Trainer._train_epoch)).splitlines():
        assert line.strip() in shown
    assert booted.errors == []


def test_both_speeds_are_measured_in_this_browser_when_a_reader_asks(widget: Widget) -> None:
    expect(widget.element.get_by_text("this is what computed the recorded picture")).to_be_visible()
    widget.press("How much faster?")
    found = widget.element.get_by_text("The 8-layer network with skips, on this machine")
    expect(found).to_contain_text("All of its layers run compiled", timeout=BOOT_MS)
    said = found.inner_text().replace(",", "")
    compiled, written = map(float, re.findall(r"([\d.]+) (?:epochs|as)", said))
    assert compiled > written > 0
    expect(widget.element.get_by_text("the definition; here it runs compiled to C")).to_be_visible()


def test_it_is_loaded_when_it_is_asked_for(visit: Visit) -> None:
    page = visit.open(SHORT)
    assert visit.asked_for("code-panel", "sources") == []
    degradation(page).press("Show the code")
    expect(editor(degradation(page))).to_be_visible()
    assert len(visit.asked_for("code-panel", "sources")) == 2
    degradation(page).close_sheet()
    expect(editor(degradation(page))).to_have_count(0)


def test_words_are_marked_and_nothing_of_the_text_is_taken_for_html(widget: Widget) -> None:
    text = 'x = "<img src=x onerror=alert(1)>"  # <b>&amp;</b>\n'
    editor(widget).fill(text)
    shown = widget.element.locator("code-editor pre")
    assert shown.inner_text().rstrip("\n") == text.rstrip("\n")
    expect(shown.locator("img, b")).to_have_count(0)
    expect(shown.locator(".hljs-comment")).to_have_text("# <b>&amp;</b>")


def test_an_edited_block_trains_beside_the_original_which_can_be_brought_back(
    booted: Booted, widget: Widget
) -> None:
    run(widget, RIGHT)
    widget.wait("done", TRAIN_MS)
    expect(widget.element.get_by_text("found your backward pass right")).to_contain_text(
        "Its own lines run as you wrote them; its branch and all else in the network run compiled."
    )
    plain, residual, edited = widget.results["runs"]
    assert edited["label"] == "edited"
    assert edited["epochs"] == residual["epochs"] == 6
    assert edited["loss"] != residual["loss"]
    assert edited["config"] == residual["config"]
    expect(widget.element.locator("figure svg").get_by_text("edited").first).to_be_attached()
    widget.press("Restore original")
    expect(editor(widget)).to_have_value(SOURCE)
    expect(widget.element.get_by_text("The original is back")).to_be_visible()
    assert widget.results["runs"] == [plain, residual], "and the others go on"
    widget.press("Reset")
    widget.wait("ready")
    assert labels(widget) == ["plain", "residual"]
    alone = degradation(booted.open(SHORT)).train()["runs"]
    assert [run["loss"] for run in alone] == [plain["loss"], residual["loss"]]


TAMPERING = f"np.cos = lambda a, *rest, **named: 0.9 * np.sin(a)\n{SOURCE}"
"""It spoils NumPy itself, which the spirals need."""


def test_what_a_text_does_to_numpy_reaches_no_other_network(booted: Booted) -> None:
    """Not those beside it, not those after it, not after a text that was refused.

    The text of the original, run as an edit, gives the original's curve.
    """
    fresh = degradation(booted.open(SHORT)).train()["runs"]
    widget = degradation(booted.open(SHORT))
    widget.press("Show the code")
    run(widget, TAMPERING.replace(BACKWARD, BACKWARD.replace("self", "2 * self", 1)))
    expect(widget.element.get_by_role("alert")).to_contain_text(
        "backward pass is wrong", timeout=BOOT_MS
    )
    assert widget.train()["runs"] == fresh
    run(widget, TAMPERING)
    widget.wait_until("runs.length === 3 && runs.every((run) => run.epochs === 6)")
    *beside, edited = widget.results["runs"]
    assert beside == fresh
    assert edited["loss"] != fresh[1]["loss"], "it is spoiled itself"
    run(widget, SOURCE + "\n\n# nothing changed\n")
    widget.wait_until("runs.length === 3 && runs.every((run) => run.epochs === 6)")
    assert widget.results["runs"][2]["loss"] == fresh[1]["loss"], "the next text finds a clean one"
    widget.press("Restore original")
    widget.press("Reset")
    widget.wait("ready")
    assert widget.train()["runs"] == fresh
    end = time.monotonic() + 10
    while len(booted.page.workers) > 1 and time.monotonic() < end:
        booted.page.wait_for_timeout(50)
    assert len(booted.page.workers) == 1, "the Pythons of the texts have ended"


FAULTS = {
    "a syntax error": (BACKWARD, BACKWARD.replace(")", ""), "This is not Python", BACKWARD),
    "an exception in forward": (
        FORWARD,
        "        y = self.no_such_branch(x)\n",
        "AttributeError: 'Block' object has no attribute 'no_such_branch'",
        FORWARD,
    ),
    "a factor in backward": (
        BACKWARD,
        BACKWARD.replace("self", "2 * self", 1),
        "The gradient check says that the backward pass is wrong",
        "    def backward",
    ),
    "a forgotten shortcut": (
        "        if self.shortcut:\n            dx =",
        "        if False:\n            dx =",
        "The gradient check says that the backward pass is wrong",
        "    def backward",
    ),
}


def test_a_fault_is_said_at_its_line_and_nothing_is_trained(widget: Widget) -> None:
    alert = widget.element.get_by_role("alert")
    for fault, (words, replacement, message, place) in FAULTS.items():
        source = SOURCE.replace(words, replacement)
        assert source != SOURCE
        run(widget, source)
        expect(alert).to_contain_text(message, timeout=BOOT_MS)
        expect(alert).to_contain_text(f"at line {line_of(SOURCE, place)}")
        assert mark_of(widget) == pytest.approx(line_of(SOURCE, place) - 1), fault
        expect(editor(widget)).to_have_attribute("aria-invalid", "true")
        widget.wait("ready")
        assert "edited" not in labels(widget), fault
        editor(widget).fill("")  # what is said goes with the text that it is said of
        expect(alert).to_have_count(0)
    run(widget, RIGHT)
    widget.wait("done", TRAIN_MS)
    assert labels(widget)[-1] == "edited"
    expect(alert).to_have_count(0)


def mark_of(widget: Widget) -> float:
    """The line that is marked, from 0, by where its mark lies."""
    found = widget.element.locator("code-editor .mark").evaluate(
        """(mark) => {
            const { top, height } = mark.getBoundingClientRect();
            return (top - mark.parentElement.getBoundingClientRect().top - 8) / height;
        }"""
    )
    return float(found)


def test_a_fault_while_training_is_said_and_the_others_train(
    booted: Booted, widget: Widget
) -> None:
    tired = SOURCE.replace(
        FORWARD,
        "        if len(x) > 100:\n            raise KeyboardInterrupt('tired')\n" + FORWARD,
    )
    run(widget, tired)
    alert = widget.element.get_by_role("alert")
    expect(alert).to_contain_text(
        f"at line {line_of(tired, 'raise')}: KeyboardInterrupt: tired", timeout=BOOT_MS
    )
    widget.wait("done", TRAIN_MS)
    assert labels(widget) == ["plain", "residual"]
    losses = [run["loss"] for run in widget.results["runs"]]
    alone = degradation(booted.open(SHORT)).train()["runs"]
    assert [run["loss"] for run in alone] == losses


def test_an_endless_loop_can_be_stopped(booted: Booted, widget: Widget) -> None:
    before = widget.train()["runs"]
    run(widget, LOOP)
    expect(widget.element.get_by_text("Python checks it")).to_be_visible()
    widget.press("Stop")
    expect(widget.element.get_by_text("Stopped.")).to_be_visible()
    assert widget.results["runs"] == before, "the original's curves stay"
    expect(editor(widget)).to_have_value(LOOP)
    widget.press("Restore original")
    widget.press("Reset")
    widget.wait("ready")
    assert widget.train()["runs"] == before
    assert booted.errors == []


def test_an_endless_loop_is_said_and_what_is_beside_it_goes_on(visit: Visit) -> None:
    """In the check, which another widget does not wait for; then while it trains with the others.

    The check's inputs are small, so the second text passes: its loop begins with the data.
    """
    page = visit.open("?depth=8&epochs=6&flow.depth=8&flow.epochs=4")
    flow, widget = gradient_flow(page), degradation(page)
    widget.press("Show the code")
    run(widget, LOOP)
    expect(widget.element.get_by_text("Python checks it")).to_be_visible(timeout=BOOT_MS)
    assert [stack["epochs"] for stack in flow.train()["stacks"]] == [4, 4]
    silent = widget.element.get_by_text("The text has not answered")
    expect(silent).to_be_visible(timeout=BOOT_MS)
    widget.press("Stop")
    assert [run["epochs"] for run in widget.train()["runs"]] == [6, 6]

    hangs = SOURCE.replace(FORWARD, "        while len(x) > 100:\n            pass\n" + FORWARD)
    run(widget, hangs)
    expect(widget.element.get_by_text("It trains beside the original")).to_be_visible(
        timeout=BOOT_MS
    )
    said = widget.element.get_by_text("The edited code has not answered for 8 seconds")
    expect(said).to_be_visible(timeout=BOOT_MS)
    widget.press("Train")
    widget.wait("done", TRAIN_MS)
    expect(said).to_have_count(0)
    assert labels(widget) == ["plain", "residual"]
    assert [run["epochs"] for run in widget.results["runs"]] == [6, 6]
    assert visit.errors == []


def test_edited_text_survives_closing_and_goes_into_no_link(page: Page, widget: Widget) -> None:
    editor(widget).fill(RIGHT)
    widget.close_sheet()
    widget.press("Show the code")
    expect(editor(widget)).to_have_value(RIGHT)
    widget.press("Copy link")
    assert "0.5" not in page.url
    link = widget.element.evaluate("widget => JSON.stringify(widget.state)")
    assert "0.5" not in link


def test_the_editor_works_by_keyboard_and_holds_nobody(page: Page, widget: Widget) -> None:
    field = editor(widget)
    field.fill("class Block(Layer):")
    field.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("x = 1")
    page.keyboard.press("Enter")
    page.keyboard.type("y = 2")
    expect(field).to_have_value("class Block(Layer):\n    x = 1\n    y = 2")
    page.keyboard.press("Control+z")
    assert field.input_value() != "class Block(Layer):\n    x = 1\n    y = 2"
    page.keyboard.press("Tab")
    expect(widget.button("Run edited code")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(widget.button("How much faster?")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(widget.element.get_by_role("tab", selected=True)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(widget.element.get_by_role("tab", name="One epoch of training")).to_be_focused()
    expect(editor(widget)).to_have_count(0)


def test_the_traceback_is_there_to_read_and_axe_finds_no_violation(booted: Booted) -> None:
    """In the code beside it, and in the dialog for embedding."""
    booted.page.emulate_media(color_scheme="light")
    page = booted.open(SHORT)
    widget = degradation(page)
    widget.press("Show the code")
    run(widget, SOURCE.replace(FORWARD, "        y = 1 / 0\n"))
    alert = widget.element.get_by_role("alert")
    expect(alert).to_contain_text("ZeroDivisionError", timeout=BOOT_MS)
    expect(alert).to_contain_text("Traceback (most recent call last)")
    expect(alert).to_contain_text("y = 1 / 0")
    for act in ("CSV", "Embed"):
        widget.press(act)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert violations(page, scheme) == []


def test_a_kind_without_the_class_is_said_to_have_none(booted: Booted) -> None:
    widget = degradation(booted.open(SHORT + "&block=highway"))
    widget.press("Show the code")
    expect(widget.element.get_by_role("tab", name="A Highway block")).to_be_visible()
    widget.element.get_by_role("tab", name="The block and its skip connection").click()
    run(widget, RIGHT)
    expect(widget.element.get_by_text("This network has no class Block")).to_be_visible()
