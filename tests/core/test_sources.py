"""The source that the page shows is the package's own."""

import ast
from pathlib import Path

import pytest

import residual
from residual.page.sources import PIECES, sources

ROOT = Path(residual.__file__).parent
SOURCES = sources()


@pytest.mark.parametrize("name", PIECES)
def test_a_piece_stands_in_its_file_where_it_says(name: str) -> None:
    piece = SOURCES[name]
    assert set(piece) == {"title", "file", "line", "source"}
    lines = (ROOT / piece["file"]).read_text(encoding="utf-8").splitlines()
    shown = piece["source"].splitlines()
    there = lines[piece["line"] - 1 : piece["line"] - 1 + len(shown)]
    assert [line.strip() for line in shown] == [line.strip() for line in there]


@pytest.mark.parametrize("name", PIECES)
def test_a_piece_is_one_whole_definition_from_the_left_margin(name: str) -> None:
    piece = SOURCES[name]
    (definition,) = ast.parse(piece["source"]).body
    assert definition.name == getattr(PIECES[name][1], "__name__", None)
    assert piece["title"]


def test_those_that_the_page_asks_for_are_there() -> None:
    asked = {
        "block",
        "training_step",
        "layer_norms",
        "signal_norms",
        "jacobian",
        "highway",
        "boundary",
    }
    assert asked | {"dense", "transformer"} <= SOURCES.keys()
