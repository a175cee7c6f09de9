"""Serves a folder as a good static host would: compressed, and with the right cache lifetimes."""

import functools
import http.server
import sys
import webbrowser
from pathlib import Path
from typing import Any

from web.assembly.commands import BuildError

ENCODINGS = {"br": ".br", "gzip": ".gz"}
FOR_EVER = "public, max-age=31536000, immutable"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files in `immutable/` are named by their content; the rest is asked for again."""

    protocol_version = "HTTP/1.1"
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }
    encoding: str | None = None
    status = 0

    def translate_path(self, path: str) -> str:
        """Return the file of an address, or its compressed sibling if the browser takes that."""
        place = Path(super().translate_path(path))
        if (place / "index.html").is_file() and path.partition("?")[0].endswith("/"):
            place /= "index.html"
        words = self.headers.get("Accept-Encoding", "").replace(";", ",").split(",")
        accepted = [word.strip() for word in words]
        self.encoding = None
        for encoding, suffix in ENCODINGS.items():
            sibling = place.with_name(place.name + suffix)
            if encoding in accepted and sibling.is_file():
                self.encoding = encoding
                return str(sibling)
        return str(place)

    def guess_type(self, path: str) -> str:  # type: ignore[override]
        """Return the type of the file itself, not of its compressed sibling."""
        return super().guess_type(path.removesuffix(ENCODINGS.get(self.encoding or "", "")))

    def send_response(self, code: int, message: str | None = None) -> None:
        """Remember the status, since an error must not be kept for ever."""
        self.status = code
        super().send_response(code, message)

    def end_headers(self) -> None:
        """Say how the file is encoded and how long it may be kept."""
        good = self.status < 400
        if self.encoding and good:
            self.send_header("Content-Encoding", self.encoding)
        self.send_header("Vary", "Accept-Encoding")
        lasting = good and self.path.startswith("/immutable/")
        self.send_header("Cache-Control", FOR_EVER if lasting else "no-cache")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


class Server(http.server.ThreadingHTTPServer):
    """Says nothing of a browser that goes away in the middle of a download, as they do."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell what went wrong here, with its traceback, and nothing else."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def serve(folder: Path, port: int, open_browser: bool) -> None:
    """Serve a folder on loopback until interrupted."""
    handler = functools.partial(Handler, directory=str(folder))
    try:
        server = Server(("127.0.0.1", port), handler)
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
