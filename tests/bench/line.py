"""The page as a good static host serves it, over a line of a given speed."""

import functools
import http.server
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from bench.places import DIST
from web.assembly.server import Handler

PIECE = 16 * 1024


@dataclass
class Line:
    """A host at the other end of a line; all that comes over it comes one after the other.

    Attributes
    ----------
    bits_per_second : float
        Its speed. Answers begin at once: the way there and back takes no time.
    address : str
        Of the page.
    sent : list of Path
        The files of `dist/` that were asked for, as they were sent: with the suffix of their
        compression.
    """

    bits_per_second: float
    address: str = ""
    sent: list[Path] = field(default_factory=list)
    free: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def carry(self, size: int) -> None:
        """Wait until so many bytes have come over the line."""
        with self.lock:
            self.free = max(self.free, time.monotonic()) + 8 * size / self.bits_per_second
            arrives = self.free
        time.sleep(max(0.0, arrives - time.monotonic()))


@contextmanager
def over_a_line(bits_per_second: float = float("inf")) -> Iterator[Line]:
    """Serve `dist/` over a line."""
    line = Line(bits_per_second)

    class Slow(Handler):
        def translate_path(self, path: str) -> str:
            found = super().translate_path(path)
            if Path(found).is_file():
                line.sent.append(Path(found))
            return found

        def copyfile(self, source: IO[bytes], outputfile: Any) -> None:  # type: ignore[override]
            while piece := source.read(PIECE):
                line.carry(len(piece))
                outputfile.write(piece)

    handler = functools.partial(Slow, directory=str(DIST))
    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    running.daemon_threads = True
    threading.Thread(target=running.serve_forever, daemon=True).start()
    line.address = f"http://127.0.0.1:{running.server_port}/"
    yield line
    running.shutdown()
    running.server_close()
