"""Finds a Chromium to test with, or installs one by the package manager at hand."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Chromium as root in a container needs no sandbox; the others keep it from calling home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


PROCESS_PER_SITE = "--process-per-site"
"""Keeps what V8 has compiled from one page of a site to the next; `reader` says more of it."""


def find_chromium(own: str) -> str | None:
    """Return a Chromium that is on the machine.

    Parameters
    ----------
    own : str
        Where Playwright would keep its own.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or (own if Path(own).exists() else None)


def install_chromium(own: str) -> tuple[str | None, str]:
    """Install Chromium; return where it is, and what was tried."""
    tried = install_packages("chromium")
    if not find_chromium(own):
        tried += attempt(sys.executable, "-m", "playwright", "install", "chromium")
    return find_chromium(own), tried


def install_packages(*names: str) -> str:
    """Install packages of the system, if we may; return what was tried."""
    if not (shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0):
        return f"Packages to install: {' '.join(names)}.\n"
    attempt("apt-get", "update", "-q")
    return attempt("apt-get", "install", "-y", "-q", *names)


def attempt(*words: str) -> str:
    """Run a program; return what it was and how it ended."""
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    return f"`{' '.join(words)}` ended with {done.returncode}: {done.stderr[-300:]}\n"


def give_up(reason: str) -> NoReturn:
    """Skip what cannot be tested on this machine, loudly; in CI it is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
