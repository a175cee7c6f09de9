"""What a page shows before its scripts run, without them, and until the charts' code is there."""

import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from browser.conftest import DIST, Visit
from browser.visits import Gate
from browser.widget import Widget, degradation, gradient_flow
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

DESK, PHONE = {"width": 1280, "height": 720}, {"width": 360, "height": 640}
PRINTED = "[data-widget] > figure[data-printed]"
# What is asked stands before its answer, which is for those who have no scripts.
ANSWERS = "[data-widget] figure[data-printed]:visible"
SIZE_OF_A_CARD = (1200, 630)
WIDGETS = {"degradation": degradation, "gradient-flow": gradient_flow}


@pytest.fixture(scope="module")
def plain(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser without scripts, as a crawler or a reader mode has none."""
    context = chromium.new_context(viewport=DESK, java_script_enabled=False)
    yield context
    context.close()


def size_of_png(path: str) -> tuple[int, int]:
    """Return the width and height of a picture of the site."""
    picture = (DIST / path).read_bytes()
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def sentences(page: Page) -> list[str]:
    return [
        text.split(" The numbers")[0]
        for text in page.locator(f"{ANSWERS} figcaption").all_inner_texts()
    ]


@pytest.mark.parametrize("path", ["", "embed.html"])
def test_picture_and_sentence_are_there_without_scripts(
    plain: BrowserContext, visit: Visit, path: str
) -> None:
    """What is printed is what a still shows: the recorded answer, of both networks."""
    page = plain.new_page()
    page.goto(visit.site + path)
    shown = visit.open(f"{path}?start=still")
    said = sentences(page)
    assert len(said) == (2 if path == "" else 1)
    for name, sentence in zip(WIDGETS, said, strict=False):
        widget = WIDGETS[name](shown)
        expect(widget.element).to_have_attribute("status", "recorded")
        assert widget.verdict == sentence
        expect(
            page.get_by_role("heading", name=widget.element.evaluate("w => w.heading"))
        ).to_be_visible()


def test_with_scripts_the_question_is_printed_that_the_story_asks(newcomer: Visit) -> None:
    page = newcomer.page
    held = Gate(page, "**/immutable/*.js")
    page.goto(newcomer.site, wait_until="commit")
    is_styled(page)
    asked = page.locator(f"{PRINTED} figcaption").first.inner_text()
    printed = page.locator(f"{PRINTED} svg:visible").first
    ghost = printed.locator("path.ghost").count()
    assert "56 plain" not in printed.inner_html(), "the answer is not given away"
    held.open()
    caption = degradation(page).element.locator("figcaption")
    assert "where will it end?" in asked
    expect(caption).to_have_text(asked, use_inner_text=True)  # once the recordings are there
    assert ghost == 1
    expect(degradation(page).element.locator("svg.race path.ghost")).to_have_count(1)


def test_one_picture_of_each_widget_fits_the_window_and_can_be_read(
    plain: BrowserContext, site: str
) -> None:
    page = plain.new_page()
    page.goto(site)
    for size in (DESK, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        fit_and_can_be_read(page, size)


def fit_and_can_be_read(page: Page, size: dict[str, int]) -> None:
    pictures = page.locator(f"{ANSWERS} svg:visible")
    expect(pictures).to_have_count(len(WIDGETS))
    for picture in pictures.all():
        box = picture.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size["width"]
        letters = [text.bounding_box() for text in picture.locator("text").all()]
        heights = [letter["height"] for letter in letters if letter]
        assert len(heights) > 10
        assert min(heights) >= 10


def test_the_numbers_behind_a_picture_are_reached_without_scripts(
    plain: BrowserContext, site: str
) -> None:
    page = plain.new_page()
    page.goto(site)
    links = page.locator(f"{ANSWERS} a").all()
    assert len(links) == len(WIDGETS)
    for link, first in zip(links, ("epoch", "layer"), strict=True):
        answer = page.request.get(urljoin(site, link.get_attribute("href") or ""))
        rows = answer.text().lstrip("\ufeff").splitlines()
        assert rows[0].split(",")[0] == first
        assert len(rows) > 50


def test_the_printed_picture_has_the_colours_of_the_scheme(
    plain: BrowserContext, site: str
) -> None:
    page = plain.new_page()
    page.goto(site)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        has_the_colours(page, scheme)


def has_the_colours(page: Page, scheme: str) -> None:
    for picture in page.locator(f"{ANSWERS} svg:visible").all():
        expect(picture.locator("[stroke='var(--plain)']").first).to_have_css(
            "stroke", {"light": "rgb(180, 80, 10)", "dark": "rgb(243, 154, 91)"}[scheme]
        )
        expect(picture.locator(".axis text").first).to_have_css(
            "fill", {"light": "rgb(95, 95, 103)", "dark": "rgb(166, 166, 174)"}[scheme]
        )


SAID_IN_PRINT = {
    # What the reader sees is printed; without scripts that is the recorded answer.
    ("degradation-explorer", True): "where will it end?",
    ("degradation-explorer", False): "The 56-layer plain network ended at 0.68: it is guessing.",
    ("gradient-flow", True): "Without skips the gradient vanishes",
    ("gradient-flow", False): "Without skips the gradient vanishes",
}


EDGE = 12


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("path", ["", "embed.html"])
def test_print_has_picture_and_sentence(
    chromium: Browser, site: str, path: str, scripts: bool
) -> None:
    paper = {"width": 794, "height": 1123}
    context = chromium.new_context(viewport=paper, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(site + path)
    for element in ("degradation-explorer", "gradient-flow")[: 2 if path == "" else 1]:
        place = page.locator(element)
        place.scroll_into_view_if_needed()
        if scripts:
            expect(place).to_have_attribute("status", "recorded")  # it has taken its picture over
        page.emulate_media(media="print")
        expect(place.locator("svg[role=img]:visible").first).to_be_visible()
        sentence = place.locator("figcaption:visible").first
        expect(sentence).to_contain_text(SAID_IN_PRINT[element, scripts])
        for part in (sentence, place.locator("svg.race:visible, svg.way-chart:visible").first):
            box = part.bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= paper["width"]
        if not scripts:
            room, figure = (
                each.bounding_box() for each in (place, place.locator("figure:visible"))
            )
            assert room
            assert figure
            ends = [each["y"] + each["height"] for each in (room, figure)]
            assert ends[0] - ends[1] <= EDGE, "no room is kept for controls that never come"
        page.emulate_media(media="screen")
    context.close()


SHIFTS = """
    window.shifts = [];
    new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value, sources }) =>
        ({ value, of: sources.map(({ node }) => node?.localName ?? node?.nodeName) }))))
        .observe({ type: "layout-shift", buffered: true });
