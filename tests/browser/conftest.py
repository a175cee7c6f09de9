"""The page, built and served by the README's own command, in a real Chromium."""

import http.server
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from browser.browsers import ARGUMENTS, find_chromium, give_up, install_chromium
from browser.hosts import Site
from neighbours import one_at_a_time
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    sync_playwright,
)
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from web.assembly.server import Handler

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"

AWAKE_MS = 5_000


@pytest.fixture(scope="session")
def site(shared: Path) -> Iterator[str]:
    """The address of a freshly built page, with its compressed siblings."""
    build = [sys.executable, str(ROOT / "build.py")]
    with one_at_a_time(shared, "build"):
        made = subprocess.run(build, capture_output=True, text=True, check=False)
        if made.returncode:
            pytest.fail("the page could not be built:\n" + made.stdout + made.stderr)
        server = subprocess.Popen(
            [*build, "serve", "--no-open", "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert server.stdout
        printed = []
        for line in server.stdout:
            printed.append(line)
            if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                break
        else:
            pytest.fail("the page could not be built:\n" + "".join(printed))
    yield found.group()
    server.terminate()
    server.wait()


@pytest.fixture(scope="session")
def dist(site: str) -> Path:
    """The folder of the built page."""
    assert site
    return DIST


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium_path(playwright: Playwright, shared: Path) -> str:
    own = playwright.chromium.executable_path
    tried = ""
    with one_at_a_time(shared, "install"):
        found = find_chromium(own)
        if not found:
            found, tried = install_chromium(own)
    if not found:
        # Only where no package manager can bring a browser.
        give_up(f"NO BROWSER: the page was not tested. Set CHROMIUM to one.\n{tried}")
    return found


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    args = [*ARGUMENTS, "--process-per-site"]  # which `reader` says more of
    browser = playwright.chromium.launch(executable_path=chromium_path, args=args)
    yield browser
    browser.close()


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


KNOWS_THE_STORY = """
try { localStorage.setItem("residual-explorer:story", "told"); } catch { /* storage is blocked */ }
"""


@pytest.fixture
def newcomer(chromium: Browser, site: str) -> Iterator["Visit"]:
    """A visit of somebody who was never here."""
    context = chromium.new_context(viewport={"width": 1280, "height": 720})
    visit = Visit(context.new_page(), site)
    visit.watch()
    yield visit
    context.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser of a reader who knows the story of the page; `newcomer` does not."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(KNOWS_THE_STORY)
    yield context
    context.close()


@dataclass
class Reader:
    """A reader who forgets what pages stored, and whose browser keeps their code compiled.

    Pages of a site share a process, in which V8 keeps what it has compiled. A blank page of the
    same site holds it from one visit to the next: with it, Python boots in half of the time.
    """

    context: BrowserContext

    def __post_init__(self) -> None:
        self.blank = self.context.new_page()
        self.blank.route("**/*", lambda route: route.fulfill(body=""))
        self.blank.goto("http://127.0.0.1:8/")  # a site is a host, whatever the port
        self.devtools = self.context.new_cdp_session(self.blank)

    def forget(self, site: str) -> None:
        """Close all pages, and go back to the settings and the empty storage of a new browser."""
        for page in self.context.pages:
            if page is not self.blank:
                page.close()
        self.context.unroute_all()
        self.context.clear_permissions()
        self.context.set_offline(False)
        given = {"origin": site.rstrip("/"), "storageTypes": "all"}
        self.devtools.send("Storage.clearDataForOrigin", given)


@pytest.fixture(scope="session")
def reader(chromium: Browser) -> Iterator[Reader]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(KNOWS_THE_STORY)
    yield Reader(context)
    context.close()


@pytest.fixture
def visit(request: pytest.FixtureRequest, site: str) -> Iterator[Visit]:
    """A visit to the page; `open` a path on it.

    A test of what a browser keeps, fetches or is permitted asks for `context` too, a fresh one; so
    does one of frames in other sites, whose storage is not forgotten.
    """
    if {"context", "post_with"}.intersection(request.fixturenames):
        yield visited(request.getfixturevalue("context"), site)
        return
    reader: Reader = request.getfixturevalue("reader")
    yield visited(reader.context, site)
    reader.forget(site)


@pytest.fixture
def post_with() -> Iterator[Callable[[str], str]]:
    """Puts HTML into a page of another site (localhost is not 127.0.0.1) and gives its address."""
    servers = []

    def serve(content: str) -> str:
        class Post(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(f"<!doctype html><h1>A post</h1>{content}".encode())

            def log_message(self, *_: object) -> None:
                """Stay quiet."""

        server = http.server.ThreadingHTTPServer(("localhost", 0), Post)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://localhost:{server.server_port}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def visited(context: BrowserContext, address: str) -> Visit:
    visit = Visit(context.new_page(), address)
    visit.watch()
    return visit


@pytest.fixture
def copy(site: str, tmp_path: Path) -> Iterator[Callable[..., Site]]:
    assert site  # it is built
    made: list[Site] = []

    def serve(handler: type[Handler] = Handler) -> Site:
        made.append(Site(tmp_path / f"dist-{len(made)}", handler))
        return made[-1]

    yield serve
    for each in made:
        each.stop()
