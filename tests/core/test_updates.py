"""The updates of optimisers in C are those that are written, number by number."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from residual.compiled import self_test, updates
from residual.compiled.operations import Operations
from residual.compiled.updates import Updates
from residual.layers import Parameter
from residual.training import SGD, Adam, Optimizer

SHAPES = [(3, 5), (7,), (2, 3, 3, 3), (1,)]


class Doubled(Adam):
    """It takes steps of its own."""

    def step(self) -> None:
        super().step()
        super().step()


def adam(parameters: list[Parameter]) -> Adam:
    return Adam(parameters, 0.1, (0.8, 0.95), 1e-3)


def with_decay(parameters: list[Parameter]) -> Adam:
    return Adam(parameters, 0.1, weight_decay=0.2)


def doubled(parameters: list[Parameter]) -> Adam:
    return Doubled(parameters, 0.1)


def with_a_step_of_its_own(parameters: list[Parameter]) -> Adam:
    made = adam(parameters)
    vars(made)["step"] = lambda: Adam.step(made) or Adam.step(made)
    return made


def with_momentum(parameters: list[Parameter]) -> SGD:
    return SGD(parameters, 0.1, 0.9, 0.01)


def nothing(optimizer: Any) -> None:
    pass


def other_numbers(adam: Any) -> None:
    adam.lr, adam.betas, adam.eps, adam.weight_decay = 0.05, (0.5, 0.7), 0.1, 0.3


def start_anew(optimizer: Any) -> None:
    optimizer.reset()


def another_array(optimizer: Any) -> None:
    first = optimizer.parameters[0]
    first.value = 2 * first.value


def another_layout(optimizer: Any) -> None:
    first = optimizer.parameters[0]
    first.value = np.asfortranarray(first.value)


def trained(
    make: Callable[[list[Parameter]], Optimizer],
    change: Callable[[Any], None],
    update: Callable[[Optimizer], None],
    dtype: str,
) -> list[np.ndarray]:
    rng = np.random.default_rng(5)
    parameters = [Parameter(rng.standard_normal(shape).astype(dtype)) for shape in SHAPES]
    optimizer: Any = make(parameters)
    for step in range(6):
        if step == 3:
            change(optimizer)
        for parameter in parameters:
            parameter.grad = np.sin(3 * parameter.value)
        update(optimizer)
    state = [optimizer.velocities] if isinstance(optimizer, SGD) else []
    if isinstance(optimizer, Adam):
        state = [optimizer.means, optimizer.squares, [np.array(optimizer.steps)]]
    return [*(p.value for p in parameters), *(array for group in state for array in group)]


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize(
    "change", [nothing, other_numbers, start_anew, another_array, another_layout]
)
@pytest.mark.parametrize("make", [adam, with_decay, doubled, with_a_step_of_its_own])
def test_adams_steps_have_the_very_bits(
    c: Operations,
    make: Callable[[list[Parameter]], Optimizer],
    change: Callable[[Any], None],
    dtype: str,
) -> None:
    ours = trained(make, change, Updates(c.calls).update, dtype)
    theirs = trained(make, change, lambda optimizer: optimizer.step(), dtype)
    for found, expected in zip(ours, theirs, strict=True):
        assert found.dtype == expected.dtype
        assert_array_equal(found, expected)


def test_one_after_the_other_each_takes_its_own(c: Operations) -> None:
    shared = Updates(c.calls).update
    for make in (adam, with_momentum, with_decay):
        ours = trained(make, nothing, shared, "float64")
        theirs = trained(make, nothing, lambda optimizer: optimizer.step(), "float64")
        for found, expected in zip(ours, theirs, strict=True):
            np.testing.assert_allclose(found, expected, rtol=1e-13)


def test_no_step_is_taken_as_written_where_the_library_takes_it(
    c: Operations, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[str] = []
    for name in ("_fill_adam", "_fill_descent"):
        fill = getattr(updates, name)
        monkeypatch.setattr(
            updates, name, lambda *given, n=name, fill=fill: (taken.append(n), fill(*given))
        )
    for make in (adam, with_momentum, doubled, with_a_step_of_its_own):
        trained(make, nothing, Updates(c.calls).update, "float64")
    assert taken == ["_fill_adam"] * 6 + ["_fill_descent"] * 6


def test_a_wrong_step_is_caught_before_the_page_uses_it(
    c: Operations, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert self_test.kernels_agree(c)
    fill = updates._fill_adam

    def without_its_correction(struct: Any, optimizer: Any) -> None:
        fill(struct, optimizer)
        struct.unbias_mean = 1.0

    monkeypatch.setattr(updates, "_fill_adam", without_its_correction)
    assert not self_test.kernels_agree(c), "so the page would go on with NumPy"
