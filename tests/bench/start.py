"""How soon something is seen: our page, and a stock PyScript page, in turns and with empty caches.

The stock page has the unpruned wheel of NumPy, plain Python files and nothing that was done for
speed; it starts PyScript in a worker when Train is pressed, and then trains the same two networks
by an epoch, by the same core on NumPy.
"""

import hashlib
import json
import shutil
import zipfile
from statistics import median
from typing import Any

from bench.places import MODULES, OUT, ROOT, STOCK, Room, fresh_page
from bench.sizes import Sizes
from playwright.sync_api import Page

WHEEL = "fetch_numpy/*/numpy-*.whl"

RECORDED = """
const press = () => { globalThis.pressed = performance.now(); };
addEventListener("pointerdown", press, { capture: true });
const isSeen = (part) => part.checkVisibility();
const look = () => {
  const widget = document.querySelector("degradation-explorer");
  // As it stands in the page's HTML, or as the widget has taken it over.
  const drawn = [widget, widget?.shadowRoot].flatMap((place) => [
    ...(place?.querySelectorAll("figure svg path") ?? []),
  ]);
  if (drawn.some(isSeen)) {
    // The next frame begins when this one has been painted.
    requestAnimationFrame(() => { globalThis.recorded = performance.now(); });
  } else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""

LIVE = """(patience) => new Promise((resolve, reject) => {
  const widget = document.querySelector("degradation-explorer");
  const end = performance.now() + patience;
  const look = () => {
    const { source, runs } = widget.results;
    const now = performance.now();
    if (source === "live" && runs.every(({ epochs }) => epochs > 0)) resolve(now);
    else if (now > end) reject(new Error(`no live epoch: ${widget.status}, ${source}`));
    else requestAnimationFrame(look);
  };
  look();
})"""
PATIENCE_MS = 120_000


def measure(room: Room, sizes: Sizes) -> dict[str, Any]:
    """Return medians in milliseconds, and every round."""
    make_stock()
    rounds: dict[str, list[float]] = {
        name: [] for name in ("recorded_ms", "first_epoch_ms", "stock_first_epoch_ms")
    }
    for _ in range(sizes.start_rounds):
        recorded, first_epoch = visit(room, sizes.race)
        rounds["recorded_ms"].append(recorded)
        rounds["first_epoch_ms"].append(first_epoch)
        rounds["stock_first_epoch_ms"].append(visit_stock(room))
    return {name: median(values) for name, values in rounds.items()} | {"rounds": rounds}


def visit(room: Room, race: str) -> tuple[float, float]:
    """Return navigation to recorded picture, and press of Train to the first live epoch."""
    with fresh_page(room, RECORDED) as page:
        page.goto(room.site + race)
        page.wait_for_function("globalThis.recorded")
        page.wait_for_load_state("networkidle")
        first_epoch = press_train(page)
        return page.evaluate("globalThis.recorded"), first_epoch


def press_train(page: Page) -> float:
    """Return press of Train to the first live epoch, of a page that has the script `RECORDED`."""
    page.locator("degradation-explorer").get_by_role("button", name="Train").click()
    live = page.evaluate(LIVE, PATIENCE_MS)
    return live - page.evaluate("globalThis.pressed")


def visit_stock(room: Room) -> float:
    """Return press of Train to the first live epoch of the stock page."""
    with fresh_page(room) as page:
        page.goto(f"{room.server.address}bench/stock.html")
        page.wait_for_load_state("networkidle")
        page.get_by_role("button", name="Train").click()
        page.wait_for_function("globalThis.firstEpoch || globalThis.failure")
        if failure := page.evaluate("globalThis.failure"):
            raise RuntimeError(f"the stock page failed: {failure}")
        return page.evaluate("globalThis.firstEpoch")


def make_stock() -> None:
    """Put Pyodide as it comes, NumPy's wheel as it comes and our Python files in a folder."""
    wheel = next((OUT.parent).glob(WHEEL), None)
    if wheel is None:
        raise RuntimeError(f"no .cache/{WHEEL}: build.py fetches it")
    shutil.rmtree(STOCK, ignore_errors=True)
    STOCK.mkdir(parents=True)
    for name in ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip"):
        shutil.copy(MODULES / "pyodide" / name, STOCK)
    shutil.copy(wheel, STOCK)
    lock = json.loads((MODULES / "pyodide" / "pyodide-lock.json").read_text())
    lock["packages"]["numpy"] |= {
        "file_name": wheel.name,
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
    }
    (STOCK / "pyodide-lock.json").write_text(json.dumps(lock))
    core = ROOT / "py"
    with zipfile.ZipFile(STOCK / "residual.zip", "w") as archive:
        for path in sorted(core.rglob("*.py")):
            archive.write(path, path.relative_to(core))