"""


def is_drawn(widget: Widget) -> None:
    """Wait until the charts' code has drawn what the widget shows."""
    chart = widget.awake().element.locator(".chart svg[role=img]").first
    expect(chart).to_be_visible()


SIZES = {"desk": DESK, "post": {"width": 720, "height": 640}, "phone": PHONE}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", ["", "embed.html", "embed.html?widget=gradient-flow"])
def test_nothing_shifts_when_the_element_takes_its_picture_over(
    visit: Visit, newcomer: Visit, size: str, path: str
) -> None:
    for each in (visit, newcomer):  # who knows the story, and who is asked its question
        page = each.page
        page.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
        page.add_init_script(SHIFTS)
        each.open(path)
        name = "gradient-flow" if "gradient" in path else "degradation-explorer"
        is_drawn(Widget(page, name))
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)
        assert page.evaluate("shifts") == []


def test_the_room_of_a_stage_that_is_not_there_yet_is_its_own(visit: Visit) -> None:
    """What stands below it does not move either, wherever the reader is."""
    held = Gate(visit.page, "**/immutable/*.js")
    page = visit.page
    page.goto(visit.site, wait_until="commit")
    page.locator("claims-ledger").wait_for(state="attached")
    is_styled(page)
    boxes = "all => all.map((one) => one.getBoundingClientRect().height)"
    before = page.locator("[data-widget]").evaluate_all(boxes)
    held.open()
    gradient_flow(page)
    assert page.locator("[data-widget]").evaluate_all(boxes) == before


def test_a_picture_that_was_taken_over_is_read_once(visit: Visit) -> None:
    page = visit.open("embed.html")
    is_drawn(degradation(page))
    expect(page.get_by_role("img", name="Loss by epoch", exact=True)).to_have_count(1)
    expect(page.get_by_role("heading", name="Degradation Problem Explorer")).to_have_count(1)
    expect(page.locator(PRINTED)).to_have_count(0)
    # What is left for a reader mode, which looks into no element; nobody else sees or fetches it.
    left = page.locator("[data-widget] > img")
    expect(left).to_be_hidden()
    alternative = left.get_attribute("alt") or ""
    assert "plain network ended at 0.68: it is guessing" in alternative, "what its card shows"
    assert visit.asked_for("/cards/") == []


def is_styled(page: Page) -> None:
    """Wait until the page has its looks; while its scripts are held back, it never says so."""
    page.locator("footer").wait_for(state="attached")
    page.wait_for_function(
        "[...document.querySelectorAll('link[rel=stylesheet]')].every(({ sheet }) => sheet)"
    )


@pytest.mark.parametrize("name", WIDGETS)
def test_the_first_chart_of_an_element_waits_for_no_further_code(visit: Visit, name: str) -> None:
    """As it needs no more than the element itself, no printed picture has to stand in for it."""
    visit.page.route("**/drawers-*.js", lambda _: None)  # they never come
    widget = WIDGETS[name](visit.open())
    is_drawn(widget)
    assert widget.element.locator(".chart path").count() > 2
    expect(widget.element.get_by_text("on its way")).to_have_count(0)
    assert visit.errors == []


