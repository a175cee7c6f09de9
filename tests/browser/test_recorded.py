"""Something true is on screen before Python loads, and stays if it never does."""

import pytest
from browser.conftest import Visit
from browser.widget import degradation, gradient_flow
from playwright.sync_api import Page, expect

from residual.experiments import Config, FlowConfig, make_trainer
from residual.page.wire import norms

FOUR_DIGITS = 5e-4
"""So many of each norm are recorded with the cases: half a unit of the last of them, at most."""


def test_recorded_curves_are_shown_and_labelled_before_python_loads(visit: Visit) -> None:
    page = visit.open()
    for widget in (degradation(page), gradient_flow(page)):
        expect(widget.element.locator("figure svg").first).to_be_visible()
        expect(widget.element.locator(".badge")).to_have_text("recorded")
        seen = widget.element.evaluate(
            "({ renderRoot }) => [...renderRoot.querySelectorAll('.chart, .foot .status')]"
            ".map((part) => part.textContent).join(' ')"
        )
        assert seen.lower().split().count("recorded") == 1, "it is said once"
        assert widget.status == "recorded"
        assert widget.results["source"] == "recorded"
    assert visit.python == []
    assert visit.errors == []


def test_the_recordings_are_what_the_core_computes(visit: Visit) -> None:
    page = visit.open("?start=race")
    for label, shortcut in (("plain", "none"), ("residual", "identity")):
        is_what_the_core_computes(page, label, shortcut)


def is_what_the_core_computes(page: Page, label: str, shortcut: str) -> None:
    trainer = make_trainer(Config(shortcut=shortcut))
    trainer.advance(1)
    (run,) = (r for r in degradation(page).results["runs"] if r["label"] == label)
    assert run["config"] == Config(shortcut=shortcut).to_dict()
    assert len(run["loss"]) == run["epochs"] == Config().epochs
    # Only the first epoch is the same on every machine: the deep networks are chaotic.
    assert run["loss"][0] == pytest.approx(trainer.history.loss[0], abs=1e-9)
    (shown,) = (s for s in gradient_flow(page).results["stacks"] if s["label"] == label)
    first = FlowConfig.from_preset(FlowConfig.FIRST, {"shortcut": shortcut})
    stack = norms(make_trainer(first))
    assert shown["config"] == first.to_dict()
    for name in ("gradientNorms", "activationNorms"):
        assert shown[name] == pytest.approx(list(stack[name]), rel=FOUR_DIGITS)


def test_the_recording_stays_and_a_message_comes_when_python_cannot_load(visit: Visit) -> None:
    page = visit.open("?start=race")
    page.route("**/immutable/pyodide-*", lambda route: route.abort())
    widget = degradation(page)
    widget.press("Train")
    widget.wait("failed")
    expect(widget.element.get_by_text("what is shown stays")).to_be_visible()
    assert widget.results["source"] == "recorded"
    assert len(widget.results["runs"]) == 2
    page.unroute("**/immutable/pyodide-*")
    widget.press("Train")
    widget.wait("running")


def test_with_settings_of_its_own_the_page_says_that_the_recording_has_others(visit: Visit) -> None:
    page = visit.open("?depth=22")
    widget = degradation(page)
    expect(widget.element.get_by_text("Recorded with the default settings")).to_be_visible()
    assert widget.results["runs"][0]["config"]["depth"] == 56
