"""Fills the names of bundled files into the pages and the service worker."""

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

Outputs = dict[str, list[str]]


def outputs(metafile: Path) -> Outputs:
    """Return, for each source (`src/page.js`), its bundled file and all that this imports."""
    made: dict[str, dict[str, Any]] = json.loads(metafile.read_text())["outputs"]
    # esbuild names its outputs from where it ran; the pages name them from their own folder.
    local = {path: path[path.index("immutable/") :] for path in made}

    def imports(path: str) -> list[str]:
        direct = [i["path"] for i in made[path]["imports"] if i["kind"] == "import-statement"]
        return [path, *(deeper for each in direct for deeper in imports(each))]

    return {
        entry["entryPoint"]: list(dict.fromkeys(local[each] for each in imports(path)))
        for path, entry in made.items()
        if "entryPoint" in entry
    }


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


def describe_boot(
    made: dict[str, Any], pyscript: list[str], interpreter: list[str], immutable: Path
) -> dict[str, Any]:
    """Return what a page must know to boot Python: the names of what is loaded.

    Parameters
    ----------
    made : dict
        Describes the runtime; see `runtime.assemble`.
    pyscript, interpreter : list of str
        The bundled script, and what it imports at once.
    immutable : Path
        Has these, and what they import where it is needed.
    """
    core, first, *imported = names = [Path(script).name for script in (*pyscript, *interpreter)]
    on_demand = {path.name for path in immutable.glob("*.js")} - {*names}
    parts = {"wasm": made["wasm"], "snapshot": made["snapshot"], **made["archives"]}
    described = {
        name: {key: part[key] for key in ("address", "bytes")}
        for name, part in parts.items()
        if name != "rest"
    }
    described["libraries"]["files"] = parts["libraries"]["files"]
    return {
        "pyscript": core,
        "interpreter": first,
        "modules": [core, *imported],
        "script": made["script"],
        "scripts": [*names, *sorted(on_demand), made["script"]],
        "parts": described,
    }


def write_service_worker(script: str, site: Path, boot: dict[str, Any]) -> None:
    """Put the script into the site, with what it must know of this build, and of its boot."""
    files = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    digest = hashlib.sha256(script.encode())
    for file in files:
        digest.update(file.encode() + b"\0" + (site / file).read_bytes())
    pages = [file for file in files if file.endswith(".html")]
    html = [(site / file).read_text("utf-8") for file in pages]
    lasting = [file for file in files if file.startswith("immutable/")]
    named = {file for file in lasting if any(f'"{file}"' in page for page in html)}
    address = {name: f"immutable/{part['address']}" for name, part in boot["parts"].items()}
    scripts = [f"immutable/{name}" for name in boot["scripts"]]
    # What a page imports only when it is wanted is in the folder itself.
    on_demand = {file for file in lasting if re.fullmatch(r"immutable/[^/]+\.js", file)}
    build = {
        "version": digest.hexdigest()[:16],
        "pages": pages,
        "shell": sorted(named | on_demand - {*scripts}),
        "live": [
            *scripts,
            *(address[part] for part in ("wasm", "libraries", "core")),
        ],
        "library": address["modules"],
        "snapshot": address["snapshot"],
    }
    (site / "service-worker.js").write_text(f"self.BUILD = {json.dumps(build)};\n{script}")
