"""The views of the Gradient Flow Visualizer: charts, cursors, sentences, the pass running back."""

import math
import re

import pytest
from browser.booted import Booted
from browser.sight import violations
from browser.widget import BOOT_MS, Widget, gradient_flow
from playwright.sync_api import Locator, expect

from residual.experiments import Config, make_trainer
from residual.page.wire import inspection, norms

WIDGET = "embed.html?widget=gradient-flow"
LAYER_VIEWS = {
    "Signal gradient": ("signalNorms", "Gradient norm of the signal, by layer"),
    "Weight gradient": ("gradientNorms", "Gradient norm of the weights, by layer"),
    "Activations": ("activationNorms", "Activation norm by layer"),
}


def choose(widget: Widget, view: str) -> None:
    widget.element.get_by_role("radio", name=view, exact=True).check()


def cursor(widget: Widget) -> Locator:
    return widget.element.get_by_role("slider", name=re.compile("read values"))


def readout(widget: Widget) -> Locator:
    return widget.element.locator(".readout")


def sentence(widget: Widget) -> str:
    return widget.element.locator("figcaption").inner_text().replace("\N{NO-BREAK SPACE}", " ")


def short(value: float) -> str:
    """A number as the page writes it, for sizes from 0.001 to 1000."""
    digits = max(0, (2 if value >= 0.1 else 1) - math.floor(math.log10(value)))
    return f"{value:.{digits}f}"


@pytest.fixture
def live(booted: Booted) -> Widget:
    """Live networks of 20 layers, not trained."""
    widget = gradient_flow(booted.open(f"{WIDGET}&depth=20"))
    widget.press("New seed")
    widget.wait("ready")
    return widget


def test_a_view_has_its_chart_its_table_and_a_cursor_for_the_keyboard(live: Widget) -> None:
    """The cursor goes with the gradient: to the right is towards the input."""
    for view, (key, name) in LAYER_VIEWS.items():
        is_read_by_keyboard(live, view, key, name)


def is_read_by_keyboard(live: Widget, view: str, key: str, name: str) -> None:
    choose(live, view)
    expect(live.element.get_by_role("img", name=name, exact=True)).to_be_attached()
    plain, skips = (stack[key] for stack in live.results["stacks"])
    live.open_sheet("Share")
    if not live.element.evaluate("widget => widget.numbersOpen"):
        live.open_numbers()
    row = live.element.get_by_role("row", name=re.compile("^7 ")).first
    expect(row).to_contain_text(short(plain[6]))
    expect(row).to_contain_text(short(skips[6]))
    live.close_sheet()
    cursor(live).focus()
    for key_pressed, layer in (("Home", 20), ("ArrowRight", 19), ("End", 1), ("ArrowLeft", 2)):
        cursor(live).press(key_pressed)
        expect(cursor(live)).to_have_attribute("aria-valuetext", f"layer {layer} of 20")
        expect(readout(live)).to_have_text(
            f"Layer {layer}: without skips {short(plain[layer - 1])}, "
            f"with skips {short(skips[layer - 1])}"
        )
    expect(readout(live)).to_have_attribute("aria-live", "polite")


def test_the_pointer_reads_the_same_values(live: Widget) -> None:
    plain, skips = (stack["signalNorms"] for stack in live.results["stacks"])
    plot = live.element.locator(".way-chart line.grid").first.bounding_box()
    area = cursor(live).bounding_box()
    assert plot
    assert area
    left = plot["x"] - area["x"]
    for x, layer in ((left + 4, 20), (left + plot["width"] - 4, 1)):
        cursor(live).hover(position={"x": x, "y": 100})
        expect(readout(live)).to_have_text(
            f"Layer {layer}: without skips {short(plain[layer - 1])}, "
            f"with skips {short(skips[layer - 1])}"
        )


