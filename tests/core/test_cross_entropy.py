"""Cross-entropy of logits: its values by hand, its gradient by differences, its limits."""

import numpy as np
import pytest

from residual.training import accuracy_of, binary_cross_entropy, cross_entropy


def test_equal_logits_cost_a_blind_guess() -> None:
    loss, _ = cross_entropy(np.zeros((3, 10)), np.array([0, 4, 9]))
    assert loss == pytest.approx(np.log(10), rel=1e-15)


def test_two_examples_by_hand() -> None:
    logits = np.log([[1.0, 2.0, 1.0], [3.0, 1.0, 4.0]])
    loss, dlogits = cross_entropy(logits, np.array([1, 0]))
    assert loss == pytest.approx(-(np.log(2 / 4) + np.log(3 / 8)) / 2, rel=1e-15)
    expected = np.array([[1 / 4, -2 / 4, 1 / 4], [-5 / 8, 1 / 8, 4 / 8]]) / 2
    np.testing.assert_allclose(dlogits, expected, rtol=1e-14)


def test_the_gradient_is_the_slope_of_the_loss() -> None:
    rng = np.random.default_rng(0)
    logits, y = 3 * rng.standard_normal((7, 5)), rng.integers(0, 5, 7)
    _, dlogits = cross_entropy(logits, y)
    for direction in rng.standard_normal((5, 7, 5)):
        step = 1e-6 * direction
        slope = (cross_entropy(logits + step, y)[0] - cross_entropy(logits - step, y)[0]) / 2e-6
        assert (dlogits * direction).sum() == pytest.approx(slope, rel=1e-7, abs=1e-9)


def test_two_classes_are_the_binary_cross_entropy_of_their_difference() -> None:
    rng = np.random.default_rng(1)
    logits, y = rng.standard_normal((9, 2)), rng.integers(0, 2, 9)
    difference = logits[:, 1:] - logits[:, :1]
    binary, _ = binary_cross_entropy(difference, y[:, np.newaxis].astype(float))
    assert cross_entropy(logits, y)[0] == pytest.approx(binary, rel=1e-14)


def test_huge_logits_neither_overflow_nor_lose_the_loss() -> None:
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        loss, dlogits = cross_entropy(np.array([[1000.0, 0.0], [0.0, 800.0]]), np.array([1, 1]))
    assert loss == 500
    np.testing.assert_array_equal(dlogits, [[0.5, -0.5], [0, 0]])


def test_a_constant_added_to_a_row_changes_nothing() -> None:
    logits = np.arange(6.0).reshape(2, 3)
    shifted = logits + np.array([[64.0], [-32.0]])
    y = np.array([2, 0])
    assert cross_entropy(logits, y)[0] == cross_entropy(shifted, y)[0]


@pytest.mark.parametrize("y", [[0, 3], [-1, 0], [0.0, 1.0]])
def test_labels_that_are_no_class_are_refused(y) -> None:
    with pytest.raises(ValueError, match="whole numbers from 0 to 2"):
        cross_entropy(np.zeros((2, 3)), np.array(y))


@pytest.mark.parametrize("shape", [(3,), (2, 1)])
def test_labels_of_another_shape_are_refused(shape) -> None:
    with pytest.raises(ValueError, match=r"shape \(2, 3\) do not fit labels of shape"):
        cross_entropy(np.zeros((2, 3)), np.zeros(shape, dtype=int))


def test_accuracy_counts_the_largest_logit() -> None:
    logits = np.array([[1.0, 3.0, 2.0], [5.0, 0.0, 1.0]])
    assert accuracy_of(logits, np.array([1, 2])) == 0.5
    assert accuracy_of(np.array([[0.1], [-0.1]]), np.array([[1.0], [0.0]])) == 1
