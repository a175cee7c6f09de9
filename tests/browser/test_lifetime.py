"""How long a Python lives: one that died, hangs or was given up is noticed and ended, and nothing
that was closed takes memory."""

import time

import pytest
from browser.booted import Booted
from browser.conftest import Visit
from browser.python_in_worker import PythonInWorker
from browser.widget import BOOT_MS, Widget, degradation
from playwright.sync_api import Page, expect

LONG = "embed.html?widget=degradation&depth=8&epochs=4000"
GONE_SECONDS = 10
SILENT = "Python has not answered for 8 seconds"


@pytest.fixture
def page(visit: Visit) -> Page:
    return visit.open(LONG)


@pytest.fixture
def widget(page: Page) -> Widget:
    return degradation(page)


def only_one_worker_is_left(page: Page) -> None:
    """One that was ended in an endless loop goes a moment later."""
    end = time.monotonic() + GONE_SECONDS
    while len(page.workers) > 1 and time.monotonic() < end:
        page.wait_for_timeout(50)
    assert len(page.workers) == 1


# It waits for an answer that never comes; a loop without end would take a core from other tests.
# That the request is broken off, when the worker is ended, is no error of the page.
HANG = """const asked = new XMLHttpRequest();
asked.open("GET", new URL("/never", location.origin), false);
try { asked.send(); } catch {}"""


def test_a_worker_that_does_not_answer_is_said_and_train_starts_another(
    visit: Visit, page: Page, widget: Widget
) -> None:
    page.route("**/never", lambda route: None)
    page.emulate_media(reduced_motion="reduce")  # what moves while it waits takes a third of a core
    widget.press("Train")
    widget.wait_until("runs[0].epochs > 2 && results.source === 'live'")
    widget.press("Pin run")
    pins = widget.element.evaluate("widget => widget.pinned")
    assert pins
    button = widget.element.locator("button.train")
    for end in ("self.close();", HANG):
        page.workers[0].evaluate(f"() => {{ setTimeout(() => {{ {end} }}); }}")
        expect(widget.element.get_by_role("alert")).to_contain_text(SILENT, timeout=10_500)
        stopped_at = widget.results["runs"][0]["epochs"]
        assert stopped_at > 0, "what was computed stays"
        widget.press("Train")
        widget.wait_until(f"runs[0].epochs > 0 && runs[0].epochs < {stopped_at}")
        expect(widget.element.get_by_text(SILENT)).to_have_count(0)
        widget.wait_until(f"runs[0].epochs > {stopped_at}")
        assert widget.element.evaluate("widget => widget.pinned") == pins
        button.click()  # a pause: what trains on would take a core from other tests
        widget.wait("paused")
        only_one_worker_is_left(page)
        button.click()
        widget.wait("running")
    assert visit.errors == []


def test_a_worker_that_was_given_up_while_it_started_is_ended(page: Page, widget: Widget) -> None:
    page.route("**/libraries-*.bin", lambda route: route.abort())
    for _ in range(3):
        widget.press("Train")
        widget.wait("failed")
    page.unroute("**/libraries-*.bin")
    widget.press("Train")
    widget.wait_until("runs[0].epochs > 2 && results.source === 'live'", BOOT_MS)
    only_one_worker_is_left(page)


def test_an_error_in_python_ends_what_it_arose_in_and_nothing_else(booted: Booted) -> None:
    page = booted.open(LONG)
    widget = degradation(page)
    widget.press("Train")
    widget.wait_until("runs[0].epochs > 2 && results.source === 'live'")
    said = widget.element.evaluate(
        """async (widget) => {
            const batch = new widget.comparison.batch.constructor(["no name"], () => {});
            return batch.run("", [{ kind: "plain", config: widget.config }]).catch(String);
        }"""
    )
    assert said == "Error: TypeError: unhashable type: 'list'"
    epoch = widget.results["runs"][0]["epochs"]
    widget.wait_until(f"runs[0].epochs > {epoch + 5}")
    assert widget.status == "running"
    only_one_worker_is_left(page)


def test_elements_that_leave_the_page_give_their_networks_up(booted: Booted) -> None:
    """Six of these together would not fit into Python's memory."""
    page = booted.open(LONG.replace("depth=8", "depth=4"))
    degradation(page).awake()
    assert page.evaluate(
        """async (milliseconds) => {
            const there = document.querySelector("degradation-explorer");
            const trained = [];
            for (let i = 0; i < 6; i += 1) {
                const one = document.createElement("degradation-explorer");
                for (const [name, value] of Object.entries({ depth: 110, width: 64, epochs: 1 })) {
                    one.setAttribute(name, value);
                }
                there.after(one);
                await one.updateComplete;
                one.train();
                const end = performance.now() + milliseconds;
                const done = () => one.status === "done" && one.results.source === "live";
                const over = () => one.session.problems.length || performance.now() > end;
                while (!done() && one.status !== "failed" && !over()) {
                    await new Promise((resolve) => setTimeout(resolve, 20));
                }
                const { problems, silence } = one.session;
                trained.push([one.status, [...problems, silence].join("")]);
                one.remove();
            }
            return trained;
        }""",
        BOOT_MS,
    ) == 6 * [["done", ""]]


SETTINGS = "{'depth': 20, 'width': 64, 'epochs': 9}"


def test_closed_networks_leave_the_memory_flat_and_addresses_may_be_high(
    booted: Booted,
) -> None:
    python = PythonInWorker(booted.page)
    sizes, low, high, top = python.run(f"""
import numpy as np, pyodide_js
from residual import kernels
from residual.page import worker
from residual.compiled import library
kernels.use(library.load(relaxed=True))
heap = lambda: pyodide_js._module.HEAPU8.length
def press(seed):
    pair = [worker.open_run({SETTINGS} | {{"seed": seed, "shortcut": s}})["run"]
            for s in ("none", "identity")]
    slices = worker.advance(pair, 0) + worker.advance(pair, 0) + worker.advance(pair, 200)
    worker.close(pair)
    return [float(x) for s in slices for x in s["loss"][:1]]
sizes = []
for seed in range(6):
    press(seed)
    sizes.append(heap())
low = press(3)
held = [np.empty(2**28, np.uint8) for _ in range(8)]
high = press(3)
result = [sizes, low, high, heap()]
""")
    python.end()
    assert max(sizes[2:]) <= 1.1 * sizes[2]
    assert top > 2**31
    assert high == low
