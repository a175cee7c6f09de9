"""The assembly line: makes `dist/`, a self-contained static site, and serves it.

`uv run build.py` builds, `uv run build.py serve` builds, serves on loopback and opens the browser
(with `--watch` it builds again whenever a file changes),
`uv run build.py check` builds and runs the linters and type checkers, `uv run build.py bench`
builds and measures (see tests/bench/__main__.py).
Each step is a function that fills a folder of its own. A step runs only when one of its inputs
changed; what it made is kept under `.cache/`. `dist/` is swapped in whole at the end, so a build
that fails leaves the previous one as it was.
"""

import argparse
import contextlib
import importlib.metadata
import json
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Any

from web.assembly import kernels, numpy_wheel, pages, parts, pictures, recordings, runtime
from web.assembly.addresses import site_address, tell_addresses
from web.assembly.commands import FREE_SOME_SPACE, BuildError, command, npm, run
from web.assembly.compression import bytes_sent, compress
from web.assembly.library import library
from web.assembly.licences import licences
from web.assembly.server import serve
from web.assembly.steps import CACHE, Step, files_in
from web.assembly.watch import watching

from residual.cli.ending import explained, is_full, run_program, say

ROOT = Path(__file__).resolve().parent
WEB = ROOT / "web"
ASSEMBLY = WEB / "assembly"
MODULES = WEB / "node_modules"
CORE = ROOT / "py" / "residual"
DIST = ROOT / "dist"

# Files that never change, since they are named by their content.
IMMUTABLE = "immutable"


# The steps, in order.


def install_node_packages(folder: Path) -> None:
    """Install what `web/package-lock.json` lists into `web/node_modules`.

    Not by `npm ci`, which insists on the optional packages of every other platform too.
    """
    npm("install", "--no-save", "--ignore-scripts")
    shutil.copy(MODULES / ".package-lock.json", folder)


def fetch_numpy(folder: Path) -> None:
    """Take the wheel of NumPy out of the npm package that carries it, and verify it."""
    numpy_wheel.fetch(folder)


def compile_kernels(folder: Path) -> None:
    """Compile the C files to modules that Pyodide loads."""
    kernels.compile_all(CORE / "compiled", folder)


def make_runtime(folder: Path) -> None:
    """Put Pyodide, Python's library and our package together."""
    site = folder / "site" / IMMUTABLE
    stdlib = MODULES / "pyodide" / "python_stdlib.zip"
    files = library(stdlib, NUMPY.folder / numpy_wheel.NAME, CORE, KERNELS.folder)
    made = runtime.assemble(site, MODULES / "pyodide", files)
    (folder / "runtime.json").write_text(json.dumps(made))


def take_snapshot(folder: Path) -> None:
    """Keep the memory of an interpreter that has booted and imported NumPy and the core."""
    made = json.loads((RUNTIME.folder / "runtime.json").read_text())
    site = folder / "site" / IMMUTABLE
    made["snapshot"] = runtime.take_snapshot(
        site, RUNTIME.folder / "site" / IMMUTABLE, MODULES / "pyodide", made
    )
    (folder / "runtime.json").write_text(json.dumps(made))


def record_runs(folder: Path) -> None:
    """Write what the page knows before its runtime is there."""
    recordings.write(folder)


def write_script(folder: Path) -> None:
    """Write the script that the page exports, without its runs; see `residual.export.script`."""
    code = "from residual.export.script import template; print(template(), end='')"
    place = folder / "site" / "python"
    place.mkdir(parents=True)
    (place / "script.py.txt").write_text(command(sys.executable, "-c", code), "utf-8")


BOOTS = {
    "pyscript": "node_modules/@pyscript/core/src/core.js",
    "interpreter": "src/boot/interpreter.js",
}
"""What boots Python: the names of the bundles, and their sources."""


