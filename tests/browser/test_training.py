"""Real training in the reader's browser."""

import time
from urllib.parse import urlsplit

import pytest
from browser.booted import Booted
from browser.conftest import Visit
from browser.widget import BOOT_MS, degradation, gradient_flow
from playwright.sync_api import expect

from residual.experiments import Config, make_trainer
from residual.page.wire import norms

SHORT = "embed.html?widget=degradation&depth=20&epochs=12"


def test_at_depth_56_the_plain_network_fails_and_the_residual_one_learns(visit: Visit) -> None:
    page = visit.open("?start=race")
    widget = degradation(page)
    widget.press("Train")
    widget.wait("running")
    lengths = []
    for _ in range(3):
        lengths.append([run["epochs"] for run in widget.results["runs"]])
        page.wait_for_timeout(300)
    assert lengths[0] < lengths[1] < lengths[2], "both curves grow"
    assert all(abs(plain - residual) <= 1 for plain, residual in lengths), "epoch by epoch"
    widget.wait("done", 180_000)
    results = widget.results
    assert results["source"] == "live"
    plain, residual = results["runs"]
    assert (plain["label"], residual["label"]) == ("plain", "residual")
    assert plain["loss"][-1] > 0.4
    assert residual["loss"][-1] < 0.05
    assert plain["config"] == Config(shortcut="none").to_dict()
    for run in results["runs"]:
        native = make_trainer(Config.parse(run["config"]))
        native.advance(1)
        assert run["loss"][0] == pytest.approx(native.history.loss[0], abs=1e-9)
    verdict = widget.element.locator("figcaption")
    expect(verdict).to_contain_text("The 56-layer plain network ended at")
    expect(verdict).to_contain_text("That is degradation.")
    assert [run["outcome"]["learned"] for run in results["runs"]] == [False, True]
    assert visit.errors == []
    hosts = {urlsplit(url).netloc for url in visit.requests if url.startswith("http")}
    assert hosts == {urlsplit(visit.site).netloc}


def test_the_articles_listing_gives_the_native_losses_in_the_browser(booted: Booted) -> None:
    """At each of its depths; to the end of its 500 epochs at the least, where they cost least."""
    listing = "embed.html?widget=degradation&preset=article"
    results = degradation(booted.open(f"{listing}&depth=32&epochs=100")).train()
    deeper = [*results["pinned"], *results["runs"]]
    widget = degradation(booted.open(f"{listing}&depth=4"))
    widget.element.evaluate("widget => { widget.pinned = []; }")
    whole = widget.train()["runs"]
    depths = [(4, 100), (8, 100), (16, 100), (32, 100), (4, 500)]
    for run, (depth, epochs) in zip([*deeper, *whole], depths, strict=True):
        values = {"depth": depth} if epochs == 500 else {"depth": depth, "epochs": epochs}
        config = Config.from_preset("article", values)
        assert (config.epochs, run["config"]) == (epochs, config.to_dict())
        native = make_trainer(config).advance(epochs)
        assert run["loss"] == pytest.approx(native.loss, abs=1e-9)
        assert run["accuracy"] == pytest.approx(native.accuracy, abs=1e-9)


def test_the_same_run_twice_and_after_reset_is_equal_to_the_last_bit(
    booted: Booted, visit: Visit
) -> None:
    widget = degradation(booted.open(SHORT))
    first = widget.train()
    widget.press("Reset")
    widget.wait("ready")
    assert [run["loss"] for run in widget.results["runs"]] == [[], []]
    assert widget.train() == first
    again = degradation(visit.open(SHORT))  # by another Python
    assert again.train() == first


@pytest.mark.alone
def test_pause_stops_within_half_a_second_and_train_goes_on(booted: Booted) -> None:
    page = booted.open("embed.html?widget=degradation&epochs=5000")
    widget = degradation(page)
    widget.press("Train")
    widget.wait_until("widget.status === 'running' && runs.every((run) => run.epochs > 2)")
    started = time.perf_counter()
    widget.press("Pause")
    widget.wait("paused", 500)
    assert time.perf_counter() - started < 1, "with the time that driving the browser takes"
    before = widget.results["runs"]
    page.wait_for_timeout(300)
    assert widget.results["runs"] == before
    widget.press("Train")
    more = " && ".join(f"runs[{i}].epochs > {run['epochs']}" for i, run in enumerate(before))
    widget.wait_until(f"widget.status === 'running' && {more}")
    for old, new in zip(before, widget.results["runs"], strict=True):
        assert new["loss"][: old["epochs"]] == old["loss"]


