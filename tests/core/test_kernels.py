"""The seam: what stands behind the kernels is chosen in one place, and layers do not see it."""

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from residual import kernels
from residual.arrays import Array
from residual.experiments import Config, make_trainer
from residual.layers import Linear


@pytest.fixture(autouse=True)
def numpy_afterwards() -> Iterator[None]:
    yield
    kernels.use()


class Doubling:
    """A kernel that is wrong on purpose, to be seen at work."""

    name = "twice too much"

    def affine(self, x: Array, w: Array) -> Array:
        return 2 * (x @ w)


def test_layers_use_what_is_chosen_and_numpy_for_the_rest() -> None:
    layer = Linear(np.eye(2))
    x = np.array([[1.0, 2.0]])
    kernels.use(Doubling())
    assert kernels.running == "twice too much"
    assert_array_equal(layer.forward(x), 2 * x)
    assert_array_equal(layer.backward(x), x)
    kernels.use()
    assert kernels.running == "NumPy"
    assert_array_equal(layer.forward(x), x)


def test_every_function_of_the_seam_can_be_taken_over_and_comes_back() -> None:
    class Everything:
        name = "everything"

        def __getattr__(self, name: str) -> str:
            return f"another {name}"

    kernels.use(Everything())
    assert all(getattr(kernels, name) == f"another {name}" for name in kernels.SEAM)
    kernels.use()
    assert all(getattr(kernels, name) is f for name, f in kernels.DEFINITIONS.items())


def test_float32_runs_in_float32_from_the_same_start() -> None:
    single = make_trainer(Config(depth=8, epochs=5, precision="float32"))
    double = make_trainer(Config(depth=8, epochs=5))
    assert_array_equal(single.x, double.x.astype(np.float32))
    expected = double.network.state()
    for name, value in single.network.state().items():
        assert_array_equal(value, expected[name].astype(np.float32))
    np.testing.assert_allclose(single.advance(5).loss, double.advance(5).loss, rtol=1e-4)
    for name, parameter in single.network.parameters().items():
        assert parameter.value.dtype == parameter.grad.dtype == np.float32, name


@pytest.mark.parametrize("norm", ["batch", "none"])
@pytest.mark.parametrize("block", ["post", "pre"])
def test_nothing_in_a_float32_pass_is_done_in_float64(norm: str, block: str) -> None:
    trainer = make_trainer(Config(depth=6, norm=norm, block=block, precision="float32"))
    logits = trainer.network.forward(trainer.x)
    _, dlogits = trainer.loss(logits, trainer.y)
    assert logits.dtype == dlogits.dtype == np.float32
    assert trainer.network.backward(dlogits).dtype == np.float32