def bundle(folder: Path) -> None:
    """Bundle scripts and styles: what boots Python first, since the pages name it."""
    generated = WEB / "generated"
    shutil.copytree(RECORDINGS.folder, generated, dirs_exist_ok=True)
    version = {"version": importlib.metadata.version("residual"), "core": RECORDINGS.key}
    (generated / "version.json").write_text(json.dumps(version))
    # By this a page that was opened earlier sees that it is not of the build on its host.
    (folder / "site").mkdir()
    for place in (generated, folder / "site"):
        (place / "build.json").write_text(json.dumps({"build": BUNDLE.key}))
    table = json.loads((WEB / "recorded" / "depth-table.json").read_text())
    drawn = json.loads((generated / "recorded-set.json").read_text())
    (generated / "plain-ends.json").write_text(json.dumps(recordings.plain_ends(table, drawn)))
    shutil.copy(SNAPSHOT.folder / "runtime.json", generated)
    out = f"--outdir={folder / 'site'}"
    meta = f"--metafile={folder / 'outputs.json'}"
    scripts = []
    for name, source in BOOTS.items():
        npm("run", "--silent", f"bundle:{name}", "--", out, meta)
        scripts.append(pages.outputs(folder / "outputs.json")[source])
    made = json.loads((generated / "runtime.json").read_text())
    pyscript, interpreter = scripts
    boot = pages.describe_boot(made, pyscript, interpreter, folder / "site" / IMMUTABLE)
    for place in (generated, folder):
        (place / "boot.json").write_text(json.dumps(boot))
    npm("run", "--silent", "bundle:pages", "--", out, meta)
    npm("run", "--silent", "bundle:service-worker", "--", f"--outdir={folder}")


def print_pictures(folder: Path) -> None:
    """Draw the recordings by the page's own charts, for pages without scripts and for cards."""
    pictures.draw(folder)


PAGE_FILES = tuple(sorted(WEB.glob("*.html")))
PART = WEB / "templates" / "part.html"


def make_pages(folder: Path) -> None:
    """Fill the names of scripts and styles into the pages; gather all licences."""
    site = folder / "site"
    for place in ("assets", "recorded"):
        (site / place).mkdir(parents=True)
    outputs = pages.outputs(BUNDLE.folder / "outputs.json")
    printed = pictures.read(PICTURES.folder)
    made = {page.name: page.read_text("utf-8") for page in PAGE_FILES}
    made |= parts.pages_of_parts(PART, printed, WEB / "src" / "widgets")
    for name, page in made.items():
        filled = pages.fill(page, outputs, BUNDLE.folder / "site")
        filled = pages.fill_in_pictures(filled, printed, pictures.ICON)
        (site / name).write_text(parts.fill_in_contents(filled, name, printed), "utf-8")
    for name, widget in printed["widgets"].items():
        (site / "recorded" / f"{name}.html.txt").write_text(widget["html"], "utf-8")
    # The one script with a lasting name, for pages of other people.
    (site / "assets" / "page.js").write_text(pages.lasting("src/page.js", outputs))
    texts = licences(WEB, NUMPY.folder / numpy_wheel.NAME)
    (site / "licences.txt").write_text("\n\n".join(texts), "utf-8")


