"""Jobs: long work done slice by slice, so that the page can ask for other things in between.

A verb is a generator function, registered by its name; see `verbs`. Its first value is what it
works with, its settings as they were understood; each further one a part of its result, with the
share of the whole that is done with it. It is asked for its next value as long as the slice is not
over, so it yields wherever it may be interrupted: a part whose result is not whole then has its
share alone. What takes less time than a slice, such as an epoch, looks at the clock itself, and
gives one part for many.
"""

import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from residual import kernels
from residual.checks import shown
from residual.settings import SettingError

Values = Mapping[str, Any]
Work = Generator[dict[str, Any], None, None]


@dataclass
class Clock:
    """Tells a verb when its slice is over."""

    read: Callable[[], float] = time.perf_counter
    end: float = 0.0

    def start(self, milliseconds: float) -> None:
        """Begin a slice."""
        self.end = self.read() + milliseconds / 1000

    @property
    def over(self) -> bool:
        """Whether the slice is over."""
        return self.read() >= self.end


Verb = Callable[[Values, Clock], Work]
VERBS: dict[str, Verb] = {}
"""What is registered, by name."""


def verb(function: Verb) -> Verb:
    """Register a verb under its function's name."""
    VERBS[function.__name__] = function
    return function


def check_milliseconds(milliseconds: object) -> None:
    """Raise a SettingError unless it is how long a slice may be."""
    if not isinstance(milliseconds, int | float) or not milliseconds >= 0:
        raise SettingError(
            [f"milliseconds: {shown(milliseconds)} is not allowed; use a number from 0"]
        )


@dataclass
class _Job:
    work: Work
    clock: Clock


@dataclass
class Jobs:
    """The jobs that are under way, by number.

    Parameters
    ----------
    verbs : mapping of str to callable
        What can be begun, by name.
    read : callable
        Returns the time in seconds.
    """

    verbs: Mapping[str, Verb]
    read: Callable[[], float] = time.perf_counter
    _open: dict[int, _Job] = field(default_factory=dict)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def begin(self, name: str, values: Values) -> dict[str, Any]:
        """Begin a job.

        Parameters
        ----------
        name : str
            Of a verb.
        values : mapping
            What it takes.

        Returns
        -------
        dict
            `job`: its number; `config`: what the verb works with; `kernel`: what computes.

        Raises
        ------
        SettingError
            For a verb that is not known, and values that it refuses.
        """
        if name not in self.verbs:
            known = ", ".join(self.verbs)
            raise SettingError([f"verb: {shown(name)} is not allowed; use one of {known}"])
        if not isinstance(values, Mapping):
            raise SettingError([f"values: {shown(values)} is not allowed; use an object"])
        clock = Clock(self.read)
        work = self.verbs[name](values, clock)
        config = next(work)
        number = next(self._numbers)
        self._open[number] = _Job(work, clock)
        return {"job": number, "config": config, "kernel": kernels.running}

    def go_on(self, number: int, milliseconds: float) -> dict[str, Any]:
        """Work on a job for about so many milliseconds; for 0, up to its next part.

        Returns
        -------
        dict
            `parts`: what came out, each part with its `share` of the whole, from 0 to 1, that is
            done with it; `done`: whether that was all. A job that is done, or whose verb raised, is
            forgotten.

        Raises
        ------
        SettingError
            If there is no such job.
        """
        check_milliseconds(milliseconds)
        job = self._find(number)
        job.clock.start(milliseconds)
        parts = []
        try:
            for part in job.work:
                parts.append(part)
                if job.clock.over:
                    return {"parts": parts, "done": False}
        except BaseException:
            self.give_up(number)
            raise
        self.give_up(number)
        return {"parts": parts, "done": True}

    def give_up(self, number: int) -> None:
        """Forget a job, and let go of all that it holds."""
        self._find(number).work.close()
        del self._open[number]

    def _find(self, number: int) -> _Job:
        if number not in self._open:
            known = ", ".join(map(str, self._open)) or "none"
            raise SettingError([f"job: {number} is not under way; under way are {known}"])
        return self._open[number]

    def __len__(self) -> int:
        return len(self._open)
