"""A competitor's process: answers each line of JSON that it reads with one.

`{"config": ..., "seconds": s}` trains from the first weights for so long and returns epochs and
seconds; `{"config": ..., "epochs": n}` returns the losses of the first epochs.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

from residual.experiments import Config

Epoch = Callable[[], float]
"""Trains one epoch on the full batch and returns the loss before its update."""


def timed(epoch: Epoch, seconds: float) -> dict[str, float]:
    """Train for a while, after one epoch that touches all memory."""
    epoch()
    epochs, start = 0, time.perf_counter()
    while (passed := time.perf_counter() - start) < seconds or not epochs:
        epoch()
        epochs += 1
    return {"epochs": epochs, "seconds": passed}


def answer(make: Callable[[Config], Epoch]) -> None:
    """Answer until the input ends.

    Parameters
    ----------
    make : callable
        Takes settings, and returns what trains an epoch from the first weights on.
    """
    for line in sys.stdin:
        request = json.loads(line)
        epoch = make(Config(**request["config"]))
        reply: Any
        if "seconds" in request:
            reply = timed(epoch, request["seconds"])
        else:
            reply = [epoch() for _ in range(request["epochs"])]
        print(json.dumps(reply), flush=True)
