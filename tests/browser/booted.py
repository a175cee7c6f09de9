"""A page that stays from test to test, with a Python that has booted: each test gets a new element.

For tests of what a widget does once Python is there. What is tested of the start, of what is
fetched or of what a browser keeps needs a page of its own: a `visit`.
"""

from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType

from browser.reader import STORY, Reader, Visit
from browser.visits import KEEPS_NOTHING
from browser.widget import BOOT_MS, degradation
from playwright.sync_api import Error, Page

WINDOW = {"width": 1280, "height": 900}
ANSWER_MS = 5_000
NOTHING: Mapping[str, str] = MappingProxyType({})
LAB = ("block-explorer", "resnet-family", "digits-lab", "unet-lab")
ELEMENTS = {
    "degradation": "degradation-explorer",
    "gradient-flow": "gradient-flow",
    **{name: name for name in LAB},
}

# What was not yet written to the address and to the storage is written, as when a reader leaves.
# The networks of the element are given up at once.
GO = """async () => {
    for (const each of document.querySelectorAll("[data-widget]")) {
        each.remove();
        each.gone();
        for (let frame = 0; frame < 2; frame += 1) {
            await new Promise(requestAnimationFrame);
            await each.updateComplete; // with which it takes note of its last state
        }
    }
    dispatchEvent(new Event("pagehide"));
    localStorage.clear();
}"""

COME = """([query, stored, names]) => {
    for (const [key, text] of Object.entries(stored)) localStorage.setItem(key, text);
    history.replaceState(null, "", location.pathname + (query && `?${query}`));
    scrollTo(0, 0);
    const name = new URLSearchParams(query).get("widget") ?? "degradation";
    const fresh = document.createElement(names[name]);
    fresh.setAttribute("address", "");
    fresh.dataset.widget = name;
    document.querySelector("main").append(fresh);
}"""

ANSWERS = """(milliseconds) => {
    const python = document.querySelector("script[type=py]")?.xworker;
    if (!python) return false;
    const late = new Promise((resolve) => setTimeout(resolve, milliseconds, false));
    return Promise.race([python.sync.close([]).then(() => true), late]);
}"""


class Booted(Visit):
    """A visit to a page on which others were before, whose Python runs."""

    def open(self, path: str = "embed.html", stored: Mapping[str, str] = NOTHING) -> Page:
        """Put a new element into the page, as if it had been opened at an address.

        Parameters
        ----------
        path : str
            Of the page for frames, with its query: the whole page has more than one widget.
        stored : mapping of str to str
            What the browser has kept, beside that the reader knows the story.
        """
        file, _, query = path.partition("?")
        assert file == "embed.html"
        self.page.evaluate(GO)
        self.page.evaluate(COME, [query, {STORY: "told", **stored}, ELEMENTS])
        return self.page


class Kept:
    """The page that stays.

    Parameters
    ----------
    reader : Reader
    site : str
        The address of the built page.
    """

    def __init__(self, reader: Reader, site: str) -> None:
        self.reader, self.site = reader, site
        self.visit: Booted | None = None

    def hold(self) -> Booted:
        """Open it where it is not: as long as it is there, V8 keeps what it has compiled.

        Other pages of its site boot with two thirds of the work then.
        """
        self.visit = self.visit or self._boot()
        return self.visit

    def come(self) -> Booted:
        """Return a visit to it; where there is none whose Python answers, it is opened."""
        if self.visit and not self._answers(self.visit.page):
            self.close()
        visit = self.hold()
        visit.errors.clear()
        visit.requests.clear()
        return visit

    def leave(self) -> None:
        """Take back what a test has changed of the page."""
        if self.visit is None:
            return
        page = self.visit.page
        try:
            page.unroute_all()
            page.context.set_offline(False)
            page.context.clear_permissions()
            page.set_viewport_size(WINDOW)  # type: ignore[arg-type]
            page.emulate_media(media="null", color_scheme="null", forced_colors="null")
            page.emulate_media(reduced_motion="reduce")
            page.mouse.move(0, 0)
            page.evaluate(GO)
        except Error:
            self.close()

    def close(self) -> None:
        if self.visit is None:
            return
        self.reader.stays.discard(self.visit.page)
        with suppress(Error):
            self.visit.page.close()
        self.visit = None

    def _boot(self) -> Booted:
        visit = Booted(self.reader.context.new_page(), self.site)
        self.reader.stays.add(visit.page)
        visit.watch()
        page = visit.page
        page.add_init_script(KEEPS_NOTHING)
        page.goto(f"{self.site}embed.html?depth=4")
        page.add_script_tag(url="assets/page.js", type="module")  # the code of all widgets
        widget = degradation(page)
        widget.press("New seed")
        widget.wait("ready", BOOT_MS)
        return visit

    @staticmethod
    def _answers(page: Page) -> bool:
        with suppress(Error):
            return bool(page.evaluate(ANSWERS, ANSWER_MS))
        return False
