"""What the service worker keeps is shown where the network has nothing better."""

from collections.abc import Callable

from browser.conftest import visited
from browser.hosts import Site
from browser.visits import slow_or_fast_line, wait_until_kept
from browser.widget import degradation
from playwright.sync_api import BrowserContext, expect
from web.assembly.server import Handler

SHORT = "embed.html?widget=degradation&depth=8&epochs=4"
PORTAL = b"<!doctype html><title>Portal</title><h1>Who is there?</h1>"


class Moody(Handler):
    """A host that works until a test says otherwise."""

    mood = "good"

    def do_GET(self) -> None:  # noqa: N802 (the server's name for it)
        mood = type(self).mood
        if mood == "good" or (mood == "portal for pages" and ".html" not in self.path):
            super().do_GET()
        elif mood == "redirects" and "/portal" not in self.path:
            self.send_response(302)
            self.send_header("Location", "/portal")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self.send_response({"ill": 503, "gone": 404}.get(mood, 200))
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(PORTAL)))
            self.end_headers()
            self.wfile.write(PORTAL)


def test_the_kept_page_is_preferred_to_an_error_and_to_a_portal_until_the_site_is_gone(
    warm: BrowserContext, copy: Callable[..., Site]
) -> None:
    line = slow_or_fast_line(False)
    site = copy(Moody)
    first = visited(warm, site.address, line)
    results = degradation(first.open(SHORT)).train()
    wait_until_kept(first.page, "/modules-")
    try:
        for mood in ("ill", "portal", "redirects"):
            Moody.mood = mood
            later = visited(warm, site.address, line)
            assert degradation(later.open(SHORT)).train() == results, mood
            later.page.close()
        Moody.mood = "gone"
        expect(first.page).to_have_title("Residual Explorer")
        first.page.goto(site.address + SHORT)
        expect(first.page).to_have_title("Portal")
        first.page.goto(site.address + "licences.txt")
        assert first.page.evaluate("caches.keys()") == []
    finally:
        Moody.mood = "good"


def test_a_portal_is_not_kept_in_the_place_of_a_page(
    warm: BrowserContext, copy: Callable[..., Site]
) -> None:
    site = copy(Moody)
    page = visited(warm, site.address).open(SHORT)
    page.wait_for_load_state("networkidle")
    try:
        Moody.mood = "portal for pages"
        assert page.evaluate(INSTALL) == "redundant"
        page.wait_for_load_state("networkidle")  # no page is on its way still
        assert page.evaluate(PAGES) == []
    finally:
        Moody.mood = "good"


INSTALL = """async () => {
    const { installing } = await navigator.serviceWorker.register("service-worker.js");
    return new Promise((resolve) => installing.addEventListener("statechange", () => {
        if (installing.state !== "installing") resolve(installing.state);
    }));
}"""
PAGES = """async () => {
    const urls = [];
    for (const name of await caches.keys())
        for (const { url } of await (await caches.open(name)).keys()) urls.push(url);
    return urls.filter((url) => url.endsWith(".html"));
}"""
