"""A batch norm and the ReLU after it run as one, and nobody can tell."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from residual import kernels
from residual.arrays import Array
from residual.layers import BatchNorm, ReLU, Sequential


def count_fused(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    called = []
    fused = kernels.batch_norm_relu

    def counting(*arguments: object) -> object:
        called.append("fused")
        return fused(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(kernels, "batch_norm_relu", counting)
    return called


@pytest.mark.parametrize("train", [True, False])
@pytest.mark.parametrize("shape", [(7, 3), (2, 3, 4, 4)])
def test_the_pair_gives_the_bits_of_one_after_the_other(
    train: bool, shape: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    called = count_fused(monkeypatch)
    rng = np.random.default_rng(0)
    x, dy = rng.standard_normal(shape), rng.standard_normal(shape)
    pair, norm, relu = Sequential(norm=BatchNorm(3), relu=ReLU()), BatchNorm(3), ReLU()
    assert_array_equal(pair.forward(x, train), relu.forward(norm.forward(x, train), train))
    assert_array_equal(pair.backward(dy), norm.backward(relu.backward(dy)))
    assert len(called) == train
    expected = norm.parameters()
    for name, parameter in pair.parts["norm"].parameters().items():
        assert_array_equal(parameter.grad, expected[name].grad)
    for name, value in pair.parts["norm"].state().items():
        assert_array_equal(value, norm.state()[name])


def test_what_is_derived_or_put_in_later_runs_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    class Negative(ReLU):
        def forward(self, x: Array, train: bool = True) -> Array:
            return -super().forward(x, train)

    called = count_fused(monkeypatch)
    x = np.random.default_rng(0).standard_normal((5, 2))
    layers = Sequential(norm=BatchNorm(2), relu=ReLU())
    y = layers.forward(x)
    layers.parts["relu"] = Negative()
    assert_array_equal(layers.forward(x), -y)
    assert len(called) == 1
