"""Processes that train for a command, and end with it."""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import Any


class Workers:
    """Some processes; use `workers` to have them ended."""

    def __init__(self, count: int) -> None:
        # Spawned, not forked: a fork copies locks that the parent's other threads may hold.
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(count, context, initializer=_end_with_parent)

    def map(self, function: Callable[[Any], Any], values: Iterable[Any]) -> Iterator[Any]:
        """Yield what a function gives for each value, in order, as `map` does."""
        # They are started here, and inherit that Ctrl-C waits: it is the parent's to end them.
        with _ctrl_c_waits():
            results = self._pool.map(function, values)
        yield from results

    def end(self) -> None:
        """End all at once, whatever they are at."""
        for process in multiprocessing.active_children():
            process.terminate()
        self._pool.shutdown(cancel_futures=True)


@contextlib.contextmanager
def workers(count: int) -> Iterator[Workers]:
    """Give some processes, and end them however the block ends."""
    made = Workers(count)
    try:
        yield made
    except BrokenProcessPool:
        raise SystemExit(
            "a process that trained was ended from outside; if memory is short, "
            "ask for fewer --processes"
        ) from None
    finally:
        made.end()


def _end_with_parent() -> None:
    """In a process of the pool: leave Ctrl-C to the parent, and end when it ends, even killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_after, args=[parent.sentinel], daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


@contextlib.contextmanager
def _ctrl_c_waits() -> Iterator[None]:
    mask = getattr(signal, "pthread_sigmask", None)  # not on Windows
    before = mask(signal.SIG_BLOCK, {signal.SIGINT}) if mask else None
    try:
        yield
    finally:
        if mask:
            mask(signal.SIG_SETMASK, before)
