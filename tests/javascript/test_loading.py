"""What Python boots from comes from hosts of every manner, and over every line that lives."""

import contextlib
import gzip
import http.server
import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from javascript.node import SOURCE, run

WASM = b"\0asm\x01\0\0\0"
UNKNOWN = b"of another browser"
CONTENT = bytes(range(256)) * 400
PAGE = b"<!doctype html><title>Who is there?</title>"
FILES = {
    "wasm": ("pyodide.wasm", WASM),
    "libraries": ("libraries.bin", WASM),
    "kernels": ("kernels.bin", UNKNOWN + WASM),
    "core": ("core.bin", CONTENT),
    "modules": ("modules.bin", CONTENT[::-1]),
    "snapshot": ("snapshot.bin", CONTENT),
}

PROGRAM = """
import {{ Parts }} from {parts};
import {{ Silence }} from {silence};
const told = [];
const silence = new Silence({{ limit: 4, unseenLimit: 8, tick: 100 }});
{before}
const parts = new Parts({files}, async () => false, (...now) => told.push(now), silence);
const found = {{}};
for (const part of {wanted}) {{
    try {{
        const value = await parts.get(part);
        found[part] = value instanceof WebAssembly.Module ? "compiled"
            : value.modules?.length === 1 ? "compiled" : [...value.subarray(0, 3), value.length];
    }} catch (error) {{
        found[part] = error.message;
    }}
}}
parts.failed.catch((error) => {{ found.failed = error.message; }});
await new Promise((resolve) => setTimeout(resolve, 50));
found.progress = told.at(-1);
console.log(JSON.stringify(found));
process.exit();
"""

GOOD = {
    "wasm": "compiled",
    "libraries": "compiled",
    "kernels": "compiled",
    "core": [0, 1, 2, len(CONTENT)],
    "modules": [255, 254, 253, len(CONTENT)],
}

Manner = Callable[["Visit"], None]


class Visit(http.server.BaseHTTPRequestHandler):
    """One request to a host whose manners a test gives."""

    protocol_version = "HTTP/1.1"
    manner: Manner

    def do_GET(self) -> None:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            type(self).manner(self)

    @property
    def packed(self) -> bool:
        return self.path.endswith(".gz")

    @property
    def afresh(self) -> bool:
        return self.headers.get("Cache-Control") == "no-cache"

    @property
    def file(self) -> bytes:
        name = self.path.strip("/").removesuffix(".gz")
        content = dict(FILES.values())[name]
        return gzip.compress(content) if self.packed else content

    def answer(self, body: bytes, status: int = 200, **headers: str | None) -> None:
        self.begin(len(body), status, **headers)
        self.wfile.write(body)

    def begin(self, size: int, status: int = 200, **headers: str | None) -> None:
        self.send_response(status)
        kind = "application/wasm" if self.path.endswith(".wasm") else "application/octet-stream"
        named = {"Content-Type": kind} | {k.replace("_", "-"): v for k, v in headers.items()}
        for name, value in named.items():
            if value is not None:
                self.send_header(name, value)
        self.send_header("Content-Length", str(size))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


Load = Callable[..., dict[str, Any]]


@pytest.fixture
def load() -> Iterator[Load]:
    """Loads the parts from a host with a manner."""
    servers = []

    def loaded(
        manner: Manner, before: str = "", wanted: Sequence[str] = tuple(GOOD)
    ) -> dict[str, Any]:
        handler = type("Handler", (Visit,), {"manner": staticmethod(manner)})
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        server.daemon_threads = True
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        host = f"http://127.0.0.1:{server.server_port}/"
        files: dict[str, Any] = {
            part: {"address": host + name, "bytes": len(content)}
            for part, (name, content) in FILES.items()
        }
        files["libraries"]["files"] = {"/lib/one.so": len(WASM)}
        files["kernels"]["files"] = {"/lib/best.wasm": len(UNKNOWN), "/lib/other.wasm": len(WASM)}
        program = PROGRAM.format(
            parts=json.dumps((SOURCE / "boot/parts.js").as_uri()),
            silence=json.dumps((SOURCE / "boot/silence.js").as_uri()),
            files=json.dumps(files),
            before=before,
            wanted=json.dumps([*wanted]),
        )
        return json.loads(run(program))

    yield loaded
    for server in servers:
        server.shutdown()
        server.server_close()


def parts_of(found: dict[str, Any]) -> dict[str, Any]:
    assert "failed" not in found
    return {part: found[part] for part in GOOD}


@pytest.mark.parametrize(
    "kind",
    [
        "application/wasm",
        "application/octet-stream",
        "text/plain",
        "text/html",
        "application/wasm; charset=utf-8",
        None,
    ],
)
@pytest.mark.parametrize("compresses", [True, False])
def test_webassembly_compiles_whatever_type_the_host_gives_it(
    load: Load, kind: str | None, compresses: bool
) -> None:
    def manner(visit: Visit) -> None:
        if visit.packed:
            visit.answer(PAGE, 404)
        elif compresses:
            visit.answer(gzip.compress(visit.file), Content_Type=kind, Content_Encoding="gzip")
        else:
            visit.answer(visit.file, Content_Type=kind)

    found = load(manner)
    assert parts_of(found) == GOOD
    contents = [FILES[part][1] for part in GOOD]
    total = sum(len(gzip.compress(content) if compresses else content) for content in contents)
    assert found["progress"] == [total, total], "what goes over the line is told"


