"""The two spirals, by hand and as the listing draws them."""

import numpy as np

from residual.data.datasets import two_spirals


def test_without_noise_by_hand() -> None:
    x, y = two_spirals(np.random.default_rng(0), points=3, noise=0)
    arm = [[0.3, 0], [-0.65, 0], [1, 0]]  # no, half and a full turn at radius 0.3, 0.65 and 1
    np.testing.assert_allclose(x, arm + [[-a, -b] for a, b in arm], atol=1e-15)
    np.testing.assert_array_equal(y, [[0], [0], [0], [1], [1], [1]])


def test_class_1_is_class_0_rotated_by_half_a_turn() -> None:
    x, _ = two_spirals(np.random.default_rng(0), points=50, noise=0)
    np.testing.assert_allclose(x[50:], -x[:50], atol=1e-15)


def test_the_listing_draws_x0_y0_x1_y1() -> None:
    x, _ = two_spirals(np.random.RandomState(42))
    clean, _ = two_spirals(np.random.RandomState(42), noise=0)
    draws = np.random.RandomState(42).randn(4, 200)
    columns = np.stack([x[:200, 0], x[:200, 1], x[200:, 0], x[200:, 1]])
    cleaned = np.stack([clean[:200, 0], clean[:200, 1], clean[200:, 0], clean[200:, 1]])
    np.testing.assert_allclose(columns - cleaned, 0.03 * draws, atol=1e-15)
    # the first number of RandomState(42), well known
    assert abs(x[0, 0] - (0.3 + 0.03 * 0.4967141530112327)) < 1e-15


def test_shapes_and_balance() -> None:
    x, y = two_spirals(np.random.default_rng(0))
    assert x.shape == (400, 2)
    assert y.shape == (400, 1)
    assert x.dtype == y.dtype == np.float64
    assert y.sum() == 200


def test_the_same_generator_state_gives_the_same_points() -> None:
    first, _ = two_spirals(np.random.default_rng(7))
    second, _ = two_spirals(np.random.default_rng(7))
    other, _ = two_spirals(np.random.default_rng(8))
    np.testing.assert_array_equal(first, second)
    assert not np.array_equal(first, other)
