"""Programs that tests start and end by signals."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psutil

HEARING: dict[str, Any] = {}
"""For `subprocess`: the program hears the usual signals, even where the tests themselves ignore
them, as in the background of a shell."""

if os.name == "posix":

    def _hear() -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)

    HEARING["preexec_fn"] = _hear


def is_alive(process: psutil.Process) -> bool:
    """Whether it still runs; one that ended and that nobody has waited for does not."""
    with suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


def kill(process: psutil.Process) -> None:
    """End it at once, if it has not ended by itself."""
    with suppress(psutil.NoSuchProcess):
        process.kill()


def wait_until(fact: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for something that other processes do."""
    end = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < end
        time.sleep(0.02)
