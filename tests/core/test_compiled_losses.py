"""The losses in C are those that are written, and their exponential and logarithm are exact."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from residual.arrays import Array
from residual.compiled.losses import KERNELS, by_kernel, kernel_of
from residual.compiled.operations import Operations
from residual.training import (
    Loss,
    binary_cross_entropy,
    binary_cross_entropy_of_listing,
    cross_entropy,
    mean_squared_error,
    share_right,
)

BINARY = [binary_cross_entropy, binary_cross_entropy_of_listing]
LOSSES = [*BINARY, cross_entropy, mean_squared_error]
ALLOWED = {"float64": 1e-13, "float32": 1e-5}


def labels_for(loss: Loss, logits: Array, seed: int) -> tuple[Array, Array]:
    """Return logits (or answers) in the shape that a loss takes, and labels for them."""
    rng = np.random.default_rng(seed)
    if loss is mean_squared_error:
        answers = logits[:, :, None]
        return answers, rng.standard_normal(answers.shape).astype(logits.dtype)
    if loss is cross_entropy:
        return logits, rng.integers(0, logits.shape[1], len(logits))
    return logits, rng.integers(0, 2, logits.shape).astype(logits.dtype)


@st.composite
def cases(draw: Any, special: tuple[float, ...] = ()) -> tuple[Loss, Array, Array]:
    loss, dtype = draw(st.sampled_from(LOSSES)), draw(st.sampled_from([*ALLOWED]))
    shape, seed = (draw(st.integers(1, 30)), draw(st.integers(2, 12))), draw(st.integers(0, 999))
    rng = np.random.default_rng(seed)
    spread = 10.0 ** draw(st.integers(-9, 2))
    logits = (rng.standard_normal(shape) * spread).astype(dtype)
    for value in special:
        logits.flat[rng.integers(logits.size)] = value
    return loss, *labels_for(loss, logits, seed)


@settings(max_examples=300, deadline=None)
@given(case=cases())
def test_each_is_that_of_numpy(c: Operations, case: tuple[Loss, Array, Array]) -> None:
    loss, logits, y = case
    allowed = ALLOWED[logits.dtype.name]
    found, dlogits = by_kernel(c.calls, loss)(logits, y)
    wanted, dwanted = loss(logits, y)
    assert found == pytest.approx(wanted, rel=allowed)
    assert dlogits.dtype == dwanted.dtype == logits.dtype
    assert_allclose(dlogits, dwanted, rtol=allowed, atol=allowed * np.abs(dwanted).max())


@settings(max_examples=200, deadline=None)
@given(case=cases((np.inf, -np.inf, np.nan, 1e4, -1e4)), only=st.integers(0, 31))
def test_what_is_not_finite_ends_where_numpy_puts_it(
    c: Operations, case: tuple[Loss, Array, Array], only: int
) -> None:
    loss, logits, y = case
    odd = np.flatnonzero(~np.isfinite(logits) | (np.abs(logits) > 1e3))
    for bit, at in enumerate(odd):
        if not only >> bit & 1:
            logits.flat[at] = 0.5
    with np.errstate(all="ignore"):
        found, dlogits = by_kernel(c.calls, loss)(logits, y)
        wanted, dwanted = loss(logits, y)
    assert_allclose(found, wanted, rtol=1e-5)
    assert_allclose(dlogits, dwanted, rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize("loss", [*BINARY, cross_entropy])
@pytest.mark.parametrize("value", [np.nan, np.inf, -1.0])
def test_the_share_of_right_answers_is_that_of_numpy(
    c: Operations, loss: Loss, value: float
) -> None:
    """Among equals the first counts, and NaN as the largest."""
    logits, y = labels_for(loss, np.round(np.random.default_rng(1).standard_normal((40, 3))), 2)
    logits[::3, 1] = logits[1::4, 2] = value
    kernel = kernel_of(loss)
    assert kernel
    found, given_labels = np.zeros(2), y.astype(kernel.labels or logits.dtype)
    kernel.call(c.calls, logits, given_labels, np.empty_like(logits), found)()
    assert found[1] / len(y) == share_right(logits, y)


@pytest.mark.parametrize(
    ("loss", "wrong"),
    [
        *((loss, wrong) for loss in BINARY for wrong in (0.5, -1.0, 2.0, np.nan, np.inf, 1e-300)),
        *((cross_entropy, wrong) for wrong in (-1, 3, 2**32, -(2**63), 2**63 - 1)),
    ],
)
def test_labels_that_are_none_are_refused_in_the_words_of_the_loss(
    c: Operations, loss: Loss, wrong: float
) -> None:
    logits, y = labels_for(loss, np.ones((5, 3)), 0)
    y[4] = wrong
    with pytest.raises(ValueError, match="labels: not all are"):
        by_kernel(c.calls, loss)(logits, y)


@pytest.mark.parametrize(
    "y", [np.ones((5, 3)), np.ones((5, 1), np.float32), np.ones(5), np.ones((5, 1), complex)]
)
def test_what_c_does_not_take_is_left_to_numpy(c: Operations, y: Array) -> None:
    logits = np.ones((5, 1), np.float32)
    results = []
    for loss in (binary_cross_entropy, by_kernel(c.calls, binary_cross_entropy)):
        try:
            results.append(loss(logits, y)[1])
        except (ValueError, TypeError) as error:
            results.append(str(error))
    assert_array_equal(*results)


def test_whole_numbers_and_truth_are_labels_too(c: Operations) -> None:
    logits = np.random.default_rng(0).standard_normal((9, 1)).astype(np.float32)
    y = (logits > 0.3).astype(np.float32)
    wanted, dwanted = by_kernel(c.calls, binary_cross_entropy)(logits, y)
    for kind in (bool, np.uint8, np.int64):
        found, dfound = by_kernel(c.calls, binary_cross_entropy)(logits, y.astype(kind))
        assert found == wanted
        assert_array_equal(dfound, dwanted)


# One example is enough to see the exponential and the logarithm themselves.


def one(c: Operations, loss: Loss, logits: list[float], label: float) -> tuple[float, Array]:
    y = np.array([0]) if loss is cross_entropy else np.array([[label]])
    return by_kernel(c.calls, loss)(np.array([logits]), y)


def ulps(found: Array, exact: Array) -> float:
    nearest = exact.astype(np.float64)
    return float((np.abs(found - exact) / np.spacing(np.abs(nearest))).max())


def test_the_exponential_is_right_to_an_ulp(c: Operations) -> None:
    """The loss of a large logit z, rightly above 0, is log(1 + exp(-z)), which is exp(-z)."""
    z = np.concatenate([np.linspace(38, 746, 4001), -np.log(np.spacing(0.0)) + [-0.5, 0, 0.5]])
    found = np.array([one(c, binary_cross_entropy, [-v], 0)[0] for v in z])
    assert ulps(found, np.exp(-z.astype(np.longdouble))) <= 1


def test_so_is_the_logarithm_of_a_little_more_than_one(c: Operations) -> None:
    z = np.linspace(0, 40, 4001)
    found = np.array([one(c, binary_cross_entropy, [v], 1)[0] for v in z])
    small = np.exp(-z)  # rounded once before the logarithm, in C as here
    assert ulps(found, np.log1p(small.astype(np.longdouble))) <= 2


def test_so_is_the_logarithm_of_a_sum(c: Operations) -> None:
    """Of k equal logits the cross-entropy is log k."""
    k = np.arange(2, 1000)
    found = np.array([one(c, cross_entropy, [0.0] * int(n), 0)[0] for n in k])
    assert ulps(found, np.log(k.astype(np.longdouble))) <= 1


def test_every_loss_of_the_core_has_its_kernel() -> None:
    assert [kernel.loss for kernel in KERNELS] == LOSSES
