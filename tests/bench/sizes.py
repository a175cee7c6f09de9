"""How much the benchmark does: in full, and so little that a test can run it."""

from collections.abc import Mapping
from dataclasses import dataclass

from residual.experiments import Config

SHORTCUT = "identity"
"""Training speed is that of the residual network; the plain one saves an addition a block."""


@dataclass(frozen=True)
class Sizes:
    """The amounts.

    Attributes
    ----------
    experiments
        What is trained for its speed, by the name in the results.
    warm_ups, rounds, seconds
        How often each competitor has its turn before it counts, for just-in-time compilers, how
        often after that, and how long the turn is.
    peak_seconds
        How long a loop of nothing but multiply-adds runs.
    image_depth, image_widths, image_steps, image_rounds
        The digits' networks that take steps, by their depth and the channels of their first stage,
        how many steps in a turn, and how many turns.
    race
        The query of a page that is visited: both networks train at a press, and nobody is asked
        anything first.
    start_rounds
        How many fresh visits of the page and of the stock page.
    line_speeds, line_rounds
        Over lines of how many Mbit/s the page is visited, and how often in each way.
    quiet_seconds
        A page that has asked for nothing for so long has all that it fetches by itself.
    frame_depth, frame_seconds
        The two networks that train while the frames of the page are timed, and how long.
    depths, widths
        For the growth of the time per epoch, natively; a browser takes those that the page allows.
    growth_seconds
        How long each of them is timed.
    memory_depth, memory_epochs, memory_samples
        The network whose memory is followed, for how long, and how often it is looked at.
    """

    experiments: Mapping[str, Config]
    warm_ups: int
    rounds: int
    seconds: float
    peak_seconds: float
    image_depth: int
    image_widths: tuple[int, ...]
    image_steps: int
    image_rounds: int
    race: str
    start_rounds: int
    line_speeds: tuple[float, ...]
    line_rounds: int
    quiet_seconds: float
    frame_depth: int
    frame_seconds: float
    depths: tuple[int, ...]
    widths: tuple[int, ...]
    growth_seconds: float
    memory_depth: int
    memory_epochs: int
    memory_samples: int


FULL = Sizes(
    experiments={
        "degradation": Config(shortcut=SHORTCUT, epochs=5000),
        "depth32_width32": Config(shortcut=SHORTCUT, epochs=5000, depth=32, width=32),
    },
    warm_ups=1,
    rounds=7,
    seconds=1.5,
    peak_seconds=0.2,
    image_depth=20,
    image_widths=(4, 16),
    image_steps=5,
    image_rounds=3,
    race="?start=race",
    start_rounds=5,
    line_speeds=(10, 50, 100, 1000),
    line_rounds=3,
    quiet_seconds=2,
    frame_depth=110,
    frame_seconds=10,
    depths=(8, 16, 32, 56, 110, 200, 500, 1000),
    widths=(8, 16, 32, 64, 128),
    growth_seconds=1.5,
    memory_depth=20,
    memory_epochs=10_000,
    memory_samples=10,
)

QUICK = Sizes(
    experiments={
        "degradation": Config(shortcut=SHORTCUT, epochs=5000, depth=8, width=4),
        "depth32_width32": Config(shortcut=SHORTCUT, epochs=5000, depth=6, width=8),
    },
    warm_ups=0,
    rounds=1,
    seconds=0.05,
    peak_seconds=0.02,
    image_depth=8,
    image_widths=(2,),
    image_steps=2,
    image_rounds=1,
    race="?start=race&depth=4&epochs=4",
    start_rounds=1,
    line_speeds=(200,),
    line_rounds=1,
    quiet_seconds=0.7,
    frame_depth=8,
    frame_seconds=0.5,
    depths=(4, 112),
    widths=(2, 66),
    growth_seconds=0.05,
    memory_depth=4,
    memory_epochs=20,
    memory_samples=2,
)
