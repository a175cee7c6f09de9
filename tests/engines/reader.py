"""A widget, driven as a reader would, in any engine that runs a script in a page."""

import json
from typing import Any, Protocol

WAIT_SECONDS = 60
DEPTH = 'const control = widget.renderRoot.querySelector("input[type=range]#setting-depth");'


class Engine(Protocol):
    """A browser with one page."""

    def open(self, address: str) -> None:
        """Open an address."""

    def run(self, code: str, inside: bool) -> Any:
        """Return what a promise, given as JavaScript, resolves to: in the page or in its frame."""


PRESS = """const found = [...widget.renderRoot.querySelectorAll("button")].find(
    (each) => each.textContent.trim().startsWith(button));
found.click();"""


class Widget:
    """A widget by its element's name, in the page, or inside its frame."""

    def __init__(self, engine: Engine, name: str, inside: bool = False) -> None:
        self._engine = engine
        self._name = name
        self._inside = inside

    def do(self, act: str, **known: object) -> Any:
        """Return what the body of an asynchronous function gives, once the widget is there."""
        names = "".join(f"const {name} = {json.dumps(value)};" for name, value in known.items())
        return self._engine.run(
            f"""(async () => {{
                {names}
                const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
                const end = performance.now() + {1000 * WAIT_SECONDS};
                const until = async (fact, words) => {{
                    for (; !fact(); await pause(20))
                        if (performance.now() > end) throw new Error(words());
                }};
                const find = () => document.querySelector({json.dumps(self._name)});
                await until(() => find()?.hasAttribute("status"), () => "no widget");
                const widget = find();
                {act}
            }})()""",
            self._inside,
        )

    def press(self, button: str) -> None:
        """Press the button whose words begin so: that of a stage also says what it trains."""
        self.do(PRESS, button=button)

    def wait(self, status: str) -> None:
        self.do(
            """const now = () => widget.getAttribute("status");
            await until(() => now() === status, () => `${now()}, not ${status}`);""",
            status=status,
        )

    def train(self) -> list[dict[str, Any]]:
        """Press Train, wait for the end, and return the networks."""
        # Else the end of an earlier race would do; one of few epochs is over in no time.
        self.do(
            f"""let began = false;
            new MutationObserver(() => {{
                began = true;
            }}).observe(widget, {{ attributeFilter: ["status"] }});
            {PRESS}
            await until(() => began, () => "Train does nothing");""",
            button="Train",
        )
        self.wait("done")
        return self.networks()

    def networks(self) -> list[dict[str, Any]]:
        return self.do("return widget.results.runs ?? widget.results.stacks;")

    def move_depth(self, values: list[int], milliseconds: int) -> None:
        """Move the slider through values, one after the other, and let go."""
        self.do(
            f"""{DEPTH}
            control.focus();
            for (const value of values) {{
                control.value = value;
                control.dispatchEvent(new Event("input", {{ bubbles: true, composed: true }}));
                await pause(milliseconds);
            }}
            control.dispatchEvent(new Event("change", {{ bubbles: true, composed: true }}));""",
            values=values,
            milliseconds=milliseconds,
        )

    def settle(self, depth: int) -> None:
        """Wait until the networks and the page's address have a depth."""
        self.do(
            """const depths = () => (widget.results.runs ?? widget.results.stacks)
                .map(({ config }) => config.depth);
            const asked = () => new URLSearchParams(location.search).get("depth");
            const now = () => `networks ${depths()}, address ${asked()}, not ${depth}`;
            await until(() => depths().every((each) => each === depth), now);
            await until(() => asked() === String(depth), now);""",
            depth=depth,
        )

    def depth(self) -> int:
        """What the slider shows."""
        return self.do(f"{DEPTH} return Number(control.value);")
