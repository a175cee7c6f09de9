"""The start: what is fetched, from where, how much of it, and what works without a network."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browser.conftest import Visit, visited
from browser.hosts import DIST, Plain, Site
from browser.python_in_worker import PythonInWorker
from browser.visits import slow_or_fast_line, wait_until, wait_until_kept
from browser.widget import degradation
from playwright.sync_api import BrowserContext, expect

unseen = pytest.mark.usefixtures("unseen")

SHORT = "embed.html?widget=degradation&depth=20&epochs=4"
PATHS = ["", "embed.html", "embed.html?widget=gradient-flow"]
PICTURE, CONTROLS, BEFORE_A_TOUCH, LIVE = 24_000, 90_000, 150_000, 5_500_000
"""Bytes: with the first there is a picture with its sentence; with the last it trains."""
TINY_BYTES = 200


def bytes_asked_for(visit: Visit, requests: list[str] | None = None) -> int:
    """Return the compressed size of all files that were asked for, or of some of these."""
    asked = visit.requests if requests is None else [*requests, visit.page.url]
    own = [url.removeprefix(visit.site) for url in asked if url.startswith(visit.site)]
    paths = {path.partition("?")[0] or "index.html" for path in own}
    sizes = []
    for path in paths:
        packed = DIST / f"{path}.br"
        sizes.append((packed if packed.exists() else DIST / path).stat().st_size)
    return sum(sizes)


@unseen
def test_little_is_fetched_before_interaction_and_live_stays_below_its_limit(visit: Visit) -> None:
    visit.page.add_init_script(slow_or_fast_line(False))
    page = visit.open()
    widget = degradation(page)
    expect(widget.element.locator("figure svg").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert 10_000 < bytes_asked_for(visit) <= BEFORE_A_TOUCH
    widget.press("Train")
    widget.wait("running")
    assert 3_000_000 < bytes_asked_for(visit) <= LIVE
    assert not asked_for(visit, "/snapshot-")


ASKED_UP_TO_LOAD = """
    performance.getEntriesByType("resource").filter(({ startTime }) =>
        startTime <= performance.getEntriesByType("navigation")[0].loadEventEnd
    ).map(({ name }) => name)
