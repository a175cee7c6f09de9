"""What comes only when it is wanted, and does not: the page says so, and what to do."""

from collections.abc import Callable, Iterator

import pytest
from browser.conftest import Visit, visited
from browser.hosts import Site
from browser.widget import Widget, degradation
from playwright.sync_api import BrowserContext, Page, Route, expect

pytestmark = pytest.mark.usefixtures("unseen")

SHORT = "embed.html?widget=degradation&depth=8&epochs=4"
IDLE_MS = 30_000
OFFLINE = "there is no connection to its host"


def view(page: Page) -> Widget:
    widget = degradation(page)
    expect(widget.element.locator("figure svg").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    return widget


@pytest.fixture
def offline(visit: Visit) -> Iterator[Widget]:
    """A widget whose reader has lost the network since the page was opened."""
    widget = view(visit.open(SHORT))
    widget.element.evaluate("widget => widget.bringSheets()")  # the way to what is pressed
    visit.page.context.set_offline(True)
    yield widget
    visit.page.context.set_offline(False)


def press_export(widget: Widget) -> None:
    widget.press("CSV")


Press = Callable[[Widget], None]
PARTS: dict[str, tuple[Press, str]] = {
    "Embed": (lambda widget: widget.press("Embed"), "dialog[open]"),
    "Show the code": (lambda widget: widget.press("Show the code"), "code-panel [role=tab]"),
    "Gradients": (lambda widget: choose(widget, "Gradients"), ".heat svg"),
}


def choose(widget: Widget, name: str) -> None:
    widget.choose_view("Training loss")
    widget.choose_view(name)


@pytest.mark.parametrize("part", PARTS)
def test_what_cannot_be_loaded_offline_is_said_and_comes_with_the_network(
    offline: Widget, part: str
) -> None:
    press, wanted = PARTS[part]
    press(offline)
    alert = offline.element.get_by_role("alert").filter(has_text=OFFLINE)
    expect(alert.first).to_be_visible()
    offline.element.page.context.set_offline(False)
    press(offline)
    expect(offline.element.locator(wanted).first).to_be_visible()
    expect(alert).to_have_count(0)


def test_an_export_that_cannot_be_loaded_offline_is_said(offline: Widget) -> None:
    press_export(offline)
    alert = offline.element.get_by_role("alert").filter(has_text=OFFLINE)
    expect(alert).to_contain_text("CSV could not be made: the exporter could not be loaded")


def test_python_that_cannot_be_loaded_offline_is_said_and_comes_with_the_network(
    visit: Visit, offline: Widget
) -> None:
    unheard: list[str] = []
    visit.page.on("pageerror", lambda error: unheard.append(str(error)))
    offline.press("Train")
    offline.wait("failed", 10_000)
    expect(offline.element.get_by_role("alert").last).to_contain_text(
        "Press Train to try again when there is one."
    )
    assert unheard == [], "no failure is left to the console"
    visit.page.context.set_offline(False)
    assert offline.train()["source"] == "live"


@pytest.mark.parametrize("press", ["Embed", "Train"])
def test_a_new_build_since_the_page_was_opened_asks_for_a_reload(
    warm: BrowserContext, copy: Callable[..., Site], press: str
) -> None:
    site = copy()
    visit = visited(warm, site.address)
    widget = view(visit.open(SHORT))
    site.write(site.folder / "build.json", b'{"build": "another"}')
    for path in site.folder.glob("immutable/*"):
        path.unlink()
    widget.press(press)
    alert = widget.element.get_by_role("alert").filter(has_text="Reload the page.")
    expect(alert.last).to_contain_text("the site was updated after this page was opened")
    assert "Press Train" not in alert.last.inner_text()


def test_pictures_that_do_not_come_are_not_asked_for_without_end(visit: Visit) -> None:
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    visit.page.route("**/pictures-*.js", refuse)
    widget = degradation(visit.open(SHORT))
    said = widget.element.get_by_role("alert").filter(has_text="pictures")
    expect(said).to_be_visible(timeout=IDLE_MS)  # they are asked for when the page stands still
    visit.page.wait_for_timeout(500)
    assert 1 <= len(asked) <= 2
