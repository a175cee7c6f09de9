"""Passes that are made again by one call: nobody can tell, whatever is done to a run in between."""

import gc
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from residual.arrays import Array
from residual.compiled import passes
from residual.diagnostics import layer_norms
from residual.experiments import Config, FlowConfig, make_trainer
from residual.layers import BatchNorm, Linear, ReLU
from residual.page.wire import answers, progress
from residual.training import Trainer

pytestmark = pytest.mark.usefixtures("c_runs")


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count the layers' own passes."""
    made: list[str] = []
    forward = Linear.forward

    def counting(self: Linear, x: Array, train: bool = True) -> Array:
        made.append(self.name)
        return forward(self, x, train)

    monkeypatch.setattr(Linear, "forward", counting)
    return made


class Negative(ReLU):
    def forward(self, x: Array, train: bool = True) -> Array:
        return -super().forward(x, train)


def toggle_a_skip(trainer: Trainer) -> None:
    block: Any = dict(trainer.network.walk())["blocks.1"]
    block.shortcut = not block.shortcut


def replace_a_layer(trainer: Trainer) -> None:
    dict(trainer.network.walk())["blocks.0.branch"].children()["relu1"] = Negative()


def replace_a_weight(trainer: Trainer) -> None:
    weight = trainer.network.parameters()["blocks.1.branch.linear1.w"]
    weight.value = 2 * weight.value
    trainer.optimizer.parameters = [*trainer.network.parameters().values()]


def replace_the_bias(trainer: Trainer) -> None:
    bias = trainer.network.parameters()["head.b"]  # a single number
    bias.value = bias.value + 0.0


def change_a_momentum(trainer: Trainer) -> None:
    for _, layer in trainer.network.walk():
        if isinstance(layer, BatchNorm):
            layer.momentum, layer.eps = 0.5, 1e-3


def give_a_layer_a_pass_of_its_own(trainer: Trainer) -> None:
    relu: Any = dict(trainer.network.walk())["stem.relu"]
    relu.backward = lambda dy: 2 * ReLU.backward(relu, dy)


def pass_something_else(trainer: Trainer) -> None:
    network = trainer.network
    network.backward(network.forward(trainer.x[:50]))


def evaluate_in_between(trainer: Trainer) -> None:
    trainer.network.forward(trainer.x, train=False)


def go_back(trainer: Trainer) -> None:
    trainer.network.load_state({k: v * 0.5 for k, v in trainer.network.state().items()})


def write_in_place(trainer: Trainer) -> None:
    trainer.x *= 0.5
    trainer.network.parameters()["stem.linear.w"].value[...] *= 2


def start_anew(trainer: Trainer) -> None:
    trainer.reset()


def nothing(trainer: Trainer) -> None:
    pass


CHANGES = [
    *(nothing, toggle_a_skip, replace_a_layer, replace_a_weight, replace_the_bias),
    *(change_a_momentum, give_a_layer_a_pass_of_its_own, pass_something_else),
    *(evaluate_in_between, go_back, write_in_place, start_anew, Trainer.measure),
]


def history(values: dict[str, Any], change: Callable[[Trainer], object]) -> tuple[Any, ...]:
    """Return what a run shows that is changed on its way."""
    trainer = make_trainer(Config.parse({"depth": 6, "epochs": 40} | values))
    trainer.advance(6)
    change(trainer)
    trainer.advance(1)
    after_one = layer_norms(trainer.network)
    trainer.advance(8)
    norms = layer_norms(trainer.network)
    seen = after_one.gradient, after_one.activation, norms.gradient, norms.activation
    return trainer.history, trainer.signals, *seen, *trainer.network.state().values()


@pytest.mark.parametrize("values", [{}, {"block": "pre"}, {"norm": "none"}, {"batch_size": 100}])
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_run_is_the_same_to_the_bit_with_and_without(
    values: dict[str, Any], change: Callable[[Trainer], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = history(values, change)
    monkeypatch.setattr(passes, "KNOWN", set())
    expected = history(values, change)
    assert found[0] == expected[0]
    for ours, theirs in zip(found[1:], expected[1:], strict=True):
        assert_array_equal(ours, theirs)


def test_passes_are_repeated_from_the_fourth_on(calls: list[str]) -> None:
    trainer = make_trainer(Config(depth=6, epochs=40))
    trainer.observer = None
    trainer.advance(3)
    calls.clear()
    trainer.advance(5)
    assert calls == []
    trainer.measure()  # looks at each layer on the way back alone
    trainer.advance(2)
    assert calls == []


def test_other_layers_than_those_known_are_not(calls: list[str]) -> None:
    trainer = make_trainer(Config(depth=6, epochs=40, activation="tanh", norm="layer"))
    trainer.advance(6)
    calls.clear()
    trainer.advance(1)
    assert len(calls) >= 6


def test_a_value_that_is_not_finite_is_still_refused() -> None:
    trainer = make_trainer(Config(depth=6, epochs=40))
    trainer.advance(6)
    trainer.x[3, 1] = np.nan
    with pytest.raises(ValueError, match=r"x: nan at \(3, 1\)"):
        trainer.advance(1)


def test_an_input_of_another_type_of_number_is_not_cut_to_that_of_the_last() -> None:
    trainer = make_trainer(Config(depth=4, epochs=4))
    whole, parts = np.ones((3, 2), dtype=int), np.full((3, 2), 0.5)
    expected = make_trainer(Config(depth=4, epochs=4)).logits(parts)
    trainer.logits(whole)
    assert_array_equal(trainer.logits(parts), expected)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"batch_size": 50, "precision": "float32"},
        {"block": "pre", "norm": "layer"},
        {"block": "highway"},
        {"block": "dense"},
        {"block": "transformer_pre"},
        {"recipe": "listing"},
    ],
    ids=str,
)
def test_a_run_that_nobody_holds_is_freed_at_once(values: dict[str, Any]) -> None:
    """A browser's memory never shrinks, so what waits for the garbage collector makes it grow."""
    trainer = make_trainer(FlowConfig.parse({"depth": 8, "epochs": 12} | values))
    trainer.advance(5)
    progress(trainer, trainer.history)
    answers(trainer, 4)
    parts = [weakref.ref(part) for part in (trainer, trainer.network, trainer._workspace)]
    gc.collect()
    gc.disable()
    try:
        del trainer
        assert [part() for part in parts] == [None] * 3
    finally:
        gc.enable()
