"""A widget on a page, driven as a reader would, by its accessible names."""

import re
from contextlib import suppress
from typing import Any

from playwright.sync_api import FrameLocator, Locator, Page, expect

AWAKE_MS = 5_000
BOOT_MS = 90_000
TRAIN_MS = 180_000

OPEN_GROUPS = """(sheet) => {
    for (const group of sheet.querySelectorAll("details")) group.open = true;
}"""
OPEN_SHEET = "w => w.renderRoot?.querySelector('dialog.sheet')?.getAttribute('aria-label')"

FILES = ("SVG", "PNG", "Animation", "CSV", "JSON", "Python script")

SHEET_OF = {
    "Step": "Settings",
    "Reset": "Settings",
    "Measure all cases": "Cases",
    "Pin run": "Tried so far",
    "Clear pinned runs": "Tried so far",
    "Fill in the rest": "Tried so far",
    "Run seeds": "Tried so far",
    "Stop": "Tried so far",
    "Copy link": "Share",
    "Embed": "Share",
    **dict.fromkeys(FILES, "Share"),
    "Show the code": "Share",
}
"""On a stage, the sheet that a button stands in."""

SETTLED = ("ready", "paused", "done")
"""With a Python that runs, a press may open networks twice: at the touch, and with its setting."""

STAGED = ("degradation-explorer", "gradient-flow")


class Widget:
    """One of the two widgets.

    Parameters
    ----------
    place : Page or FrameLocator
        Where it stands.
    name : str
        Its element's name, with `#` and its id where there are several.
    """

    def __init__(self, place: Page | FrameLocator, name: str) -> None:
        self.element: Locator = place.locator(name)
        self.staged = name.partition("#")[0] in STAGED

    def button(self, name: str) -> Locator:
        """A button; on a stage the sheet that it stands in is opened."""
        stops_code = name == "Stop" and self.element.evaluate(OPEN_SHEET) == "The code"
        if self.staged and name in SHEET_OF and not stops_code:
            self.open_sheet(SHEET_OF[name])
        if self.staged and name == "New seed":
            return self.element.get_by_role("button", name=re.compile("^New seed"))
        if self.staged and name == "Train":  # it says what it trains
            return self.element.get_by_role("button", name=re.compile("^Train"))
        return self.element.get_by_role("button", name=name, exact=True)

    def awake(self) -> "Widget":
        """Wait until its code is here; before that, what was printed stands in its place."""
        expect(self.element).to_have_attribute("status", re.compile("."), timeout=BOOT_MS)
        return self

    def press(self, name: str) -> None:
        """Press a button, where it stands: on a stage some are in sheets that open over it."""
        self.button(name).click()
        if self.staged and SHEET_OF.get(name) == "Settings":
            self.close_sheet()

    @property
    def sheet(self) -> Locator:
        """What is open over the stage."""
        return self.element.locator("dialog.sheet")

    def open_sheet(self, name: str) -> None:
        if self.element.evaluate(OPEN_SHEET) == name:
            return
        self.element.get_by_role("button", name=name, exact=True).click()
        expect(self.sheet).to_have_attribute("aria-label", name)

    def close_sheet(self) -> None:
        self.sheet.locator(".sheet-close").click()
        expect(self.sheet).to_have_count(0)

    def choose_view(self, name: str) -> None:
        """Choose what the figure shows, by the name that a reader finds."""
        if self.element.locator("select.axis-title").count():
            self.element.get_by_label("View", exact=True).select_option(label=name)
        else:
            self.element.get_by_role("radio", name=name, exact=True).check()

    @property
    def view(self) -> str:
        """What the figure of a stage shows, by the name that a reader finds."""
        chosen = self.element.get_by_label("View", exact=True)
        return str(chosen.evaluate("select => select.selectedOptions[0].textContent.trim()"))

    def open_numbers(self) -> None:
        if self.staged:
            self.open_sheet("Share")
        self.element.get_by_text("Show the numbers").click()

    @property
    def pinned_table(self) -> Locator:
        self.open_sheet("Tried so far")
        return self.element.get_by_role("table", name="Pinned runs")

    def open_plans(self) -> None:
        """Open the choice of depths and seeds."""
        self.open_sheet("Tried so far")
        self.element.get_by_text("Depths and seeds").click()

    def slide(self, label: str, value: float) -> None:
        self.element.get_by_label(label, exact=True).fill(str(value))

    def enter(self, label: str, text: str) -> None:
        field = self.element.get_by_label(label, exact=True)
        field.fill(text)
        field.press("Enter")

    def open_more(self) -> None:
        if self.staged:
            self.open_sheet("Settings")
            self.sheet.evaluate(OPEN_GROUPS)
            return
        self.element.get_by_text("More", exact=True).click()

    @property
    def status(self) -> str | None:
        return self.element.get_attribute("status")

    def wait(self, status: str, milliseconds: int = BOOT_MS) -> None:
        """Wait for a status; for one that stays, until no networks are on their way."""
        expect(self.element).to_have_attribute("status", status, timeout=milliseconds)
        if status in SETTLED:
            self.wait_until("!widget.session?.opening", milliseconds)
            expect(self.element).to_have_attribute("status", status, timeout=milliseconds)
            self.element.evaluate("async (widget) => { await widget.updateComplete; }")

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

    def read(self, expression: str) -> Any:
        """Return what an expression in `widget` is once its last change is drawn.

        What it says is of what it draws, and it draws once a frame.
        """
        return self.element.evaluate(
            f"""async (widget) => {{
                await customElements.whenDefined(widget.localName);
                await widget.updateComplete;
                return {expression};
            }}"""
        )

    @property
    def results(self) -> dict[str, Any]:
        found = dict(self.read("widget.results"))
        if self.staged:
            assert found.get("runs") or found.get("stacks"), "it shows a network at every moment"
        return found

    @property
    def verdict(self) -> str:
        return str(self.read("widget.verdict"))


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
