"""The same page in Firefox and in WebKit; Chromium is what tests/browser drives."""

import glob
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.browsers import give_up, install_packages
from browser.conftest import post_with, site
from engines.firefox import firefox
from engines.reader import Engine
from engines.webkit import MINI_BROWSERS, webkit
from neighbours import one_at_a_time

__all__ = ["engine", "post_with", "site"]


def found(program: str) -> bool:
    return bool(shutil.which(program) or glob.glob(program))


ENGINES = {
    "firefox": (firefox, ["firefox-esr"], ["firefox-esr"]),
    "webkit": (
        webkit,
        ["WebKitWebDriver", MINI_BROWSERS, "Xvfb", "dbus-run-session"],
        ["webkit2gtk-driver", "xvfb", "dbus-daemon"],
    ),
}
"""How each is started, the programs that it takes, and the packages that bring them."""


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, shared: Path) -> Iterator[Engine]:
    """A browser with one page."""
    start, programs, packages = ENGINES[request.param]
    with one_at_a_time(shared, "install"):
        tried = "" if all(map(found, programs)) else install_packages(*packages)
    if missing := [program for program in programs if not found(program)]:
        give_up(f"NO {request.param.upper()}: without {', '.join(missing)}.\n{tried}")
    with start() as running:
        yield running
