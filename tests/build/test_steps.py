"""The steps of the assembly line run beside each other, in order, and end together."""

import sys
import threading
import time
from pathlib import Path

import pytest
from web.assembly import steps
from web.assembly.commands import RUNNING, BuildError, command
from web.assembly.steps import Step, run_all

PATIENCE_SECONDS = 20


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "CACHE", tmp_path / ".cache")


def test_steps_that_need_not_wait_for_each_other_run_beside_each_other() -> None:
    both = threading.Barrier(2, timeout=PATIENCE_SECONDS)

    def one(_: Path) -> None:
        both.wait()

    def other(_: Path) -> None:
        both.wait()

    run_all([Step("one", one), Step("other", other)])


def test_a_step_has_the_folders_of_those_that_it_comes_after() -> None:
    def first(folder: Path) -> None:
        time.sleep(0.05)
        (folder / "made").write_text("by the first")

    def second(folder: Path, before: Path) -> None:
        (folder / "made").write_text((before / "made").read_text() + " and the second")

    one = Step("one", first)
    two = Step("two", second, (), (one,))
    run_all([one, two])
    assert (two.folder / "made").read_text() == "by the first and the second"


def test_what_is_made_is_not_made_again() -> None:
    made = []

    def make(_: Path) -> None:
        made.append(1)

    for _ in range(2):
        run_all([Step("make", make)])
    assert made == [1]


def test_what_a_step_leaves_elsewhere_is_made_again_where_it_was_removed(tmp_path: Path) -> None:
    left = tmp_path / "left"

    def make(folder: Path) -> None:
        (folder / "made").write_text("made")
        left.write_text("left")

    step = Step("make", make, leaves=(left,))
    for _ in range(2):
        run_all([step])
        assert left.read_text() == "left"
        assert (step.folder / "made").exists()
        left.unlink()


def test_when_a_step_fails_what_the_others_have_started_is_ended() -> None:
    told = []

    def sleeps(_: Path) -> None:
        try:
            command(sys.executable, "-S", "-c", "import time; time.sleep(60)")
        except BuildError as error:
            told.append(error)
            raise

    def fails(_: Path) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while not RUNNING and time.monotonic() < end:
            time.sleep(0.01)
        raise BuildError("Do this.")

    slept, failed = Step("sleep", sleeps), Step("fail", fails)
    begun = time.monotonic()
    with pytest.raises(BuildError, match=r"Do this\."):
        run_all([slept, failed])
    assert time.monotonic() - begun < PATIENCE_SECONDS
    assert len(told) == 1, "it had begun"
    assert not RUNNING
    assert not slept.folder.exists()
    assert not failed.folder.exists()
