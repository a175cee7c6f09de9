"""What can be seen: the judgement of axe, and the contrast of words that axe does not look at."""

from browser.conftest import ROOT
from browser.widget import Widget
from playwright.sync_api import Page

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
OF_COLOURS = ["color-contrast", "link-in-text-block"]
ENOUGH = 4.5
"""Between a word and what it stands on, by WCAG 2.2, 1.4.3."""

CONTRASTS = """widget => {
    const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const channels = (colour) => {
        pen.clearRect(0, 0, 1, 1);
        pen.fillStyle = colour;
        pen.fillRect(0, 0, 1, 1);
        return [...pen.getImageData(0, 0, 1, 1).data].map((v) => v / 255);
    };
    const luminance = (rgb) => {
        const [r, g, b] = rgb.map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const paper = channels(getComputedStyle(widget).backgroundColor);
    const texts = widget.shadowRoot.querySelectorAll(
        "figure svg text, svg.network text, .of-kind, .guess-handle span");
    return [...texts].filter((text) => text.checkVisibility()).map((text) => {
        const style = getComputedStyle(text);
        const [r, g, b, alpha] = channels(text.localName === "text" ? style.fill : style.color);
        let opacity = alpha * Number(style.fillOpacity);
        for (let at = text; at && at !== widget; at = at.parentElement)
            opacity *= Number(getComputedStyle(at).opacity);
        const seen = [r, g, b].map((v, i) => opacity * v + (1 - opacity) * paper[i]);
        const [one, other] = [luminance(seen), luminance(paper.slice(0, 3))];
        const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        return [text.textContent, ratio];
    });
}"""


def words_of_charts(widget: Widget, least: int = 10) -> list[str]:
    """Return the words on the charts of a widget; each can be read.

    Parameters
    ----------
    widget : Widget
    least : int
        That there are more of them, else nothing is proven.
    """
    found: list[tuple[str, float]] = widget.element.evaluate(CONTRASTS)
    assert [(words, ratio) for words, ratio in found if ratio < ENOUGH] == []
    assert len(found) > least, "else this test proves nothing"
    return [words for words, _ in found]


def violations(page: Page, colours: str) -> list[tuple[str, list[str]]]:
    """Return what axe finds wrong with a page: rules, and the elements that break them.

    Parameters
    ----------
    page : Page
    colours : str
        What it is seen in. What a page consists of is judged once, in `"light"` colours; in
        others, what they change.
    """
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=AXE)
    wanted = {"runOnly": OF_COLOURS} if colours != "light" else {}
    found = page.evaluate("async (wanted) => (await axe.run(wanted)).violations", wanted)
    return [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found]
