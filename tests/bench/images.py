"""A step of the digits' ResNet: by our kernels, by NumPy in the browser, by others, in turns."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from bench import peak
from bench.competitors import TWINS, Process, booted, process, script
from bench.image_subject import BATCH, batch, network, subject
from bench.places import Room
from bench.sizes import Sizes
from browser.python_in_worker import PythonInWorker

STEPS = Path(__file__).with_name("image_steps.py").read_text()
OTHERS = ("native_numpy", "torch", "jax_js")
PRECISIONS = {"kernel": "float64", "kernel_float32": "float32"}
"""Of ours by the kernels, by their names in what `take_turns` returns."""

Steps = Callable[[int, int, int], dict[str, Any]]
"""Takes a depth, a width and how many steps; returns `ms`, of each, and the last `loss`."""


def measure(room: Room, sizes: Sizes) -> dict[str, Any]:
    """Return milliseconds of a step, for each width of the network's first stage.

    Returns
    -------
    dict
        `depth`, `batch`, `widths`; for each width the medians `browser_kernel_ms`,
        `browser_kernel_float32_ms`, `browser_numpy_ms`, `native_numpy_ms`, `torch_ms` and
        `jax_js_ms`, the median `ratios` of two steps in turn, NumPy's in the browser by the
        kernels', and the last `losses` of all, by name; `missing`: why others could not run;
        `peak`: thousand millions of operations a second that 128-bit SIMD does in this browser, by
        type of number, `operations` of a step, and `share_of_peak` and `float32_share_of_peak`.
    """
    depth = sizes.image_depth
    found: dict[str, Any] = {"depth": depth, "batch": BATCH, "widths": list(sizes.image_widths)}
    found |= {"peak": peak.measure(room, sizes), "missing": {}}
    with booted(room) as page, others(room, depth, found["missing"]) as rest:
        worker = PythonInWorker(page)
        for width in sizes.image_widths:
            for name, value in _of_width(width, sizes, worker, rest, found["peak"]).items():
                found.setdefault(name, []).append(value)
    return found


def _of_width(
    width: int,
    sizes: Sizes,
    worker: PythonInWorker,
    rest: dict[str, Steps],
    most: dict[str, float],
) -> dict[str, Any]:
    """Let all take their turns; return a row of the results."""
    names = ("kernel", "kernel_float32", "numpy", *OTHERS)
    ms: dict[str, list[float]] = {name: [] for name in names}
    losses: dict[str, float] = {}
    for _ in range(sizes.image_rounds):
        asked = sizes.image_depth, width, sizes.image_steps
        replies = _by_worker(worker, *asked)
        replies |= {name: steps(*asked) for name, steps in rest.items()}
        for name, reply in replies.items():
            ms[name] += reply["ms"]
            losses[name] = reply["loss"]
    row = {name: median(times) if times else None for name, times in ms.items()}
    ratio = median(b / a for a, b in zip(ms["kernel"], ms["numpy"], strict=True))
    needed = peak.operations(network(sizes.image_depth, width), batch()[0].shape)
    shares = {
        name: peak.share(needed, 1000 / median(ms[name]), most[precision])
        for name, precision in PRECISIONS.items()
    }
    return {
        **{f"browser_{name}_ms": row[name] for name in ("kernel", "kernel_float32", "numpy")},
        **{f"{name}_ms": row[name] for name in OTHERS},
        **{"ratios": ratio, "losses": losses, "operations": needed},
        "share_of_peak": shares["kernel"],
        "float32_share_of_peak": shares["kernel_float32"],
    }


def _by_worker(worker: PythonInWorker, depth: int, width: int, steps: int) -> dict[str, Any]:
    images, labels = batch()
    asked = depth, width, steps, images.tolist(), labels.tolist()
    code = f"import json\n{STEPS}\nresult = json.dumps(take_turns(*{asked!r}))"
    return json.loads(worker.run(code))  # type: ignore[no-any-return]


@contextmanager
def others(room: Room, depth: int, missing: dict[str, str]) -> Iterator[dict[str, Steps]]:
    """Start all that is not ours in this browser; what cannot run is named with the reason."""
    with ExitStack() as stack:
        start = stack.enter_context
        found = {"native_numpy": _by(start(process(sys.executable, "native_images")))}
        if TWINS.exists():
            found["torch"] = _by(start(process(TWINS, "torch_images")))
        else:
            missing["torch"] = "there is no environment of the twins; see tests/twins/run.py"
        page = start(script(room, "jax.js")).page

        def by_jax(depth: int, width: int, steps: int) -> dict[str, Any]:
            asked = ["./jax.js", subject(depth, width), steps]
            return page.evaluate("asked => imageSteps(...asked)", asked)  # type: ignore[no-any-return]

        try:
            by_jax(depth, 2, 1)
        except Exception as error:
            missing["jax_js"] = str(error).splitlines()[0]
        else:
            found["jax_js"] = by_jax
        yield found


def _by(running: Process) -> Steps:
    return lambda depth, width, steps: running.answer(depth=depth, width=width, steps=steps)
