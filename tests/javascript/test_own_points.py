"""The page reads and writes a reader's own points as Python does."""

from typing import Any

import numpy as np
from core.test_pasted_points import BAD_LINES, GOOD_TEXTS
from hypothesis import given, settings
from hypothesis import strategies as st
from javascript.node import call, call_each
from own_points import points, two_clouds

from residual.arrays import Array
from residual.data.own_points import are_points, decode_points, encode_points
from residual.data.pasted_points import PastedPointsError, read_pasted

CODING, PASTING = "settings/own-points.js", "controls/own-points/pasted-points.js"


def as_rows(x: Array, y: Array) -> list[dict[str, Any]]:
    return [
        {"x": a, "y": b, "label": int(label)}
        for (a, b), (label,) in zip(x.tolist(), y, strict=True)
    ]


@given(st.lists(points(), min_size=5, max_size=5))
@settings(deadline=None, derandomize=True, max_examples=6)
def test_the_page_writes_and_reads_the_same_text(drawn: list[tuple[Array, Array]]) -> None:
    texts = [encode_points(*each) for each in drawn]
    rows = [as_rows(*each) for each in drawn]
    assert call_each(CODING, "encodePoints", [[each] for each in rows]) == texts
    assert call_each(CODING, "decodePoints", [[text] for text in texts]) == rows


def test_every_place_along_an_axis_is_the_same_number_in_both_languages() -> None:
    steps = np.arange(-1400, 1401) / 1000
    for chunk in np.array_split(steps, 8):
        x, y = np.stack([chunk, -chunk], axis=1), np.arange(chunk.size)[:, np.newaxis] % 2
        assert call(CODING, "decodePoints", encode_points(x, y)) == as_rows(x, y)


@given(st.lists(st.text("Aa0_-9Zz", max_size=60) | st.text(max_size=60), min_size=40, max_size=40))
@settings(deadline=None, derandomize=True, max_examples=5)
def test_the_page_refuses_the_texts_that_python_refuses(texts: list[str]) -> None:
    texts += [two_clouds(), two_clouds() + "A", two_clouds(400) + "AAAA", "____" * 10, "AAAA" * 10]
    found = call_each(CODING, "decodePoints", [[text] for text in texts])
    assert [each is not None for each in found] == [are_points(text) for text in texts]


def python_reads(text: str) -> tuple[list[dict[str, Any]], list[str]]:
    try:
        return as_rows(*decode_points(read_pasted(text))), []
    except PastedPointsError as error:
        return [], error.problems


def page_reads(texts: list[str]) -> list[tuple[list[dict[str, Any]], list[str]]]:
    found = call_each(PASTING, "readPasted", [[text] for text in texts])
    return [(each["points"], each["problems"]) for each in found]


def test_the_page_reads_pasted_text_as_python_does_and_says_the_same_of_it() -> None:
    texts = GOOD_TEXTS + BAD_LINES
    assert page_reads(texts) == [python_reads(text) for text in texts]


NUMBERS = st.floats(-1e100, 1e100) | st.floats(-3, 3) | st.integers(-100, 100)
LABELS = st.sampled_from(["A", "B", "0", "1", "-1", "1.0", "a b", "\u00e9", "\U0001f600", "\uffee"])


@st.composite
def pasted(draw: st.DrawFn) -> str:
    mark = draw(st.sampled_from([",", "\t", ";", " ", ", "]))
    pair = draw(st.lists(LABELS, min_size=2, max_size=2, unique=True))
    lines = draw(
        st.lists(st.tuples(NUMBERS, NUMBERS, st.sampled_from(pair)), min_size=9, max_size=30)
    )
    return "\n".join(mark.join([repr(x), repr(y), label]) for x, y, label in lines)


ANY = st.text('0123456789.,;-+eE \t\n\rAB#"x\u00a0\ufeff', max_size=300)


@given(st.lists(ANY | pasted(), max_size=40))
@settings(deadline=None, derandomize=True, max_examples=30)
def test_both_languages_agree_on_whatever_is_pasted(texts: list[str]) -> None:
    for found, expected in zip(page_reads(texts), map(python_reads, texts), strict=True):
        assert found[0] == expected[0]
        # A long value is cut at another place.
        assert [each[:20] for each in found[1]] == [each[:20] for each in expected[1]]
