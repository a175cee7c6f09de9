"""Finds a Chromium to test with, or installs one by the package manager at hand."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

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
    attempts = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        attempts.insert(0, ["apt-get", "install", "-y", "-q", "chromium"])
        subprocess.run(["apt-get", "update", "-q"], check=False, capture_output=True)
    tried = []
    for words in attempts:
        done = subprocess.run(words, check=False, capture_output=True, text=True)
        tried.append(f"`{' '.join(words)}` ended with {done.returncode}: {done.stderr[-300:]}")
        found = find_chromium(own)
        if found:
            return found, ""
    return None, "\n".join(tried)
