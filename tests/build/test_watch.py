"""`build.py serve` does without what nobody needs on loopback, and `--watch` builds again."""

import json
import os
import queue
from collections.abc import Callable
from pathlib import Path

import build
import pytest
from web.assembly import steps
from web.assembly.commands import BuildError
from web.assembly.places import IMMUTABLE
from web.assembly.watch import watching

PATIENCE_SECONDS = 10
PARTS = ("wasm", "snapshot", "libraries", "kernels", "core", "modules")
BOOT = {
    "interpreter": "python.js",
    "script": "python.js",
    "modules": [],
    "scripts": ["python.js"],
    "parts": {name: {"address": "python.js"} for name in PARTS},
}
"""As of a Python that is one file."""


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], list[str]]:
    """An assembly line of one step that ships a page; gives the names of what it shipped."""
    monkeypatch.setattr(build, "CACHE", tmp_path / ".cache")
    monkeypatch.setattr(steps, "CACHE", tmp_path / ".cache")
    monkeypatch.setattr(build, "DIST", tmp_path / "dist")

    def make(folder: Path) -> None:
        lasting = folder / "site" / IMMUTABLE
        lasting.mkdir(parents=True)
        (lasting / "python.js").write_text("")
        (folder / "site" / "index.html").write_text("a page " * 1000)
        (folder / "site" / "build.json").write_text("{}")
        (folder / "boot.json").write_text(json.dumps(BOOT))
        (folder / "service-worker.js").write_text("")

    step = steps.Step("make a page", make)
    for name in ("STEPS", "SHIPPED"):
        monkeypatch.setattr(build, name, (step,))
    monkeypatch.setattr(build, "BUNDLE", step)

    def shipped(compressed: bool) -> list[str]:
        build.build(compressed)
        return sorted(p.name for p in build.DIST.glob("index.html*"))

    return shipped


def test_what_is_served_on_loopback_is_not_compressed(line: Callable[[bool], list[str]]) -> None:
    assert line(False) == ["index.html"]


def test_what_was_served_is_compressed_when_it_is_built(line: Callable[[bool], list[str]]) -> None:
    line(False)
    assert line(True) == ["index.html", "index.html.br", "index.html.gz"]


def test_serving_leaves_what_is_compressed_already_as_it_is(
    line: Callable[[bool], list[str]],
) -> None:
    line(True)
    assert line(False) == ["index.html", "index.html.br", "index.html.gz"]


def touch(file: Path) -> None:
    later = file.stat().st_mtime_ns + 1_000_000_000
    os.utime(file, ns=(later, later))


def test_each_change_is_followed_once_and_a_failure_does_not_end_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.js").write_text("1")
    calls: queue.Queue[list[str]] = queue.Queue()

    def again() -> None:
        calls.put(sorted(p.name for p in tmp_path.iterdir()))
        if calls.unfinished_tasks == 1:
            raise BuildError("one.js does not parse")

    with watching(tmp_path.iterdir, again):
        touch(tmp_path / "one.js")
        assert calls.get(timeout=PATIENCE_SECONDS) == ["one.js"]
        (tmp_path / "two.js").write_text("2")
        assert calls.get(timeout=PATIENCE_SECONDS) == ["one.js", "two.js"]
        (tmp_path / "one.js").unlink()
        assert calls.get(timeout=PATIENCE_SECONDS) == ["two.js"]
    touch(tmp_path / "two.js")
    assert calls.empty()
    assert "one.js does not parse" in capsys.readouterr().out


def test_a_step_that_forgets_its_key_sees_a_change(tmp_path: Path) -> None:
    file = build.ROOT / ".cache" / "test-input.txt"
    file.parent.mkdir(exist_ok=True)
    file.write_text("before")
    step = steps.Step("read it", lambda folder: None, (file,))
    try:
        first = step.key
        file.write_text("after")
        assert step.key == first
        step.forget()
        assert step.key != first
    finally:
        file.unlink()
