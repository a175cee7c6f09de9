"""Labels that do not belong to the logits are refused, whatever is done with them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from residual.layers import Linear
from residual.training import (
    SGD,
    Run,
    accuracy_of,
    binary_cross_entropy,
    binary_cross_entropy_of_listing,
    cross_entropy,
    evaluate,
)

LOGITS = np.array([[2.0], [-2.0], [1.0]])
LABELS = np.array([[1.0], [0.0], [1.0]])
BINARY = [binary_cross_entropy, binary_cross_entropy_of_listing, accuracy_of]


def test_the_right_shape_gives_the_right_numbers() -> None:
    expected = np.log1p(np.exp(-np.array([2.0, 2.0, 1.0]))).mean()
    assert binary_cross_entropy(LOGITS, LABELS)[0] == pytest.approx(expected, rel=1e-14)
    assert accuracy_of(LOGITS, LABELS) == 1


@pytest.mark.parametrize("function", BINARY)
@pytest.mark.parametrize("shape", [(3,), (1, 3), (1, 1), (3, 2), (2, 1), ()])
def test_labels_of_another_shape_are_refused(function, shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"logits of shape \(3, 1\) do not fit labels of shape"):
        function(LOGITS, np.ones(shape))


@pytest.mark.parametrize("function", BINARY)
@pytest.mark.parametrize("bad", [-1.0, 2.0, 0.5, 1e-200, np.nan, np.inf, -np.inf])
def test_labels_that_are_not_0_or_1_are_refused(function, bad: float) -> None:
    labels = LABELS.copy()
    labels[1] = bad
    with pytest.raises(ValueError, match="labels: not all are 0 or 1"):
        function(LOGITS, labels)


@pytest.mark.parametrize("function", [cross_entropy, accuracy_of])
@pytest.mark.parametrize("labels", [[0, 3], [-1, 0], [0.0, 1.0], [np.nan, 0]])
def test_labels_that_are_no_class_are_refused(function, labels: list[float]) -> None:
    with pytest.raises(ValueError, match="labels: not all are whole numbers from 0 to 2"):
        function(np.ones((2, 3)), np.array(labels))


@pytest.mark.parametrize("function", [cross_entropy, *BINARY])
def test_no_examples_are_refused(function) -> None:
    with pytest.raises(ValueError, match=r"shape \(0, 1\)"):
        function(np.ones((0, 1)), np.ones((0, 1), int))


@given(bits=st.lists(st.integers(0, 1), min_size=1, max_size=9), dtype=st.sampled_from("?bBiLfd"))
@settings(max_examples=50, deadline=None, derandomize=True)
def test_labels_of_any_type_of_number_give_the_same(bits: list[int], dtype: str) -> None:
    logits = np.random.default_rng(0).standard_normal((len(bits), 1))
    floats = np.array(bits, np.float64)[:, np.newaxis]
    loss, dlogits = binary_cross_entropy(logits, floats.astype(dtype))
    expected, dexpected = binary_cross_entropy(logits, floats)
    assert loss == expected
    np.testing.assert_array_equal(dlogits, dexpected)
    assert accuracy_of(logits, floats.astype(dtype)) == accuracy_of(logits, floats)


def test_several_answers_for_each_example_have_the_gradient_of_their_mean() -> None:
    rng = np.random.default_rng(0)
    logits, direction = rng.standard_normal((2, 3, 1, 2, 2))
    y = rng.integers(0, 2, logits.shape)
    step = 1e-6
    sides = [binary_cross_entropy(logits + s * step * direction, y)[0] for s in (1, -1)]
    analytic = (binary_cross_entropy(logits, y)[1] * direction).sum()
    assert (sides[0] - sides[1]) / (2 * step) == pytest.approx(analytic, rel=1e-7)


def test_whole_numbers_are_logits_too() -> None:
    whole = np.array([[200], [3]], np.uint8)
    found = binary_cross_entropy(whole, LABELS[:2])
    expected = binary_cross_entropy(whole.astype(float), LABELS[:2])
    assert found[0] == expected[0]
    two = np.array([[200, 3]], np.uint8), np.array([1])
    assert cross_entropy(*two)[0] == pytest.approx(197)


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (LABELS[:, 0], "labels: .* use class numbers, or 0 and 1 in the shape"),
        (LABELS[:, 0].astype(int), r"logits of shape \(3, 1\) do not fit labels of shape \(3,\)"),
        (2 * LABELS - 1, "labels: not all are 0 or 1"),
        (LABELS * np.nan, r"labels: nan at \(0, 0\) is not allowed"),
    ],
)
def test_evaluation_and_training_refuse_such_labels(labels: np.ndarray, message: str) -> None:
    network, x = Linear(np.ones((2, 1))), np.ones((3, 2))
    with pytest.raises(ValueError, match=message):
        evaluate(network, binary_cross_entropy, (x, labels))
    with pytest.raises(ValueError, match=message):
        Run(network, (x, labels), binary_cross_entropy, SGD([], 0.1), 3).advance()
