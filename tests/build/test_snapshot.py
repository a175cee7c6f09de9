"""Two takes of the snapshot are one file, so that a new build costs a reader no new one."""

from pathlib import Path

import build
import pytest
from neighbours import one_at_a_time
from web.assembly.steps import run_all


@pytest.fixture(scope="module")
def made(shared: Path) -> None:
    """All that a snapshot is taken of."""
    with one_at_a_time(shared, "build"):
        run_all((*build.RUNTIME.after, build.RUNTIME))


def take(folder: Path) -> bytes:
    build.take_snapshot(folder, build.RUNTIME.folder)
    (snapshot,) = folder.glob("site/immutable/snapshot-*.bin")
    return snapshot.read_bytes()


def test_two_takes_of_the_snapshot_are_equal(
    made: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = take(tmp_path / "one")
    for name, value in {"TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8", "HOME": "/nowhere"}.items():
        monkeypatch.setenv(name, value)
    second = take(tmp_path / "two" / "deeper")
    assert 20e6 < len(first) < 27e6, "pages of zeros do not travel"
    differing = sum(a != b for a, b in zip(first, second, strict=True)) if first != second else 0
    assert differing == 0
