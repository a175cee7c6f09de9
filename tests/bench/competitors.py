"""Who takes part: each trains a run when it is its turn, from the first weights on."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol

from bench.libraries import bundle
from bench.places import ROOT, Room, fresh_page, one_thread
from bench.subjects import subject
from playwright.sync_api import Page

from residual.experiments import Config

TWINS = ROOT / ".cache" / "twins" / "bin" / "python"
HAS_PRECISION = "precision" in Config.table()
"""Whether the core has its kernel, which came together with this setting."""


class Competitor(Protocol):
    """One that trains."""

    def speed(self, config: Config, seconds: float) -> float:
        """Train from the first weights for a while; return epochs a second."""

    def losses(self, config: Config, epochs: int) -> list[float]:
        """Return the losses of the first epochs."""


class Process:
    """A Python process that answers; see turns.py."""

    def __init__(self, running: "subprocess.Popen[str]") -> None:
        self.running = running

    def ask(self, *, config: Config, **request: Any) -> Any:
        return self.answer(config=config.to_dict(), **request)

    def answer(self, **request: Any) -> Any:
        assert self.running.stdin
        assert self.running.stdout
        self.running.stdin.write(json.dumps(request) + "\n")
        self.running.stdin.flush()
        line = self.running.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.running.args} ended with {self.running.wait()}")
        return json.loads(line)

    def speed(self, config: Config, seconds: float) -> float:
        reply = self.ask(config=config, seconds=seconds)
        return reply["epochs"] / reply["seconds"]

    def losses(self, config: Config, epochs: int) -> list[float]:
        return self.ask(config=config, epochs=epochs)


class Script:
    """A module of JavaScript in a page of its own."""

    def __init__(self, page: Page, module: str) -> None:
        self.page, self.module = page, module

    def speed(self, config: Config, seconds: float) -> float:
        asked = [f"./{self.module}", subject(config), seconds]
        reply = self.page.evaluate("asked => timed(...asked)", asked)
        return reply["epochs"] / reply["seconds"]

    def losses(self, config: Config, epochs: int) -> list[float]:
        asked = [f"./{self.module}", subject(config), epochs]
        return self.page.evaluate("asked => losses(...asked)", asked)


class Core:
    """The core in the page's own worker, asked by the names that worker.py gives its answers."""

    WORKER = "document.querySelector('script[type=\"py\"]').xworker.sync"

    def __init__(self, page: Page, changes: Mapping[str, object]) -> None:
        self.page, self.changes = page, changes

    def advance(self, config: Config, seconds: float) -> dict[str, Any]:
        """Train one epoch, which touches all memory, then for a while, which is timed."""
        script = f"""async ([config, seconds]) => {{
            const worker = {self.WORKER};
            const {{ run, problems }} = await worker.open(config);
            if (problems) throw new Error(problems.join("; "));
            const [first] = await worker.advance([run], 0);
            const start = performance.now();
            const losses = [...first.loss.data];
            let passed = 0;
            do {{
                const [slice] = await worker.advance([run], 1000 * seconds - passed);
                losses.push(...slice.loss.data);
                passed = performance.now() - start;
                if (slice.done) break;
            }} while (passed < 1000 * seconds);
            await worker.close([run]);
            return {{ losses, seconds: passed / 1000 }};
        }}"""
        return self.page.evaluate(script, [{**config.to_dict(), **self.changes}, seconds])

    def facts(self) -> dict[str, Any]:
        """Return what the worker says about itself, beside its settings and presets."""
        schema = self.page.evaluate(f"async () => await {self.WORKER}.schema()")
        return {key: said for key, said in schema.items() if key != "tables"}

    def speed(self, config: Config, seconds: float) -> float:
        reply = self.advance(config, seconds)
        return (len(reply["losses"]) - 1) / reply["seconds"]

    def losses(self, config: Config, epochs: int) -> list[float]:
        config = Config(**{**config.to_dict(), "epochs": epochs})
        return self.advance(config, 3600)["losses"]


@contextmanager
def process(python: str | Path, module: str) -> Iterator[Process]:
    """Start a process."""
    running = subprocess.Popen(
        [str(python), "-m", f"bench.{module}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=one_thread(ROOT / "py", ROOT / "tests"),
    )
    yield Process(running)
    assert running.stdin
    running.stdin.close()
    running.wait()


@contextmanager
def script(room: Room, module: str) -> Iterator[Script]:
    """Open a page for a module."""
    bundle()
    with fresh_page(room) as page:
        page.goto(f"{room.server.address}bench/turns.html")
        yield Script(page, module)


@contextmanager
def booted(room: Room, query: str = "") -> Iterator[Page]:
    """Open one widget in its page and let it start Python, by touching it as a reader would."""
    if query in room.booted:
        yield room.booted[query]
        return
    with ExitStack() as stack:
        page = stack.enter_context(fresh_page(room))
        page.goto(f"{room.site}embed.html?widget=degradation&depth=4{query}")
        widget = page.locator("degradation-explorer")
        widget.locator(".controls").dispatch_event("pointerdown")
        page.wait_for_selector("degradation-explorer[status=ready]")
        if room.shared:
            room.booted[query] = page
            stack.pop_all()
        yield page


@contextmanager
def core(room: Room, query: str = "", **changes: object) -> Iterator[Core]:
    """Open a page for the core."""
    with booted(room, query) as page:
        yield Core(page, changes)


@contextmanager
def everybody(room: Room) -> Iterator[dict[str, Competitor | None]]:
    """Start all competitors; those that are not there are None."""
    with ExitStack() as stack:
        start = stack.enter_context
        yield {
            "native_numpy": start(process(sys.executable, "native_numpy")),
            "torch": start(process(TWINS, "torch_one_thread")) if TWINS.exists() else None,
            "browser_kernel": start(core(room)) if HAS_PRECISION else None,
            "browser_kernel_float32": (
                start(core(room, precision="float32")) if HAS_PRECISION else None
            ),
            "browser_numpy": start(core(room, "&kernel=numpy")),
            "tfjs_wasm": start(script(room, "tensorflow.js")),
            "jax_js": start(script(room, "jax.js")),
            "hand_js": start(script(room, "hand-written.js")),
        }
