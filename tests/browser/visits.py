"""First and second visits, over slow and over fast lines."""

from browser.widget import BOOT_MS
from playwright.sync_api import Page, Route


def slow_or_fast_line(fast: bool) -> str:
    """Return a script that makes the page's own files seem to have come fast or slowly."""
    return f"""
        Object.defineProperty(PerformanceResourceTiming.prototype, "responseEnd", {{
            get() {{ return this.responseStart + {1 if fast else 1e6}; }},
            configurable: true,
        }});
    """


FAST_THOUGH_CACHED = (
    slow_or_fast_line(True)
    + """
        Object.defineProperty(PerformanceResourceTiming.prototype, "transferSize", {
            get() { return this.encodedBodySize; },
        });
    """
)
"""Makes files out of the browser's cache seem to have come over a fast line."""


KEEPS_NOTHING = """
    try {
        navigator.serviceWorker.register = () => Promise.reject(new Error("this is not kept"));
    } catch { /* there is none here */ }
"""
"""Keeps files from being copied for later visits, as a page does some seconds after its Python is
there, in a second of a core. Tests of that have `warm`, or a browser of their own."""


def wait_until_kept(page: Page, part: str) -> None:
    """Wait until the service worker keeps a file for the next visit."""
    wait_until(
        page,
        """async (part) => {
            const urls = [];
            for (const name of await caches.keys())
                for (const { url } of await (await caches.open(name)).keys()) urls.push(url);
            return urls.some((url) => url.includes(part));
        }""",
        part,
    )


def wait_until(page: Page, fact: str, argument: object = None) -> None:
    """Wait until an asynchronous function in the page says that something is so.

    `Page.wait_for_function` takes the promise itself for the answer.
    """
    page.evaluate(
        f"""async ([argument, end]) => {{
            while (!(await ({fact})(argument))) {{
                if (performance.now() > end) throw new Error(`waited in vain for ${{argument}}`);
                await new Promise((resolve) => setTimeout(resolve, 50));
            }}
        }}""",
        [argument, page.evaluate("performance.now()") + BOOT_MS],
    )


class Gate:
    """Holds the answers for some files back until it is opened."""

    def __init__(self, page: Page, files: str) -> None:
        self._held: list[Route] = []
        self._is_open = False
        page.route(files, self._pass)

    def _pass(self, route: Route) -> None:
        if self._is_open:
            route.continue_()
        else:
            self._held.append(route)

    def open(self) -> None:
        self._is_open = True
        for route in self._held:
            route.continue_()
