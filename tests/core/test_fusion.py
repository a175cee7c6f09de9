"""What is fused, where the kernels have forms for it, gives the same; else each layer runs."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from residual import compiled as wasm
from residual import kernels
from residual.arrays import Array
from residual.blocks import Block
from residual.compiled import whole_blocks
from residual.compiled.operations import Operations
from residual.experiments import Config, make_trainer
from residual.layers import BatchNorm, Linear, ReLU, Sequential


@pytest.fixture
def fusing() -> Iterator[None]:
    """Let NumPy run the fused forms of the kernels in C."""

    class Fusing:
        name, fused_forms = "NumPy, fused", Operations.fused_forms

    kernels.use(Fusing)
    yield
    kernels.use()


Calls = list[str]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Note the passes of the layers that are read, and those of the fused block."""
    made: Calls = []

    def count(kind: type, method: str) -> None:
        run: Callable[..., Array] = getattr(kind, method)

        def counting(*arguments: object) -> Array:
            made.append(f"{kind.__name__}.{method}")
            return run(*arguments)

        monkeypatch.setattr(kind, method, counting)

    for kind in (Block, Linear, BatchNorm, ReLU, whole_blocks.WholeBlock):
        count(kind, "forward")
        count(kind, "backward")
    return made


def train_one_epoch() -> None:
    trainer = make_trainer(Config(depth=6, epochs=2))
    trainer.observer = None
    trainer.advance(1)


def test_with_numpy_kernels_the_code_that_is_read_runs(calls: Calls) -> None:
    assert wasm  # imported, which changes nothing
    train_one_epoch()
    weights, blocks = 6, 2
    for way in ("forward", "backward"):
        assert calls.count(f"Block.{way}") == blocks
        assert calls.count(f"Linear.{way}") == weights
        assert calls.count(f"BatchNorm.{way}") == calls.count(f"ReLU.{way}") == weights - 1
        assert calls.count(f"WholeBlock.{way}") == 0


def test_with_c_kernels_the_fused_forms_run(calls: Calls, c_runs: Operations) -> None:
    train_one_epoch()
    assert calls.count("WholeBlock.forward") == calls.count("WholeBlock.backward") == 2
    assert set(calls) == {
        *("WholeBlock.forward", "WholeBlock.backward"),
        *("Linear.forward", "Linear.backward"),  # the head
    }


def test_the_switch_back_to_numpy_brings_back_the_code_that_is_read(
    calls: Calls, c: Operations
) -> None:
    trainer = make_trainer(Config(depth=6, epochs=2))
    dy = np.ones((len(trainer.x), 1))
    for implementation, expected in ((c, 0), (None, 2), (c, 0), (None, 2)):
        calls.clear()
        kernels.use(implementation)
        try:
            trainer.network.forward(trainer.x)
            trainer.network.backward(dy)
        finally:
            kernels.use()
        assert calls.count("Block.forward") == calls.count("Block.backward") == expected


def count_fused(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    called = []
    fused = kernels.batch_norm_relu

    def counting(*arguments: object) -> object:
        called.append("fused")
        return fused(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(kernels, "batch_norm_relu", counting)
    return called


@pytest.mark.usefixtures("fusing")
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


@pytest.mark.usefixtures("fusing")
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
