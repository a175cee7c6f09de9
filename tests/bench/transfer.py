"""How many bytes a first visit takes from a host that serves brotli: all that was asked for."""

from pathlib import Path
from typing import Any

from bench.line import Line, over_a_line
from bench.places import DIST, Room, fresh_page
from bench.sizes import Sizes
from bench.start import LIVE, PATIENCE_MS
from browser.visits import slow_or_fast_line
from playwright.sync_api import Page


def measure(room: Room, amounts: Sizes) -> dict[str, Any]:
    """Count first visits of the page: before any touch, and until both networks have trained.

    Returns
    -------
    dict
        `before_interaction_br` and `live_br` without the snapshot, `live_with_snapshot_br` with it,
        in bytes; `snapshot_br`, that of it; and `files`, the size of each that was sent.
    """
    (snapshot,) = DIST.glob("immutable/snapshot-*.bin.br")
    before, live = visit(room, amounts, snapshot=False)
    _, fast = visit(room, amounts, snapshot=True)
    return {
        "before_interaction_br": sum(before.values()),
        "live_br": sum(live.values()),
        "live_with_snapshot_br": sum(fast.values()),
        "snapshot_br": snapshot.stat().st_size,
        "files": dict(sorted({**live, **fast}.items())),
    }


def visit(room: Room, amounts: Sizes, *, snapshot: bool) -> tuple[dict[str, int], dict[str, int]]:
    """Return the sizes of the files sent before any touch, and of those until live training."""
    script = slow_or_fast_line(snapshot)
    with over_a_line() as line, fresh_page(room, script) as page:
        page.goto(line.address + amounts.race)
        wait_until_quiet(page, line, amounts.quiet_seconds)
        before = sizes(line.sent)
        page.locator("degradation-explorer").get_by_role("button", name="Train").click()
        page.evaluate(LIVE, PATIENCE_MS)
        wait_until_quiet(page, line, amounts.quiet_seconds)
        return before, sizes(line.sent)


def wait_until_quiet(page: Page, line: Line, seconds: float) -> None:
    """Wait until nobody, the page's workers included, has asked for anything for some seconds."""
    asked = -1
    while asked < len(line.sent):
        asked = len(line.sent)
        page.wait_for_timeout(1000 * seconds)


def sizes(sent: list[Path]) -> dict[str, int]:
    """Return the size of each file, once each."""
    return {path.relative_to(DIST).as_posix(): path.stat().st_size for path in dict.fromkeys(sent)}