"""
SAVES_DATA = 'Object.defineProperty(navigator, "connection", { value: { saveData: true } })'
LATE = ("/drawers-", "/pictures-", "/share-tools-", "/recorded-set-", "/flow-grid-", "/flow-cases-")


@unseen
@pytest.mark.parametrize("path", PATHS)
def test_up_to_its_load_event_a_page_asks_for_little_and_the_rest_comes_when_it_stands_still(
    visit: Visit, path: str
) -> None:
    page = visit.open(path)
    element = "gradient-flow" if "gradient-flow" in path else "degradation-explorer"
    expect(page.locator(f"{element} figure svg[role=img]:not(.printed)").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert 5_000 < bytes_asked_for(visit, page.evaluate(ASKED_UP_TO_LOAD)) <= PICTURE
    assert PICTURE < bytes_asked_for(visit) <= BEFORE_A_TOUCH
    assert visit.python == []


def test_the_curves_of_a_page_are_printed_in_steps_which_are_shorter(dist: Path) -> None:
    curves = re.findall(r'<path [^>]*\bd="([^"]{200,})"', (dist / "index.html").read_text())
    assert len(curves) > 5
    assert {curve[0] for curve in curves} == {"m"}


@unseen
@pytest.mark.parametrize("path", PATHS)
def test_who_saves_data_gets_picture_sentence_and_controls_and_the_rest_at_a_touch(
    visit: Visit, path: str
) -> None:
    visit.page.add_init_script(SAVES_DATA)
    page = visit.open(path)
    element = "gradient-flow" if "gradient-flow" in path else "degradation-explorer"
    widget = page.locator(element)
    expect(widget.locator("figure svg[role=img]").first).to_be_visible()
    expect(widget.get_by_role("button", name=re.compile("^Train"))).to_be_visible()
    expect(widget.locator("figcaption").last).to_contain_text("skips")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)  # longer than any idle time is waited for
    assert visit.asked_for(*LATE) == []
    assert PICTURE < bytes_asked_for(visit) <= CONTROLS
    recorded = "/flow-grid-" if element == "gradient-flow" else "/recorded-set-"
    with (
        page.expect_request(re.compile("/share-tools-")),
        page.expect_request(re.compile(recorded)),
    ):
        page.mouse.click(4, 4)


@unseen
def test_a_newcomer_who_saves_data_is_asked_the_question_by_what_is_there(newcomer: Visit) -> None:
    page = newcomer.page
    page.add_init_script(SAVES_DATA)
    newcomer.open()
    widget = page.locator("degradation-explorer")
    expect(widget.get_by_role("button", name=re.compile("^Train"))).to_be_visible()
    expect(widget.locator("figcaption").last).to_contain_text("where will it end?")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)
    assert newcomer.asked_for(*LATE) == []
    assert bytes_asked_for(newcomer) <= CONTROLS
    with page.expect_request(re.compile("/recorded-set-")):
        page.mouse.click(4, 4)


def asked_for(visit: Visit, part: str) -> list[str]:
    return visit.asked_for(part)


def test_lasting_files_may_be_kept_and_pages_are_asked_for_again(visit: Visit) -> None:
    kept = {}
    visit.page.on("response", lambda r: kept.update({r.url: r.all_headers()}))
    page = visit.open()
    page.wait_for_load_state("networkidle")
    assert len(kept) > 3
    for url, headers in kept.items():
        lasting = "/immutable/" in url
        assert ("immutable" in headers["cache-control"]) == lasting, url
        # Of a line or two nothing can be saved; the build keeps no sibling of such a file.
        tiny = int(headers.get("content-length", TINY_BYTES)) < TINY_BYTES
        assert tiny or headers.get("content-encoding") == "br", url
    missing = page.request.get(f"{visit.site}immutable/none.js")
    assert missing.status == 404
    assert missing.headers["cache-control"] == "no-cache"


DRAW = "import random\nresult = random.random()"


def test_the_snapshot_boots_to_the_same_numbers_and_draws_afresh(
    warm: BrowserContext, copy: Callable[..., Site]
) -> None:
    results, drawn = [], []
    for fast in (True, False):
        visit = visited(warm, copy().address, slow_or_fast_line(fast))
        page = visit.open(SHORT)
        results.append(degradation(page).train())
        # One that boots in the ordinary way, and two of the same snapshot.
        drawn += [PythonInWorker(page).run(DRAW) for _ in range(2 if fast else 1)]
        assert bool(asked_for(visit, "/snapshot-")) == fast
        assert visit.errors == []
    assert results[0] == results[1]
    assert len(set(drawn)) == 3, "the state that was kept is seeded anew"


def of_another_build(site: Site, memory: Path) -> None:
    content = bytearray(memory.read_bytes())
    content[16:48] = bytes(32)  # the hash of the build that it was taken of
    site.write(memory, content)


def of_libraries_elsewhere(site: Site, memory: Path) -> None:
    (script,) = site.folder.glob("immutable/interpreter-*.js")
    places = re.compile(rb"data up to (\d+)")
    assert len(places.findall(script.read_bytes())) == 1
    site.write(script, places.sub(rb"data up to 1\1", script.read_bytes()))


def cut_short(site: Site, memory: Path) -> None:
    site.write(memory, memory.read_bytes()[:-65536])


def missing(site: Site, memory: Path) -> None:
    site.write(memory, b"")
    memory.unlink()


@pytest.mark.parametrize("spoil", [of_another_build, of_libraries_elsewhere, cut_short, missing])
def test_a_snapshot_that_does_not_fit_is_refused_and_the_ordinary_boot_takes_over(
    warm: BrowserContext,
    copy: Callable[..., Site],
    spoil: Callable[[Site, Path], None],
) -> None:
    site = copy()
    (memory,) = site.folder.glob("immutable/snapshot-*.bin")
    spoil(site, memory)
    visit = visited(warm, site.address, slow_or_fast_line(True))
    warnings: list[str] = []
    visit.page.on("console", lambda message: warnings.append(message.text))
    assert degradation(visit.open(SHORT)).train()["source"] == "live"
    assert any("Booting without the snapshot" in text for text in warnings)


def test_a_host_that_does_not_compress_sends_the_gz_siblings(
    warm: BrowserContext, copy: Callable[..., Site]
) -> None:
    visit = visited(warm, copy(Plain).address)
    assert degradation(visit.open(SHORT)).train()["source"] == "live"
    assert any(url.endswith(".wasm.gz") for url in visit.requests)
    assert visit.errors == []


def test_an_element_trains_in_a_page_of_ones_own(
    warm: BrowserContext, copy: Callable[..., Site]
) -> None:
    site = copy()
    (site.top / "post.html").write_text("""<!doctype html>
        <script type="module" src="a/blog/assets/page.js"></script>
        <degradation-explorer depth="8" epochs="4"></degradation-explorer>""")
    visit = visited(warm, site.address)
    page = visit.open("../../post.html")
    runs = degradation(page).train()["runs"]
    assert [(run["config"]["depth"], run["epochs"]) for run in runs] == [(8, 4), (8, 4)]
    assert page.evaluate("navigator.serviceWorker.getRegistrations()") == []
    assert visit.errors == []


@pytest.mark.parametrize("fast", [True, False])
def test_the_second_visit_trains_without_a_network(
    warm: BrowserContext, copy: Callable[..., Site], fast: bool
) -> None:
    site = copy()
    line = slow_or_fast_line(fast)
    first = visited(warm, site.address, line)
    results = degradation(first.open(SHORT)).train()
    wait_until_kept(first.page, "/snapshot-" if fast else "/modules-")
    first.page.close()
    site.stop()
    second = visited(warm, site.address, line)
    assert degradation(second.open(SHORT)).train() == results
    assert bool(asked_for(second, "/snapshot-")) == fast, "it boots from what is kept"
    assert second.errors == []
    site.start()


def test_a_new_build_is_picked_up_whole_and_the_old_one_forgotten(
    warm: BrowserContext, copy: Callable[..., Site]
) -> None:
    site = copy()
    line = slow_or_fast_line(False)
    first = visited(warm, site.address, line)
    degradation(first.open(SHORT)).train()
    wait_until_kept(first.page, "/modules-")
    old_script = release(site)
    second = visited(warm, site.address, line)
    assert second.open(SHORT).evaluate(BUILD) == "second", "at once, while the first is still open"
    assert degradation(second.page).train()["source"] == "live"
    wait_until(second.page, "async () => !!(await navigator.serviceWorker.ready).waiting")
    first.page.close()
    second.page.close()
    # A visit that comes before the browser has seen the others end finds the old build's worker.
    beside = warm.new_page()
    beside.goto(f"http://127.0.0.1:{site.port}/")  # its pages are not the worker's
    wait_until(beside, TAKEN_OVER, site.address)
    beside.close()
    third = visited(warm, site.address, line)
    assert third.open(SHORT).evaluate(FORGOTTEN)
    third.page.close()
    site.stop()
    fourth = visited(warm, site.address, line)
    assert fourth.open(SHORT).evaluate(BUILD) == "second"
    assert degradation(fourth.page).train()["source"] == "live", "training was kept as well"
    for later in (second, third, fourth):
        assert not [url for url in later.requests if old_script in url]
        assert later.errors == []
    site.start()


BUILD = "document.documentElement.dataset.build"
TAKEN_OVER = """async (scope) => {
    const { waiting, active } = await navigator.serviceWorker.getRegistration(scope);
    return !waiting && active.state === "activated";
}"""
FORGOTTEN = """async () =>
    (await caches.keys()).every((name) => name.endsWith(" second"))"""


def release(site: Site) -> str:
    """Make another build of a site, its scripts under other names; return the old one's name."""
    page = (site.folder / "embed.html").read_text()
    (name,) = re.findall(r'script type="module" src="(.*?)"', page)
    old = site.folder / name
    new = old.with_name("embed-SECOND.js")
    site.write(new, f'{BUILD} = "second";\n{old.read_text()}'.encode())
    for name in ("embed.html", "service-worker.js"):
        text = (site.folder / name).read_text().replace(old.name, new.name)
        text = re.sub(r'"version": "\w+"', '"version": "second"', text)
        site.write(site.folder / name, text.encode())
    for stale in old.parent.glob(f"{old.name}*"):
        stale.unlink()
    return old.name
