"""The assembly line: makes `dist/`, a self-contained static site, and serves it.

`uv run build.py` builds, `uv run build.py serve` builds, serves on loopback and opens the browser
(with `--watch` it builds again whenever a file changes),
`uv run build.py check` builds and runs the linters and type checkers, `uv run build.py bench`
builds and measures (see tests/bench/__main__.py).
Each step is a function in web/assembly/ that fills a folder of its own. A step runs only when one
of its inputs changed, or its code; what it made is kept under `.cache/`. `dist/` is swapped in
whole at the end, so a build that fails leaves the previous one as it was.
"""

import argparse
import contextlib
import os
import shutil
import sys

from web.assembly import numpy_wheel, pages, pictures, recordings, site
from web.assembly.addresses import site_address
from web.assembly.bundles import bundle
from web.assembly.commands import FREE_SOME_SPACE, BuildError, command, npm, run
from web.assembly.kernels import compile_kernels
from web.assembly.packages import LISTED, install_node_packages
from web.assembly.places import CORE, GENERATED, ROOT, WEB
from web.assembly.runtime import make_runtime
from web.assembly.script import write_script
from web.assembly.server import serve
from web.assembly.snapshot import take_snapshot
from web.assembly.steps import CACHE, Step, files_in, run_all
from web.assembly.watch import watching

from residual.cli.ending import explained, is_full, run_program, say

DIST = ROOT / "dist"

# The steps, in order: what each reads beside its own code, and what it comes after.
INSTALLED = Step(
    "install npm packages",
    install_node_packages,
    (WEB / "package.json", WEB / "package-lock.json", WEB / ".npmrc"),
    leaves=(LISTED,),
)
NUMPY = Step(f"fetch {numpy_wheel.NAME} (40 MB, once)", numpy_wheel.fetch_numpy)
KERNELS = Step("compile the C kernels", compile_kernels, (CORE / "compiled",))
RUNTIME = Step(
    "put the Python runtime together", make_runtime, (CORE,), (INSTALLED, NUMPY, KERNELS)
)
SNAPSHOT = Step("take a snapshot of Python with NumPy", take_snapshot, (), (RUNTIME,))
RECORDINGS = Step(
    "record the runs that the page opens with",
    recordings.record_runs,
    (CORE, recordings.BLOCK_WEIGHTS),
)
SCRIPT = Step(
    "write the script that the page exports", write_script, (CORE, ROOT / "pyproject.toml")
)
BUNDLE = Step(
    "bundle scripts and styles",
    bundle,
    (WEB / "src", WEB / "styles", WEB / "recorded", WEB / "package.json"),
    (INSTALLED, RECORDINGS, SNAPSHOT),
    leaves=(GENERATED,),
)
PICTURES = Step(
    "print the recorded pictures", pictures.print_pictures, (pictures.ICON,), (INSTALLED, BUNDLE)
)
PAGES = Step(
    "make pages and gather licences",
    pages.make_pages,
    (*pages.PAGE_FILES, pages.PART),
    (INSTALLED, NUMPY, BUNDLE, PICTURES),
)
STEPS = (INSTALLED, NUMPY, KERNELS, RUNTIME, SNAPSHOT, RECORDINGS, SCRIPT, BUNDLE, PICTURES, PAGES)
SHIPPED = (RUNTIME, SNAPSHOT, SCRIPT, BUNDLE, PICTURES, PAGES)
COMPRESSED = " compressed"


def install() -> None:
    """Install the npm packages, unless they are there."""
    INSTALLED.run()


def build(compressed: bool = True, address: str = "") -> None:
    """Run the steps that have to be run, and swap the new `dist/` in.

    Parameters
    ----------
    compressed : bool
        Whether files get compressed siblings. They take half of the time of a first build, and
        nobody needs them on loopback.
    address : str
        That at which it will be served, where it is known.
    """
    print("Building dist/")
    run_all(STEPS)
    stamp = " ".join([*(step.key for step in STEPS), *filter(None, [address])])
    made = (DIST / ".stamp").read_text() if (DIST / ".stamp").exists() else ""
    if made == stamp + COMPRESSED or (made == stamp and not compressed):
        print("  dist/ is up to date")
        return
    # Both on the disk of dist/, so that the swap is two renames.
    fresh, old = CACHE / "dist-fresh", CACHE / "dist-old"
    for path in (fresh, old):
        shutil.rmtree(path, ignore_errors=True)
    shipped = [step.folder for step in SHIPPED]
    kept = CACHE / "compressed" if compressed else None
    site.put_together(fresh, shipped, BUNDLE.folder, address, kept)
    (fresh / ".stamp").write_text(stamp + COMPRESSED * compressed)
    site.swap(DIST, fresh, old)
    size = sum(p.stat().st_size for p in files_in(DIST)) / 1e6
    print(f"  dist/ is ready, {size:.1f} MB")


def rebuilding(address: str) -> contextlib.AbstractContextManager[None]:
    """Build again whenever something that a step reads changes, for as long as the context lasts.

    Parameters
    ----------
    address : str
        As for `build`.
    """
    read = {path for step in STEPS for path in step.reads}

    def again() -> None:
        for step in STEPS:
            step.forget()
        build(compressed=False, address=address)

    return watching(lambda: (p for top in read for p in files_in(top)), again)


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
    serves, address = options.command == "serve", options.site or ""
    with contextlib.redirect_stdout(sys.stderr if options.json else sys.stdout):
        build(compressed=not serves, address=address)
    if options.command == "check":
        check()
    elif serves:
        with rebuilding(address) if options.watch else contextlib.nullcontext():
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
