"""The first minute: predict, see it fail, add the skips, explore."""

from browser.conftest import Visit
from browser.widget import BOOT_MS, Widget, degradation
from playwright.sync_api import Page, expect

GUESS = "Your guess: where the loss ends"


def step(widget: Widget, name: str) -> None:
    widget.wait_until(f"results.step === '{name}'", 30_000)


def test_the_story_runs_by_keyboard_alone_without_python(newcomer: Visit) -> None:
    newcomer.keep_python_away()
    newcomer.page.emulate_media(reduced_motion="reduce")  # another test is about the pace
    page = newcomer.open()
    widget = degradation(page)
    results = widget.results
    assert results["step"] == "predict"
    assert [run["epochs"] for run in results["runs"]] == [0], "nothing that answers is shown"
    expect(widget.element.locator("figcaption")).to_contain_text("where will it end?")
    guess = widget.element.get_by_role("slider", name=GUESS)
    guess.focus()
    for key in ("Home", "PageUp", "ArrowUp"):
        page.keyboard.press(key)
    expect(guess).to_have_attribute("aria-valuetext", "0.11, higher than with 20 layers")
    widget.button("Train 56").focus()
    page.keyboard.press("Enter")
    step(widget, "fail")
    caption = widget.element.locator("figcaption")
    expect(caption).to_contain_text("You said 0.11. It ended at 0.68: it is guessing.")
    expect(caption).to_contain_text("70 times worse. That is the degradation problem.")
    expect(widget.element.locator("figure svg").get_by_text("70 × worse")).to_be_attached()
    (plain,) = widget.results["runs"]
    assert (plain["source"], plain["epochs"]) == ("recorded", 200)

    widget.element.get_by_role("switch", name="Skip connections").focus()
    page.keyboard.press("Space")
    step(widget, "skip")
    assert [run["epochs"] for run in widget.results["runs"]] == [200, 0]
    widget.button("Train with skips").focus()
    page.keyboard.press("Enter")
    step(widget, "rescue")
    expect(caption).to_contain_text("plus one addition per block")
    expect(caption).to_contain_text("Depth helps again.")
    widget.button("Explore").focus()
    page.keyboard.press("Enter")
    step(widget, "explore")
    assert {past["name"] for past in widget.results["history"]} >= {"20 plain", "56 plain"}
    page.reload()
    assert degradation(page).results["step"] == "explore", "it is told once"
    assert newcomer.errors == []


def test_a_run_is_drawn_at_a_pace_and_at_once_when_the_reader_asks_for_its_end(
    newcomer: Visit,
) -> None:
    newcomer.keep_python_away()
    page = newcomer.open("embed.html")
    widget = degradation(page)
    begun = page.evaluate("performance.now()")
    widget.press("Train 56")
    page.wait_for_timeout(100)
    shown = widget.results["runs"][0]["epochs"]
    assert shown < 200
    step(widget, "fail")
    assert page.evaluate("performance.now()") - begun >= 2400
    assert widget.results["guess"] is None, "who trains without a word has declined"
    widget.element.get_by_role("switch", name="Skip connections").click()
    widget.press("Train with skips")
    begun = page.evaluate("performance.now()")
    widget.press("Finish")
    step(widget, "rescue")
    assert page.evaluate("performance.now()") - begun < 2400


WHO_IS_TOLD = {
    "embed.html": "predict",
    "embed.html?depth=20": "explore",
    "embed.html?start=explore": "explore",
    "embed.html?start=race": "explore",
    "embed.html?depth=20&start=story": "predict",
}


def test_who_is_told_the_story(newcomer: Visit) -> None:
    for path, expected in WHO_IS_TOLD.items():
        page = newcomer.open(path)
        assert degradation(page).results["step"] == expected, path
        page.evaluate("localStorage.clear()")  # the next one is a newcomer too
    assert newcomer.errors == []


def test_a_finger_drags_the_guess(newcomer: Visit) -> None:
    page = newcomer.page
    page.set_viewport_size({"width": 360, "height": 640})
    newcomer.open("embed.html")
    widget = degradation(page)
    box = widget.element.get_by_role("slider", name=GUESS).bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 44
    drag(page, box["x"] + 22, box["y"] + 22, -60)
    assert widget.results["guess"] > 0.45
    widget.press("lower")
    assert widget.results["guess"] == 0


