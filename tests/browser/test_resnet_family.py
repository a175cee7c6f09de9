"""The ResNet family as a picture: what it shows is what the core counts."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from browser.booted import Booted
from browser.conftest import Visit
from browser.test_stage import resize
from browser.test_views import WATCH
from browser.widget import BOOT_MS, Widget
from playwright.sync_api import expect

from residual.claims.published import SINGLE_TABLES
from residual.experiments.family_config import FamilyConfig
from residual.networks import resnet_of
from residual.networks.counting import PUBLISHED_FLOPS, total

PAGE, EMBED = "resnet-family.html", "embed.html?widget=resnet-family"
SIZES = [(1280, 720), (720, 640), (360, 640)]
LOOPS = ".drawing path.loop"
PARTS = ("controls", "drawing", "chart", "verdict")
CUT_OFF = """(widget) => {
    const { right } = widget.getBoundingClientRect();
    const bar = widget.renderRoot.querySelector(".stage-bar").getBoundingClientRect();
    const words = [...widget.renderRoot.querySelectorAll("figcaption, .stage-bar")].filter(
        ({ scrollHeight, clientHeight, scrollWidth, clientWidth }) =>
            scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1);
    const beyond = [...widget.renderRoot.querySelectorAll(
        ".drawing text, .chart text, .blocks input, .panel, .family-bar > *")].filter((part) => {
        const box = part.getBoundingClientRect();
        return box.right > right + 1 || box.left < -1
            || (!part.closest(".stage-bar") && box.bottom > bar.top + 1);
    });
    return [...words, ...beyond].map((part) => part.outerHTML.slice(0, 200));
}"""


def family(visit: Visit, query: str = "") -> Widget:
    path = f"{EMBED}{query.replace('?', '&')}" if isinstance(visit, Booted) else PAGE + query
    return Widget(visit.open(path), "resnet-family").awake()


def costs(widget: Widget) -> tuple[int, int]:
    network = widget.results["network"]
    return network["parameters"], network["multiplyAdds"]


def counted(**values: object) -> tuple[int, int]:
    config = FamilyConfig.parse(values)
    whole = total(resnet_of(None, config.member, **config.shapes))
    return whole.parameters, whole.multiply_adds


def test_each_network_shows_the_core_s_counts_beside_the_paper_s_and_needs_no_python(
    visit: Visit,
) -> None:
    widget = family(visit)
    network = widget.element.get_by_label("Network", exact=True)
    sentence = widget.element.locator("figcaption")
    for name, preset in FamilyConfig.PRESETS.items():
        network.select_option(label=preset.label)
        expect(sentence).to_contain_text(f"{preset.label}:")
        assert costs(widget) == counted(**preset.values)
        published = PUBLISHED_FLOPS[int(name.removeprefix("resnet"))] / 1e9
        expect(sentence).to_contain_text(f"{published:g}")
        blocks = sum(int(v) for k, v in preset.values.items() if k.startswith("blocks"))
        expect(widget.element.locator(LOOPS)).to_have_count(blocks)
    for option in ("A", "C", "none", "B"):
        widget.element.get_by_label("Skip connections", exact=True).select_option(option)
        expect(sentence).to_contain_text("layers")
        assert costs(widget) == counted(**preset.values, shortcut=option)
    assert widget.results["source"] == "recorded"
    assert visit.python == []
    assert visit.errors == []


def test_blocks_are_changed_by_keyboard_and_a_stage_unfolds_with_its_layers(visit: Visit) -> None:
    widget = family(visit)
    page = widget.element.page
    field = widget.element.get_by_label("Blocks in stage 3", exact=True)
    field.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    loops = widget.element.locator(LOOPS)
    expect(loops).to_have_count(18)
    assert costs(widget) == counted(blocks3=8)
    expect(widget.element.locator("figcaption")).to_contain_text("A network of 56 layers")
    folded = widget.element.locator(".drawing").get_by_text("× 7", exact=True)
    expect(folded).to_be_visible()
    stage = widget.element.get_by_role("button", name=re.compile("^Stage 3: 8 blocks"))
    expect(stage).to_have_attribute("aria-expanded", "false")
    stage.focus()
    page.keyboard.press("Enter")
    expect(stage).to_have_attribute("aria-expanded", "true")
    expect(loops).to_have_count(18)  # they stay
    expect(folded).to_have_count(0)
    table = widget.element.get_by_role("table")
    expect(table).to_contain_text("Blocks 2 to 8, each")
    layer = table.get_by_role("row").filter(has_text="1×1, 1024, stride 2, on the skip")
    expect(layer).to_contain_text("14²")
    expect(layer).to_contain_text(f"{512 * 1024:,}")
    page.wait_for_url("**blocks3=8**open=3**")
    page.reload()
    again = Widget(page, "resnet-family").awake()
    expect(again.element.locator(LOOPS)).to_have_count(18)
    expect(again.element.get_by_role("table")).to_contain_text("Blocks 2 to 8, each")
    assert visit.python == []


def test_another_width_and_image_are_counted_by_python_and_so_is_each_stride(
    booted: Booted,
) -> None:
    widget = family(booted, "?stride_in=3x3")
    assert costs(widget) == counted(stride_in="3x3")
    widget.open_sheet("Settings")
    widget.slide("Width", 128)
    expect(widget.element.locator("figcaption")).to_contain_text("width 128", timeout=BOOT_MS)
    assert costs(widget) == counted(stride_in="3x3", width=128)
    assert widget.results["source"] == "live"
    expect(widget.element.locator(".foot")).to_contain_text("Computed in your browser")
    widget.slide("Image", 512)
    expect(widget.element.locator("figcaption")).to_contain_text("512 × 512")
    assert costs(widget) == counted(stride_in="3x3", width=128, size=512)
    widget.close_sheet()
    widget.element.get_by_role("button", name="More blocks in stage 1").click()
    expect(widget.element.locator("figcaption")).to_contain_text("A network of 53 layers")
    assert costs(widget) == counted(stride_in="3x3", width=128, size=512, blocks1=4)
    assert booted.errors == []


def test_until_python_is_there_what_is_drawn_says_whose_it_is(visit: Visit) -> None:
    widget = family(visit)
    visit.page.route("**/immutable/core-*", lambda route: None)  # it never comes
    widget.element.evaluate("widget => widget.setSetting('width', 96)")
    foot = widget.element.locator(".foot")
    expect(foot).to_contain_text("Still shown: width 64")
    expect(foot.locator(".badge")).to_have_text("recorded")
    assert costs(widget) == counted()
    widget.element.get_by_role("button", name="Stop").click()
    expect(foot.get_by_role("button", name="Stop")).to_have_count(0)
    widget.element.evaluate("widget => widget.setSetting('width', 64)")
    expect(foot).not_to_contain_text("Still shown")


def test_the_views_count_the_bottleneck_the_projections_and_give_each_error_its_protocol(
    booted: Booted,
) -> None:
    widget = family(booted)
    region = widget.element.locator(".panel .scroll")
    widget.choose_view("Bottleneck")
    expect(region).to_contain_text("16.9")
    expect(region).to_contain_text("8.5 times cheaper than one of them")
    expect(region.get_by_role("row").filter(has_text="256 64 inside")).to_contain_text("69,632")
    widget.choose_view("Family")
    counts = {"18": "3 of 8", "34": "3 of 16", "50": "4 of 16", "101": "4 of 33", "152": "4 of 50"}
    for name, projections in counts.items():
        row = region.get_by_role("row").filter(has=region.page.get_by_role("rowheader", name=name))
        expect(row).to_contain_text(projections)
    expect(region.locator("tr[aria-current=true]")).to_contain_text("50")
    widget.choose_view("Errors")
    for published in SINGLE_TABLES:
        caption = f"{published.source}: {published.protocol}; single networks"
        table = region.get_by_role("table", name=caption, exact=True)
        for name, error in published.errors.items():
            label = name.replace("resnet", "ResNet-")
            expect(table.get_by_role("row").filter(has_text=label)).to_contain_text(f"{error} %")
    first = region.get_by_role("table").first.get_by_role("row").filter(has_text="ResNet-34")
    expect(first).to_contain_text("option B")
    expect(region).to_contain_text("PyTorch Hub")
    expect(region).not_to_contain_text("torchvision")


CHANGE = """(widget) => {
    const most = (stage) => 10 + ((7 * stage + Math.round(performance.now() / 50)) % 40);
    const changing = setInterval(() => {
        if (!widget.isConnected) clearInterval(changing);
        for (const stage of [1, 2, 3, 4]) widget.setSetting(`blocks${stage}`, most(stage));
    }, 50);
}"""


@pytest.mark.alone
def test_no_task_is_long_while_blocks_change(booted: Booted) -> None:
    """The largest networks, one stage unfolded, drawn anew twenty times a second."""
    widget = family(booted, "?open=3&view=layers")
    page = widget.element.page
    widget.element.evaluate(CHANGE)
    # Other programs take the processor too; if the drawing were long, each of eighty would be.
    stretches = (page.evaluate(WATCH, 4000) for _ in range(4))
    assert any(len(tasks) <= 2 for tasks in stretches)


QUERIES = ("", "preset=resnet152&open=3&shortcut=C", "preset=resnet18&shortcut=none")


def test_everything_is_in_one_screen_and_nothing_is_cut_off(booted: Booted) -> None:
    for query in QUERIES:
        in_one_screen(booted, f"{EMBED}&{query}", query)
    assert booted.errors == []


def test_so_it_is_on_its_page(visit: Visit) -> None:
    for query in QUERIES:
        in_one_screen(visit, f"{PAGE}?{query}", query)
    assert visit.errors == []


def in_one_screen(visit: Visit, path: str, query: str) -> None:
    page = visit.open(path)
    widget = Widget(page, "resnet-family").awake()
    expect(widget.element.locator(LOOPS).first).to_be_attached()
    for size in SIZES:
        resize(widget, size)
        # Layers, which an unfolded stage shows on a phone in the place of the bars.
        if query and size[0] < 560:
            widget.choose_view("Cost")
        for part in PARTS:
            box = widget.element.locator(f"[part={part}]").bounding_box()
            assert box, part
            assert min(box["x"], box["y"]) >= 0, (part, path, size)
            assert box["x"] + box["width"] <= size[0], (part, path, size)
            assert box["y"] + box["height"] <= size[1], (part, path, size)
        assert widget.element.evaluate(CUT_OFF) == [], (path, size)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def save(widget: Widget, name: str) -> tuple[str, bytes]:
    with widget.element.page.expect_download() as saved:
        widget.element.get_by_role("button", name=name, exact=True).click()
    return saved.value.suggested_filename, Path(saved.value.path()).read_bytes()


def test_picture_and_numbers_can_be_taken_away(booted: Booted) -> None:
    widget = family(booted, "?preset=resnet34")
    widget.open_sheet("Share")
    name, svg = save(widget, "SVG")
    assert name == "residual-explorer-resnet-family-resnet34.svg"
    drawn = svg.decode()
    assert drawn.count("class=") == 0
    assert "parameters, millions" in drawn
    assert "ResNet-34" in drawn
    assert drawn.count("<path") >= 16
    assert save(widget, "PNG")[1].startswith(b"\x89PNG")
    rows = list(csv.DictReader(io.StringIO(save(widget, "CSV")[1].decode("utf-8-sig"))))
    sums = [
        sum(int(row["times"]) * int(row[cost]) for row in rows)
        for cost in ("parameters", "multiply_adds")
    ]
    assert tuple(sums) == counted(**FamilyConfig.PRESETS["resnet34"].values)
    told = json.loads(save(widget, "JSON")[1])
    assert (told["name"], told["settings"]["kind"]) == ("ResNet-34", "basic")
    assert next(table["name"] for table in told["tables"]) == "layers"
    for missing in ("Python script", "Animation"):
        expect(widget.element.get_by_role("button", name=missing)).to_have_count(0)
    widget.element.get_by_role("button", name="Show the code").click()
    expect(widget.sheet.get_by_role("tab", name="What its blocks cost")).to_be_visible()
    assert booted.errors == []


def test_a_bad_value_is_told_and_nothing_is_lost(booted: Booted) -> None:
    widget = family(booted, "?blocks2=0&width=128x")
    alert = widget.element.get_by_role("alert")
    expect(alert).to_contain_text("blocks2: 0 is not allowed; use a whole number from 1 to 50")
    expect(alert).to_contain_text("Width stays 64")
    assert costs(widget) == counted()
    field = widget.element.get_by_label("Blocks in stage 1", exact=True)
    field.fill("51")
    field.press("Enter")
    expect(alert).to_contain_text("blocks1: 51 is not allowed; use a whole number from 1 to 50")
    assert costs(widget) == counted()