def test_the_right_type_is_compiled_as_the_browser_got_it(load: Load) -> None:
    def manner(visit: Visit) -> None:
        visit.answer(gzip.compress(visit.file), Content_Encoding="gzip")

    before = """
        const plain = WebAssembly.compileStreaming;
        WebAssembly.compileStreaming = async (response) =>
            (await response).url ? plain(response) : new Promise(() => {});"""
    assert parts_of(load(manner, before)) == GOOD, "so that it may keep what it compiled"


def sibling(packed: Manner) -> Manner:
    """A host that does not compress, and what it answers for the `.gz` siblings."""
    return lambda visit: packed(visit) if visit.packed else visit.answer(visit.file)


def page(visit: Visit) -> None:
    visit.answer(PAGE, Content_Type="text/html")


def packed_page(visit: Visit) -> None:
    visit.answer(gzip.compress(PAGE), Content_Type="text/html", Content_Encoding="gzip")


def packed_twice(visit: Visit) -> None:
    visit.answer(gzip.compress(visit.file), Content_Encoding="gzip")


def announced(visit: Visit) -> None:
    visit.answer(visit.file, Content_Encoding="gzip")


def cut(visit: Visit) -> None:
    visit.answer(visit.file[:-5])


def stops(visit: Visit) -> None:
    visit.begin(len(visit.file))
    visit.wfile.write(visit.file[: len(visit.file) // 2])
    time.sleep(20)


def silent(_: Visit) -> None:
    time.sleep(20)


def nothing(visit: Visit) -> None:
    visit.answer(b"")


@pytest.mark.parametrize(
    "packed",
    [Visit.answer, page, packed_page, packed_twice, announced, cut, stops, silent, nothing],
    ids=lambda packed: packed.__name__,
)
def test_whatever_stands_in_a_sibling_s_place_python_boots(load: Load, packed: Manner) -> None:
    if packed is Visit.answer:
        packed = lambda visit: visit.answer(visit.file)  # noqa: E731 (a good one)
    assert parts_of(load(sibling(packed))) == GOOD


def test_a_browser_that_cannot_unpack_takes_the_plain_files(load: Load) -> None:
    asked = []

    def manner(visit: Visit) -> None:
        asked.append(visit.path)
        visit.answer(visit.file)

    assert parts_of(load(manner, "delete globalThis.DecompressionStream;")) == GOOD
    assert not [path for path in asked if path.endswith(".gz")]


@pytest.mark.parametrize("bad", [page, nothing, cut, lambda visit: visit.answer(PAGE, 503)])
def test_a_bad_answer_that_a_cache_has_kept_is_asked_for_again(load: Load, bad: Manner) -> None:
    def manner(visit: Visit) -> None:
        if visit.afresh:
            visit.answer(visit.file)
        else:
            bad(visit)

    assert parts_of(load(manner)) == GOOD


def test_a_slow_line_is_not_cut_off_while_bytes_come(load: Load) -> None:
    def manner(visit: Visit) -> None:
        if not visit.path.endswith("core.bin"):
            visit.answer(b"" if visit.packed else visit.file)
            return
        content, pieces = visit.file, 12
        visit.begin(len(content), Content_Encoding="identity")
        for i in range(pieces):
            end = len(content) * (i + 1) // pieces
            visit.wfile.write(content[len(content) * i // pieces : end])
            time.sleep(0.1)

    assert parts_of(load(manner)) == GOOD, "1.2 s of it, though 0.4 s of silence are too many"


def test_what_waits_for_its_turn_on_a_slow_line_is_not_cut_off(load: Load) -> None:
    begun = time.monotonic()

    def manner(visit: Visit) -> None:
        name = visit.path.strip("/")
        if name == "core.bin":
            visit.begin(len(visit.file), Content_Encoding="identity")
            for i in range(0, len(visit.file), len(visit.file) // 10):
                visit.wfile.write(visit.file[i : i + len(visit.file) // 10])
                time.sleep(0.1)
        elif name == "libraries.bin":
            time.sleep(max(0, begun + 1.4 - time.monotonic()))
            visit.answer(visit.file, Content_Encoding="identity")
        else:
            visit.answer(b"" if visit.packed else visit.file)

    assert parts_of(load(manner)) == GOOD


@pytest.mark.parametrize("part", ["wasm", "modules"])
def test_a_host_that_falls_silent_is_given_up_and_the_file_named(load: Load, part: str) -> None:
    name = FILES[part][0]

    def manner(visit: Visit) -> None:
        if visit.path.startswith(f"/{name}"):
            stops(visit)
        else:
            visit.answer(visit.file)

    found = load(manner, wanted=[part])
    assert f"{name} could not be loaded: nothing came for 0.4 seconds." in found[part]
    assert found["failed"] == found[part]


@pytest.mark.parametrize(
    ("manner", "why"),
    [
        (lambda visit: visit.answer(PAGE, 404), "the host answered 404"),
        (page, f"{len(PAGE)} bytes came instead of {len(CONTENT)}"),
    ],
)
def test_each_failure_says_which_file_and_why_and_none_goes_unheard(
    load: Load, manner: Manner, why: str
) -> None:
    found = load(manner, wanted=["core", "modules"])
    assert f"core.bin could not be loaded: {why}." in found["core"]
    assert found["failed"], "and what is lost is told, whoever asked for it"
