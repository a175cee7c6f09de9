"""What is planned and what runs as it is written: a step of odd networks is that of NumPy too."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from plan_agreement import by, step_apart, trainer_of
from plan_kinds import CLOSE, KINDS

from residual.arrays import Array
from residual.blocks import Block, Concat
from residual.compiled import rules
from residual.compiled.draft import Draft
from residual.compiled.operations import Operations
from residual.compiled.written import Part, by_plans
from residual.layers import (
    BatchNorm,
    Conv2d,
    GlobalAveragePool,
    Layer,
    Linear,
    MaxPool,
    ReLU,
    Sequential,
    SubsampleAndPad,
    Tanh,
    Upsample,
)
from residual.training import Run


def rng() -> np.random.Generator:
    return np.random.default_rng(3)


def odd(*layers: Layer) -> Run:
    return trainer_of(Sequential(*layers), rng().standard_normal((12, 6)), 6)


def odd_images(*layers: Layer) -> Run:
    x = rng().standard_normal((3, 2, 5, 5))
    return trainer_of(Sequential(*layers, GlobalAveragePool()), x, 2)


def dense(bias: bool = False) -> Linear:
    return Linear(rng().standard_normal((6, 6)) / 3, bias)


def conv(**values: Any) -> Conv2d:
    return Conv2d(rng().standard_normal((2, 2, 3, 3)) / 3, padding=1, **values)


def known() -> Sequential:
    return Sequential(dense(), BatchNorm(6), ReLU(), Block(Sequential(dense(), BatchNorm(6)), True))


class Around(Layer):
    """A layer that no rule knows, around one that may be known."""

    def __init__(self, part: Layer) -> None:
        self.part = part

    def output_shape(self, shape: tuple[int, ...]) -> tuple[int, ...]:
        return self.part.output_shape(shape)

    def backward(self, dy: Array) -> Array:
        return self.part.backward(dy)


class Halved(Around):
    """It changes what its part gives, in place."""

    def forward(self, x: Array, train: bool = True) -> Array:
        y = self.part.forward(x, train)
        y *= 0.5
        return y

    def backward(self, dy: Array) -> Array:
        dx = self.part.backward(0.5 * dy)
        dx += 0.25
        return dx


class Twice(Around):
    """Its part has to give a new array each time, and to remember the last batch."""

    def forward(self, x: Array, train: bool = True) -> Array:
        first = self.part.forward(2 * x, train)
        return self.part.forward(x, train) - 0.5 * first

    def backward(self, dy: Array) -> Array:
        return self.part.backward(dy) + self.part.backward(2 * dy)


class AsRecorded(Around):
    """It asks for the statistics that were recorded, in training too."""

    def forward(self, x: Array, train: bool = True) -> Array:
        return self.part.forward(x, False)


ODD_ONES: dict[str, Callable[[], Run]] = {
    "norm alone": lambda: odd(BatchNorm(6), dense()),
    "norm and skip": lambda: odd(dense(), Block(BatchNorm(6), True), dense()),
    "norm, skip, relu": lambda: odd(dense(), Block(BatchNorm(6), True, ReLU()), dense()),
    "no relu after": lambda: odd(Block(Sequential(dense(), BatchNorm(6)), True), dense()),
    "convolution, skip": lambda: odd_images(Block(Sequential(conv(), BatchNorm(2)), True), conv()),
    "convolution, norm": lambda: odd_images(conv(), BatchNorm(2), conv()),
    "convolution with bias": lambda: odd_images(conv(bias=True), BatchNorm(2), ReLU()),
    "blocks in blocks": lambda: odd(
        Block(Sequential(dense(), Block(Sequential(dense(), ReLU(), dense()), True)), True),
        Block(Block(Sequential(dense(), BatchNorm(6)), True), True, ReLU()),
    ),
    "an empty branch": lambda: odd(dense(), Block(Sequential(), True), dense()),
    "a branch of one layer": lambda: odd(dense(), Block(dense(), True), Block(dense(), True)),
    "a layer on the shortcut": lambda: odd(Block(dense(), dense()), Block(dense(), dense())),
    "a shortcut without parameters": lambda: odd_images(
        Block(Sequential(conv(), BatchNorm(2)), SubsampleAndPad(1, 2), ReLU())
    ),
    "what is not known": lambda: odd(dense(), Halved(dense()), dense()),
    "what is not known around what is": lambda: odd(
        dense(), Concat(known()), Linear(np.ones((12, 6))), Halved(known())
    ),
    "points beside points": lambda: odd(dense(), Concat(dense()), Linear(np.ones((12, 6)))),
    "nothing beside nothing": lambda: odd(Concat(Sequential()), Linear(np.ones((12, 6)))),
    "a row beside itself": lambda: odd(dense(), Concat(Sequential()), Linear(np.ones((12, 6)))),
    "a skip that is cut": lambda: odd(
        dense(), Concat(Block(dense(), True), carries=False), Linear(np.ones((12, 6)))
    ),
    "pixels left out of windows": lambda: odd_images(conv(), MaxPool(2), Upsample(2), conv()),
    "larger windows": lambda: odd_images(conv(), MaxPool(3), conv()),
    "windows that overlap": lambda: odd_images(conv(), MaxPool(3, 1), conv(), MaxPool(2, 2, 1)),
    "larger squares": lambda: odd_images(conv(), Upsample(3), conv()),
    "images that arrive": lambda: odd_images(MaxPool(2), Upsample(2), conv()),
    "one pixel": lambda: odd_images(conv(), MaxPool(5), Upsample(2), conv(bias=True)),
    "what is known and passed twice": lambda: odd(Twice(known()), dense(), Twice(dense())),
    "what is known and normalised as recorded": lambda: odd(dense(), AsRecorded(known())),
    "norms in a row": lambda: odd(BatchNorm(6), BatchNorm(6), ReLU(), ReLU(), dense()),
    "nothing to learn": lambda: odd(ReLU(), dense(), Tanh()),
}


@pytest.mark.parametrize("make", ODD_ONES.values(), ids=ODD_ONES)
def test_so_is_a_step_of_odd_networks(c: Operations, make: Callable[[], Run]) -> None:
    assert step_apart(c, make) <= CLOSE


SHAPES = [(1, 1, 2, 3), (1, 1, 9, 9), (2, 3, 2, 2), (3, 1, 8, 8), (1, 5, 11, 11), (4, 2, 13, 12)]


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize(
    "layer",
    [GlobalAveragePool(), SubsampleAndPad(2, 7), SubsampleAndPad(3, 5), MaxPool(2), Upsample(2)],
    ids=repr,
)
def test_layers_without_parameters_give_the_very_bits_of_numpy(
    c: Operations, layer: Layer, shape: tuple[int, ...], dtype: type
) -> None:
    x = (rng().standard_normal(shape) * 10.0 ** rng().integers(-3, 3, shape)).astype(dtype)
    dy = rng().standard_normal(layer.output_shape(shape)).astype(dtype)

    row = Sequential(layer)
    with by_plans([Part(Draft(c.calls, x.dtype, train=True, learns=True), row, rules.emit)]):
        ours = row.forward(x), row.backward(dy)
    theirs = layer.forward(x), layer.backward(dy)
    for found, expected in zip(ours, theirs, strict=True):
        assert_array_equal(found, expected)


def test_each_rule_is_at_work_in_these_kinds(
    c: Operations, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So no rule is without a test of a step."""
    used: set[tuple[type, ...]] = set()

    def noting(pattern: tuple[type[Layer], ...], rule: rules.Rule) -> rules.Rule:
        def noted(*arguments: Any) -> Any:
            if (y := rule(*arguments)) is not None:
                used.add(pattern)
            return y

        return noted

    noted = [(pattern, noting(pattern, rule)) for pattern, rule in rules.RULES]
    monkeypatch.setattr(rules, "RULES", noted)
    for make in [*KINDS.values(), *ODD_ONES.values()]:
        with by(c):
            trainer = make()
            trainer.measure()
            trainer.reset()
            trainer.measure()
    assert used == {pattern for pattern, _ in noted}