def test_the_sentence_has_the_numbers_of_the_run(live: Widget) -> None:
    for stack, subject in zip(live.results["stacks"], ("Without", "With"), strict=True):
        signal = stack["signalNorms"]
        ratio = signal[0] / signal[18]
        factor = ratio ** (1 / 18)
        found = re.search(
            rf"{subject} skips the gradient [a-z ]+: × ([\d.]+) at each layer, "
            r"by a factor of ([\d.,]+) from layer 19 back to layer 1",
            sentence(live),
        )
        assert found, sentence(live)
        assert float(found[1]) == pytest.approx(factor, abs=0.006)
        assert float(found[2].replace(",", "")) == pytest.approx(ratio, rel=0.01)
        assert stack["along"]["signal"]["perLayer"] == pytest.approx(factor)


def test_signal_norms_are_those_of_the_core(live: Widget) -> None:
    for stack in live.results["stacks"]:
        native = norms(make_trainer(Config.parse(stack["config"])))
        assert stack["signalNorms"] == pytest.approx(list(native["signalNorms"]), rel=1e-9)


def test_where_the_numbers_end_the_page_says_so(booted: Booted) -> None:
    page = booted.open(f"{WIDGET}&depth=1000&norm=none&init_scale=0.6&view=weights")
    widget = gradient_flow(page)
    choose(widget, "Signal gradient")
    widget.press("New seed")
    widget.wait("ready")
    plain, _ = widget.results["stacks"]
    zeros = sum(norm == 0 for norm in plain["signalNorms"])
    assert zeros > 0
    assert plain["along"]["signal"]["end"] == {"what": "zero", "layer": zeros, "rest": True}
    assert f"from layer {zeros} back its computed norm is 0" in sentence(widget)
    assert booted.errors == []


def test_a_block_is_looked_into_in_both_networks(live: Widget) -> None:
    choose(live, "Block Jacobian")
    slider = live.element.get_by_role("slider", name="Block", exact=True)
    expect(slider).to_have_attribute("aria-valuetext", "block 5 of 9")
    slider.press("Home")
    slider.press("ArrowRight")
    expect(live.element.locator("figcaption")).to_contain_text("Without skips block 2 ")
    expect(live.element.locator("figcaption")).to_contain_text("With skips block 2 ")
    expect(live.element.get_by_text("the identity, 1")).to_be_attached()
    for stack in live.results["stacks"]:
        found = stack["singularValues"]
        assert (found["block"], found["blocks"]) == (1, 9)
        native = inspection(make_trainer(Config.parse(stack["config"])), 1)
        assert found["values"] == pytest.approx(list(native["singularValues"]), abs=1e-9)
    values = live.results["stacks"][1]["singularValues"]["values"]
    cursor(live).press("Home")
    expect(readout(live)).to_contain_text("Direction 1: without skips")
    expect(readout(live)).to_contain_text(f"with skips {short(values[0])}")


def test_where_there_is_no_block_none_is_looked_into(booted: Booted) -> None:
    widget = gradient_flow(booted.open(f"{WIDGET}&depth=4&view=jacobian"))
    widget.press("New seed")
    widget.wait("ready")
    expect(widget.element.locator("figcaption")).to_contain_text("Without skips block 1 ")
    widget.slide("Depth", 2)
    widget.wait_until("results.stacks[0].config.depth === 2")
    expect(widget.element.locator("figcaption")).to_contain_text(
        "a network of 2 layers has no block to look into"
    )
    expect(widget.element.get_by_role("slider", name="Block", exact=True)).to_have_count(0)
    assert [stack["singularValues"] for stack in widget.results["stacks"]] == [None, None]
    assert booted.errors == []


def test_the_jacobian_follows_training(live: Widget) -> None:
    choose(live, "Block Jacobian")
    page = live.element.page
    first = "document.querySelector('gradient-flow').results.stacks[1].singularValues?.values[0]"
    page.wait_for_function(first)
    before = page.evaluate(first)
    live.press("Step")
    page.wait_for_function(f"{first} !== {before}")


