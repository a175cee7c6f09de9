"""The figure: drawn by the page's own charting library, in the browser that is open anyway."""

from typing import Any

from bench.places import Room, fresh_page


def draw(room: Room, results: dict[str, Any]) -> str:
    """Return the results as one SVG."""
    with fresh_page(room) as page:
        page.goto(f"{room.server.address}bench/figure.html")
        page.wait_for_function("() => Boolean(globalThis.draw)")
        return page.evaluate("results => draw(results)", results) + "\n"
