"""A competitor's process for images: answers each line of JSON that it reads with one.

`{"depth": ..., "width": ..., "steps": n}` takes two steps from the first weights and then n more;
it returns `ms`, of each of these, and the last `loss`.
"""

import json
import sys
import time
from collections.abc import Callable

Step = Callable[[], float]
"""Takes a step and returns the loss before it."""


def answer(make: Callable[[int, int], Step]) -> None:
    """Answer until the input ends; `make` takes a depth and a width."""
    for line in sys.stdin:
        request = json.loads(line)
        step = make(request["depth"], request["width"])
        for _ in range(2):
            step()
        ms, loss = [], 0.0
        for _ in range(request["steps"]):
            begun = time.perf_counter()
            loss = step()
            ms.append(1000 * (time.perf_counter() - begun))
        print(json.dumps({"ms": ms, "loss": loss}), flush=True)
