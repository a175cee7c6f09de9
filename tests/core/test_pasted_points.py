"""Points from text: what a line may be, what is wrong with a bad one, and where the points go."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from own_points import points

from residual.arrays import Array
from residual.data.own_points import decode_points
from residual.data.pasted_points import PastedPointsError, into_the_plane, read_pasted

TEN = [f"{i / 10},{-i / 20},{'AB'[i % 2]}" for i in range(10)]

BAD = [
    ("1,2", "fields: 2 are not allowed; use two numbers and a label, such as 0.3, -0.2, A"),
    ("1 2", "fields: 2 are not allowed; use two numbers and a label, such as 0.3, -0.2, A"),
    ("1", "fields: 1 are not allowed; use two numbers and a label, such as 0.3, -0.2, A"),
    ("1,2,A,B", "fields: 4 are not allowed; use two numbers and a label, such as 0.3, -0.2, A"),
    ("1,2,", "label: nothing is not allowed; use one of two labels, such as A"),
    ("one,2,A", "x: one is not allowed; use a number from -1e100 to 1e100"),
    ("1,,A", "y: nothing is not allowed; use a number from -1e100 to 1e100"),
    ("1,1e101,A", "y: 1e101 is not allowed; use a number from -1e100 to 1e100"),
    ("1,-1e999,A", "y: -1e999 is not allowed; use a number from -1e100 to 1e100"),
    ("nan,1,A", "x: nan is not allowed; use a number from -1e100 to 1e100"),
    ("0x1,1,A", "x: 0x1 is not allowed; use a number from -1e100 to 1e100"),
    ("1_0,1,A", "x: 1_0 is not allowed; use a number from -1e100 to 1e100"),
    ("1,1,C", "label: C is not allowed beside A and B; use two labels"),
]
"""Lines, and what is wrong with each."""

BAD_LINES = ["\n".join([*TEN, line]) for line, _ in BAD] + ["", "\n".join(TEN[:9])]
BARE = "\n".join(TEN)
GOOD_TEXTS = [
    BARE,
    "x;y;class\r\n" + BARE.replace(",", ";").replace(".", ","),
    "# mine\n\n" + BARE.replace(",", " "),
    BARE.replace("A", '"small cat"').replace("B", "'dog'"),
    "\n".join(f"{20 + 7 * i},{1e6 * i**2},{i % 2}" for i in range(30)),
    "\n".join(f"{i},5,{9 + i % 2}" for i in range(12)),
]


def problems(lines: list[str]) -> list[str]:
    with pytest.raises(PastedPointsError) as caught:
        read_pasted("\n".join(lines))
    return caught.value.problems


@pytest.mark.parametrize("mark", [",", ", ", "\t", ";", " ; ", " ", "   ", "\u00a0"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n  \n"])
def test_fields_are_parted_as_people_part_them(mark: str, end: str) -> None:
    assert read_pasted(end.join(line.replace(",", mark) for line in TEN)) == read_pasted(
        "\n".join(TEN)
    )


@pytest.mark.parametrize(
    "before", ["x,y,label", "\ufeffx,y,label", "# from my notebook", "\n\n  ", "x;y;class;more"]
)
def test_a_header_and_a_comment_are_left_out(before: str) -> None:
    assert read_pasted("\n".join([before, *TEN])) == read_pasted("\n".join(TEN))


def test_a_first_line_with_one_number_is_no_header() -> None:
    found = problems(["1,y,A", *TEN])
    assert found == ["line 1: y: y is not allowed; use a number from -1e100 to 1e100"]


def test_quotes_commas_in_numbers_and_labels_of_words_are_read() -> None:
    plain = "\n".join(f"{i / 10} {i / 5} {['cat', 'dog'][i % 2]}" for i in range(10))
    quoted = "\n".join(
        f'"{i / 10}";"{i / 5}";"{["cat", "dog"][i % 2]}"'.replace(".", ",") for i in range(10)
    )
    words = plain.replace("cat", "a small cat").replace("dog", "big dog")
    assert read_pasted(plain) == read_pasted(quoted) == read_pasted(words)


@pytest.mark.parametrize(("line", "words"), BAD)
def test_a_bad_line_is_told_by_its_number_and_the_reason(line: str, words: str) -> None:
    assert problems(["x,y,l", "", *TEN[:4], line, *TEN[4:]]) == [f"line 7: {words}"]


def test_all_bad_lines_are_told_and_the_message_has_the_first() -> None:
    with pytest.raises(PastedPointsError) as caught:
        read_pasted("\n".join(TEN + ["1,2"] * 8))
    assert [problem.split(":")[0] for problem in caught.value.problems] == [
        f"line {number}" for number in range(11, 19)
    ]
    assert str(caught.value).endswith("; and 3 more")


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([], "points: 0 are not allowed; use 10 to 400"),
        (TEN[:9], "points: 9 are not allowed; use 10 to 400"),
        (TEN * 41, "points: 410 are not allowed; use 10 to 400"),
        (["1,2,A"] * 10, "label: A alone is not allowed; use two labels"),
    ],
)
def test_too_few_too_many_and_one_class_are_refused(lines: list[str], words: str) -> None:
    assert problems(lines) == [words]


def test_a_class_of_one_point_is_refused() -> None:
    (message,) = problems(["1,2,A"] * 9 + ["1,2,B"])
    assert (
        message == "points: 9 of class A and 1 of class B are not allowed; use at least 2 of each"
    )


@pytest.mark.parametrize("labels", ["01", "-1 1", "9 10", "A B", "cat dog", "B a", "0.5 1e0"])
def test_the_labels_in_order_are_the_classes(labels: str) -> None:
    pair = labels.split() if " " in labels else list(labels)
    text = "\n".join(f"0,0,{pair[i % 2]}" for i in range(1, 11))
    assert_array_equal(decode_points(read_pasted(text))[1].ravel(), [1, 0] * 5)


@given(points())
@settings(deadline=None, derandomize=True, max_examples=30)
def test_points_in_the_plane_stay_where_they_are(drawn: tuple[Array, Array]) -> None:
    x, y = drawn
    text = "\n".join(f"{a!r},{b!r},{int(c)}" for (a, b), (c,) in zip(x.tolist(), y, strict=True))
    found = decode_points(read_pasted(text))
    assert_array_equal(found[0], x)
    assert_array_equal(found[1], y)


numbers = st.floats(-1e100, 1e100) | st.floats(-10, 10)


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=20))
@settings(deadline=None, derandomize=True)
def test_other_points_are_stretched_from_minus_1_to_1_each_coordinate_by_itself(
    rows: list[tuple[float, float]],
) -> None:
    x = np.array(rows)
    found = into_the_plane(x)
    if np.abs(x).max() < 1.4:
        assert_array_equal(found, x)
    elif np.abs(x).max() > 1.401:
        for before, after in zip(x.T, found.T, strict=True):
            if before.min() == before.max():
                assert_array_equal(after, 0)
            else:
                assert (after.min(), after.max()) == (-1, 1)
                assert (np.diff(after[np.argsort(before)]) >= 0).all()


@pytest.mark.parametrize("text", GOOD_TEXTS)
def test_good_texts_are_points(text: str) -> None:
    assert len(decode_points(read_pasted(text))[0]) >= 10


def test_the_stretch_by_hand() -> None:
    x = np.array([[20.0, 7.0], [30.0, 7.0], [60.0, 7.0]])
    assert_allclose(into_the_plane(x), [[-1, 0], [-0.5, 0], [1, 0]], rtol=1e-15)


@given(st.text(alphabet='0123456789.,;-+eE \t\n\rAB#"x\u00a0\ufeff', max_size=300))
@settings(deadline=None, derandomize=True, max_examples=300)
def test_whatever_is_pasted_is_read_or_refused_with_a_reason(text: str) -> None:
    problems = ["read: it is not allowed; use"]
    try:
        decode_points(read_pasted(text))
    except PastedPointsError as error:
        problems = error.problems
    assert problems
    assert all("not allowed; use" in problem for problem in problems)