INSTALLED = Step(
    "install npm packages",
    install_node_packages,
    (WEB / "package.json", WEB / "package-lock.json", WEB / ".npmrc"),
)
NUMPY = Step(f"fetch {numpy_wheel.NAME} (40 MB, once)", fetch_numpy, (ASSEMBLY / "numpy_wheel.py",))
KERNELS = Step(
    "compile the C kernels", compile_kernels, (CORE / "compiled", ASSEMBLY / "kernels.py")
)
RUNTIME = Step(
    "put the Python runtime together",
    make_runtime,
    (CORE, ASSEMBLY, WEB / "src" / "boot"),
    (INSTALLED, NUMPY, KERNELS),
)
SNAPSHOT = Step("take a snapshot of Python with NumPy", take_snapshot, (), (RUNTIME,))
RECORDINGS = Step(
    "record the runs that the page opens with",
    record_runs,
    (CORE, ASSEMBLY / "recordings.py", recordings.BLOCK_WEIGHTS),
)
SCRIPT = Step(
    "write the script that the page exports", write_script, (CORE, ROOT / "pyproject.toml")
)
BUNDLE = Step(
    "bundle scripts and styles",
    bundle,
    (WEB / "src", WEB / "styles", WEB / "recorded", WEB / "package.json"),
    (INSTALLED, RECORDINGS, SNAPSHOT),
)
PICTURES = Step(
    "print the recorded pictures",
    print_pictures,
    (
        pictures.ICON,
        *(ASSEMBLY / name for name in ("pictures.py", "print-pictures.mjs", "draw-cards.mjs")),
    ),
    (INSTALLED, BUNDLE),
)
PAGES = Step(
    "make pages and gather licences",
    make_pages,
    (
        *PAGE_FILES,
        PART,
        *(ASSEMBLY / name for name in ("pages.py", "parts.py", "licences.py")),
    ),
    (INSTALLED, NUMPY, BUNDLE, PICTURES),
)
STEPS = (INSTALLED, NUMPY, KERNELS, RUNTIME, SNAPSHOT, RECORDINGS, SCRIPT, BUNDLE, PICTURES, PAGES)
SHIPPED = (RUNTIME, SNAPSHOT, SCRIPT, BUNDLE, PICTURES, PAGES)
COMPRESSED = " compressed"


def install() -> None:
    """Install the npm packages, unless they are there."""
    if not (MODULES / ".package-lock.json").exists():
        shutil.rmtree(INSTALLED.folder, ignore_errors=True)
    INSTALLED.run()


def build(compressed: bool = True, site: str = "") -> None:
    """Run the steps that have to be run, and swap the new `dist/` in.

    Parameters
    ----------
    compressed : bool
        Whether files get compressed siblings. They take half of the time of a first build, and
        nobody needs them on loopback.
    site : str
        The address at which it will be served, where that is known.
    """
    print("Building dist/")
    install()
    for step in STEPS:
        step.run()
    stamp = " ".join([*(step.key for step in STEPS), *filter(None, [site])])
    made = (DIST / ".stamp").read_text() if (DIST / ".stamp").exists() else ""
    if made == stamp + COMPRESSED or (made == stamp and not compressed):
        print("  dist/ is up to date")
        return
    # Both on the disk of dist/, so that the swap is two renames.
    fresh, old = CACHE / "dist-fresh", CACHE / "dist-old"
    for path in (fresh, old):
        shutil.rmtree(path, ignore_errors=True)
    for step in SHIPPED:
        shutil.copytree(step.folder / "site", fresh, dirs_exist_ok=True)
    if site:
        tell_addresses(fresh, site)
    boot = json.loads((BUNDLE.folder / "boot.json").read_text())
    tell_size(fresh, boot, CACHE / "compressed" if compressed else None)
    pages.write_service_worker((BUNDLE.folder / "service-worker.js").read_text(), fresh, boot)
    if compressed:
        print("  compress what is new ...", end=" ", flush=True)
        start = time.perf_counter()
        compress(fresh, CACHE / "compressed")
        print(f"{time.perf_counter() - start:.1f} s", flush=True)
    (fresh / ".stamp").write_text(stamp + COMPRESSED * compressed)
    swap(fresh, old)
    size = sum(p.stat().st_size for p in files_in(DIST)) / 1e6
    print(f"  dist/ is ready, {size:.1f} MB")


PYTHON = ("wasm", "libraries", "core", "modules")
"""The parts that Python boots from where bytes cost something: without the snapshot."""