def test_the_switch_decides_which_networks_are_shown_and_trained(booted: Booted) -> None:
    page = booted.open(SHORT)
    widget = degradation(page)
    switch = widget.element.get_by_role("switch", name="Skip connections")
    expect(switch).to_have_attribute("aria-checked", "true")
    skips = widget.element.locator(".ribbon[data-kind=post]")
    expect(skips.get_by_role("img", name="9 skips past them")).to_be_visible()
    expect(skips).not_to_contain_class("faded")
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "false")
    expect(skips).to_contain_class("faded")
    assert [run["label"] for run in widget.train()["runs"]] == ["plain"]
    plain = widget.results["runs"][0]
    switch.click()
    widget.wait("paused")
    results = widget.train()
    assert [run["epochs"] for run in results["runs"]] == [12, 12], "the other one catches up"
    assert results["runs"][0] == plain


def test_a_new_setting_while_training_starts_over_with_it(booted: Booted) -> None:
    widget = degradation(booted.open("embed.html?widget=degradation&epochs=4000"))
    widget.press("Train")
    widget.wait("running")
    widget.slide("Depth", 8)
    expect(
        widget.element.get_by_role("img", name="8 layers from input to loss").first
    ).to_be_visible()
    widget.element.page.wait_for_function(
        """() => {
            const widget = document.querySelector("degradation-explorer");
            const { runs } = widget.results;
            return widget.status === "running" && runs.every(
                (run) => run.config.depth === 8 && run.epochs > 0);
        }""",
        timeout=BOOT_MS,
    )


def test_divergence_is_a_result(booted: Booted) -> None:
    path = "embed.html?widget=degradation&preset=article&shortcut=identity&depth=32&epochs=60"
    widget = degradation(booted.open(path))
    residual = widget.train()["runs"][1]
    native = make_trainer(Config.parse(residual["config"]))
    native.advance(60)
    assert residual["divergedAt"] == native.diverged_at is not None
    assert residual["epochs"] == len(residual["loss"]) == native.diverged_at - 1
    verdict = widget.element.locator("figcaption")
    expect(verdict).to_contain_text(f"overflowed at epoch {native.diverged_at}")
    assert booted.errors == []


def test_gradients_follow_the_controls_before_training_and_evolve_with_it(booted: Booted) -> None:
    page = booted.open("embed.html?widget=gradient-flow&epochs=8")
    widget = gradient_flow(page)
    widget.slide("Depth", 110)
    widget.slide("Depth", 20)
    widget.slide("Size of the weights", 0.6)
    widget.element.get_by_label("Normalisation", exact=True).select_option("none")
    page.wait_for_function(
        """() => {
            const [stack] = document.querySelector("gradient-flow").results.stacks;
            const { depth, norm, init_scale } = stack.config;
            return depth === 20 && norm === "none" && init_scale === 0.6;
        }""",
        timeout=BOOT_MS,
    )
    before = widget.results
    assert before["source"] == "live"
    for stack in before["stacks"]:
        native = norms(make_trainer(Config.parse(stack["config"])))
        assert stack["gradientNorms"] == pytest.approx(list(native["gradientNorms"]), rel=1e-9)
        assert stack["activationNorms"] == pytest.approx(list(native["activationNorms"]), rel=1e-9)
    expect(widget.element.locator("figcaption")).to_contain_text(
        "Without skips the gradient vanishes"
    )
    after = widget.train()
    assert [stack["epochs"] for stack in after["stacks"]] == [8, 8]
    for old, new in zip(before["stacks"], after["stacks"], strict=True):
        assert new["gradientNorms"] != old["gradientNorms"]
    assert booted.errors == []
