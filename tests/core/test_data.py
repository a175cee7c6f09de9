"""The data are what their names and sources say."""

import numpy as np
import pytest

from residual.data.datasets import checkerboard, digits, moons, rings, split, two_spirals

PLANE = [two_spirals, rings, moons, checkerboard]


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(0)


def test_the_default_spirals_are_the_listing_to_the_bit() -> None:
    rng = np.random.RandomState(42)
    t, r = np.linspace(0, 2 * np.pi, 200), np.linspace(0.3, 1, 200)
    columns = [
        r * wave + 0.1 * 0.3 * rng.randn(200)
        for wave in (np.cos(t), np.sin(t), np.cos(t + np.pi), np.sin(t + np.pi))
    ]
    x, y = two_spirals(np.random.RandomState(42))
    assert np.array_equal(x[:200], np.stack(columns[:2], axis=1))
    assert np.array_equal(x[200:], np.stack(columns[2:], axis=1))
    assert np.array_equal(y.ravel(), [0] * 200 + [1] * 200)


def test_the_first_spiral_point_is_the_first_draw_beside_radius_three_tenths() -> None:
    x, _ = two_spirals(np.random.RandomState(42))
    assert x[0, 0] == pytest.approx(0.3 + 0.03 * 0.4967141530112327, rel=1e-15)


@pytest.mark.parametrize("make", PLANE)
def test_generated_sets_have_both_classes_in_order_and_repeat_with_the_seed(make) -> None:
    x, y = make(np.random.default_rng(3), points=50)
    again, _ = make(np.random.default_rng(3), points=50)
    other, _ = make(np.random.default_rng(4), points=50)
    assert x.shape == (100, 2)
    assert x.dtype == y.dtype == np.float64
    assert np.array_equal(y, [[0.0]] * 50 + [[1.0]] * 50)
    assert np.array_equal(x, again)
    assert not np.array_equal(x, other)


@pytest.mark.parametrize("make", PLANE)
def test_noise_is_a_tenth_of_a_unit_of_jitter(make) -> None:
    x, _ = make(np.random.default_rng(3), points=4000, noise=0.5)
    exact, _ = make(np.random.default_rng(3), points=4000, noise=0.0)
    assert (x - exact).std() == pytest.approx(0.05, rel=0.03)
    assert abs(exact).max() <= 1 + 1e-15


def test_two_turns_go_round_twice(rng: np.random.Generator) -> None:
    x, _ = two_spirals(rng, points=400, noise=0, turns=2)
    angle = np.unwrap(np.arctan2(x[:400, 1], x[:400, 0]))
    assert angle[-1] - angle[0] == pytest.approx(4 * np.pi)


def test_class_one_of_spirals_and_moons_is_class_zero_rotated_by_pi(rng) -> None:
    for make in (two_spirals, moons):
        x, _ = make(rng, points=30, noise=0)
        np.testing.assert_allclose(x[30:], -x[:30], atol=1e-15)


def test_rings_have_radius_one_half_and_one(rng: np.random.Generator) -> None:
    x, _ = rings(rng, points=30, noise=0)
    np.testing.assert_allclose(np.hypot(*x.T), [0.5] * 30 + [1.0] * 30)


def test_checkerboard_squares_have_one_colour_each_and_all_are_used(rng) -> None:
    x, y = checkerboard(rng, points=500, noise=0, cells=4)
    square = np.floor((x + 1) * 2).astype(int)
    assert np.array_equal(square.sum(axis=1) % 2, y.ravel())
    assert len(np.unique(square, axis=0)) == 16


@pytest.mark.parametrize("make", PLANE)
@pytest.mark.parametrize(
    ("bad", "message"),
    [({"points": 0}, "points: 0"), ({"noise": -1}, "noise: -1"), ({"noise": np.nan}, "noise: nan")],
)
def test_impossible_sets_are_refused_by_name(make, bad, message: str, rng) -> None:
    with pytest.raises(ValueError, match=message):
        make(rng, **bad)


def test_no_turn_and_a_single_square_are_refused(rng: np.random.Generator) -> None:
    with pytest.raises(ValueError, match="turns: 0"):
        two_spirals(rng, turns=0)
    with pytest.raises(ValueError, match="cells: 1"):
        checkerboard(rng, cells=1)


def test_digits_are_the_1797_images_of_the_source() -> None:
    x, y = digits()
    assert x.shape == (1797, 1, 8, 8)
    assert x.dtype == np.float64
    assert (x.min(), x.max()) == (0, 1)
    # The class distribution that the source's own description gives for its test file.
    assert np.bincount(y).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]


def test_the_first_digit_is_the_zero_that_opens_the_source() -> None:
    x, y = digits()
    assert y[0] == 0
    assert (16 * x[0, 0, 0]).tolist() == [0, 0, 5, 13, 9, 1, 0, 0]
    assert (16 * x[0, 0, 7]).tolist() == [0, 0, 6, 13, 10, 0, 0, 0]


def test_a_split_shares_no_example_and_loses_none(rng: np.random.Generator) -> None:
    x = np.arange(20.0)[:, np.newaxis]
    (kept, kept_y), (aside, aside_y) = split(rng, x, np.arange(20), test=6)
    assert len(aside) == 6
    assert sorted([*kept.ravel(), *aside.ravel()]) == list(range(20))
    assert np.array_equal(kept.ravel(), kept_y)
    assert np.array_equal(aside.ravel(), aside_y)


def test_a_split_repeats_with_the_seed() -> None:
    first, second, other = (
        split(np.random.default_rng(seed), *digits(), test=360)[1][1] for seed in (1, 1, 2)
    )
    assert np.array_equal(first, second)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("test", [0, 20, -1])
def test_a_split_leaves_something_on_both_sides(rng, test: int) -> None:
    with pytest.raises(ValueError, match=f"test: {test} .* from 1 to 19"):
        split(rng, np.zeros((20, 2)), np.zeros(20, dtype=int), test)


def test_a_split_needs_a_label_for_each_example(rng: np.random.Generator) -> None:
    with pytest.raises(ValueError, match="20 examples cannot have 19 labels"):
        split(rng, np.zeros((20, 2)), np.zeros(19, dtype=int), 5)
