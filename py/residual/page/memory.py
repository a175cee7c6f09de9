"""How much memory the runs and jobs of a page take, by estimate, and what has no room beside them.

A browser's memory never shrinks, and Python breaks where it ends: so what does not fit is refused
beforehand.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator
from contextlib import contextmanager

from residual.experiments import Config, DigitsConfig
from residual.settings import SettingError

_taken: dict[Hashable, float] = {}


def take(holder: Hashable, config: Config | DigitsConfig) -> None:
    """Note what a run with these settings takes, under the name of who holds it."""
    _taken[holder] = config.size.bytes


def give(holder: Hashable) -> None:
    """Note that a holder holds nothing any more."""
    del _taken[holder]


def taken() -> float:
    """Return how many bytes are taken now, by estimate."""
    return sum(_taken.values())


@contextmanager
def held(config: Config | DigitsConfig) -> Iterator[None]:
    """Take what a run with these settings takes for as long as the context lasts."""
    holder = object()
    take(holder, config)
    try:
        yield
    finally:
        give(holder)


def refuse_too_many(
    configs: Iterable[Config | DigitsConfig], replaced: Collection[Hashable] = ()
) -> None:
    """Refuse settings whose runs cannot all be opened beside those that are open.

    Parameters
    ----------
    configs : iterable of Config or DigitsConfig
        Of the runs that are wanted.
    replaced : collection
        Holders that will have given theirs by then.

    Raises
    ------
    SettingError
        That names what would fit.
    """
    taken = sum(size for holder, size in _taken.items() if holder not in replaced)
    for config in configs:
        if problems := config.size.problems_beside(taken):
            raise SettingError(problems)
        taken += config.size.bytes
