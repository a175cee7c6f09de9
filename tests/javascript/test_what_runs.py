"""What the page says of the code beside what it computed is so."""

import pytest
from javascript.node import call

from residual.page.pieces import COMPILED

TAKEN_OVER = ["block", "linear", "batch_norm", "relu", "sequential", "training_pass", "optimizer"]
PIECES = [*TAKEN_OVER, "training_step", "attention"]


def what_runs(piece: str, kernel: str) -> str:
    words = call("code/what-runs.js", "whatRuns", piece, kernel, list(COMPILED))
    assert isinstance(words, str)
    return words


@pytest.mark.parametrize("piece", PIECES)
def test_with_numpy_each_piece_is_what_runs(piece: str) -> None:
    assert what_runs(piece, "NumPy") == "this is what runs."


@pytest.mark.parametrize("kernel", ["C with SIMD", "C with SIMD and FMA"])
@pytest.mark.parametrize("piece", PIECES)
def test_with_compiled_kernels_what_they_take_over_is_called_a_definition(
    piece: str, kernel: str
) -> None:
    words = what_runs(piece, kernel)
    assert "compiled to C" in words
    assert ("the definition; here it runs fused" in words) is (piece in TAKEN_OVER)
    assert words.startswith("this is what runs") is (piece not in TAKEN_OVER)


def test_before_python_is_there_nothing_is_said_to_run() -> None:
    assert what_runs("block", "") == "this is what computed the recorded picture."
