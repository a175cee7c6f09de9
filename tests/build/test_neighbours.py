"""Tests run beside each other, and what measures time runs alone."""

import threading
import time
from pathlib import Path

from neighbours import a_turn

EVERYBODY = ["gw0", "gw1"]
LONG_SECONDS = 20


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
