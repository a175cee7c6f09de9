"""Installs what comes from npm."""

import shutil
from pathlib import Path

from web.assembly.commands import npm
from web.assembly.places import MODULES

LISTED = MODULES / ".package-lock.json"
"""What is installed, as npm lists it."""


def install_node_packages(folder: Path) -> None:
    """Install what `web/package-lock.json` lists into `web/node_modules`.

    Not by `npm ci`, which insists on the optional packages of every other platform too.
    """
    npm("install", "--no-save", "--ignore-scripts")
    shutil.copy(LISTED, folder)
