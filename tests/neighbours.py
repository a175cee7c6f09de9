"""Tests run beside each other, a process on each core; what may not be disturbed runs alone.

A test marked `alone` waits until what runs beside it has ended, and nothing begins before it has.
All these are handed out last, to one process (by_file.py): there is one wait, and not one for each.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from filelock import FileLock

POLL_SECONDS = 0.01


def is_alone(item: pytest.Item) -> bool:
    """Tell whether nothing may run beside a test."""
    return item.get_closest_marker("alone") is not None


@contextmanager
def one_at_a_time(shared: Path, what: str) -> Iterator[None]:
    """Let one process do something, such as a build, while the others wait.

    Parameters
    ----------
    shared : Path
        A folder that all processes of one run of the tests have.
    what : str
        A name for a file.
    """
    with FileLock(shared / f"{what}.lock", poll_interval=POLL_SECONDS):
        yield


@contextmanager
def a_turn(shared: Path, own: str, everybody: Sequence[str], alone: bool) -> Iterator[None]:
    """Wait for the turn of a test.

    Each process holds the seat of its own while a test runs, and one that has to be alone takes
    all. Seats are taken behind a door, one process after the other: who waits for all of them is
    not passed by who needs only one.

    Parameters
    ----------
    shared : Path
        A folder that all processes have.
    own : str
        The name of this process.
    everybody : sequence of str
        Those of all.
    alone : bool
        Whether nothing may run beside the test.
    """
    with ExitStack() as seats:
        with one_at_a_time(shared, "door"):
            for name in everybody if alone else [own]:
                seats.enter_context(one_at_a_time(shared, name))
        yield