def bars(widget: Widget, network: int) -> list[float]:
    """How much of its colour each bar of a drawing has, in percent, input first."""
    found = (
        widget.element.locator("svg.network")
        .nth(network)
        .evaluate(
            """(drawing) => [...drawing.querySelectorAll(".bar")].flatMap((path) =>
            [...path.getAttribute("d").matchAll(/M([\\d.]+)/g)].map(([, x]) =>
                [Number(x), parseFloat(path.style.getPropertyValue("--shade"))]))"""
        )
    )
    return [shade for _, shade in sorted(found)]


def test_send_back_lets_the_gradient_run_from_the_loss_to_the_input(live: Widget) -> None:
    live.element.page.emulate_media(reduced_motion="no-preference")
    live.element.evaluate(
        """(widget) => {
            window.layers = [];
            const note = () => {
                window.layers.push(widget.pass.layer);
                requestAnimationFrame(note);
            };
            requestAnimationFrame(note);
        }"""
    )
    live.press("Send back")
    expect(live.button("Pause")).to_be_visible()
    expect(live.button("Send back")).to_be_visible(timeout=20_000)
    seen = live.element.page.evaluate("window.layers")
    way = seen[seen.index(21) :]
    assert way == sorted(way, reverse=True)
    assert way[-1] == 1
    assert len(set(way)) > 3, "it moves"


def test_each_bead_shows_its_computed_norm_once_the_gradient_is_there(live: Widget) -> None:
    live.element.evaluate("widget => widget.pass.seek(8)")
    expect(readout(live)).to_contain_text("Layer 8: ")
    all_norms = [norm for stack in live.results["stacks"] for norm in stack["signalNorms"]]
    low, high = math.floor(math.log10(min(all_norms))), math.ceil(math.log10(max(all_norms)))
    for i, stack in enumerate(live.results["stacks"]):
        shades = bars(live, i)
        assert shades[:7] == [10] * 7, "those that it has not reached wait"
        expected = [
            18 + 82 * (math.log10(norm) - low) / (high - low) for norm in stack["signalNorms"][7:]
        ]
        assert shades[7:] == pytest.approx(expected, abs=1.1)
    expect(live.element.locator(".way-chart")).not_to_contain_text("arrives")


def test_where_the_reader_wants_less_motion_it_arrives_at_once(live: Widget) -> None:
    live.element.page.emulate_media(reduced_motion="reduce")
    live.press("Send back")
    expect(live.button("Pause")).to_have_count(0)
    assert live.element.evaluate("widget => widget.pass.layer") == 1
    assert min(bars(live, 0)) >= 18


def test_a_link_to_the_backward_pass_lets_it_run(booted: Booted) -> None:
    widget = gradient_flow(booted.open(f"{WIDGET}&view=backward"))
    widget.wait_until("widget.pass.playing || widget.pass.layer < 56")
    expect(widget.element.get_by_role("radio", name="Signal gradient")).to_be_checked()
    assert widget.results["view"] == "backward"


def test_the_view_is_in_the_address_and_a_wrong_one_is_refused_in_words(booted: Booted) -> None:
    page = booted.open(WIDGET)
    widget = gradient_flow(page)
    choose(widget, "Activations")
    page.wait_for_function("location.search.includes('view=activations')")
    widget = gradient_flow(booted.open(f"{WIDGET}&view=weights"))
    expect(widget.element.get_by_role("radio", name="Weight gradient")).to_be_checked()
    assert widget.results["view"] == "weights"
    widget = gradient_flow(booted.open(f"{WIDGET}&view=sideways"))
    expect(widget.element.get_by_role("alert")).to_contain_text("view: sideways is not allowed")
    expect(widget.element.get_by_role("radio", name="Signal gradient")).to_be_checked()


def test_axe_finds_no_violation_in_any_view(booted: Booted) -> None:
    page = booted.page
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    widget = gradient_flow(booted.open(f"{WIDGET}&depth=8"))
    for view in (*LAYER_VIEWS, "Block Jacobian"):
        choose(widget, view)
        if view == "Block Jacobian":
            expect(widget.element.locator("figcaption")).to_contain_text("block", timeout=BOOT_MS)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert violations(page, scheme) == [], (view, scheme)
