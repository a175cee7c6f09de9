"""Where things are, the two servers on loopback, and the browser."""

import http.server
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from browser.browsers import ARGUMENTS, find_chromium
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"
OUT = ROOT / ".cache" / "bench"
STOCK = OUT / "stock"
BUNDLES = OUT / "bundles"
MODULES = ROOT / "web" / "node_modules"
PATIENCE_MS = 120_000
FOLDERS = {
    "site": DIST,
    "stock": STOCK,
    "bundles": BUNDLES,
    "node_modules": MODULES,
    "bench": Path(__file__).parent / "web",
}
"""What the benchmark's own server serves, by the first part of the path."""


@dataclass
class Server:
    """The benchmark's own server: where it is."""

    address: str


@dataclass(frozen=True)
class Room:
    """What every measurement has at hand.

    Attributes
    ----------
    browser, server
        Chromium, and the benchmark's own server.
    site
        The address of the page, served as `build.py serve` does.
    shared
        Where all pages are, if they share what one of them has compiled: hosts are new to it, and
        their caches empty, but V8 is warm. Without it each has a context of its own.
    booted
        Pages whose Python runs, by their query, where pages are shared.
    """

    browser: Browser
    server: Server
    site: str
    shared: BrowserContext | None = None
    booted: dict[str, Page] = field(default_factory=dict)


@contextmanager
def loopback() -> Iterator[Server]:
    """Serve the folders, without compression."""
    server = Server("")

    class Handler(http.server.SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def translate_path(self, path: str) -> str:
            top, _, rest = unquote(urlsplit(path).path).lstrip("/").partition("/")
            folder = FOLDERS.get(top, OUT / "nothing")
            found = (folder / (rest or "index.html")).resolve()
            if not found.is_relative_to(folder.resolve()) or not found.is_file():
                return str(OUT / "nothing")
            return str(found)

        def log_message(self, *_: object) -> None:
            pass

    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    server.address = f"http://127.0.0.1:{running.server_port}/"
    yield server
    running.shutdown()
    running.server_close()


@contextmanager
def site() -> Iterator[str]:
    """Serve `dist/` by the project's own command, as its readers see it."""
    words = [sys.executable, str(ROOT / "build.py"), "serve", "--no-open", "--port", "0"]
    running = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert running.stdout
    printed = []
    try:
        for line in running.stdout:
            printed.append(line)
            if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                yield found.group()
                return
        sys.exit("the page could not be built:\n" + "".join(printed))
    finally:
        running.terminate()
        running.wait()


def launch(playwright: Playwright, *more: str) -> Browser:
    """Start Chromium, with more arguments, or end with a message."""
    found = find_chromium(playwright.chromium.executable_path)
    if not found:
        sys.exit("no Chromium on this machine: install one, or name it in the variable CHROMIUM")
    return playwright.chromium.launch(executable_path=found, args=[*ARGUMENTS, *more])


Opens = Callable[[], Page]


@contextmanager
def fresh(room: Room, script: str = "") -> Iterator[Opens]:
    """Give what opens pages that share caches, empty ones, unless the room shares all.

    A script runs before those of the page.
    """
    own = room.shared or room.browser.new_context(viewport={"width": 1280, "height": 900})
    opened = []

    def opens() -> Page:
        page = own.new_page()
        page.set_default_timeout(PATIENCE_MS)
        if script:
            page.add_init_script(script)
        opened.append(page)
        return page

    yield opens
    for page in opened:
        page.close()
    if own is not room.shared:
        own.close()


@contextmanager
def fresh_page(room: Room, script: str = "") -> Iterator[Page]:
    """Give one such page."""
    with fresh(room, script) as opens:
        yield opens()


def one_thread(*python_path: Path) -> dict[str, str]:
    """Return the environment of a Python process whose arithmetic uses one thread."""
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return os.environ | threads | {"PYTHONPATH": os.pathsep.join(map(str, python_path))}
