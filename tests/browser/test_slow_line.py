"""A slow line, a dear one, one that breaks: something moves at once; what is to come is said."""

import re

import pytest
from browser.conftest import Visit
from browser.test_start import bytes_asked_for
from browser.visits import slow_or_fast_line, wait_until_kept
from browser.widget import BOOT_MS, Widget, degradation
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.usefixtures("unseen")

SAVES_DATA = 'Object.defineProperty(navigator, "connection", { value: { saveData: true } })'
STEP = "results.step === '{}'"
AT_ONCE_MS = 2000  # a run that is drawn takes 2.5 s at least
QUESTION = re.compile(r"your browser fetches Python, about (\d+\.\d) MB")


@pytest.fixture
def slow(newcomer: Visit) -> Page:
    """A page on a line of 1.6 Mbit a second, and a processor four times slower."""
    page = newcomer.page
    browser = page.context.new_cdp_session(page)
    browser.send("Network.enable")
    bits = 1.6e6
    line = {"offline": False, "latency": 150, "downloadThroughput": bits / 8}
    browser.send("Network.emulateNetworkConditions", {**line, "uploadThroughput": bits / 8})
    browser.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    return page


# What the first curve of the page's own run has, and when it had more than nothing.
FIRST_MOVE = """async (widget) => {
    const begun = performance.now();
    const path = () => [...widget.renderRoot.querySelectorAll("figure svg path")]
        .map((each) => each.getAttribute("d")).join();
    const before = path();
    widget.renderRoot.querySelector(".train").click();
    while (path() === before) await new Promise(requestAnimationFrame);
    return performance.now() - begun;
}"""


def test_a_press_moves_something_at_once_and_the_race_is_over_before_python_is_there(
    newcomer: Visit, slow: Page
) -> None:
    newcomer.open("embed.html")
    widget = degradation(slow)
    widget.element.get_by_role("button", name="Train 56").wait_for()
    slow.wait_for_load_state("networkidle")
    assert widget.element.evaluate(FIRST_MOVE) < 500, "a hundred on a processor that is not slowed"
    widget.wait_until(STEP.format("fail"), 20_000)
    foot = widget.element.locator(".foot .status")
    expect(foot).to_contain_text(
        re.compile(r"Python and NumPy: \d\.\d of 4\.\d MB, about \d+ s"), timeout=15_000
    )
    assert widget.status == "booting", "the recorded race is over before Python is there"
    assert [run["source"] for run in widget.results["runs"]] == ["recorded"]
    assert newcomer.errors == []


def through_the_story(widget: Widget) -> None:
    """Tell it at once: how its runs are drawn matters to none of those who ask."""
    widget.element.page.emulate_media(reduced_motion="reduce")
    widget.press("Train 56")
    widget.wait_until(STEP.format("fail"), 20_000)
    widget.element.get_by_role("switch", name="Skip connections").click()
    widget.element.get_by_role("button", name=re.compile("^Train")).click()
    widget.wait_until(STEP.format("rescue"), 20_000)


def test_who_saves_data_is_asked_before_python_is_fetched(newcomer: Visit) -> None:
    newcomer.page.add_init_script(SAVES_DATA)
    page = newcomer.open("embed.html")
    widget = degradation(page)
    through_the_story(widget)
    expect(widget.element.locator(".foot .status")).to_contain_text(QUESTION)
    assert newcomer.asked_for("/pyodide-", "/core-", "/modules-") == []
    expect(widget.element.get_by_role("status")).to_contain_text(QUESTION)
    found = QUESTION.search(widget.element.locator(".foot .status").inner_text())
    assert found
    before = len(newcomer.requests)
    widget.press("Fetch it")
    widget.wait("ready", BOOT_MS)
    fetched = bytes_asked_for(newcomer, newcomer.requests[before:]) / 1e6
    assert float(found[1]) == pytest.approx(fetched, rel=0.05), "it is what comes then"
    assert newcomer.asked_for("/pyodide-")
    wait_until_kept(page, "/modules-")
    page.reload()
    again = degradation(page)
    again.element.get_by_role("button", name=re.compile("^Train")).click()
    again.wait("ready", BOOT_MS)  # what is kept costs nothing, so nobody is asked
    assert newcomer.errors == []


def test_the_story_is_told_with_the_line_cut_after_the_first_paint(newcomer: Visit) -> None:
    page = newcomer.open("embed.html")
    widget = degradation(page)
    widget.wait_until("widget.recordings.set")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    through_the_story(widget)
    ends = [(run["source"], run["epochs"]) for run in widget.results["runs"]]
    assert ends == [("recorded", 200), ("recorded", 200)]
    expect(widget.element.locator("figcaption")).to_contain_text("Depth helps again.")
    page.context.set_offline(False)


def test_the_story_is_told_offline_on_a_second_visit(newcomer: Visit) -> None:
    newcomer.page.add_init_script(slow_or_fast_line(False))  # it boots from the modules
    page = newcomer.open("embed.html?start=story")
    through_the_story(degradation(page))  # what was computed once is kept
    wait_until_kept(page, "/modules-")
    page.context.set_offline(True)
    page.reload()
    widget = degradation(page)
    widget.wait_until("widget.recordings.set", BOOT_MS)
    through_the_story(widget)
    expect(widget.element.locator("figcaption")).to_contain_text("Depth helps again.")
    page.context.set_offline(False)


def test_reduced_motion_gets_the_end_of_each_run_without_a_move(newcomer: Visit) -> None:
    newcomer.page.emulate_media(reduced_motion="reduce")
    page = newcomer.open("embed.html")
    widget = degradation(page)
    widget.press("Train 56")
    widget.wait_until(STEP.format("fail"), AT_ONCE_MS)
    widget.element.get_by_role("switch", name="Skip connections").click()
    widget.element.get_by_role("button", name=re.compile("^Train")).click()
    widget.wait_until(STEP.format("rescue"), AT_ONCE_MS)
