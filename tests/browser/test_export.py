"""What a reader saves is what the reader saw: pictures, tables, plain data."""

import base64
import csv
import io
import json
import math
import re
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from browser.booted import Booted
from browser.conftest import Visit
from browser.widget import FILES, Widget, degradation, gradient_flow
from playwright.sync_api import Page, expect

from residual.experiments import Config

SHORT = "embed.html?widget=degradation&depth=8&epochs=6"
SVG = "{http://www.w3.org/2000/svg}"
PLAIN = {"light": "#b4500a", "dark": "#f39a5b"}
SKIPS = {"light": "#0067a3", "dark": "#62b5ee"}
PAPER = {"light": "#fdfcfa", "dark": "#15161a"}


def save(page: Page, widget: Widget, item: str) -> Path:
    """Save what is shown, and return the file."""
    with page.expect_download() as download:
        widget.press(item)
    path = Path(download.value.path())
    saved = path.with_name(download.value.suggested_filename)
    path.rename(saved)
    return saved


def colours_of(root: ElementTree.Element) -> set[str]:
    found = (element.get(name) for element in root.iter() for name in ("fill", "stroke"))
    return {colour for colour in found if colour and colour != "none"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_svg_stands_alone(booted: Booted, scheme: str) -> None:
    booted.page.emulate_media(color_scheme=scheme)
    page = booted.open("embed.html?widget=degradation&seed=0")
    widget = degradation(page)
    saved = save(page, widget, "SVG")
    assert saved.name == "residual-explorer-degradation-depth-56.svg"
    text = saved.read_text()
    for foreign in ("var(", "light-dark(", "oklab(", "oklch(", "color-mix(", "<style", "class="):
        assert foreign not in text
    root = ElementTree.fromstring(text)
    assert {PLAIN[scheme], SKIPS[scheme]} <= colours_of(root)
    assert root.find(f"{SVG}rect").get("fill") == PAPER[scheme]
    words = "".join(root.itertext())
    assert "Degradation Problem Explorer" in words
    assert "As by default: Depth 56" in words
    shown = widget.element.locator("figcaption").inner_text()
    assert shown in root.find(f"{SVG}desc").text
    assert page.url.partition("?")[0] in words.replace("\n", "")


def test_a_label_with_a_halo_is_seen_where_paint_order_is_unknown(booted: Booted) -> None:
    page = booted.open("embed.html?widget=gradient-flow")
    root = ElementTree.parse(save(page, gradient_flow(page), "SVG")).getroot()
    parents = {child: parent for parent in root.iter() for child in parent}

    def given(element: ElementTree.Element | None, name: str) -> str | None:
        while element is not None:
            if found := element.get(name):
                return found
            element = parents.get(element)
        return None

    assert not [element for element in root.iter() if element.get("paint-order")]
    outlined = [t for t in root.iter(f"{SVG}text") if given(t, "stroke") not in (None, "none")]
    names = ["".join(text.itertext()) for text in outlined]
    slopes = [name for name in names if name.endswith("per layer")]
    assert len(set(slopes)) == 2, "else this test proves nothing"
    for halo in outlined:
        assert given(halo, "fill") == given(halo, "stroke")
        siblings = list(parents[halo])
        letters = siblings[siblings.index(halo) + 1]
        assert "".join(letters.itertext()) == "".join(halo.itertext())
        assert given(letters, "stroke") == "none"
        assert given(letters, "fill") != given(halo, "fill")


def test_the_svg_has_the_curves_that_are_on_the_screen(booted: Booted) -> None:
    page = booted.open(SHORT)
    widget = degradation(page)
    widget.train()
    shown = widget.element.evaluate(
        """widget => [...widget.renderRoot.querySelectorAll("figure svg path")].map(
            (path) => path.getAttribute("d"))"""
    )
    root = ElementTree.parse(save(page, widget, "SVG")).getroot()
    assert set(shown) <= {path.get("d") for path in root.iter(f"{SVG}path")}
    assert shown, "else this test proves nothing"


COLOURS = """async (png) => {
    const picture = await createImageBitmap(await (await fetch(png)).blob());
    const { width, height } = picture;
    const pen = new OffscreenCanvas(width, height).getContext("2d");
    pen.drawImage(picture, 0, 0);
    const { data } = pen.getImageData(0, 0, width, height);
    const points = new Uint32Array(data.buffer); // 0xAABBGGRR
    return { width, height, colours: [...new Set(points)] };
}"""


def pixels(page: Page, png: bytes) -> tuple[int, int, set[bytes]]:
    """Return width, height and the opaque colours of a PNG, as the browser finds them."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    written = base64.b64encode(png).decode()
    seen = page.evaluate(COLOURS, f"data:image/png;base64,{written}")
    assert struct.unpack(">II", png[16:24]) == (seen["width"], seen["height"])
    points = [colour.to_bytes(4, "little") for colour in seen["colours"]]
    return seen["width"], seen["height"], {point[:3] for point in points if point[3] == 255}


def test_the_png_is_the_same_picture_twice_as_fine(booted: Booted) -> None:
    booted.page.set_viewport_size({"width": 400, "height": 800})
    page = booted.open("embed.html?widget=degradation")
    widget = degradation(page)
    drawn = ElementTree.parse(save(page, widget, "SVG")).getroot()
    width, height, colours = pixels(page, save(page, widget, "PNG").read_bytes())
    assert (width, height) == (2 * int(drawn.get("width")), 2 * int(drawn.get("height")))
    painted = (PAPER, PLAIN, SKIPS)
    assert {bytes.fromhex(each["light"].removeprefix("#")) for each in painted} <= colours


def rows_of(path: Path) -> list[dict[str, str]]:
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf"), "or a spreadsheet takes a code page of its own"
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_csv_has_each_epoch_of_each_run(booted: Booted) -> None:
    page = booted.open(SHORT)
    widget = degradation(page)
    results = widget.train()
    rows = rows_of(save(page, widget, "CSV"))
    assert {row["part"] for row in rows} == {"live"}
    for run in results["runs"]:
        own = [row for row in rows if row["run"] == run["label"]]
        assert [int(row["epoch"]) for row in own] == list(range(1, 7))
        assert [float(row["loss"]) for row in own] == run["loss"]
        assert [float(row["accuracy"]) for row in own] == run["accuracy"]
        assert {row["shortcut"] for row in own} == {run["config"]["shortcut"]}
    assert "depth" not in rows[0], "a column for each setting in which the runs differ, no other"


def test_the_csv_of_the_gradients_has_each_layer_of_each_stack(booted: Booted) -> None:
    page = booted.open("embed.html?widget=gradient-flow&depth=8")
    widget = gradient_flow(page)
    rows = rows_of(save(page, widget, "CSV"))
    for stack in widget.results["stacks"]:
        own = [row for row in rows if row["run"] == stack["label"]]
        assert [int(row["layer"]) for row in own] == list(range(1, len(stack["gradientNorms"]) + 1))
        assert [float(row["gradient_norm"]) for row in own] == stack["gradientNorms"]
        assert [float(row["activation_norm"]) for row in own] == stack["activationNorms"]


STILL = """async (widget) => {
    const read = () => JSON.stringify(widget.results);
    for (let last = "", same = 0; same < 10; ) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        const now = read();
        same = now === last ? same + 1 : 0;
        last = now;
    }
}"""
"""Waits until nothing is measured any more: of the blocks it is told one after the other."""


def in_json(value: Any) -> Any:
    """Plain data as a file has it: what is no finite number is text."""
    if isinstance(value, dict):
        return {key: in_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [in_json(each) for each in value]
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else f"{'-' * (value < 0)}Infinity"
    return value


@pytest.mark.parametrize("name", ["degradation", "gradient-flow"])
def test_the_json_has_the_results_the_settings_and_the_way_back(booted: Booted, name: str) -> None:
    page = booted.open(f"embed.html?widget={name}&seed=3")
    widget_on = degradation if name == "degradation" else gradient_flow
    widget = widget_on(page)
    if name == "gradient-flow":
        widget.wait_until("results.source === 'live'")  # of this seed nothing is recorded
        expect(widget.element.locator(".status")).to_contain_text("Measured in your browser")
        save(page, widget, "JSON")  # the first touch, at which networks open, and are looked into
        widget.wait_until("results.stacks.every(({ singularValues }) => singularValues)")
        widget.element.evaluate(STILL)
    saved = json.loads(save(page, widget, "JSON").read_text())
    for key, value in widget.results.items():
        assert saved[key] == in_json(value)
    assert saved["settings"] == Config(seed=3).to_dict()
    assert saved["widget"] == name
    assert re.fullmatch(r"\d+\.\d+\.\d+", saved["version"])
    assert saved["address"].startswith(booted.site)
    again = widget_on(booted.open(saved["address"].removeprefix(booted.site)))
    assert again.element.evaluate("widget => widget.config") == saved["settings"]


def run_script(path: Path) -> list[dict[str, Any]]:
    """Run an exported script with nothing but the interpreter and NumPy, and return its output."""
    words = [sys.executable, "-I", path, "--json"]
    done = subprocess.run(words, capture_output=True, text=True, check=True, cwd=path.parent)
    return json.loads(done.stdout)


def test_the_script_gives_the_articles_losses_and_those_of_pinned_runs(visit: Visit) -> None:
    pin = "pin=depth:4,epochs:30,name:my%20%22own%22"
    page = visit.open(f"embed.html?preset=article&depth=16&epochs=60&{pin}")
    widget = degradation(page)
    script = save(page, widget, "Python script")
    assert visit.python == [], "none is needed for it"
    results = widget.train()
    assert visit.python, "else this test would not see it"
    (shown,), (pinned,) = results["runs"], results["pinned"]
    for run, made in zip((shown, pinned), run_script(script), strict=True):
        assert made["config"] == run["config"]
        assert made["loss"] == pytest.approx(run["loss"], abs=1e-9)
        assert made["accuracy"] == pytest.approx(run["accuracy"], abs=1e-9)
    assert run_script(script)[1]["name"] == 'my "own"'


def test_the_script_of_deep_networks_begins_and_ends_alike(booted: Booted) -> None:
    page = booted.open("embed.html?epochs=120")
    widget = degradation(page)
    shown = widget.train()["runs"]
    made = run_script(save(page, widget, "Python script"))
    assert [run["name"] for run in made] == [run["label"] for run in shown]
    for page_run, script_run in zip(shown, made, strict=True):
        assert script_run["loss"][0] == pytest.approx(page_run["loss"][0], abs=1e-9)
    for plain, residual in ([run["loss"] for run in runs] for runs in (shown, made)):
        assert plain[-1] > 0.4
        assert residual[-1] < 0.05


def test_the_script_of_the_gradients_has_both_stacks(booted: Booted) -> None:
    page = booted.open("embed.html?widget=gradient-flow&depth=8&epochs=3")
    widget = gradient_flow(page)
    made = run_script(save(page, widget, "Python script"))
    stacks = widget.train()["stacks"]
    assert [run["config"] for run in made] == [stack["config"] for stack in stacks]
    assert [len(run["loss"]) for run in made] == [3, 3]


def test_a_name_in_the_csv_is_never_a_formula(booted: Booted) -> None:
    page = booted.open("embed.html?pin=depth:8,name:%3D1%2B1,%20%22two%22")
    widget = degradation(page)
    text = save(page, widget, "CSV").read_bytes().decode("utf-8-sig")
    assert "=1+1" not in [cell for row in csv.reader(io.StringIO(text)) for cell in row]


def test_every_way_to_share_is_in_sight_and_reached_by_keyboard(booted: Booted) -> None:
    page = booted.open("embed.html?widget=degradation")
    widget = degradation(page)
    widget.open_sheet("Share")
    ways = widget.element.locator("share-tools").get_by_role("button")
    expect(ways).to_have_text(["Copy link", "Embed", *FILES])
    ways.first.focus()
    for name in ("Embed", *FILES):
        page.keyboard.press("Tab")
        expect(widget.button(name)).to_be_focused()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".py")


@pytest.mark.parametrize(
    ("start", "on_stage"), [("race", ["plain", "skips"]), ("explore", ["skips"])]
)
def test_the_film_goes_from_the_first_epoch_to_the_last(
    booted: Booted, start: str, on_stage: list[str]
) -> None:
    page = booted.open(f"embed.html?widget=degradation&start={start}")
    widget = degradation(page)
    saved = save(page, widget, "Animation")
    assert saved.name == "residual-explorer-degradation-depth-56.webm"
    film = saved.read_bytes()
    assert len(film) < 3_000_000
    assert page.url.partition("?")[0].encode() in film, "it says where it is from"
    seen = page.evaluate(SEEN_IN_FILM, base64.b64encode(film).decode())
    assert (seen["width"], seen["height"]) == (720, 640)
    assert 5 < seen["seconds"] < 10
    for curve in on_stage:
        early, middle, late = seen["reach"][curve]
        assert early + 100 < middle < late - 100, "the curve grows"
        assert late > 360, "to the last epoch"


SEEN_IN_FILM = """async (film) => {
    const video = document.createElement("video");
    video.src = `data:video/webm;base64,${film}`;
    video.muted = true;
    await new Promise((resolve, reject) => {
        video.onloadeddata = resolve;
        video.onerror = () => reject(video.error);
    });
    const { videoWidth: width, videoHeight: height, duration: seconds } = video;
    const pen = new OffscreenCanvas(width, height).getContext("2d");
    const [left, top, right, bottom] = [16, 200, 450, 560]; // as wide as the plot
    const colours = {
        plain: (red, blue) => red - blue > 60,
        skips: (red, blue) => blue - red > 60,
    };
    const reach = { plain: [], skips: [] };
    let before = "";
    for (const at of [0.3, 2.5, seconds - 0.2]) {
        await new Promise((resolve) => {
            video.onseeked = resolve;
            video.currentTime = at;
        });
        // A browser may tell of a place in a film before it has its picture.
        let data;
        for (let tries = 0; tries < 40; tries += 1) {
            pen.drawImage(video, 0, 0);
            ({ data } = pen.getImageData(left, top, right - left, bottom - top));
            const now = String(data.reduce((sum, value, i) => (sum * 31 + value + i) % 1e9, 7));
            if (now !== before) {
                before = now;
                break;
            }
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        for (const [curve, has] of Object.entries(colours)) {
            // Above or below how many points of the axis there is its colour.
            const places = new Set();
            for (let i = 0; i < data.length; i += 4) {
                if (has(data[i], data[i + 2])) places.add((i / 4) % (right - left));
            }
            reach[curve].push(places.size);
        }
    }
    return { width, height, seconds, reach };
}"""


def test_nothing_is_exported_that_was_not_asked_for(visit: Visit) -> None:
    """What makes the files is loaded with the first of them."""
    page = visit.open("embed.html?widget=degradation")
    asked = len(visit.requests)
    save(page, degradation(page), "CSV")
    assert len(visit.requests) > asked
    assert visit.errors == []
