"""The page, built and served by the README's own command, in a real Chromium."""

import http.server
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser.booted import Booted, Kept
from browser.browsers import ARGUMENTS, PROCESS_PER_SITE, find_chromium, give_up, install_chromium
from browser.hosts import Site
from browser.reader import DIST, KNOWS_THE_STORY, ROOT, Reader, Visit, visited
from browser.visits import FAST_THOUGH_CACHED, KEEPS_NOTHING
from neighbours import one_at_a_time
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright
from web.assembly.server import Handler

__all__ = ["DIST", "ROOT", "Visit", "visited"]

WINDOW: Any = {"viewport": {"width": 1280, "height": 900}}

CALM: Any = {"reduced_motion": "reduce"}
"""Nothing moves unless a test asks for it (`Visit.let_move`), as those about moves and their pace
do, and all of newcomers: drawing a run at a pace that eyes can follow takes 2.5 s, and a core."""


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
    args = [*ARGUMENTS, PROCESS_PER_SITE]
    browser = playwright.chromium.launch(executable_path=chromium_path, args=args)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def stranger(chromium: Browser) -> Iterator[Reader]:
    """A reader who does not know the story, and never will."""
    context = chromium.new_context(viewport={"width": 1280, "height": 720})
    yield Reader(context)
    context.close()


@pytest.fixture
def newcomer(stranger: Reader, address: str) -> Iterator[Visit]:
    """A visit of somebody who was never here."""
    yield visited(stranger.context, address)
    stranger.forget(address)


@pytest.fixture
def unseen() -> None:
    """Mark a test in whose browser no file of the page was before."""


@pytest.fixture
def address(request: pytest.FixtureRequest, site: str) -> str:
    """Where a visit is: at the site, or at a copy that no browser has seen, if it is to be unseen.

    The code of the page is compiled all the same, as it is by what it says.
    """
    if "unseen" in request.fixturenames:
        return str(request.getfixturevalue("copy")().address)
    return site


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser of a reader who knows the story of the page; `newcomer` does not."""
    context = chromium.new_context(**WINDOW, **CALM)
    context.add_init_script(KNOWS_THE_STORY)
    yield context
    context.close()


@pytest.fixture(scope="session")
def reader(chromium: Browser) -> Iterator[Reader]:
    """A reader on a fast line: Python boots from the snapshot, where a test says nothing else."""
    context = chromium.new_context(**WINDOW, **CALM)
    context.add_init_script(KNOWS_THE_STORY)
    context.add_init_script(FAST_THOUGH_CACHED)
    yield Reader(context)
    context.close()


@pytest.fixture
def visit(request: pytest.FixtureRequest, address: str) -> Iterator[Visit]:
    """A visit to the page; `open` a path on it.

    A test of frames in other sites, whose storage is not forgotten, has a browser of its own.
    """
    if {"context", "post_with"}.intersection(request.fixturenames):
        yield visited(request.getfixturevalue("context"), address)
        return
    reader: Reader = request.getfixturevalue("reader")
    request.getfixturevalue("kept").hold()
    reader.forget(address)  # what a page that stays has had kept
    yield visited(reader.context, address, KEEPS_NOTHING)
    reader.forget(address)


@pytest.fixture(scope="session")
def kept(reader: Reader, site: str) -> Iterator[Kept]:
    kept = Kept(reader, site)
    yield kept
    kept.close()


@pytest.fixture
def booted(kept: Kept) -> Iterator[Booted]:
    """A visit to a page whose Python has booted; `open` a path with a new element on it."""
    visit = kept.come()
    yield visit
    kept.leave()


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


@pytest.fixture
def warm(reader: Reader, kept: Kept, site: str) -> Iterator[BrowserContext]:
    """A browser that has compiled the page's code, for copies of the site.

    Each of them is at an address of its own, of which the browser has seen and keeps nothing.
    """
    kept.hold()
    reader.forget(site)
    yield reader.context
    reader.forget(site)


@pytest.fixture
def copy(reader: Reader, site: str, tmp_path: Path) -> Iterator[Callable[..., Site]]:
    assert site  # it is built
    made: list[Site] = []

    def serve(handler: type[Handler] = Handler) -> Site:
        made.append(Site(tmp_path / f"dist-{len(made)}", handler))
        return made[-1]

    yield serve
    for each in made:
        reader.forget(each.address)
        each.stop()
