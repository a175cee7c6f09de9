"""Training speed: everybody trains the same network, in turns."""

from collections.abc import Mapping
from statistics import median
from typing import Any

from bench import peak
from bench.competitors import Competitor, Core, everybody
from bench.places import Room
from bench.sizes import SHORTCUT, Sizes

from residual.experiments import Config, make_trainer

REFERENCE = "native_numpy"

Speeds = dict[str, list[float] | None]
"""Epochs a second of every round, by competitor; None for one that is not there."""


def measure(room: Room, sizes: Sizes) -> dict[str, Any]:
    """Return the speeds of all competitors.

    Returns
    -------
    dict
        For each experiment epochs a second by competitor (the median over the rounds);
        `ratios`, likewise, to native NumPy in the same round (median too); `rounds`, all of it;
        `shortcut`, which network it is; `workers`, what those in the browser say they are; and
        `share_of_peak`, ours of what 128-bit SIMD does in this browser, by experiment and type.
    """
    with everybody(room) as competitors:
        rounds = {
            name: take_turns(competitors, config, sizes)
            for name, config in sizes.experiments.items()
        }
        most = peak.measure(room, sizes)
        workers = {who: c.facts() for who, c in competitors.items() if isinstance(c, Core)}
    return {
        **{name: medians(speeds) for name, speeds in rounds.items()},
        "ratios": {name: medians(ratios(speeds)) for name, speeds in rounds.items()},
        "rounds": rounds,
        "shortcut": SHORTCUT,
        "workers": workers,
        "peak": most,
        "share_of_peak": {
            name: shares(config, medians(rounds[name]), most)
            for name, config in sizes.experiments.items()
        },
    }


def shares(
    config: Config, speeds: Mapping[str, float | None], most: Mapping[str, float]
) -> dict[str, float | None]:
    """Return our share of the peak, by type of number."""
    trainer = make_trainer(config)
    needed = peak.operations(trainer.network, trainer.x.shape)
    ours = {"float64": "browser_kernel", "float32": "browser_kernel_float32"}
    return {name: peak.share(needed, speeds[who], most[name]) for name, who in ours.items()}


def take_turns(
    competitors: Mapping[str, Competitor | None], config: Config, sizes: Sizes
) -> Speeds:
    """Let each train in every round; the first ones, for just-in-time compilers, do not count."""
    speeds: Speeds = {who: [] if there else None for who, there in competitors.items()}
    for number in range(sizes.warm_ups + sizes.rounds):
        for who, competitor in competitors.items():
            if competitor is not None:
                speed = competitor.speed(config, sizes.seconds)
                if number >= sizes.warm_ups:
                    speeds[who].append(speed)
    return speeds


def ratios(speeds: Speeds) -> Speeds:
    """Divide by native NumPy's speed of the same round."""
    reference = speeds[REFERENCE]
    return {
        who: of and [one / its for one, its in zip(of, reference, strict=True)]
        for who, of in speeds.items()
    }


def medians(speeds: Speeds) -> dict[str, float | None]:
    """Return the median of each list."""
    return {who: of and median(of) for who, of in speeds.items()}
