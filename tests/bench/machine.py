"""What the figures were measured on: the kind of machine, the date and the versions."""

import json
import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from bench.competitors import TWINS
from bench.places import MODULES, ROOT
from playwright.sync_api import Browser


def processor() -> str:
    """Return the processor's own name where the system tells it."""
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def load() -> float | None:
    """Return how many processes wanted to run, on average over the last minute."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else None


def output(*words: str | Path) -> str | None:
    """Return what a program printed, or None if it failed."""
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else None


def describe(browser: Browser) -> dict[str, Any]:
    """Return date, machine and versions."""
    packages = ("@pyscript/core", "pyodide", "@tensorflow/tfjs-core", "@jax-js/jax")
    versions = {
        name: json.loads((MODULES / name / "package.json").read_text())["version"]
        for name in packages
    }
    torch = None
    if TWINS.exists():
        asks = "from importlib.metadata import version; print(version('torch'))"
        torch = output(TWINS, "-c", asks)
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {
            "processor": processor(),
            "architecture": platform.machine(),
            "cores": os.cpu_count(),
            "system": platform.system(),
        },
        "load_average_at_start": load(),
        "versions": {
            "commit": output("git", "rev-parse", "--short", "HEAD"),
            "python": platform.python_version(),
            "numpy": np.__version__,
            "torch": torch,
            "chromium": browser.version,
            **versions,
        },
    }
