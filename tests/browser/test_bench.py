"""The benchmark's competitors compute what the core computes, and the benchmark itself works."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from bench.competitors import TWINS, everybody
from bench.places import OUT, Room, loopback
from browser.booted import Kept
from browser.conftest import ROOT
from browser.reader import Reader
from playwright.sync_api import Browser

from residual.experiments import Config, make_trainer

EPOCHS = 5
FLOAT32 = 1e-3
ALLOWED = dict.fromkeys(("tfjs_wasm", "jax_js", "browser_kernel_float32"), FLOAT32)
FLOAT64 = 1e-6
PATIENCE_S = 900


@pytest.fixture(scope="module")
def room(chromium: Browser, reader: Reader, site: str, kept: Kept) -> Iterator[Room]:
    own = kept.come().page
    with loopback() as server:
        room = Room(chromium, server, site, reader.context, {"": own})
        yield room
        for page in room.booted.values():
            if page is not own:
                page.close()
    kept.leave()


def test_every_competitor_trains_the_same_network(room: Room) -> None:
    with everybody(room) as competitors:
        for shortcut in ("none", "identity"):
            config = Config(depth=8, width=6, shortcut=shortcut)
            expected = make_trainer(config).advance(EPOCHS).loss
            assert expected[-1] < expected[0] - 20 * FLOAT32, "the updates show in the losses"
            for who, competitor in competitors.items():
                if competitor is not None:
                    found = competitor.losses(config, EPOCHS)
                    assert found == pytest.approx(expected, abs=ALLOWED.get(who, FLOAT64)), who


@pytest.mark.slow
def test_one_command_measures_everything(site: str, chromium_path: str) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "bench", "--quick", "--json"],
        env=os.environ | {"CHROMIUM": chromium_path},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout)
    assert results == json.loads((OUT / "bench.json").read_text())
    assert results["quick"] is True
    for experiment in ("degradation", "depth32_width32"):
        speeds, ratios = (
            results["training"][experiment],
            results["training"]["ratios"][experiment],
        )
        kernel = "precision" in Config.table()
        absent = {"torch": not TWINS.exists(), "browser_kernel": not kernel}
        absent["browser_kernel_float32"] = not kernel
        there = {"native_numpy", "browser_numpy", "tfjs_wasm", "jax_js", "hand_js"}
        assert set(speeds) == {*there, *absent}
        for who, speed in speeds.items():
            assert (speed is None) == absent.get(who, False), who
            assert speed is None or speed > 0
        assert ratios["native_numpy"] == 1
    images = results["images"]
    ours = ("browser_kernel_ms", "browser_kernel_float32_ms", "browser_numpy_ms", "ratios")
    for column in (*ours, "native_numpy_ms", "torch_ms", "jax_js_ms"):
        absent = column.removesuffix("_ms") in images["missing"]
        assert all((value is None) == absent for value in images[column]), column
        assert absent or min(images[column]) > 0
    assert set(images["missing"]) <= {"torch", "jax_js"}
    assert all(images["missing"].values()), "and why"
    for losses in images["losses"]:
        for who, loss in losses.items():
            # A network of two channels magnifies what sums of another order round.
            near = {"kernel_float32": FLOAT32, "jax_js": 0.1}.get(who, 1e-9)
            assert loss == pytest.approx(losses["numpy"], rel=near), (
                f"{who} trains the same network"
            )
    shares = [*images["share_of_peak"], *images["float32_share_of_peak"]]
    shares += [s for row in results["training"]["share_of_peak"].values() for s in row.values()]
    assert all(0 < share < 1 for share in shares)
    for name in ("recorded_ms", "first_epoch_ms", "stock_first_epoch_ms"):
        assert results["start"][name] > 0
    sizes = results["bytes"]
    assert 0 < sizes["before_interaction_br"] < sizes["live_br"] < sizes["live_with_snapshot_br"]
    assert sizes["live_br"] < sizes["snapshot_br"] < sizes["live_with_snapshot_br"]
    for way in ("snapshot", "ordinary"):
        assert min(results["lines"][way]["first_ms"] + results["lines"][way]["second_ms"]) > 0
    assert results["frames"]["frames"] > 0
    growth = results["growth"]
    assert growth["depth"]["browser_ms"][-1] is None, "deeper than the page allows"
    assert min(growth["depth"]["native_numpy_ms"] + growth["width"]["native_numpy_ms"]) > 0
    assert min(results["memory"]["wasm"]) > 20e6
    figure = ElementTree.parse(OUT / "bench.svg").getroot()
    assert len(figure.findall("{http://www.w3.org/2000/svg}svg")) == 4
