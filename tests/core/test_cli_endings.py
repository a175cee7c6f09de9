"""How the commands end when they are stopped, or their output cannot be written."""

import io
import json
import os
import runpy
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from processes import HEARING, is_alive, kill, wait_until

from residual.cli import main
from residual.cli.commands import COMMANDS
from residual.experiments import Config
from residual.export.script import script

POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and devices are POSIX's")
PROGRAM = [sys.executable, "-m", "residual.cli"]
LONG = ["train", "--depth", "110", "--epochs", "5000"]
SHORT = ["train", "--depth", "4", "--width", "4", "--epochs", "3"]


def environment(**changes: str) -> dict[str, str]:
    without = {name: v for name, v in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return without | {"OPENBLAS_NUM_THREADS": "1"} | changes


def ended(*arguments: str, **options: object) -> subprocess.CompletedProcess:
    given = {"capture_output": True, "env": environment(), "timeout": 60} | options
    if "stdout" in given or "stderr" in given:
        del given["capture_output"]
        given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | given
    return subprocess.run([*PROGRAM, *arguments], check=False, **given)


def wait_until_it_listens(process: int) -> None:
    """Wait until our own handlers are there: before, it is Python's start that is stopped."""
    if Path("/proc").exists():
        wait_until(lambda: bool(signals_caught(process) >> (signal.SIGTERM - 1) & 1), 20)


def signals_caught(process: int) -> int:
    """The mask of signals that a process has handlers for, of Linux."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("SigCgt:")[2].split()[0], 16)


AT_WORK_S = 0.4
"""Seconds of a processor; to start Python and to import NumPy takes half of it."""


def is_at_work(process: psutil.Process) -> bool:
    return bool(process.cpu_times().user > AT_WORK_S)


def interrupt(
    arguments: list[str], number: int, seconds: float | None = None
) -> tuple[int, str, str]:
    """Send a signal to a command and all that it has started, as a terminal does.

    It is sent some seconds after the command listens, or when it is at work.
    """
    running = subprocess.Popen(
        [*PROGRAM, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        start_new_session=True,
        **HEARING,
    )
    wait_until_it_listens(running.pid)
    if seconds is None:
        wait_until(lambda: is_at_work(psutil.Process(running.pid)), 20)
    else:
        time.sleep(seconds)
    os.killpg(running.pid, number)
    out, err = running.communicate(timeout=30)
    return running.returncode, out, err


@POSIX
@pytest.mark.parametrize("arguments", [LONG, ["claims"], ["digits"]], ids=lambda words: words[0])
def test_ctrl_c_is_one_line(arguments: list[str]) -> None:
    assert interrupt(arguments, signal.SIGINT) == (130, "", "stopped\n")


@POSIX
@pytest.mark.parametrize("seconds", [0.01, 0.3, 0.8])
def test_ctrl_c_is_one_line_from_a_command_of_many_processes(seconds: float) -> None:
    assert interrupt(["table"], signal.SIGINT, seconds) == (130, "", "stopped\n")


@POSIX
def test_ctrl_c_is_one_line_while_numpy_is_imported() -> None:
    code = (
        "import sys, types, signal\n"
        "class Finder:\n"
        "    def find_spec(name, *_):\n"
        "        if name == 'numpy': signal.raise_signal(signal.SIGINT)\n"
        "sys.meta_path.insert(0, Finder)\n"
        "from residual.cli import main\n"
        "sys.exit(main(['family']))\n"
    )
    words = [sys.executable, "-c", code]
    done = subprocess.run(words, capture_output=True, check=False, **HEARING)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"stopped\n")


@POSIX
@pytest.mark.parametrize(
    ("name", "ending"), [("SIGINT", (130, b"stopped\n")), ("SIGTERM", (143, b""))]
)
def test_an_import_that_swallows_what_is_raised_in_it_does_not_swallow_a_signal(
    name: str, ending: tuple[int, bytes]
) -> None:
    code = (
        "import sys, signal\n"
        "class Finder:\n"
        "    def find_spec(name, *_):\n"
        "        if name != 'numpy': return\n"
        f"        try: signal.raise_signal(signal.{name})\n"
        "        except BaseException: raise ImportError('some other cause') from None\n"
        "sys.meta_path.insert(0, Finder)\n"
        "from residual.cli import main\n"
        "sys.exit(main(['family']))\n"
    )
    words = [sys.executable, "-c", code]
    done = subprocess.run(words, capture_output=True, check=False, **HEARING)
    assert (done.returncode, done.stderr) == ending
    assert done.stdout == b""


@POSIX
def test_kill_ends_a_command_in_silence() -> None:
    assert interrupt(LONG, signal.SIGTERM) == (143, "", "")


Table = tuple[subprocess.Popen, list[psutil.Process]]


@pytest.fixture
def table() -> Iterator[Table]:
    """The command `table` at work, and the processes that it has started."""
    running = subprocess.Popen(
        [*PROGRAM, "table", "--processes", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        **HEARING,
    )
    itself = psutil.Process(running.pid)
    started: list[psutil.Process] = []
    try:
        # Two that train, and Python's own keeper of what they share.
        wait_until(lambda: len(itself.children(recursive=True)) == 3, 30)
        started = itself.children(recursive=True)
        wait_until(lambda: sum(map(is_at_work, started)) == 2, 30)
        yield running, started
    finally:
        running.kill()
        for process in started:
            kill(process)
        running.communicate()


@POSIX
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGKILL", "SIGINT"])
def test_no_process_outlives_the_command_that_started_it(table: Table, name: str) -> None:
    running, started = table
    number = getattr(signal, name)
    running.send_signal(number)
    status = running.wait(20)
    assert status == (-number if name == "SIGKILL" else 128 + number)
    wait_until(lambda: not any(map(is_alive, started)), 5)


@POSIX
def test_a_process_that_was_ended_from_outside_is_told_in_one_line(
    table: Table,
) -> None:
    running, started = table
    # Who they are is asked first: where one has ended, the command itself ends the others.
    training = [one for one in started if any("spawn_main" in word for word in one.cmdline())]
    assert len(training) == 2
    for process in training:
        kill(process)
    _, told = running.communicate(timeout=20)
    assert running.returncode == 1
    assert told.decode().count("\n") == 1
    assert "ask for fewer --processes" in told.decode()


@POSIX
@pytest.mark.parametrize(
    "arguments",
    [["family"], ["family", "--json"], SHORT, ["script"], ["train", "--help"]],
    ids=" ".join,
)
def test_an_output_that_nobody_reads_ends_it_in_silence(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = ended(*arguments, stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no /dev/full")
@pytest.mark.parametrize(
    "arguments", [["family"], SHORT, [*SHORT, "--json"], ["script"], ["--help"]], ids=" ".join
)
def test_a_full_disk_is_told_in_one_line(arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = ended(*arguments, stdout=full)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        "the output could not be written: the disk is full; free some space and try again."
    ]


@POSIX
def test_closed_outputs_are_no_reason_to_fail_otherwise() -> None:
    words = " ".join([*PROGRAM, *SHORT, "--json"])
    without_errors = ended_shell(f"{words} 2>&-")
    assert without_errors.returncode == 0
    assert len(json.loads(without_errors.stdout)["loss"]) == 3
    refused = ended_shell(f"{' '.join(PROGRAM)} train --depth 7 2>&-")
    assert (refused.returncode, refused.stdout) == (2, b"")
    without_output = ended_shell(f"{words} >&-")
    assert without_output.returncode == 1
    assert without_output.stderr == b"there is no output to print to\n"


def ended_shell(line: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["sh", "-c", line], capture_output=True, check=False, env=environment(), timeout=60
    )


Printed = Callable[..., tuple[int, bytes]]


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Printed:
    """Run a command here, with an output of some encoding; gives its status and what it printed."""

    def printed(encoding: str, *arguments: str) -> tuple[int, bytes]:
        output = io.TextIOWrapper(io.BytesIO(), encoding)
        with monkeypatch.context() as changed:
            changed.setattr(sys, "stdout", output)
            try:
                status = main(arguments)
            except SystemExit as ended:
                status = int(ended.code or 0)
        assert capsys.readouterr().err == ""
        assert isinstance(output.buffer, io.BytesIO)
        return status, output.buffer.getvalue()

    return printed


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_printed_in_any_encoding(printed: Printed, command: str) -> None:
    status, text = printed("ascii", command, "--help")
    assert status == 0
    assert text.startswith(b"usage: ")


def test_the_environment_may_name_an_encoding() -> None:
    done = ended("train", "--help", env=environment(PYTHONIOENCODING="ascii"))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.isascii()


def test_a_refused_value_is_told_in_any_encoding() -> None:
    done = ended("train", "--depth", "×", env=environment(PYTHONIOENCODING="ascii"))
    assert done.returncode == 2
    assert done.stderr.startswith(b"depth: \\xd7 is not allowed; use ")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp437", "utf-16"])
def test_a_script_runs_whatever_encoding_it_was_printed_in(
    printed: Printed,
    encoding: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, text = printed(encoding, "script", "--depth", "2", "--epochs", "1")
    assert status == 0
    path = tmp_path / "run.py"
    path.write_bytes(text)
    monkeypatch.setattr(sys, "argv", [str(path)])
    runpy.run_path(str(path), run_name="__main__")
    shown = capsys.readouterr()
    assert shown.err == ""
    assert shown.out.startswith("2-layer residual network: loss ")


def test_a_script_prints_any_name_in_any_encoding(tmp_path: Path) -> None:
    run = {"name": "Ω \U0001f600", "table": "degradation"}
    run["settings"] = Config(depth=2, epochs=1).to_dict()
    path = tmp_path / "run.py"
    path.write_text(script([run]), encoding="utf-8")
    words = [sys.executable, path]
    env = environment(PYTHONIOENCODING="ascii")
    done = subprocess.run(words, capture_output=True, check=False, env=env)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"\\u03a9 \\U0001f600: loss ")
