"""Optimisers and schedules step as their papers say, by hand-worked values."""

import math

import numpy as np
import pytest

from residual.layers import Parameter
from residual.training import SGD, Adam, cosine, step_decay, warm_up


@pytest.fixture
def weight() -> Parameter:
    """A weight of 1 with a gradient of 2."""
    parameter = Parameter(np.array([1.0]))
    parameter.grad = np.array([2.0])
    return parameter


def test_sgd_goes_against_the_gradient(weight: Parameter) -> None:
    SGD([weight], lr=0.1).step()
    assert weight.value[0] == pytest.approx(0.8, rel=1e-15)


def test_momentum_carries_part_of_the_last_step_along(weight: Parameter) -> None:
    sgd = SGD([weight], lr=0.1, momentum=0.5)
    sgd.step()  # v = 2
    sgd.step()  # v = 0.5 * 2 + 2 = 3
    assert weight.value[0] == pytest.approx(1 - 0.1 * 2 - 0.1 * 3, rel=1e-15)


@pytest.mark.parametrize("make", [SGD, Adam])
def test_weight_decay_without_a_gradient_pulls_towards_zero(make, weight: Parameter) -> None:
    weight.grad = np.zeros(1)
    make([weight], lr=0.1, weight_decay=0.5).step()
    assert 0 < weight.value[0] < 1


def test_sgd_weight_decay_adds_to_the_gradient(weight: Parameter) -> None:
    SGD([weight], lr=0.1, weight_decay=0.5).step()
    assert weight.value[0] == pytest.approx(1 - 0.1 * (2 + 0.5), rel=1e-15)


def test_adam_first_step_is_the_learning_rate_whatever_the_gradient(weight: Parameter) -> None:
    for gradient in (2.0, -2e-3, 2e5):
        weight.value[:], weight.grad = 1.0, np.array([gradient])
        Adam([weight], lr=0.01).step()
        assert weight.value[0] == pytest.approx(1 - math.copysign(0.01, gradient), rel=1e-6)


def test_adam_second_step_by_hand(weight: Parameter) -> None:
    adam = Adam([weight], lr=0.1, betas=(0.5, 0.75), eps=0.25)
    adam.step()  # m = 1, s = 1; unbiased 2 and 4: 2 / (2 + 0.25)
    weight.grad = np.array([-1.0])
    adam.step()  # m = 0, s = 0.75 + 0.25 = 1: unbiased mean 0, no step
    assert weight.value[0] == pytest.approx(1 - 0.1 * 2 / 2.25, rel=1e-15)
    weight.grad = np.array([3.0])
    adam.step()  # m = 1.5, s = 3; 1.5 / 0.875 and 3 / 0.578125
    third = (1.5 / 0.875) / (math.sqrt(3 / 0.578125) + 0.25)
    assert weight.value[0] == pytest.approx(1 - 0.1 * 2 / 2.25 - 0.1 * third, rel=1e-14)


def test_adam_forgets_all_on_reset(weight: Parameter) -> None:
    adam, values = Adam([weight], lr=0.1), []
    for _ in range(2):
        weight.value[:] = 1
        adam.reset()
        adam.step()
        adam.step()
        values.append(weight.value[0])
    assert values[0] == values[1]


@pytest.mark.parametrize("betas", [(1.0, 0.9), (0.9, -0.1), (0.9, math.nan)])
def test_adam_refuses_betas_that_never_forget(betas, weight: Parameter) -> None:
    with pytest.raises(ValueError, match=r"betas: .* from 0 to below 1"):
        Adam([weight], betas=betas)


def test_a_step_schedule_divides_by_ten_at_each_milestone() -> None:
    schedule = step_decay([10, 15])
    values = [schedule(epoch) for epoch in (0, 9.99, 10, 14.9, 15, 30)]
    assert values == pytest.approx([1, 1, 0.1, 0.1, 0.01, 0.01], rel=1e-15)


def test_a_cosine_falls_from_one_through_a_half_to_zero_and_stays_there() -> None:
    schedule = cosine(20)
    assert schedule(0) == 1
    assert schedule(10) == pytest.approx(0.5)
    assert schedule(20 / 3) == pytest.approx(0.75)
    assert schedule(20) == schedule(25) == 0


def test_a_cosine_needs_some_time() -> None:
    with pytest.raises(ValueError, match="epochs: 0"):
        cosine(0)


def test_warm_up_is_low_at_first_and_then_follows() -> None:
    schedule = warm_up(step_decay([10]), epochs=2, factor=0.1)
    assert [schedule(e) for e in (0, 1.9, 2, 9, 10)] == pytest.approx([0.1, 0.1, 1, 1, 0.1])
