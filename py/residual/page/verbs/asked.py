"""What a verb is given: an experiment with its settings, and settings of the verb's own."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from residual.checks import shown
from residual.experiments import EXPERIMENTS, Config, DigitsConfig, Experiment
from residual.page import memory
from residual.page.jobs import Values
from residual.settings import SettingError, Settings
from residual.training import Run

S = TypeVar("S", bound=Settings)

RUN = ("table", "config")
"""What names a run: an experiment, and its settings."""


def understood(values: Values) -> tuple[Experiment, Config | DigitsConfig]:
    """Return the experiment and the validated settings of a run.

    Raises
    ------
    SettingError
        For an experiment that is not known, and for refused settings.
    """
    table = values.get("table")
    if table not in EXPERIMENTS:
        known = ", ".join(EXPERIMENTS)
        raise SettingError([f"table: {shown(table)} is not allowed; use one of {known}"])
    experiment = EXPERIMENTS[table]
    return experiment, settings_of(experiment.settings, values)


def settings_of(kind: type[S], values: Values) -> S:
    """Return the validated settings that a verb is given as `config`.

    Raises
    ------
    SettingError
        For refused settings.
    """
    config = values.get("config")
    if not isinstance(config, Mapping):
        allowed = "an object of settings"
        raise SettingError([f"config: {shown(config)} is not allowed; use {allowed}"])
    return kind.parse(config)


def own(kind: type[S], values: Values, besides: Collection[str] = RUN) -> S:
    """Return a verb's own settings.

    Parameters
    ----------
    kind : type
        Their table.
    values : mapping
        All that the verb is given.
    besides : collection of str
        What of that is none of them.

    Raises
    ------
    SettingError
        For an unknown field and a refused value.
    """
    return kind.parse({name: value for name, value in values.items() if name not in besides})


@contextmanager
def opened(values: Values) -> Iterator[tuple[Config | DigitsConfig, Run]]:
    """Make the run that is asked for, and count its memory for as long as the context lasts.

    Raises
    ------
    SettingError
        For refused settings, and a run that has no room beside those that are open.
    """
    experiment, config = understood(values)
    memory.refuse_too_many([config])
    with memory.held(config):
        yield config, experiment.make(config)
