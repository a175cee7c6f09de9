"""What the page says of the code beside what it computed is so."""

from typing import Any

import pytest
from javascript.node import call

from residual.page.pieces import COMPILED, IN_TRAINING, PARTLY
from residual.page.sources import PIECES

KINDS = list(COMPILED)


def what_runs(piece: str, kernel: str, kind: str = "post") -> str:
    taken = call("code/pieces.js", "takenOver", piece, kind)
    words = call("code/what-runs.js", "whatRuns", kernel, taken)
    assert isinstance(words, str)
    return words


@pytest.mark.parametrize("kind", KINDS)
def test_with_numpy_each_piece_is_exactly_what_runs(kind: str) -> None:
    for piece in PIECES:
        assert what_runs(piece, "NumPy", kind) == "this is exactly what runs."


@pytest.mark.parametrize("kind", KINDS)
def test_with_compiled_kernels_what_they_take_over_is_called_a_definition(kind: str) -> None:
    for piece in PIECES:
        words = what_runs(piece, "C with SIMD", kind)
        assert "compiled to C" in words
        whole = "the definition; here it runs compiled to C, checked against it before it was used"
        assert (whole in words) is (piece in COMPILED[kind])
        assert ("the definition; here some of it runs compiled" in words) is (piece in PARTLY[kind])
        trained = piece in IN_TRAINING.get(kind, ())
        assert ("where networks are trained this is the definition" in words) is trained
        taken = piece in (*COMPILED[kind], *PARTLY[kind])
        assert words.startswith("this is what runs") is not taken


def test_before_python_is_there_nothing_is_said_to_run() -> None:
    assert what_runs("block", "") == "this is what computed the recorded picture."


def in_words(**part: Any) -> str:
    said = {"compiled": 362.04, "written": 43.31} | part
    words = call("code/what-runs.js", "speedsInWords", said, "The 56-layer residual network")
    assert isinstance(words, str)
    return words


def test_both_speeds_are_told_with_their_ratio_and_the_network() -> None:
    assert in_words() == (
        "The 56-layer residual network, on this machine: 362 epochs a second compiled, 43.3 as "
        "written; 8.36 times as many."
    )


def test_what_runs_as_it_is_written_and_what_the_arrays_take_is_told() -> None:
    assert in_words(as_written={}, bytes=5.9e6).endswith(
        "All of its layers run compiled. Its arrays take 5.90 MB."
    )
    assert in_words(as_written={"Tanh": 7, "LayerNorm": 2}, bytes=5.9e6).endswith(
        "As written in it: 7 × Tanh, 2 × LayerNorm. Its arrays take 5.90 MB."
    )


@pytest.mark.parametrize(
    ("kernel", "parts", "said"),
    [
        ("NumPy", [], "All of it is exactly what runs."),
        (
            "C with SIMD",
            ["branch"],
            "Its own lines run as you wrote them; its branch and all else in the network run "
            "compiled.",
        ),
        (
            "C with SIMD",
            [],
            "Its own lines run as you wrote them; all else in the network runs compiled.",
        ),
    ],
)
def test_of_an_edited_block_is_told_what_runs_how(kernel: str, parts: list, said: str) -> None:
    assert call("code/what-runs.js", "editedRuns", kernel, parts) == said
