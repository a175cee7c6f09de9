"""How the time of an epoch grows with depth and with width."""

import sys
from typing import Any

from bench.competitors import HAS_PRECISION, core, process
from bench.places import Room
from bench.sizes import SHORTCUT, Sizes

from residual.experiments import Config

DEPTH, WIDTH = 32, 16
"""What is kept where the other one grows."""


def measure(room: Room, sizes: Sizes) -> dict[str, Any]:
    """Return milliseconds an epoch, natively and in the browser, for each depth and each width.

    Returns
    -------
    dict
        `depth` and `width`: each with the `values`, the other setting (`at`), `native_numpy_ms`
        and `browser_ms`, which is None where the page does not allow the value; `browser`: who
        that was.
    """
    with process(sys.executable, "native_numpy") as native, core(room) as page:
        browser = "browser_kernel" if HAS_PRECISION else "browser_numpy"
        results: dict[str, Any] = {"browser": browser}
        for name, values, fixed in (
            ("depth", sizes.depths, {"width": WIDTH}),
            ("width", sizes.widths, {"depth": DEPTH}),
        ):
            configs = [
                Config(**{"shortcut": SHORTCUT, "epochs": 5000, **fixed, name: value})
                for value in values
            ]
            maximum = Config.table()[name].maximum
            times = {"native_numpy_ms": [], "browser_ms": []}
            for config, value in zip(configs, values, strict=True):
                for who, competitor in (("native_numpy_ms", native), ("browser_ms", page)):
                    allowed = competitor is native or value <= maximum
                    speed = competitor.speed(config, sizes.growth_seconds) if allowed else None
                    times[who].append(speed and 1000 / speed)
            results[name] = {"values": list(values), "at": fixed, **times}
    return results
