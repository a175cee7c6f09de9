"""Does something again whenever files change."""

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from web.assembly.commands import BuildError

PAUSE_SECONDS = 0.2


@contextlib.contextmanager
def watching(files: Callable[[], Iterable[Path]], again: Callable[[], None]) -> Iterator[None]:
    """Call `again` after each change of the files, for as long as the context lasts.

    Parameters
    ----------
    files : callable
        Returns those to look at, asked anew at every look.
    again : callable
        A `BuildError` of it is printed, and the next change waited for.
    """
    ended = threading.Event()
    first = seen(files())

    def look() -> None:
        before = first
        while not ended.wait(PAUSE_SECONDS):
            now = seen(files())
            if now == before:
                continue
            before = now
            try:
                again()
            except BuildError as error:
                print(f"failed\n{error}", flush=True)

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


def seen(files: Iterable[Path]) -> dict[Path, int]:
    """Return when each file was changed last; one that goes away meanwhile is left out."""
    found = {}
    for file in files:
        with contextlib.suppress(FileNotFoundError):
            found[file] = file.stat().st_mtime_ns
    return found
