"""Makes the pages: fills the names of bundled files and the recorded pictures into them."""

import base64
import re
from pathlib import Path
from typing import Any

from web.assembly import parts, pictures
from web.assembly.bundles import Outputs, outputs
from web.assembly.licences import licences
from web.assembly.numpy_wheel import NAME
from web.assembly.places import WEB

PAGE_FILES = tuple(sorted(WEB.glob("*.html")))
PART = WEB / "templates" / "part.html"


def make_pages(folder: Path, _packages: Path, numpy: Path, bundled: Path, drawn: Path) -> None:
    """Fill the names of scripts and styles into the pages; gather all licences."""
    site = folder / "site"
    for place in ("assets", "recorded"):
        (site / place).mkdir(parents=True)
    scripts = outputs(bundled / "outputs.json")
    printed = pictures.read(drawn)
    made = {page.name: page.read_text("utf-8") for page in PAGE_FILES}
    made |= parts.pages_of_parts(PART, printed, WEB / "src" / "widgets")
    for name, page in made.items():
        filled = fill(page, scripts, bundled / "site")
        filled = fill_in_pictures(filled, printed, pictures.ICON)
        (site / name).write_text(parts.fill_in_contents(filled, name, printed), "utf-8")
    for name, widget in printed["widgets"].items():
        (site / "recorded" / f"{name}.html.txt").write_text(widget["html"], "utf-8")
    # The one script with a lasting name, for pages of other people.
    (site / "assets" / "page.js").write_text(lasting("src/page.js", scripts))
    (site / "licences.txt").write_text("\n\n".join(licences(WEB, numpy / NAME)), "utf-8")


def fill(page: str, made: Outputs, site: Path) -> str:
    """Return a page with bundled files, which are in `site`, for its sources, asked for at once."""

    def script(found: re.Match[str]) -> str:
        first, *others = made[found["source"]]
        preloads = [f'<link rel="modulepreload" href="{other}">' for other in others]
        return found["indent"].join([*preloads, f'<script type="module" src="{first}"></script>'])

    page = re.sub(
        r'(?<=(?P<indent>\n    ))<script type="module" src="(?P<source>src/[^"]+)"></script>',
        script,
        page,
    )
    page = re.sub(
        r'(?<=<script src=")src/[^"]+', lambda found: made[found[0]][0], page
    )  # one that a page waits for
    # In the page itself, so that nothing else has to come before the first picture.
    return re.sub(
        r'<link rel="stylesheet" href="(styles/[^"]+)">',
        lambda found: f"<style>{(site / made[found[1]][0]).read_text('utf-8').strip()}</style>",
        page,
    )


WIDGET = re.compile(r"<!-- widget (?P<name>[\w-]+)(?P<alone> alone)?(?:: (?P<title>[^>]+))? -->")
ICON = '<link rel="icon" href="icon.svg">'


def fill_in_pictures(page: str, printed: dict[str, Any], icon: Path) -> str:
    """Return a page with its widgets, their recorded pictures in them, and with its icon.

    Parameters
    ----------
    page : str
        Has `<!-- widget NAME -->` where a widget goes. With `alone` after the name, what the
        address says is the widget's without a prefix; after a colon, the title of the page, which
        the widget shows as its own.
    printed : dict
        See `pictures.read`.
    icon : Path
        As SVG; for browsers that take none, `icon.png` lies beside the page.
    """
    first = WIDGET.search(page)

    def widget(found: re.Match[str]) -> str:
        made = printed["widgets"][found["name"]]
        # Only the picture that comes first has its larger size too: bytes before the load event.
        html = made["html"] if first and found.start() == first.start() else made["small"]
        prefix = "" if found["alone"] else made["prefix"]
        identity = "" if found["alone"] else f'id="{found["name"]}" '
        opened = f'<{made["element"]} {identity}data-widget="{found["name"]}" address="{prefix}">'
        title = f'<h1 slot="title">{found["title"]}</h1>' if found["title"] else ""
        return f"{opened}{title}{html}</{made['element']}>"

    # In the page itself, as a policy may allow images of no host, and it is small.
    svg = base64.b64encode(icon.read_bytes()).decode()
    links = (
        '<link rel="icon" sizes="32x32" href="icon.png">'
        f'<link rel="icon" type="image/svg+xml" href="data:image/svg+xml;base64,{svg}">'
        f"<style>{printed['colours']}</style>"
    )
    return WIDGET.sub(widget, page).replace(ICON, links)


def lasting(source: str, made: Outputs) -> str:
    """Return a script of a lasting name that loads a bundled one."""
    return f'import "../{made[source][0]}";\n'