def drag(page: Page, x: float, y: float, down: float) -> None:
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + down / 2)
    page.mouse.move(x, y + down)
    page.mouse.up()


def test_the_reader_may_leave_the_story_at_once(newcomer: Visit) -> None:
    page = newcomer.open()
    widget = degradation(page)
    widget.press("Skip the story")
    assert widget.results["step"] == "explore"
    expect(widget.element.get_by_role("switch")).to_have_attribute("aria-checked", "true")
    page.reload()
    assert degradation(page).results["step"] == "explore"


def test_a_still_never_starts_python(newcomer: Visit) -> None:
    page = newcomer.open("embed.html?start=still&depth=20")
    widget = degradation(page)
    widget.wait_until("runs.every((run) => run.config.depth === 20 && run.epochs === 200)")
    expect(widget.element.locator("[part=controls]")).to_have_count(0)
    widget.element.locator(".chart").click()
    page.wait_for_timeout(300)
    assert newcomer.python == []


def test_the_recorded_runs_answer_the_depth_before_python_is_there(visit: Visit) -> None:
    visit.let_move()
    visit.keep_python_away()
    page = visit.open()
    widget = degradation(page)
    widget.wait_until("widget.recordings.set")
    for depth in (8, 32, 110):
        widget.slide("Depth", depth)
        widget.wait_until(f"runs.every((run) => run.config.depth === {depth} && run.epochs)")
        assert widget.results["source"] == "recorded"
        assert widget.results["label"] == "recorded"
    widget.press("Train")
    page.wait_for_timeout(100)
    epochs = widget.results["runs"][0]["epochs"]
    assert epochs < 200, "a press plays the recording at once"
    widget.wait_until("runs.every((run) => run.epochs === 200)")


def test_what_is_read_off_the_chart_moves_squares_and_numbers(visit: Visit) -> None:
    page = visit.open()
    widget = degradation(page)
    widget.wait_until("widget.recordings.set")
    told = widget.element.locator(".ribbon[data-kind=post] .ribbon-told")
    end = told.inner_text()
    slider = widget.element.get_by_role("slider", name="Loss by epoch: read values")
    slider.focus()
    page.keyboard.press("Home")
    loss = widget.results["runs"][-1]["loss"][0]
    expect(told).to_have_text(f"{float(f'{loss:.2g}'):g}")
    page.keyboard.press("Escape")
    expect(told).to_have_text(end)


GHOST = "Math.max(0, ...widget.scene.ghosts.map(({ loss }) => loss.length))"


def test_what_is_known_draws_itself_as_the_story_begins(newcomer: Visit) -> None:
    widget = degradation(newcomer.open("embed.html"))
    widget.wait_until(f"{GHOST} > 10 && {GHOST} < 190")
    widget.wait_until(f"{GHOST} === 200", 5_000)


def test_where_nothing_is_to_move_what_is_known_is_there_at_once(newcomer: Visit) -> None:
    newcomer.page.emulate_media(reduced_motion="reduce")
    widget = degradation(newcomer.open("embed.html"))
    widget.wait_until(f"{GHOST} > 0")
    assert widget.element.evaluate(f"widget => {GHOST}") == 200


def test_what_was_replayed_can_be_run_and_is_drawn_over_the_recording(newcomer: Visit) -> None:
    newcomer.page.emulate_media(reduced_motion="reduce")
    widget = degradation(newcomer.open("embed.html"))
    widget.press("Train 56")
    step(widget, "fail")
    assert widget.results["runs"][0]["source"] == "recorded"
    again = widget.element.get_by_role("button", name="Run it yourself")
    expect(again).to_be_visible(timeout=BOOT_MS)
    again.click()
    widget.wait_until("runs[0].source === 'live' && runs[0].epochs === 200")
    assert widget.results["step"] == "fail", "the story waits"
    labels = widget.element.locator(".chart svg").first
    expect(labels).to_contain_text("56 plain, live")
    expect(labels).to_contain_text("56 plain, recorded")
    expect(again).to_have_count(0)
