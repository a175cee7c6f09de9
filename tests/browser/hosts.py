"""Hosts for copies of the built page, of whatever manners."""

import functools
import http.server
import os
import shutil
import socket
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from web.assembly.server import Handler

DIST = Path(__file__).resolve().parents[2] / "dist"


class Host(http.server.ThreadingHTTPServer):
    """A server that can hang up: browsers hold connections open and ask over them."""

    daemon_threads = True

    def __init__(self, *arguments: Any) -> None:
        self.connections: list[socket.socket] = []
        super().__init__(*arguments)

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        self.connections.append(connection)
        return connection, address

    def hang_up(self) -> None:
        for connection in self.connections:
            with suppress(OSError):  # it has ended before
                connection.shutdown(socket.SHUT_RDWR)


class Site:
    """A copy of `dist/` on the project's own server, in a folder deep on its host.

    It can be changed, by `write`, and switched off.
    """

    def __init__(self, folder: Path, handler: type[Handler] = Handler) -> None:
        self.top, self.handler, self.port = folder, handler, 0
        self.folder = folder / "a" / "blog"
        shutil.copytree(DIST, self.folder, copy_function=os.link)
        self.start()

    def start(self) -> None:
        handler = functools.partial(self.handler, directory=str(self.top))
        self.server = Host(("127.0.0.1", self.port), handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.server.hang_up()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/a/blog/"

    def write(self, path: Path, content: bytes) -> None:
        """Change a file of this copy, and leave it without compressed siblings."""
        for suffix in ("", ".br", ".gz"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        path.write_bytes(content)


class Plain(Handler):
    """A host that does not compress."""

    def translate_path(self, path: str) -> str:
        self.headers.replace_header("Accept-Encoding", "identity")
        return super().translate_path(path)
