"""Tests run beside each other, and what measures time runs alone."""

import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from by_file import ALONE, ByFile
from neighbours import a_turn

ONE_FILE = """
import pytest

def test_beside(): ...

@pytest.mark.alone
def test_alone(): ...

@pytest.mark.parametrize("size", [1, 2])
@pytest.mark.alone
def test_sizes(size): ...
"""
TESTS = Path(__file__).resolve().parents[1]
NAMES = ("test_beside", "test_alone", "test_sizes[1]")
EVERYBODY = ["gw0", "gw1"]
LONG_SECONDS = 20


def test_those_that_are_alone_are_handed_out_together(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(ONE_FILE)
    hands = ByFile.__new__(ByFile)
    hands.config = SimpleNamespace(rootpath=tmp_path)
    scopes = {name: hands._split_scope(f"test_it.py::{name}") for name in NAMES}
    assert scopes == dict(zip(NAMES, ("test_it.py", ALONE, ALONE), strict=True))


def test_those_that_are_alone_come_last(pytestconfig: pytest.Config) -> None:
    (of_all,) = (
        plugin
        for plugin in pytestconfig.pluginmanager.get_plugins()
        if getattr(plugin, "__file__", None) == str(TESTS / "conftest.py")
    )
    names = [("core", False), ("browser", True), ("science", False), ("browser", False)]
    items = [
        SimpleNamespace(path=TESTS / folder / "test_it.py", get_closest_marker=marks.get)
        for folder, alone in names
        for marks in [{"alone": True} if alone else {}]
    ]
    first, second, third, last = items
    of_all.pytest_collection_modifyitems(items)
    assert items == [third, last, first, second]


def test_two_run_beside_each_other(tmp_path: Path) -> None:
    with a_turn(tmp_path, "gw0", EVERYBODY, False), a_turn(tmp_path, "gw1", EVERYBODY, False):
        pass


def test_one_that_is_alone_waits_for_its_neighbour_and_has_none(
    tmp_path: Path,
) -> None:
    """Its neighbour goes from test to test without a pause."""
    running: set[str] = set()
    beside: list[set[str]] = []
    over = threading.Event()

    def neighbour() -> None:
        while not over.is_set():
            with a_turn(tmp_path, "gw1", EVERYBODY, False):
                running.add("gw1")
                time.sleep(0.02)
                running.discard("gw1")

    def alone() -> None:
        for _ in range(5):
            with a_turn(tmp_path, "gw0", EVERYBODY, True):
                before = set(running)
                time.sleep(0.04)
                beside.append(before | running)

    threads = [threading.Thread(target=each, daemon=True) for each in (neighbour, alone)]
    for thread in threads:
        thread.start()
    threads[1].join(LONG_SECONDS)
    over.set()
    threads[0].join(LONG_SECONDS)
    assert beside == 5 * [set()]
