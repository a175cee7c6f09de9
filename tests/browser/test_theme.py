"""A frame has the theme that its address asks for, whatever the reader's system says."""

from browser.conftest import Visit
from browser.widget import degradation
from playwright.sync_api import expect

BRIGHTNESS = """(element) => {
    const pen = new OffscreenCanvas(1, 1).getContext("2d");
    pen.fillStyle = getComputedStyle(element).backgroundColor;
    pen.fillRect(0, 0, 1, 1);
    return pen.getImageData(0, 0, 1, 1).data[0];
}"""
DARK = 60


def test_a_frame_has_the_theme_of_its_address(visit: Visit) -> None:
    for system, theme, dark in (
        ("light", "dark", True),
        ("dark", "light", False),
        ("dark", "auto", True),
    ):
        visit.page.emulate_media(color_scheme=system)  # type: ignore[arg-type]
        page = visit.open(f"embed.html?theme={theme}&depth=20")
        stage = degradation(page).element.locator("section.stage")
        for place in (page.locator("html"), stage):
            assert (place.evaluate(BRIGHTNESS) < DARK) == dark, (system, theme)
        assert f"theme={theme}" in page.url
    page = visit.open("embed.html?theme=blue")
    expect(page.get_by_role("alert").first).to_have_text(
        "theme: blue is not allowed; use one of auto, light, dark"
    )


def test_the_dialog_for_embedding_has_the_theme(visit: Visit) -> None:
    page = visit.open("embed.html")
    widget = degradation(page)
    widget.press("Embed")
    widget.element.get_by_label("Theme").select_option(label="Dark")
    code = widget.element.get_by_label("Code", exact=True).input_value()
    assert "&amp;theme=dark" in code
    preview = widget.element.locator("iframe").content_frame
    expect(preview.locator("degradation-explorer")).to_have_attribute("status", "recorded")
    assert preview.locator("html").evaluate(BRIGHTNESS) < DARK
