"""Binary cross-entropy: by hand, at the extremes, and as the listing writes it."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from residual.training import binary_cross_entropy, binary_cross_entropy_of_listing, sigmoid

ONE, ZERO = np.array([[1.0]]), np.array([[0.0]])


def test_by_hand() -> None:
    logits = np.array([[math.log(3)], [0.0]])  # probabilities 3/4 and 1/2
    loss, dlogits = binary_cross_entropy(logits, np.array([[1.0], [0.0]]))
    assert loss == pytest.approx((math.log(4 / 3) + math.log(2)) / 2, rel=1e-15)
    np.testing.assert_allclose(dlogits, [[-0.125], [0.25]], rtol=1e-15)


def test_a_coin_flip_costs_ln_2() -> None:
    assert binary_cross_entropy(np.zeros((6, 1)), np.eye(6, 1))[0] == pytest.approx(math.log(2))


@pytest.mark.parametrize("size", [800.0, 1e4])
def test_stable_for_huge_logits(size: float) -> None:
    logits = np.array([[size], [-size]])
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        right, dright = binary_cross_entropy(logits, np.array([[1.0], [0.0]]))
        wrong, dwrong = binary_cross_entropy(logits, np.array([[0.0], [1.0]]))
    assert right == 0
    assert wrong == size
    np.testing.assert_array_equal(dright, [[0], [0]])
    np.testing.assert_array_equal(dwrong, [[0.5], [-0.5]])
    np.testing.assert_array_equal(sigmoid(logits), [[1], [0]])


@given(logit=st.floats(-10, 10), label=st.sampled_from([0, 1]))
@settings(deadline=None, derandomize=True)
def test_equals_the_naive_formula_in_between(logit: float, label: int) -> None:
    p = 1 / (1 + math.exp(-logit))
    naive = -label * math.log(p) - (1 - label) * math.log(1 - p)
    loss, dlogits = binary_cross_entropy(np.array([[logit]]), np.array([[float(label)]]))
    assert loss == pytest.approx(naive, rel=1e-10)
    assert dlogits[0, 0] == pytest.approx(p - label, rel=1e-10)


@given(logit=st.floats(-30, 30), label=st.sampled_from([0, 1]))
@settings(deadline=None, derandomize=True)
def test_the_listing_adds_1e_8_inside_the_logarithm(logit: float, label: int) -> None:
    p = 1 / (1 + math.exp(-logit))
    printed = -label * math.log(p + 1e-8) - (1 - label) * math.log(1 - p + 1e-8)
    logits, y = np.array([[logit]]), np.array([[float(label)]])
    loss, dlogits = binary_cross_entropy_of_listing(logits, y)
    assert loss == pytest.approx(printed, rel=1e-12, abs=1e-15)
    np.testing.assert_allclose(dlogits, binary_cross_entropy(logits, y)[1], rtol=1e-6, atol=1e-15)


def test_the_listing_caps_the_price_of_a_wrong_answer() -> None:
    with np.errstate(over="ignore"):
        loss, dlogits = binary_cross_entropy_of_listing(np.array([[-1e4]]), ONE)
    assert loss == pytest.approx(-math.log(1e-8))
    assert dlogits[0, 0] == -1
    assert binary_cross_entropy_of_listing(np.array([[-40.0]]), ZERO)[0] == pytest.approx(-1e-8)
