"""Where Python cannot start, the page says at once what keeps it, and asks no other host."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browser.conftest import Visit, visited
from browser.hosts import Site
from browser.widget import Widget, degradation
from playwright.sync_api import BrowserContext, FrameLocator, expect
from web.assembly.server import Handler

SHORT = "embed.html?widget=degradation&depth=8&epochs=4"
AT_ONCE_MS = 15_000

POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "worker-src": "'self' blob:",
    "connect-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "frame-src": "'self'",
}


def policy(changed: dict[str, str]) -> type[Handler]:
    """A host that sends the policy that works, but for what a test changes."""
    text = "; ".join(f"{name} {sources}" for name, sources in (POLICY | changed).items())

    class Strict(Handler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", text)
            super().end_headers()

    return Strict


def problem(widget: Widget) -> str:
    """What is said after a start that failed."""
    widget.press("Train")
    widget.wait("failed", AT_ONCE_MS)
    return widget.element.get_by_role("alert").last.inner_text()


def requests_elsewhere(visit: Visit) -> list[str]:
    own = (visit.site, "data:", "blob:")
    return [url for url in visit.requests if not url.startswith(own)]


def test_everything_works_under_the_policy_of_the_readme(
    warm: BrowserContext, copy: Callable[..., Site]
) -> None:
    visit = visited(warm, copy(policy({})).address)
    page = visit.open(SHORT)
    widget = degradation(page)
    assert widget.train()["source"] == "live"
    for form in ("SVG", "PNG", "Animation", "Python script"):
        with page.expect_download() as saved:
            widget.press(form)
        assert Path(saved.value.path()).stat().st_size > 1000
    widget.press("Show the code")
    expect(widget.element.get_by_role("tab").first).to_be_visible()
    widget.press("Embed")
    frame = widget.element.locator("iframe").content_frame
    expect(degradation(frame).button("Train")).to_be_visible()
    page.wait_for_function("navigator.serviceWorker.getRegistration().then((r) => !!r)")
    assert visit.errors == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"script-src": "'self'"}, "`script-src 'wasm-unsafe-eval'`"),
        ({"worker-src": "'self'"}, "`worker-src blob:`"),
        ({"connect-src": "'none'"}, "`connect-src 'self'`"),
    ],
)
def test_what_the_policy_lacks_is_named(
    warm: BrowserContext, copy: Callable[..., Site], changed: dict[str, str], said: str
) -> None:
    visit = visited(warm, copy(policy(changed)).address)
    words = problem(degradation(visit.open(SHORT)))
    assert words.startswith("This page's Content-Security-Policy forbids")
    assert said in words
    assert "try again" not in words
    assert requests_elsewhere(visit) == []


THROWS = "() => { throw new DOMException('not here', 'SecurityError'); }"


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (f"window.Worker = class {{ constructor() {{ ({THROWS})(); }} }}", "no worker start: not"),
        (f"URL.createObjectURL = {THROWS}", "no worker start: not here"),
        ("delete window.Worker", "no worker start: there is none"),
        ("delete window.WebAssembly", "has WebAssembly switched off"),
    ],
)
def test_without_a_worker_or_webassembly_the_page_says_so_and_asks_no_other_host(
    visit: Visit, missing: str, said: str
) -> None:
    visit.page.add_init_script(missing)
    visit.page.context.route(
        lambda url: not url.startswith(visit.site), lambda route: route.abort()
    )
    assert said in problem(degradation(visit.open(SHORT)))
    assert requests_elsewhere(visit) == []


class Open(Handler):
    """A host that lets every origin read its files."""

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()


def framed(context: BrowserContext, site: Site, attributes: str) -> FrameLocator:
    """A frame with a widget in a page of its own host."""
    post = f'<!doctype html><iframe {attributes} src="a/blog/{SHORT}" width="900" height="900">'
    (site.top / "post.html").write_text(post)
    page = context.new_page()
    page.goto(site.address + "../../post.html")
    return page.frame_locator("iframe")


@pytest.mark.parametrize(
    "attributes", ['sandbox="allow-scripts allow-same-origin"', "credentialless"]
)
def test_a_frame_trains(warm: BrowserContext, copy: Callable[..., Site], attributes: str) -> None:
    assert degradation(framed(warm, copy(), attributes)).train()["source"] == "live"


def test_a_sandbox_without_its_origin_says_what_it_lacks(
    warm: BrowserContext, copy: Callable[..., Site]
) -> None:
    attributes = 'sandbox="allow-scripts"'
    assert "`allow-same-origin`" in problem(degradation(framed(warm, copy(Open), attributes)))
    said = framed(warm, copy(), attributes).get_by_text("needs allow-scripts allow-same-origin")
    expect(said).to_be_visible(timeout=AT_ONCE_MS)


def test_a_database_that_never_answers_delays_the_start_little(visit: Visit) -> None:
    visit.page.add_init_script("IDBFactory.prototype.open = () => ({})")
    widget = degradation(visit.open(SHORT))
    widget.press("Train")
    widget.wait("done", 30_000)
    assert [url for url in visit.requests if url.endswith("?page&memory")], "nor in the worker"


# Names of XML's languages, and links in sentences for people; nothing asks for them.
NAMES = ("http://www.w3.org/",)
LINKS = (
    "https://github.com/pyscript/pyscript/issues/",
    "https://pyscript.github.io/docs/",
    "https://github.com/highlightjs/highlight.js/",
    # What the film's container names in its refusals, and its licence.
    "https://www.w3.org/TR/webcodecs-",
    "https://www.webmproject.org/vp9/",
    "https://aomediacodec.github.io/av1-isobmff/",
    "https://mozilla.org/MPL/",
)


def test_no_script_names_another_host_to_ask(dist: Path) -> None:
    found = {
        address
        for path in dist.rglob("*.js")
        for address in re.findall(r"(?:https?|wss?)://[^\s\"'`)\\]+", path.read_text())
    }
    assert found, "else this finds nothing at all"
    assert [address for address in found if not address.startswith(NAMES + LINKS)] == []
