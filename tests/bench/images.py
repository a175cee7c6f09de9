"""A step of the digits' ResNet-20 in the browser: by the kernels and by NumPy, in turns."""

import json
from pathlib import Path
from statistics import median
from typing import Any

from bench.places import Room, page_of
from bench.sizes import Sizes
from browser.python_in_worker import PythonInWorker

from residual.data.datasets import digits

DEPTH, BATCH = 20, 64
STEPS = Path(__file__).with_name("image_steps.py").read_text()


def measure(room: Room, sizes: Sizes) -> dict[str, Any]:
    """Return milliseconds of a step, for each width of the network's first stage.

    Returns
    -------
    dict
        `depth`, `batch`, `widths`; for each width the medians `browser_kernel_ms` and
        `browser_numpy_ms`, the median `ratios` of two steps in turn, NumPy's by the kernels', and
        the last `losses` of both.
    """
    images, labels = digits()
    found: dict[str, Any] = {"depth": DEPTH, "batch": BATCH, "widths": list(sizes.image_widths)}
    columns = ("browser_kernel_ms", "browser_numpy_ms", "ratios", "losses")
    found |= {column: [] for column in columns}
    with page_of(room) as page:
        worker = PythonInWorker(page, f"{room.site}embed.html?widget=degradation&depth=4&epochs=1")
        for width in sizes.image_widths:
            asked = (
                DEPTH,
                width,
                sizes.image_steps,
                images[:BATCH].tolist(),
                labels[:BATCH].tolist(),
            )
            reply = json.loads(
                worker.run(f"import json\n{STEPS}\nresult = json.dumps(take_turns(*{asked!r}))")
            )
            kernel, numpy = reply["kernel"], reply["numpy"]
            ratio = median(b / a for a, b in zip(kernel["ms"], numpy["ms"], strict=True))
            losses = [kernel["loss"], numpy["loss"]]
            row = median(kernel["ms"]), median(numpy["ms"]), ratio, losses
            for column, value in zip(columns, row, strict=True):
                found[column].append(value)
    return found
