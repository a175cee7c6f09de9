"""Whether memory grows while a network trains: natively, and in the browser's worker."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bench.competitors import Core
from bench.places import ROOT, Room, fresh_page, one_thread
from bench.sizes import SHORTCUT, Sizes
from playwright.sync_api import Page, Worker

from residual.experiments import Config

HOOK = """() => {
  const made = [];
  WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
    construct(target, given) {
      const memory = Reflect.construct(target, given);
      made.push(memory);
      return memory;
    },
  });
  globalThis.wasmBytes = () => made.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
}"""
"""Makes a worker, before it has loaded Python, tell the size of the memories that it will make."""
HOOKING = 5
"""How often to try: the hook may come when the memory has been made."""

TRAIN = f"""async ([run, epochs]) => {{
  const worker = {Core.WORKER};
  for (let trained = 0; trained < epochs; ) {{
    const [slice] = await worker.advance([run], 250);
    trained += slice.loss.data.length;
    if (slice.done) await worker.reset([run]);
  }}
}}"""


def measure(room: Room, sizes: Sizes) -> dict[str, Any]:
    """Return the bytes held at the start and after each stretch of training.

    Returns
    -------
    dict
        `config` (what trains), `epochs` (about that many had been trained at each sample),
        `native_rss` and `wasm`, in bytes, the latter None where it cannot be seen.
    """
    config = Config(shortcut=SHORTCUT, depth=sizes.memory_depth)
    stretch = sizes.memory_epochs // sizes.memory_samples
    return {
        "config": config.to_dict(),
        "epochs": [stretch * number for number in range(sizes.memory_samples + 1)],
        "native_rss": native(config, sizes),
        "wasm": browser(room, config, stretch, sizes.memory_samples),
    }


def native(config: Config, sizes: Sizes) -> list[int]:
    """Follow the core in a native process."""
    values = config.to_dict() | {"epochs": sizes.memory_epochs}
    request = json.dumps({"config": values, "samples": sizes.memory_samples})
    done = subprocess.run(
        [sys.executable, "-m", "bench.native_memory", request],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=one_thread(ROOT / "py", ROOT / "tests"),
    )
    return json.loads(done.stdout)


def browser(room: Room, config: Config, stretch: int, samples: int) -> list[int | None]:
    """Follow the core in the browser; its run is taken back to its start when it is over."""
    for _ in range(HOOKING):
        with hooked(room) as (page, workers):
            run = page.evaluate(
                f"async (config) => (await {Core.WORKER}.open(config)).run",
                config.to_dict() | {"epochs": Config.table()["epochs"].maximum},
            )
            first = wasm_bytes(page, workers, run, 1)
            if first is not None:
                later = (wasm_bytes(page, workers, run, stretch) for _ in range(samples))
                return [first, *later]
    return [None] * (samples + 1)


@contextmanager
def hooked(room: Room) -> Iterator[tuple[Page, list[Worker]]]:
    """Give a page with Python started, and its workers with the hook, if it came in time."""
    with fresh_page(room) as page:
        workers: list[Worker] = []
        page.on("worker", lambda worker: workers.append(worker) or worker.evaluate(HOOK))
        page.goto(f"{room.site}embed.html?widget=degradation&depth=4")
        page.locator("degradation-explorer .controls").dispatch_event("pointerdown")
        page.wait_for_selector("degradation-explorer[status=ready]")
        yield page, workers


def wasm_bytes(page: Page, workers: list[Worker], run: int, epochs: int) -> int | None:
    """Train some epochs, then return how large the worker's memories are."""
    page.evaluate(TRAIN, [run, epochs])
    return sum(worker.evaluate("wasmBytes()") for worker in workers) or None
