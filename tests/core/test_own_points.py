"""The reader's own points: their text, who is held out, and what trains on them."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal
from own_points import points, two_clouds

from residual.arrays import Array
from residual.data.own_points import are_points, decode_points, encode_points, part_points
from residual.experiments import Config, make_trainer
from residual.settings import SettingError

CLOUDS = two_clouds()
OWN = {"dataset": "own", "points": CLOUDS, "depth": 6, "width": 4, "epochs": 5}


def problems(**values: object) -> list[str]:
    with pytest.raises(SettingError) as caught:
        Config.parse(OWN | values)
    return caught.value.problems


@given(points())
@settings(deadline=None, derandomize=True)
def test_points_and_their_text_are_the_same_thing(drawn: tuple[Array, Array]) -> None:
    text = encode_points(*drawn)
    x, y = decode_points(text)
    assert_array_equal(x, drawn[0])
    assert_array_equal(y, drawn[1])
    assert (x.dtype, y.dtype) == (np.float64, np.float64)
    assert encode_points(x, y) == text


@given(st.text("Aa0_-9Zz", min_size=0, max_size=60) | st.text(max_size=60))
@settings(deadline=None, derandomize=True, max_examples=400)
def test_no_two_texts_stand_for_the_same_points(text: str) -> None:
    if are_points(text):
        assert encode_points(*decode_points(text)) == text
    else:
        with pytest.raises(ValueError, match=r"^points: .* not allowed; use "):
            decode_points(text)


def test_a_point_is_four_digits_in_base_64() -> None:
    corner, middle = (-1.4, -1.4), (0.0, 0.0)
    x = np.array([corner, middle] * 4 + [(1.4, 1.4)] * 2)
    y = np.array([0, 1] * 4 + [0, 1])
    number = (1 * 2801 + 1400) * 2801 + 1400
    digits = [number >> shift & 63 for shift in (18, 12, 6, 0)]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    text = encode_points(x, y)
    assert text[:8] == "AAAA" + "".join(letters[digit] for digit in digits)
    assert text[:8] * 4 == text[:32]


def test_the_most_points_stay_below_two_kilobytes_and_need_no_escape() -> None:
    rng = np.random.default_rng(0)
    text = encode_points(rng.uniform(-1.4, 1.4, (400, 2)), np.arange(400) % 2)
    assert len(text) == 1600
    assert re.fullmatch(r"[\w-]+", text, re.ASCII)


def test_coordinates_are_rounded_to_thousandths_halves_up() -> None:
    x = np.tile([[0.0004999, 0.0005], [-0.0005, -0.0005001]], (5, 1))
    found, _ = decode_points(encode_points(x, np.arange(10) % 2))
    assert_array_equal(found[:2], [[0, 0.001], [0, -0.001]])


@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        (np.zeros((9, 2)), np.arange(9) % 2, "points: 9 are not allowed; use 10 to 400"),
        (np.zeros((401, 2)), np.arange(401) % 2, "points: 401 are not allowed"),
        (np.zeros((10, 2)), np.arange(10) == 0, "9 of class A and 1 of class B .* at least 2"),
        (np.zeros((10, 2)), np.zeros(10), "10 of class A and 0 of class B"),
        (np.full((10, 2), 1.401), np.arange(10) % 2, "coordinates from -1.4 to 1.4"),
        (np.full((10, 2), 1e300), np.arange(10) % 2, "coordinates from -1.4 to 1.4"),
        (np.full((10, 2), np.nan), np.arange(10) % 2, "x: nan at .* use finite numbers"),
        (np.zeros((10, 2)), np.arange(10), "class, 0 or 1"),
        (np.zeros((10, 2)), np.arange(11) % 2, "class, 0 or 1"),
        (np.zeros((10, 3)), np.arange(10) % 2, "two coordinates"),
    ],
)
def test_what_has_no_text_is_refused(x: Array, y: Array, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        encode_points(x, y)


@given(points(), st.integers(0, 2**32))
@settings(deadline=None, derandomize=True)
def test_of_each_class_one_in_five_is_held_out_and_at_least_one(
    drawn: tuple[Array, Array], seed: int
) -> None:
    x, y = drawn
    train, test = part_points(np.random.default_rng(seed), x, y)
    for label in (0, 1):
        count = int((y == label).sum())
        assert (test[1] == label).sum() == max(1, count // 5)
        assert (train[1] == label).sum() == count - max(1, count // 5)
    together = np.vstack([np.hstack(train), np.hstack(test)])
    assert sorted(map(tuple, together)) == sorted(map(tuple, np.hstack(drawn)))


def test_which_are_held_out_depends_on_the_seed_alone() -> None:
    first = make_trainer(Config.parse(OWN))
    for change in ({"shortcut": "none"}, {"width": 9}, {"recipe": "listing"}, {"norm": "none"}):
        other = make_trainer(Config.parse(OWN | change))
        assert first.observer
        assert other.observer
        assert_array_equal(first.x, other.x)
        assert_array_equal(first.observer.test[0], other.observer.test[0])
    assert not np.array_equal(first.x, make_trainer(Config.parse(OWN | {"seed": 1})).x)


def test_own_points_change_no_weight() -> None:
    own, spirals = (
        make_trainer(Config.parse(OWN | {"dataset": name})) for name in ("own", "spirals")
    )
    weights = spirals.network.state()
    for name, value in own.network.state().items():
        assert_array_equal(value, weights[name])


def test_a_network_learns_the_points_that_it_was_given() -> None:
    trainer = make_trainer(Config.parse(OWN | {"epochs": 80}))
    x, y = decode_points(CLOUDS)
    (kept, its), (held_out, _) = part_points(
        np.random.default_rng(np.random.SeedSequence(0).spawn(4)[2]), x, y
    )
    assert_array_equal(trainer.x, kept)
    assert_array_equal(trainer.y, its)
    assert trainer.observer
    assert_array_equal(trainer.observer.test[0], held_out)
    trainer.advance(80)
    assert trainer.history.accuracy[-1] == 1
    assert trainer.history.observed[-1].test_accuracy == 1


def test_with_fewer_points_than_the_batch_size_all_are_one_batch() -> None:
    assert make_trainer(Config.parse(OWN | {"batch_size": 20})).batch_size is None
    trainer = make_trainer(Config.parse(OWN | {"batch_size": 8}))
    assert [len(rows) for rows in trainer._batches] == [7, 7, 6]


@pytest.mark.parametrize("count", range(10, 16))
@pytest.mark.parametrize("batch_size", [2, 3, 4, 5])
def test_no_batch_has_one_point_alone_where_the_norm_compares_points(
    count: int, batch_size: int
) -> None:
    values = OWN | {"points": two_clouds(count), "batch_size": batch_size}
    if batch_size == 2 and count % 2:  # two are held out, and the rest is odd
        with pytest.raises(SettingError, match="use a whole number from 3 to 400"):
            Config.parse(values)
        return
    trainer = make_trainer(Config.parse(values))
    assert len(trainer.x) == count - 2
    assert min(map(len, trainer._batches)) >= 2
    trainer.advance(5)
    assert trainer.diverged_at is None


@pytest.mark.parametrize("norm", ["layer", "none"])
def test_other_norms_take_points_one_by_one(norm: str) -> None:
    trainer = make_trainer(Config.parse(OWN | {"batch_size": 1, "norm": norm}))
    trainer.advance(2)
    assert len(trainer.history.loss) == 2


def test_own_points_that_are_not_given_are_asked_for() -> None:
    (message,) = problems(points="")
    assert message.startswith("points: none are given for dataset own; use the code of 10 to 400")


@pytest.mark.parametrize(
    "text", [CLOUDS[:-1], CLOUDS[:36], "?" * 40, "____" * 10, CLOUDS * 20, " " + CLOUDS, "é" * 40]
)
def test_a_text_that_is_not_of_points_is_refused_whatever_the_data(text: str) -> None:
    for dataset in ("own", "moons"):
        (message,) = problems(points=text, dataset=dataset)
        assert re.match(r"points: .* is not allowed; use the code of 10 to 400 points, ", message)
        assert len(message) < 250


def test_other_data_have_no_use_for_points() -> None:
    with_points, without = (
        make_trainer(Config.parse({"dataset": "moons", "points": points}))
        for points in (CLOUDS, "")
    )
    assert_array_equal(with_points.x, without.x)


def test_noise_and_turns_move_no_point_of_the_reader_s() -> None:
    still, moved = (
        make_trainer(Config.parse(OWN | {"noise": noise, "turns": 2})) for noise in (0, 2)
    )
    assert_array_equal(still.x, moved.x)
