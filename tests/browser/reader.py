"""Somebody who visits the page, and what was seen of the visit."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"

AWAKE_MS = 5_000

STORY = "residual-explorer:story"
KNOWS_THE_STORY = f"""
try {{ localStorage.setItem("{STORY}", "told"); }} catch {{ /* storage is blocked */ }}
"""


@dataclass
class Visit:
    """A page in a fresh context, with what went wrong and what was asked for since it opened."""

    page: Page
    site: str
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> Page:
        self.page.goto(self.site + path)
        # Until the first widget's code is here, what was printed stands in its place.
        # Asked by selector: the policies that are tested here forbid a script's `eval`.
        if self.page.locator("[data-widget]").count():
            awake = self.page.locator("[data-widget][status]").first
            with suppress(PlaywrightTimeout):  # as where a test keeps the code away
                awake.wait_for(state="attached", timeout=AWAKE_MS)
        return self.page

    def let_move(self) -> None:
        """Show what happens at the pace of a reader who did not ask for less motion."""
        self.page.emulate_media(reduced_motion="no-preference")

    def keep_python_away(self) -> None:
        """Let Python never come, as over a line too slow for it.

        A touch starts it, in more time than all else that a test does which is about words, room
        or colours; and with it, what is looked at would depend on how far it is.
        """
        self.page.route("**/immutable/pyodide-*", lambda route: None)

    def asked_for(self, *parts: str) -> list[str]:
        """Return the requests whose address has one of these parts of a name.

        Each part must be in the name of a file of the page: that nothing was asked for that does
        not exist proves nothing.
        """
        files = [f"/{path.relative_to(DIST).as_posix()}" for path in DIST.rglob("*")]
        nowhere = [part for part in parts if not any(part in file for file in files)]
        assert nowhere == [], f"no file of the page has such a name: {nowhere}"
        return [url for url in self.requests if any(part in url for part in parts)]

    @property
    def python(self) -> list[str]:
        """Return the requests for Python, and for what starts it."""
        return self.asked_for("/pyodide-", "/pyscript-", "/core-", "/modules-")

    def watch(self) -> None:
        page = self.page
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", self._note)

    def _note(self, message: ConsoleMessage) -> None:
        # A browser asks for the icon of a test's own page, or of a text file, by itself.
        by_itself = message.location.get("url", "").endswith("/favicon.ico")
        if message.type == "error" and not by_itself:
            self.errors.append(message.text)


def visited(context: BrowserContext, address: str, before: str = "") -> Visit:
    """Return a visit to a site; `before` is a script that runs ahead of those of its pages."""
    visit = Visit(context.new_page(), address)
    if before:
        visit.page.add_init_script(before)
    visit.watch()
    return visit


@dataclass
class Reader:
    """A reader who forgets what pages stored, and whose browser keeps their code compiled.

    Pages of a site share a process, in which V8 keeps what it has compiled. A blank page of the
    same site holds it from one visit to the next: with it, Python boots in half of the time.
    """

    context: BrowserContext
    stays: set[Page] = field(default_factory=set)
    """Pages that are not closed from one visit to the next."""

    def __post_init__(self) -> None:
        self.blank = self.context.new_page()
        self.blank.route("**/*", lambda route: route.fulfill(body=""))
        self.blank.goto("http://127.0.0.1:8/")  # a site is a host, whatever the port
        self.devtools = self.context.new_cdp_session(self.blank)

    @contextmanager
    def staying(self) -> Iterator[Page]:
        """Give a page that visits to other pages leave open."""
        page = self.context.new_page()
        self.stays.add(page)
        yield page
        self.stays.remove(page)
        page.close()

    def forget(self, site: str) -> None:
        """Close all pages, and go back to the settings and the empty storage of a new browser.

        A clock that a test installs in one page is that of all pages of the context, for ever: they
        would wait in vain, and see nothing of what has come. Such a test asks for the fixture
        `context`, which gives it one of its own.
        """
        native = self.blank.evaluate("setTimeout.toString().includes('[native code]')")
        assert native, "a clock was installed"
        for page in self.context.pages:
            if page not in {self.blank, *self.stays}:
                page.close()
        self.context.unroute_all()
        self.context.clear_permissions()
        self.context.set_offline(False)
        origin = "/".join(site.split("/")[:3])
        self.devtools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