def test_settings_of_its_own_show_no_picture_of_others(visit: Visit) -> None:
    gate = Gate(visit.page, "**/drawers-*.js")
    widget = degradation(visit.open("embed.html?view=gradients"))
    expect(widget.element.get_by_text("The chart is on its way").first).to_be_visible()
    expect(widget.element.locator("svg.race")).to_have_count(0)
    expect(visit.page.locator(PRINTED)).to_have_count(0)
    gate.open()
    expect(widget.element.locator(".heat svg[role=img]").first).to_be_visible()


PRESSES: dict[str, tuple[str, Callable[[Widget], None], str]] = {
    "sheet": (
        "**/sheets-*.js",
        lambda w: w.element.get_by_role("button", name="Settings", exact=True).click(),
        "dialog.sheet .more-settings",
    ),
    "code": ("**/code-panel-*.js", lambda w: w.press("Show the code"), "code-panel [role=tab]"),
    "embed": ("**/embed-dialog-*.js", lambda w: w.press("Embed"), "dialog[open]"),
    "gradients": ("**/drawers-*.js", lambda w: w.choose_view("Gradients"), ".heat svg"),
}


@pytest.mark.alone
@pytest.mark.parametrize("what", PRESSES)
def test_a_press_before_its_code_is_there_is_answered_at_once_and_then_done(
    visit: Visit, what: str
) -> None:
    files, press, wanted = PRESSES[what]
    gate = Gate(visit.page, files)
    widget = degradation(visit.open("embed.html"))
    press(widget)
    said = widget.element.get_by_text("on its way").first
    expect(said).to_be_visible(timeout=100 if what != "gradients" else 1000)
    gate.open()
    expect(widget.element.locator(wanted).first).to_be_visible()
    expect(widget.element.get_by_text("on its way")).to_have_count(0)


def test_an_export_before_the_charts_are_there_has_them(visit: Visit) -> None:
    gate = Gate(visit.page, "**/drawers-*.js")
    page = visit.open("embed.html")
    widget = degradation(page)
    with page.expect_download() as saved:
        widget.press("SVG")
        expect(widget.element.get_by_text("The SVG is on its way")).to_be_visible()
        gate.open()
    drawing = Path(saved.value.path()).read_text("utf-8")
    assert "Loss by epoch" in drawing
    assert drawing.count("<path") > 4


@pytest.mark.parametrize("path", ["", "embed.html"])
def test_each_page_has_a_card_an_icon_a_title_and_a_description(
    visit: Visit, dist: Path, path: str
) -> None:
    page = visit.open(path)

    def content(selector: str, attribute: str = "content") -> str:
        return page.locator(f"head > {selector}").first.get_attribute(attribute) or ""

    assert size_of_png(content("meta[property='og:image']")) == SIZE_OF_A_CARD
    assert len(content("meta[name=description]")) > 50
    assert content("meta[property='og:title']")
    assert page.title()
    icon = (dist / content("link[rel=icon][sizes]", "href")).read_bytes()
    assert icon.startswith(b"\x89PNG")
    assert content("link[rel=icon][type='image/svg+xml']", "href").startswith("data:image/svg+xml;")


def test_the_page_cites_the_papers(visit: Visit) -> None:
    page = visit.open()
    cited = page.locator("cite").all_text_contents()
    assert "Deep residual learning for image recognition" in cited
    assert "Identity mappings in deep residual networks" in cited


@pytest.mark.usefixtures("unseen")
def test_a_slow_boot_is_warned_about_by_no_browser(visit: Visit) -> None:
    told: list[str] = []
    visit.page.on(
        "console", lambda m: told.append(m.text) if m.type in {"warning", "error"} else None
    )
    # What moves while it waits takes a third of a core.
    visit.page.emulate_media(reduced_motion="reduce")
    widget = degradation(visit.open("embed.html?depth=8&epochs=4"))
    is_drawn(widget)
    line = visit.page.context.new_cdp_session(visit.page)
    bytes_per_second = 1_000_000
    line.send("Network.enable")
    line.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 40,
            "downloadThroughput": bytes_per_second,
            "uploadThroughput": bytes_per_second,
        },
    )
    assert widget.train()["source"] == "live"
    visit.page.wait_for_timeout(4000)  # browsers warn some seconds after what was not used
    assert told == []


@pytest.mark.parametrize("path", ["", "embed.html"])
def test_the_picture_needs_nothing_but_the_page_itself(visit: Visit, path: str) -> None:
    def refuse(route: Route) -> None:
        if route.request.resource_type == "document":
            route.continue_()
        else:
            route.abort()

    page = visit.page
    page.route("**/*", refuse)
    page.goto(visit.site + path)
    expect(page.locator(f"{PRINTED} svg:visible").first).to_be_visible()
    expect(page.locator(f"{PRINTED} svg.wide + svg.narrow").first).to_be_hidden()
    expect(page.locator(f"{PRINTED} figcaption").first).to_be_visible()
    expect(page.locator(PRINTED).first.locator("text=where will it end?")).to_be_visible()
    # Told by the browser a moment after it was painted.
    painted = "performance.getEntriesByName('first-contentful-paint').length === 1"
    page.wait_for_function(painted)