def tell_size(site: Path, boot: dict[str, Any], cache: Path | None) -> None:
    """Write beside the name of the build how many bytes its Python takes: a page asks first."""
    parts = [boot["parts"][name]["address"] for name in PYTHON]
    names = {boot["interpreter"], *boot["modules"], boot["script"], *parts}
    place = site / "build.json"
    told = json.loads(place.read_text())
    told["python"] = bytes_sent([site / IMMUTABLE / name for name in sorted(names)], cache)
    place.write_text(json.dumps(told))


def swap(fresh: Path, old: Path) -> None:
    """Put a fresh folder in the place of `dist/`, or leave that as it was."""
    if DIST.exists():
        DIST.rename(old)
    try:
        fresh.rename(DIST)
    except BaseException:
        if old.exists():
            old.rename(DIST)
        raise


def rebuilding(site: str) -> contextlib.AbstractContextManager[None]:
    """Build again whenever an input of a step changes, for as long as the context lasts.

    Parameters
    ----------
    site : str
        As for `build`.
    """
    inputs = {path for step in STEPS for path in step.inputs}

    def again() -> None:
        for step in STEPS:
            step.forget()
        build(compressed=False, site=site)

    return watching(lambda: (p for top in inputs for p in files_in(top)), again)


def check() -> None:
    """Run the linters and type checkers of both languages."""
    for words in (("ruff", "check"), ("ruff", "format", "--check"), ("mypy",)):
        print(f"  {' '.join(words)}", flush=True)
        command(sys.executable, "-P", "-m", *words)
    for script in ("lint", "types"):
        print(f"  npm run {script}", flush=True)
        npm("run", "--silent", script)


def bench(options: list[str]) -> None:
    """Start the benchmark of `tests/bench`."""
    env = os.environ | {"PYTHONPATH": str(ROOT / "tests")}
    if run([sys.executable, "-m", "bench", *options], env=env)[0]:
        raise BuildError("The benchmark failed; see above.")


def port(text: str) -> int:
    """Return the port that an option names."""
    if text.isdecimal() and int(text) < 2**16:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text or 'nothing'} is not allowed; use 0 to 65535")


def read_options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Build Residual Explorer, and serve it.")
    commands = ("build", "serve", "check", "bench")
    parser.add_argument("command", nargs="?", choices=commands, default="build")
    parser.add_argument(
        "--port",
        type=port,
        default=8000,
        help="serve: 0 to 65535 (default %(default)s); 0 takes a free one",
    )
    parser.add_argument(
        "--site",
        type=site_address,
        help="the address at which dist/ will be served, for search engines and cards",
    )
    parser.add_argument("--watch", action="store_true", help="serve: build again after changes")
    parser.add_argument("--no-open", action="store_true", help="serve: do not open the browser")
    parser.add_argument("--json", action="store_true", help="bench: print JSON, not a table")
    parser.add_argument("--quick", action="store_true", help="bench: tiny sizes, a test of itself")
    return parser.parse_args()


def follow(options: argparse.Namespace) -> None:
    """Build, and do what else is asked for."""
    serves, site = options.command == "serve", options.site or ""
    with contextlib.redirect_stdout(sys.stderr if options.json else sys.stdout):
        build(compressed=not serves, site=site)
    if options.command == "check":
        check()
    elif serves:
        with rebuilding(site) if options.watch else contextlib.nullcontext():
            serve(DIST, options.port, not options.no_open)
    elif options.command == "bench":
        bench([f"--{name}" for name in ("json", "quick") if getattr(options, name)])


def main() -> int:
    """Run the command line."""
    try:
        follow(read_options())
    except BuildError as error:
        told = str(error)
    except BrokenPipeError:
        raise  # nobody reads the output, which `run_program` knows
    except OSError as error:
        told = f"The disk is full; {FREE_SOME_SPACE}" if is_full(error) else explained(error)
    except KeyboardInterrupt:
        say("stopped; dist/ is as it was")
        return 130
    else:
        return 0
    print(f"failed\n{told}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(run_program(main))
