"""Serves a folder on loopback."""

import functools
import http.server
import webbrowser
from pathlib import Path

from web.assembly.commands import BuildError


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files; the browser asks again for each of them, so a rebuild is seen at once."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        """Add the header that makes the browser ask again."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


def serve(folder: Path, port: int, open_browser: bool) -> None:
    """Serve a folder on loopback until interrupted."""
    handler = functools.partial(Handler, directory=str(folder))
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise BuildError(
            f"Port {port} cannot be used ({error.strerror}); choose another with --port."
        ) from None
    address = f"http://127.0.0.1:{server.server_port}/"
    print(f"Serving {address} (stop with Ctrl+C)", flush=True)
    if open_browser:
        webbrowser.open(address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
