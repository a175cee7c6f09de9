"""The cases of the Gradient Flow Visualizer: what the article says beside what is measured."""

import re

import pytest
from browser.booted import Booted
from browser.conftest import Visit
from browser.widget import BOOT_MS, Widget, gradient_flow
from playwright.sync_api import Locator, expect

from residual.experiments import FlowConfig, make_trainer
from residual.page.wire import norms

WIDGET = "embed.html?widget=gradient-flow"


def row(widget: Widget, label: str) -> Locator:
    return widget.element.get_by_role("row").filter(
        has=widget.element.page.get_by_role("button", name=label, exact=True)
    )


def measured(widget: Widget, label: str) -> tuple[str, str]:
    """What a row says of the plain network and of the one with skips."""
    widget.open_sheet("Cases")
    cells = row(widget, label).get_by_role("cell").all_inner_texts()
    plain, skips = (text.replace("\N{NO-BREAK SPACE}", " ") for text in cells[-3:-1])
    return plain, skips


def test_a_preset_sets_its_values_and_fills_its_row(booted: Booted) -> None:
    widget = gradient_flow(booted.open(f"{WIDGET}&seed=3&depth=20"))
    widget.open_sheet("Settings")
    select = widget.element.get_by_label("Preset", exact=True)
    expect(select).to_have_value("")
    for name, preset in FlowConfig.PRESETS.items():
        widget.open_sheet("Settings")
        select.select_option(preset.label)
        widget.wait("ready")
        config = widget.element.evaluate("widget => widget.config")
        assert config == FlowConfig.parse({**preset.values, "seed": 3}).to_dict()
        expect(select).to_have_value(name)
        widget.close_sheet()
        widget.open_sheet("Cases")
        expect(row(widget, preset.label)).to_have_attribute("aria-current", "true")
        for text in measured(widget, preset.label):
            assert re.search(r"(explodes|vanishes|arrives|shrinks|grows)", text)
        if preset.claim:
            expect(row(widget, preset.label)).to_contain_text(preset.claim)
        widget.close_sheet()
    assert booted.errors == []


def test_all_cases_are_measured_at_once_and_are_those_of_the_core(booted: Booted) -> None:
    page = booted.open(WIDGET)
    widget = gradient_flow(page)
    before = widget.results
    widget.press("Measure all cases")
    page.wait_for_function(
        """() => document.querySelector("gradient-flow").results.cases
            .every(({ stacks }) => stacks.length === 2 && stacks[1].source === "live")""",
        timeout=BOOT_MS,
    )
    norms_before, norms_now = (
        [stack["signalNorms"] for stack in seen["stacks"]] for seen in (before, widget.results)
    )
    for now, then in zip(norms_now, norms_before, strict=True):
        assert now == pytest.approx(then, rel=5e-4), "what is on screen stays"
    cases = widget.results["cases"]
    assert [case["name"] for case in cases] == list(FlowConfig.PRESETS)
    for case in cases:
        for stack in case["stacks"]:
            native = norms(make_trainer(FlowConfig.parse(stack["config"])))
            assert stack["signalNorms"] == pytest.approx(list(native["signalNorms"]), rel=1e-6)
        plain, skips = measured(widget, case["label"])
        for text, stack in zip((plain, skips), case["stacks"], strict=True):
            along = stack["along"]["signal"]
            assert along["verdict"] in text
            factor = re.search(r"× ([\d.]+) a layer", text)
            assert factor
            assert float(factor[1]) == pytest.approx(along["perLayer"], abs=0.006)
    assert "explodes" in measured(widget, "Batch normalisation")[0]
    assert "grows" in measured(widget, "Batch normalisation")[1]
    assert "vanishes" in measured(widget, "Small weights, no normalisation")[0]


def test_the_table_follows_the_view_and_the_seed(booted: Booted) -> None:
    page = booted.open(WIDGET)
    widget = gradient_flow(page)
    label = FlowConfig.PRESETS["small"].label
    widget.open_sheet("Cases")
    row(widget, label).get_by_role("button").click()
    widget.wait("ready")
    by_signal = measured(widget, label)
    widget.close_sheet()
    widget.choose_view("Weight gradient")
    widget.open_sheet("Cases")
    expect(widget.element.get_by_text("Gradient by the weights, before training")).to_be_visible()
    assert measured(widget, label) != by_signal
    assert "vanishes" not in measured(widget, label)[0], "all layers shrink alike"
    widget.close_sheet()
    widget.press("New seed")
    widget.open_sheet("Cases")
    expect(widget.element.get_by_text("from seed 1")).to_be_visible()
    page.wait_for_function(
        "document.querySelector('gradient-flow').results.stacks[0].config.seed === 1"
    )
    expect(row(widget, label)).not_to_contain_text("not measured yet")
    batch = FlowConfig.PRESETS["batch"].label
    assert measured(widget, batch) == ("not measured yet", "not measured yet")


def test_training_does_not_change_what_was_measured_before_it(booted: Booted) -> None:
    widget = gradient_flow(booted.open(WIDGET))
    label = FlowConfig.PRESETS["small"].label
    widget.open_sheet("Cases")
    row(widget, label).get_by_role("button").click()
    widget.wait("ready")
    before = measured(widget, label)
    norms_before = widget.results["stacks"][0]["signalNorms"]
    widget.press("Step")
    widget.wait("paused")
    assert widget.results["stacks"][0]["signalNorms"] != norms_before
    assert measured(widget, label) == before


def test_python_that_cannot_load_is_said_beside_the_button(visit: Visit) -> None:
    page = visit.open(WIDGET)
    page.route("**/immutable/pyodide-*", lambda route: route.abort())
    widget = gradient_flow(page)
    widget.press("Measure all cases")
    said = widget.element.locator(".cases").get_by_role("alert")
    expect(said).to_contain_text(re.compile("fail|could not", re.IGNORECASE), timeout=BOOT_MS)
    page.unroute("**/immutable/pyodide-*")
    widget.press("Measure all cases")
    expect(row(widget, "Batch normalisation")).to_contain_text("× ", timeout=BOOT_MS)
    expect(said).to_have_count(0)
