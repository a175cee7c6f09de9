"""A widget on a page, driven as a reader would, by its accessible names."""

import re
from contextlib import suppress
from typing import Any

from playwright.sync_api import FrameLocator, Locator, Page, expect

AWAKE_MS = 5_000
BOOT_MS = 90_000
TRAIN_MS = 180_000


class Widget:
    """One of the two widgets.

    Parameters
    ----------
    place : Page or FrameLocator
        Where it stands.
    name : str
        Its element's name.
    """

    def __init__(self, place: Page | FrameLocator, name: str) -> None:
        self.element: Locator = place.locator(name)

    def button(self, name: str) -> Locator:
        return self.element.get_by_role("button", name=name, exact=True)

    def awake(self) -> "Widget":
        """Wait until its code is here; before that, what was printed stands in its place."""
        expect(self.element).to_have_attribute("status", re.compile("."), timeout=BOOT_MS)
        return self

    def press(self, name: str) -> None:
        self.button(name).click()

    def slide(self, label: str, value: float) -> None:
        self.element.get_by_label(label, exact=True).fill(str(value))

    def enter(self, label: str, text: str) -> None:
        field = self.element.get_by_label(label, exact=True)
        field.fill(text)
        field.press("Enter")

    def open_more(self) -> None:
        self.element.get_by_text("More", exact=True).click()

    @property
    def status(self) -> str | None:
        return self.element.get_attribute("status")

    def wait(self, status: str, milliseconds: int = BOOT_MS) -> None:
        expect(self.element).to_have_attribute("status", status, timeout=milliseconds)

    def wait_until(self, fact: str, milliseconds: int = BOOT_MS) -> None:
        """Wait until an expression in `runs`, `results` and `widget` is true."""
        expect(self.element).to_be_attached()
        self.element.evaluate(
            """(widget, [fact, milliseconds]) => new Promise((resolve, reject) => {
                const holds = new Function("widget", "results", "runs", `return ${fact};`);
                const end = performance.now() + milliseconds;
                const look = () => {
                    const { results } = widget; // none before its code is loaded
                    if (results && holds(widget, results, results.runs)) resolve();
                    else if (performance.now() > end) reject(new Error(`never: ${fact}`));
                    else setTimeout(look, 20);
                };
                look();
            })""",
            [fact, milliseconds],
        )

    def train(self) -> dict[str, Any]:
        """Press Train, wait for the end, and return the results."""
        self.press("Train")
        self.wait("done", TRAIN_MS)
        return self.results

    @property
    def results(self) -> dict[str, Any]:
        found = self.element.evaluate(
            "async (widget) => { await customElements.whenDefined(widget.localName); "
            "return widget.results; }"
        )
        assert found.get("runs") or found.get("stacks"), "a widget shows a network at every moment"
        return found


def degradation(place: Page | FrameLocator) -> Widget:
    """The widget, once its code is here, unless a test keeps that away."""
    widget = Widget(place, "degradation-explorer")
    with suppress(AssertionError):
        expect(widget.element).to_have_attribute("status", re.compile("."), timeout=AWAKE_MS)
    return widget


def gradient_flow(place: Page | FrameLocator) -> Widget:
    """The widget, near the screen: only there is its code loaded."""
    widget = Widget(place, "gradient-flow")
    widget.element.scroll_into_view_if_needed()
    return widget.awake()


def wait_for_query(page: Page, query: str) -> None:
    """Wait until the address has a query: it is written when the hand rests."""
    page.wait_for_function("query => location.search === query", arg=query)
