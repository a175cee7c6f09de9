"""Depth to a thousand layers: its slider, and drawings that stay light."""

from browser.booted import Booted
from browser.widget import BOOT_MS, Widget, gradient_flow
from playwright.sync_api import expect

WIDGET = "embed.html?widget=gradient-flow"
DEPTH = "document.querySelector('gradient-flow').config.depth"
DRAWN = "widget => widget.renderRoot.querySelectorAll('figure *, .ribbons *').length"


def test_the_slider_hits_every_even_depth_by_keyboard(booted: Booted) -> None:
    page = booted.open(WIDGET)
    slider = gradient_flow(page).element.get_by_role("slider", name="Depth", exact=True)
    slider.focus()
    for key, depth in (("ArrowRight", 58), ("ArrowRight", 60), ("ArrowLeft", 58), ("End", 1000)):
        slider.press(key)
        assert page.evaluate(DEPTH) == depth
    slider.press("ArrowLeft")
    assert page.evaluate(DEPTH) == 998
    expect(slider).to_have_attribute("aria-valuetext", "998 weight layers")


def test_the_slider_is_spaced_by_the_logarithm_for_the_pointer(booted: Booted) -> None:
    page = booted.open(WIDGET)
    track = gradient_flow(page).element.locator("[data-setting=depth] .track")
    box = track.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 18)
    page.mouse.down()
    depth = page.evaluate(DEPTH)
    assert 36 <= depth <= 56, "the middle of 2 to 1000 is their geometric mean, 45"
    page.mouse.move(box["x"] + box["width"] + 40, box["y"] + 18)
    assert page.evaluate(DEPTH) == 1000
    page.mouse.move(box["x"] - 40, box["y"] + 18)
    page.mouse.up()
    assert page.evaluate(DEPTH) == 2
    expect(gradient_flow(page).element.get_by_role("slider", name="Depth")).to_be_focused()


def test_an_exact_depth_can_be_entered_and_a_wrong_one_is_refused(booted: Booted) -> None:
    page = booted.open(WIDGET)
    widget = gradient_flow(page)
    widget.enter("Number of weight layers", "314")
    assert page.evaluate(DEPTH) == 314
    expect(widget.element.get_by_role("slider", name="Depth", exact=True)).to_have_value("314")
    widget.enter("Number of weight layers", "315")
    expect(widget.element.get_by_role("alert")).to_contain_text("depth: 315 is not allowed")
    assert page.evaluate(DEPTH) == 314


def test_networks_that_take_a_while_to_open_are_announced(booted: Booted) -> None:
    """Transformers of 300 layers take seconds."""
    widget = gradient_flow(booted.open(f"{WIDGET}&depth=20&block=transformer_pre"))
    widget.press("New seed")
    widget.wait("ready")
    widget.enter("Number of weight layers", "300")
    words = widget.element.get_by_text("Opening networks of 300 layers")
    expect(words).to_be_visible()
    expect(words).to_have_count(0, timeout=BOOT_MS)
    assert len(widget.results["stacks"][0]["signalNorms"]) == 300


def test_a_thousand_layers_are_measured_drawn_and_trained(booted: Booted) -> None:
    """Those of other kinds are measured in tests/core/test_thousand_layers.py."""
    widget = gradient_flow(booted.open(f"{WIDGET}&depth=1000"))
    widget.press("New seed")
    widget.wait("ready", BOOT_MS)
    a_thousand_layers_are_drawn(widget)
    widget.press("Step")
    widget.wait("paused", BOOT_MS)
    assert [stack["epochs"] for stack in widget.results["stacks"]] == [1, 1]
    a_thousand_layers_are_drawn(widget)
    assert booted.errors == []


def a_thousand_layers_are_drawn(widget: Widget) -> None:
    for stack in widget.results["stacks"]:
        assert len(stack["signalNorms"]) == len(stack["gradientNorms"]) == 1000
    drawings = widget.element.get_by_role("img", name="1000 layers from loss to input")
    expect(drawings).to_have_count(2)
    for view in ("Weight gradient", "Activations", "Signal gradient"):
        widget.element.get_by_role("radio", name=view).check()
        assert widget.read(f"({DRAWN})(widget)") < 600, "not a node for each layer"


def test_layers_that_share_a_bar_are_all_in_it(booted: Booted) -> None:
    """A thousand layers are more than the pixels: each bar has the mean shade of its layers."""
    page = booted.open(f"{WIDGET}&depth=1000")
    widget = gradient_flow(page)
    widget.wait("recorded")
    widget.press("New seed")
    widget.wait("ready")
    count = widget.element.locator("svg.network").first.evaluate(
        "(svg) => [...svg.querySelectorAll('.bar')].map((path) => path.getAttribute('d')).join('')"
        ".split('M').length - 1"
    )
    assert 300 < count < 1000
