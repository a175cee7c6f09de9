"""The U-Net lab: its numbers the core's, its skip cut at a press, and stopped within 0.2 s."""

import time

import pytest
from browser.booted import Booted
from browser.conftest import Visit
from browser.widget import BOOT_MS, Widget
from playwright.sync_api import Page, expect

from residual.experiments import DenoisingConfig
from residual.experiments.denoising import DenoisingPair

EMBED = "embed.html?widget=unet-lab"
SMALL = "noise=0.3&steps=20&width=2&batch_size=32"
ANSWERED_S = 0.2


def unet_lab(page: Page) -> Widget:
    return Widget(page, "unet-lab").awake()


def sentence(widget: Widget) -> str:
    return str(widget.element.locator(".sentence").inner_text())


def test_the_recorded_skip_is_cut_by_keys_without_python(visit: Visit) -> None:
    visit.keep_python_away()
    widget = unet_lab(visit.open(EMBED))
    assert "takes the error from" in sentence(widget)
    rows = widget.element.get_by_role("img", name="U-Net, all skips")
    expect(rows).to_be_visible()
    skip = widget.element.get_by_role("switch", name="Finest skip")
    skip.focus()
    widget.element.page.keyboard.press("Space")
    expect(skip).to_have_attribute("aria-checked", "false")
    expect(widget.element.locator(".sentence")).to_contain_text("With its finest skip cut")
    expect(widget.element.get_by_role("img", name="U-Net, finest skip cut")).to_be_visible()
    assert widget.element.get_attribute("status") == "recorded"
    assert visit.errors == []


def test_an_address_opens_it_cut(booted: Booted) -> None:
    widget = unet_lab(booted.open(f"{EMBED}&skip=cut"))
    expect(widget.element.get_by_role("switch", name="Finest skip")).not_to_be_checked()
    assert "finest skip cut" in sentence(widget)


def test_it_is_trained_here_to_the_native_numbers(booted: Booted) -> None:
    widget = unet_lab(booted.open(f"{EMBED}&{SMALL}"))
    expect(widget.element.locator(".foot")).to_contain_text("Still shown: noise 0.2")
    widget.press("Train both")
    widget.wait("done", BOOT_MS)
    config = DenoisingConfig(noise=0.3, steps=20, width=2, batch_size=32)
    pair = DenoisingPair(config)
    for _ in pair.learn():
        pass
    results = widget.results
    assert results["config"] == config.to_dict()
    assert results["source"] == "live"
    last = results["errors"][-1]
    native = pair.look()
    assert last.pop("update") == native.update == 20
    assert last == pytest.approx(native.errors, rel=0.02)
    for name, run in pair.runs.items():
        assert results["updates"][name] == pytest.approx(run.updates, rel=0.02)
    widget.press("Code")
    skip = widget.element.get_by_role("tabpanel")
    expect(skip).to_contain_text("blocks/concat.py")
    expect(skip).to_contain_text("this is the definition; here it runs compiled to C")
    assert booted.errors == []


def test_stop_is_answered_at_once_and_what_came_stays(booted: Booted) -> None:
    widget = unet_lab(booted.open(f"{EMBED}&steps=1000"))
    widget.press("Train both")
    widget.wait("running", BOOT_MS)
    widget.element.page.wait_for_function(
        """({ results }) => results.source === "live" && results.errors.at(-1).update > 0""",
        arg=widget.element.element_handle(),
        timeout=BOOT_MS,
    )
    start = time.perf_counter()
    widget.press("Stop training")
    widget.wait("ready", 5_000)
    # A round trip of the test itself is in it, beside other tests.
    assert time.perf_counter() - start < 5 * ANSWERED_S
    count = widget.read("widget.results.updates.with.length")
    assert 5 < count < 1000
    expect(widget.element.locator(".sentence")).to_contain_text("updates")
    assert booted.errors == []
