"""Whether the interpreter's snapshot pays: first and second visits over slow and fast lines.

Each visit is timed from the press of Train to the first live epoch of both networks, on a page that
had come to rest, with the snapshot and with the ordinary boot, in turns. The first visit's caches
are empty; the second finds what the service worker kept. It begins in a page of its own, since one
that is left and loaded again may find Python still compiled in its process.
"""

from statistics import median
from typing import Any

from bench.line import over_a_line
from bench.places import Room, fresh
from bench.sizes import Sizes
from bench.start import RECORDED, press_train
from browser.visits import slow_or_fast_line, wait_until_kept
from playwright.sync_api import Page

KEPT = {"snapshot": "/snapshot-", "ordinary": "/modules-"}


def measure(room: Room, sizes: Sizes) -> dict[str, Any]:
    """Return for each way to boot the medians, in milliseconds, one for each speed of the line."""
    found: dict[str, Any] = {"mbits_per_second": list(sizes.line_speeds)}
    for way in KEPT:
        found[way] = {"first_ms": [], "second_ms": []}
    for speed in sizes.line_speeds:
        rounds: dict[str, list[tuple[float, float]]] = {way: [] for way in KEPT}
        for _ in range(sizes.line_rounds):
            for way, times in rounds.items():
                times.append(two_visits(room, sizes.race, speed, way))
        for way, times in rounds.items():
            first, second = zip(*times, strict=True)
            found[way]["first_ms"].append(median(first))
            found[way]["second_ms"].append(median(second))
    return found


def two_visits(room: Room, race: str, mbits: float, way: str) -> tuple[float, float]:
    """Return how long the first and the second visit wait for a live epoch."""
    script = RECORDED + slow_or_fast_line(way == "snapshot")
    with over_a_line(mbits * 1e6) as line, fresh(room, script) as opens:
        page = opens()
        first = visit(page, line.address + race)
        wait_until_kept(page, KEPT[way])
        page.close()
        return first, visit(opens(), line.address + race)


def visit(page: Page, address: str) -> float:
    """Open the page, wait until it is at rest, and press Train."""
    page.goto(address)
    page.wait_for_function("globalThis.recorded")
    page.wait_for_load_state("networkidle")
    return press_train(page)
