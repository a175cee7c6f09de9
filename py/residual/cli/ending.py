"""How a program of ours ends when it is interrupted, or its output cannot be written."""

import contextlib
import errno
import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType

ENDINGS = ("SIGTERM", "SIGHUP")
"""Signals that end a program, as they are named where they exist."""


def run_program(body: Callable[[], int]) -> int:
    """Run a program's body and return its exit status, whatever ends it.

    A signal gives 128 and its number, as a shell has it: 130 for Ctrl-C, 143 for `kill`; so does an
    output that nobody reads any more (141), silently. An output that cannot be written is told in
    one line, and gives 1.
    """
    if sys.stderr is None:  # and `print` would take the output for it
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115 (for as long as the program runs)
    if sys.stdout is None:
        say("there is no output to print to")
        return 1
    for stream in (sys.stdout, sys.stderr):
        # What the terminal's encoding does not have is better escaped than a reason to fail.
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")
    try:
        with _signals_end_it():
            try:
                return body()
            finally:
                # Here, where a failure can still be told; Python itself would do it at its exit.
                sys.stdout.flush()
    except KeyboardInterrupt:
        say("stopped")
        return 128 + signal.SIGINT
    except BrokenPipeError:
        _drop_output()
        return 141
    except OSError as error:
        say(explained(error))
        _drop_output()
        return 1


def explained(error: OSError) -> str:
    """Return in one sentence what could not be done, and what to do."""
    place = error.filename or "the output"
    reason = error.strerror or str(error)
    if isinstance(error, shutil.Error):  # of a folder: one for each file
        place, _, reason = error.args[0][0]
    if is_full(error):
        return f"{place} could not be written: the disk is full; free some space and try again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{place} may not be used ({reason})."
    return f"{place}: {reason}"


def is_full(error: OSError) -> bool:
    """Tell whether a disk is full, or someone's part of it."""
    full = [errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)]
    return error.errno in full or any(f"[Errno {number}]" in str(error) for number in full)


def say(text: str) -> None:
    """Print a line for the person at the terminal, below a progress bar if there is one."""
    with contextlib.suppress(OSError):
        print(f"\n{text}" if sys.stderr.isatty() else text, file=sys.stderr, flush=True)


@contextlib.contextmanager
def _signals_end_it() -> Iterator[None]:
    """Let `kill` and a closed terminal end the program in order, as Ctrl-C does."""
    changed = {}
    if threading.current_thread() is threading.main_thread():
        for name in ENDINGS:
            number = getattr(signal, name, None)
            # Whoever has it ignored, as `nohup` does, means it.
            if number and signal.getsignal(number) is signal.SIG_DFL:
                changed[number] = signal.signal(number, _end)
    try:
        yield
    finally:
        for number, handler in changed.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def held_signals() -> Iterator[None]:
    """Let what interrupts a program come a little later, when the block is over.

    For imports of compiled modules, which tell of an exception that was raised in them as of an
    `ImportError` with another cause, or not at all.
    """
    came: list[int] = []
    handlers = {}
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGINT", *ENDINGS):
            number = getattr(signal, name, None)
            if number and callable(signal.getsignal(number)):
                handlers[number] = signal.signal(number, lambda number, _: came.append(number))
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        for number in came[:1]:
            signal.raise_signal(number)


def _end(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _drop_output() -> None:
    """Write what is still to be written to nowhere, so that Python's exit does not fail at it."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            try:
                stream.flush()
            except OSError:
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
