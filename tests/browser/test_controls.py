"""The controls of a race: step, new seed, marks of the depth, and settings changed in its midst."""

import pytest
from browser.booted import Booted
from browser.conftest import Visit
from browser.widget import degradation, gradient_flow, wait_for_query
from playwright.sync_api import expect

from residual.experiments import Config, make_trainer

SHORT = "embed.html?widget=degradation&depth=8&epochs=12"


def test_step_trains_one_epoch_of_every_network(booted: Booted) -> None:
    widget = degradation(booted.open(SHORT))
    for epochs in (1, 2, 3):
        widget.press("Step")
        widget.wait_until(f"runs.every((run) => run.epochs === {epochs})")
    widget.wait("paused")
    for run in widget.results["runs"]:
        native = make_trainer(Config.parse(run["config"])).advance(3)
        assert run["loss"] == pytest.approx(native.loss, abs=1e-9)


def test_quick_steps_are_all_taken_and_end_with_the_budget(booted: Booted) -> None:
    widget = degradation(booted.open(SHORT))
    widget.button("Step").click(click_count=5)
    widget.wait_until("runs.every((run) => run.epochs === 5)")
    widget.train()
    expect(widget.button("Step")).to_have_attribute("aria-disabled", "true")
    widget.press("Reset")
    widget.wait("ready")
    expect(widget.button("Step")).to_have_attribute("aria-disabled", "false")


def test_step_lets_the_network_behind_catch_up(booted: Booted) -> None:
    widget = degradation(booted.open(f"{SHORT}&shortcut=none"))
    widget.button("Step").click(click_count=2)
    widget.wait_until("runs[0].epochs === 2")
    widget.element.get_by_role("switch", name="Skip connections").click()
    widget.press("Step")
    widget.wait_until("runs[1].epochs === 1")
    assert [run["epochs"] for run in widget.results["runs"]] == [2, 1]


def test_new_seed_is_another_experiment_and_in_the_address(booted: Booted) -> None:
    page = booted.open("embed.html?depth=8&epochs=12")
    widget = degradation(page)
    first = widget.train()["runs"]
    widget.press("New seed")
    widget.wait("ready")
    wait_for_query(page, "?depth=8&epochs=12&seed=1")
    second = widget.train()["runs"]
    for old, new in zip(first, second, strict=True):
        assert (old["config"]["seed"], new["config"]["seed"]) == (0, 1)
        assert old["loss"] != new["loss"]


def test_the_seed_after_the_last_is_the_first(booted: Booted) -> None:
    widget = degradation(booted.open(f"{SHORT}&seed=4294967295"))
    widget.press("New seed")
    widget.wait("ready")
    assert widget.results["runs"][0]["config"]["seed"] == 0


def test_a_new_setting_while_training_says_what_it_does(booted: Booted) -> None:
    widget = degradation(booted.open("embed.html?widget=degradation&epochs=5000"))
    widget.press("Train")
    widget.wait("running")
    widget.slide("Depth", 32)
    expect(widget.element.locator(".status")).to_contain_text(
        "New networks with depth 32; training goes on from epoch 0."
    )
    widget.wait_until("runs.every((run) => run.config.depth === 32 && run.epochs > 0)")
    assert widget.status == "running"


def test_settings_are_grouped_by_what_they_are_about(visit: Visit) -> None:
    page = visit.open()
    for widget in (degradation(page), gradient_flow(page)):
        widget.open_more()
        for group, setting in (("Network", "Width"), ("Data", "Seed"), ("Training", "Epochs")):
            fields = widget.element.get_by_role("group", name=group)
            expect(fields.get_by_label(setting, exact=True)).to_be_visible()
