"""What `build.py` says and leaves behind when it is stopped, refused or out of room."""

import errno
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import build
import psutil
import pytest
from processes import HEARING, is_alive, wait_until
from web.assembly import steps
from web.assembly.commands import BuildError, command
from web.assembly.places import ROOT
from web.assembly.server import Handler, Server, serve
from web.assembly.site import swap

from residual.cli.ending import run_program

COPIES = shutil.Error([("from", "to", "[Errno 28] No space left on device: 'from' -> 'to'")])
"""What Python raises when it copies a folder."""

Run = Callable[[Callable[[Path], None]], int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `build.py` with one step, in a folder of its own."""
    monkeypatch.setattr(steps, "CACHE", tmp_path / ".cache")
    monkeypatch.setattr(build, "CACHE", tmp_path / ".cache")
    monkeypatch.setattr(build, "DIST", tmp_path / "dist")
    monkeypatch.setattr(sys, "argv", ["build.py"])

    def run(make: Callable[[Path], None]) -> int:
        monkeypatch.setattr(build, "STEPS", (steps.Step("make something", make),))
        return run_program(build.main)

    return run


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full; free some space"),
        (COPIES, "The disk is full; free some space"),
        (PermissionError(errno.EACCES, "Permission denied", "dist"), "dist may not be used"),
        (OSError(errno.EROFS, "Read-only file system", "x"), "x may not be used (Read-only"),
        (FileNotFoundError(errno.ENOENT, "No such file", "y"), "y: No such file"),
        (BuildError("Do this."), "Do this."),
    ],
)
def test_a_failed_step_is_told_in_a_sentence_and_not_taken_for_finished(
    run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path, error: Exception, told: str
) -> None:
    made = []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "half").write_text("half")
        raise error

    for _ in range(2):
        assert run(make) == 1
        lines = capsys.readouterr().err.splitlines()
        assert lines[0] == "failed"
        assert lines[1].startswith(told)
        assert len(lines) == 2
    assert len(made) == 2, "it is made again"
    assert not (tmp_path / "dist").exists()


def test_ctrl_c_is_one_line(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    def make(_: Path) -> None:
        raise KeyboardInterrupt

    assert run(make) == 130
    assert capsys.readouterr().err == "stopped; dist/ is as it was\n"


def test_a_swap_that_is_stopped_leaves_the_previous_build(
    tmp_path: Path,
) -> None:
    dist = tmp_path / "dist"
    dist.mkdir()
    (dist / "index.html").write_text("the previous one")
    with pytest.raises(FileNotFoundError):
        swap(dist, tmp_path / "never made", tmp_path / "old")
    assert (dist / "index.html").read_text() == "the previous one"


@pytest.mark.parametrize("words", ["node: ENOSPC: no space", "No space left on device"])
def test_a_program_that_finds_the_disk_full_says_what_to_do(words: str) -> None:
    with pytest.raises(BuildError, match="found the disk full; free some space"):
        command(sys.executable, "-c", f"raise SystemExit({words!r})")


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_what_a_program_has_started_ends_with_it(tmp_path: Path, number: int) -> None:
    shell = f"sleep 60 & echo $! > {tmp_path}/started; sleep 60"
    code = (
        "from residual.cli.ending import run_program\n"
        "from web.assembly.commands import command\n"
        f"raise SystemExit(run_program(lambda: command('sh', '-c', {shell!r})))"
    )
    words = [sys.executable, "-c", code]
    running = subprocess.Popen(words, cwd=ROOT, stderr=subprocess.PIPE, **HEARING)
    wait_until(lambda: bool((tmp_path / "started").exists() and started(tmp_path)))
    child = psutil.Process(started(tmp_path))
    running.send_signal(number)
    _, told = running.communicate(timeout=20)
    assert running.returncode == 128 + number
    assert told == (b"stopped\n" if number == signal.SIGINT else b"")
    wait_until(lambda: not is_alive(child))


def started(folder: Path) -> int:
    return int((folder / "started").read_text().strip() or 0)


@pytest.mark.parametrize("port", ["80000", "-1", "x", "", "1.5"])
def test_a_port_out_of_range_is_refused_with_the_range(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, port: str
) -> None:
    monkeypatch.setattr(sys, "argv", ["build.py", "serve", f"--port={port}"])
    with pytest.raises(SystemExit) as caught:
        build.main()
    assert caught.value.code == 2
    told = capsys.readouterr().err
    assert f"{port or 'nothing'} is not allowed; use 0 to 65535" in told
    assert len(told) < 500


def test_a_port_in_use_is_told_in_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BuildError, match=f"Port {port} cannot be used .*; choose another"):
            serve(tmp_path, port, open_browser=False)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[tuple[str, int]]:
    """A server of a folder with a large file."""
    (tmp_path / "large.bin").write_bytes(bytes(30_000_000))
    (tmp_path / "small.txt").write_text("small")
    server = Server(("127.0.0.1", 0), lambda *given: Handler(*given, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield ("127.0.0.1", server.server_port)
    server.shutdown()
    server.server_close()


def test_a_download_that_is_broken_off_prints_nothing(
    address: tuple[str, int], capfd: pytest.CaptureFixture[str]
) -> None:
    before = threading.active_count()
    for reset in (False, True):
        with socket.create_connection(address) as browser:
            browser.sendall(b"GET /large.bin HTTP/1.1\r\nHost: x\r\n\r\n")
            assert browser.recv(1000).startswith(b"HTTP/1.1 200")
            if reset:
                browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    wait_until(lambda: threading.active_count() == before)
    assert urlopen(f"http://{address[0]}:{address[1]}/small.txt").read() == b"small"
    assert capfd.readouterr() == ("", "")


def test_an_error_of_our_own_in_the_server_is_still_told(
    address: tuple[str, int], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("of our own")

    monkeypatch.setattr(Handler, "do_GET", fail)
    with socket.create_connection(address) as browser:
        browser.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert browser.recv(1000) == b""
    assert "RuntimeError: of our own" in capfd.readouterr().err
