"""Firefox, by WebDriver BiDi."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from web.assembly.commands import node_tools

SCRIPT = Path(__file__).with_name("firefox.mjs")


class Firefox:
    """A page in Firefox, driven by `firefox.mjs`."""

    def __init__(self, driver: subprocess.Popen[str]) -> None:
        self._driver = driver

    def open(self, address: str) -> None:
        self._ask(wish="open", address=address)

    def run(self, code: str, inside: bool) -> Any:
        return self._ask(wish="run", code=code, inside=inside)

    def _ask(self, **wish: object) -> Any:
        assert self._driver.stdin
        assert self._driver.stdout
        self._driver.stdin.write(json.dumps(wish) + "\n")
        self._driver.stdin.flush()
        answer = json.loads(self._driver.stdout.readline() or '{"error": "Firefox has ended"}')
        assert "error" not in answer, answer["error"]
        return answer["value"]


@contextmanager
def firefox() -> Iterator[Firefox]:
    words = [str(node_tools() / "node"), str(SCRIPT), shutil.which("firefox-esr")]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, encoding="utf-8") as driver:
        yield Firefox(driver)
