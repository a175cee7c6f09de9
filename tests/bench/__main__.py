"""The benchmark: `uv run build.py bench [--json] [--quick]`, which builds `dist/` first.

Everything is measured in one run, the competitors in turns, so that a ratio compares what the
machine did at the same time. Writes `.cache/bench/bench.json` and `bench.svg`; prints a table, or
with `--json` the JSON. `--quick` does the same on tiny sizes, for a test: its figures say nothing.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from typing import Any

from bench import (
    figure,
    frames,
    growth,
    images,
    lines,
    machine,
    memory,
    speed,
    start,
    table,
    transfer,
)
from bench.places import OUT, ROOT, Room, launch, loopback, site
from bench.sizes import FULL, QUICK, Sizes
from browser.browsers import PROCESS_PER_SITE
from browser.reader import Reader
from playwright.sync_api import sync_playwright

from residual.cli.ending import run_program

SECTIONS: dict[str, Callable[[Room, Sizes], dict[str, Any]]] = {
    "training": speed.measure,
    "images": images.measure,
    "start": start.measure,
    "lines": lines.measure,
    "bytes": transfer.measure,
    "frames": frames.measure,
    "growth": growth.measure,
    "memory": memory.measure,
}
"""What is measured, in order."""


def measure(sizes: Sizes) -> dict[str, Any]:
    """Measure everything and draw the figure."""
    OUT.mkdir(parents=True, exist_ok=True)
    with loopback() as server, site() as address, sync_playwright() as playwright:
        # Figures of a test say nothing, so its pages may share what they have compiled.
        shares = sizes is QUICK
        browser = launch(playwright, *([PROCESS_PER_SITE] if shares else []))
        shared = Reader(browser.new_context()).context if shares else None
        room = Room(browser, server, address, shared)
        results = {"quick": sizes is QUICK, **machine.describe(browser)}
        for name, section in SECTIONS.items():
            print(f"  measuring {name} ...", end=" ", file=sys.stderr, flush=True)
            begun = time.perf_counter()
            results[name] = section(room, sizes)
            print(f"{time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
        results["load_average_at_end"] = machine.load()
        (OUT / "bench.svg").write_text(figure.draw(room, results))
        browser.close()
    return results


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="build.py bench")
    parser.add_argument("--json", action="store_true", help="print the JSON instead of a table")
    parser.add_argument("--quick", action="store_true", help="tiny sizes, to see that it works")
    options = parser.parse_args()
    results = measure(QUICK if options.quick else FULL)
    text = json.dumps(results, indent=2, allow_nan=False)
    (OUT / "bench.json").write_text(text + "\n")
    print(text if options.json else table.lines(results))
    print(f"  wrote bench.json and bench.svg to {OUT.relative_to(ROOT)}/", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(run_program(main))
