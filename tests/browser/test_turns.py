"""All that is at work in one Python shares its time: what is asked is answered soon, what is in
sight comes first, and a page that nobody sees computes nothing."""

from collections.abc import Iterator
from statistics import median
from typing import Any

import pytest
from browser.booted import Kept
from browser.widget import degradation
from playwright.sync_api import Page

ANSWER_MS = 200
ADDRESS = "embed.html?widget=degradation&depth=56&epochs=5000"

CROWD = """
const crowd = [1, 2, 3].map((seed) => {
    const batch = new widget.comparison.batch.constructor("degradation", () => {});
    const config = { ...widget.config, depth: 56, epochs: 5000, seed };
    batch.ended = batch.run("crowd", [{ kind: "plain", config }], () => {});
    return batch;
});
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const until = async (fact) => {
    const begun = performance.now();
    while (!fact()) {
        if (performance.now() - begun > 30_000) throw new Error(`never: ${fact}`);
        await pause(5);
    }
    return performance.now() - begun;
};
const epochs = () => widget.session.activeRuns[0].loss.length;
widget.train();
await until(() => epochs() > 3 && crowd.every(({ current }) => current?.loss.length > 3));
"""
"""A race with three jobs beside it, each of a deep network."""

END = """
for (const batch of crowd) batch.stop();
widget.session.pause();
await Promise.all(crowd.map(({ ended }) => ended));
await until(() => ["paused", "ready"].includes(widget.status) && !widget.session.opening);
"""


@pytest.fixture(scope="module")
def page(kept: Kept) -> Iterator[Page]:
    """One widget, for all of these."""
    visit = kept.come()
    yield visit.open(ADDRESS)
    assert visit.errors == []
    kept.leave()


def in_a_crowd(page: Page, program: str) -> Any:
    """Run a program in `widget`, `crowd`, `epochs`, `pause` and `until`; return what it returns."""
    whole = f"async (widget) => {{ {CROWD} const found = await (async () => {{ {program} }})();"
    widget = degradation(page).awake()
    return widget.element.evaluate(f"{whole} {END} return found; }}")


@pytest.mark.alone
def test_pause_stop_and_a_new_setting_are_answered_at_once(page: Page) -> None:
    answers = in_a_crowd(
        page,
        """
        const times = { pause: [], setting: [], stop: [] };
        for (let i = 0; i < 4; i += 1) {
            await pause(13 * i);
            widget.session.pause();
            times.pause.push(await until(() => widget.status === "paused"));
            widget.train();
            await until(() => widget.status === "running");
        }
        for (const depth of [20, 32, 44]) {
            await pause(600);
            widget.setSetting("depth", depth);
            const has = ({ config }) => config.depth === depth;
            const open = () => !widget.session.opening && widget.session.activeRuns.every(has);
            times.setting.push(await until(open));
        }
        for (const batch of crowd) {
            batch.stop();
            times.stop.push(await until(() => !batch.running));
        }
        widget.setSetting("depth", 56);
        return times;
        """,
    )
    assert {name: median(times) < ANSWER_MS for name, times in answers.items()} == {
        "pause": True,
        "setting": True,
        "stop": True,
    }, answers


def test_a_page_that_nobody_sees_computes_nothing_and_then_goes_on(page: Page) -> None:
    during, after = in_a_crowd(
        page,
        """
        const show = (hidden) => {
            Object.defineProperty(document, "hidden", { get: () => hidden, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        };
        const all = () => [epochs(), ...crowd.map(({ current }) => current.loss.length)];
        show(true);
        await pause(300); // slices under way go to their ends
        const before = all();
        await pause(500);
        const during = all().map((count, i) => count - before[i]);
        show(false);
        await until(() => all().every((count, i) => count > before[i]));
        return [during, true];
        """,
    )
    assert during == [0, 0, 0, 0]
    assert after


def test_what_is_out_of_sight_has_a_small_share_and_is_not_starved(page: Page) -> None:
    """The race out of sight, three jobs in it."""
    race, jobs = in_a_crowd(
        page,
        """
        const spacer = document.createElement("div");
        spacer.style.height = "3000px";
        widget.before(spacer);
        scrollTo(0, 0);
        await until(() => !widget.isSeen());
        const all = () => [epochs(), ...crowd.map(({ current }) => current.loss.length)];
        const before = all();
        await pause(3000);
        const [race, ...jobs] = all().map((count, i) => count - before[i]);
        spacer.remove();
        await until(() => widget.isSeen());
        return [race, jobs];
        """,
    )
    assert 0 < race < min(jobs), (race, jobs)
