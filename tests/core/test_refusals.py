"""Every public entrance of the core refuses what it cannot take: by name, value and range."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from residual.blocks import Block, Concat, Highway, assemble, make_block
from residual.blocks.convolutional import ConvBlocks
from residual.blocks.dense import DenselyConnected
from residual.data.datasets import checkerboard, moons, rings, split, two_spirals
from residual.diagnostics import jacobian, layer_norms
from residual.diagnostics.block_stretch import inspect_block
from residual.diagnostics.decision_boundary import boundary
from residual.diagnostics.gradient_check import gradient_differences
from residual.diagnostics.landscape import Plane, filter_normalized_direction, grid_steps, landscape
from residual.diagnostics.lesions import delete_random, deleted
from residual.diagnostics.paths import count_paths, gradient_along, sample_paths
from residual.experiments import Config, make_trainer
from residual.experiments.observer import PeriodicObserver
from residual.layers import (
    Attention,
    AveragePool,
    BatchNorm,
    ClassToken,
    Conv2d,
    FeatureTokenizer,
    InstanceNorm,
    LayerNorm,
    Linear,
    MaxPool,
    Parameter,
    PerToken,
    ReLU,
    Sequential,
    SubsampleAndPad,
    Upsample,
)
from residual.layers.convolution_initializers import he_convolution
from residual.layers.initializers import he_normal, hidden_normal, lecun_normal
from residual.networks import (
    cifar_resnet,
    dense_mlp,
    densenet,
    highway,
    mlp,
    point_transformer,
    resnet,
    transformer,
    unet,
    vision_transformer,
)
from residual.training import (
    SGD,
    Adam,
    Evaluator,
    Run,
    binary_cross_entropy,
    cosine,
    evaluate,
    race,
    step_decay,
    warm_up,
)

RNG = np.random.default_rng(0)
NOT_SIZES = (0, -1, 2.5, 2.0, float("nan"), float("inf"), "3", None, True, np.float64(2))
NOT_NUMBERS_FROM_0 = (-0.1, float("nan"), float("inf"), "0.1", None, True)
NOT_SOURCES = (42, "0", np.random)

W, W4 = np.eye(2), np.ones((2, 2, 3, 3))
DATA = np.zeros((4, 2)), np.array([[0.0], [1.0], [0.0], [1.0]])


def network() -> Any:
    return mlp(np.random.default_rng(0), depth=4, width=4, shortcut=True)


def passed() -> Any:
    made = network()
    made.forward(DATA[0])
    return made


def sgd(**options: Any) -> SGD:
    return SGD([], **({"lr": 0.1} | options))


def trainer(**options: Any) -> Run:
    made = network()
    values = {"network": made, "data": DATA, "loss": binary_cross_entropy, "optimizer": sgd()}
    return Run(**(values | {"epochs": 3} | options))


def linears(features: int = 4) -> list[Linear]:
    return [Linear(np.eye(features)) for _ in range(4)]


Entrance = Callable[..., object]

SIZES: dict[str, tuple[Entrance, tuple[str, ...]]] = {
    "mlp": (lambda **o: mlp(RNG, **({"depth": 4, "width": 4, "shortcut": True} | o)), ("width",)),
    "highway": (
        lambda **o: highway(RNG, **({"depth": 4, "width": 4} | o)),
        ("depth", "width", "inputs"),
    ),
    "dense_mlp": (
        lambda **o: dense_mlp(RNG, **({"depth": 4, "width": 4, "growth": 2} | o)),
        ("depth", "width", "inputs"),
    ),
    "resnet": (lambda **o: resnet(None, 18, **o), ("width", "channels", "size", "classes")),
    "cifar_resnet": (
        lambda **o: cifar_resnet(None, 8, **o),
        ("width", "channels", "size", "classes"),
    ),
    "densenet": (lambda **o: densenet(None, **o), ("growth", "channels", "size", "classes")),
    "unet": (lambda **o: unet(None, **o), ("width", "channels", "size", "classes")),
    "transformer": (
        lambda **o: transformer(None, **o),
        ("width", "heads", "hidden", "length"),
    ),
    "vision_transformer": (
        lambda **o: vision_transformer(None, **o),
        ("size", "patch", "channels", "classes", "width", "heads", "hidden"),
    ),
    "point_transformer": (
        lambda **o: point_transformer(None, **({"depth": 4, "width": 4} | o)),
        ("width", "inputs"),
    ),
    "Conv2d": (lambda **o: Conv2d(W4, **o), ("stride",)),
    "BatchNorm": (BatchNorm, ("features",)),
    "LayerNorm": (LayerNorm, ("features",)),
    "InstanceNorm": (InstanceNorm, ("features",)),
    "MaxPool": (MaxPool, ("size",)),
    "AveragePool": (AveragePool, ("size",)),
    "Upsample": (Upsample, ("factor",)),
    "SubsampleAndPad": (
        lambda **o: SubsampleAndPad(**({"stride": 1, "channels": 2} | o)),
        ("stride", "channels"),
    ),
    "Attention": (lambda **o: Attention(*linears(), **o), ("heads",)),
    "DenselyConnected": (
        lambda **o: DenselyConnected(**({"inputs": 2, "growth": 2} | o)),
        ("inputs", "growth"),
    ),
    "make_block": (
        lambda width: make_block(lambda *_: Linear(W), width, True, "post", BatchNorm),
        ("width",),
    ),
    "ConvBlocks.make": (
        lambda **o: ConvBlocks().make(
            None, None, **({"channels_in": 2, "channels": 2, "stride": 1} | o)
        ),
        ("channels_in", "channels", "stride"),
    ),
    "he_normal": (
        lambda **o: he_normal(RNG, **({"fan_in": 2, "fan_out": 2} | o)),
        ("fan_in", "fan_out"),
    ),
    "lecun_normal": (
        lambda **o: lecun_normal(RNG, **({"fan_in": 2, "fan_out": 2} | o)),
        ("fan_in", "fan_out"),
    ),
    "he_convolution": (
        lambda **o: he_convolution(RNG, **({"channels_in": 2, "channels_out": 2, "kernel": 3} | o)),
        ("channels_in", "channels_out", "kernel"),
    ),
    "Run": (trainer, ("epochs",)),
    "Trainer, shuffled": (
        lambda batch_size: trainer(
            batch_size=0 if batch_size is None else batch_size,
            shuffle=np.random.SeedSequence(0),
        ),
        ("batch_size",),
    ),
    "evaluate": (
        lambda **o: evaluate(network(), binary_cross_entropy, DATA, **o),
        ("batch_size",),
    ),
    "Evaluator": (lambda **o: Evaluator(network()).logits(DATA[0], **o), ("batch_size",)),
    "PeriodicObserver": (lambda **o: PeriodicObserver(network(), DATA, **o), ("epochs",)),
    "sample_paths": (
        lambda **o: sample_paths(passed(), np.ones((4, 1)), RNG, **o),
        ("samples",),
    ),
    "delete_random": (
        lambda **o: delete_random(
            network(), binary_cross_entropy, DATA, RNG, **({"blocks": 1} | o)
        ),
        ("samples",),
    ),
    "two_spirals": (lambda **o: two_spirals(RNG, **o), ("points",)),
    "rings": (lambda **o: rings(RNG, **o), ("points",)),
    "moons": (lambda **o: moons(RNG, **o), ("points",)),
    "checkerboard": (lambda **o: checkerboard(RNG, **o), ("points", "cells")),
    "split": (lambda **o: split(RNG, np.zeros((9, 2)), np.zeros(9, int), **o), ("test",)),
    "boundary": (lambda **o: boundary(trainer(), 1.0, **o), ("cells",)),
}


@pytest.mark.parametrize(
    ("entrance", "name"),
    [
        pytest.param(entrance, name, id=f"{where}: {name}")
        for where, (entrance, names) in SIZES.items()
        for name in names
    ],
)
def test_a_size_that_is_no_whole_number_from_1_is_refused(entrance: Entrance, name: str) -> None:
    for value in NOT_SIZES:
        with pytest.raises(ValueError, match=rf"^{name}: .* is not allowed; use "):
            entrance(**{name: value})


RATES: dict[str, tuple[Entrance, tuple[str, ...]]] = {
    "SGD": (sgd, ("lr", "momentum", "weight_decay")),
    "Adam": (lambda **o: Adam([], **o), ("lr", "eps", "weight_decay")),
    "step_decay": (lambda factor: step_decay([1], factor), ("factor",)),
    "warm_up": (lambda **o: warm_up(cosine(3), **({"epochs": 2} | o)), ("epochs", "factor")),
    "cosine": (cosine, ("epochs",)),
    "BatchNorm": (lambda **o: BatchNorm(3, **o), ("eps", "momentum")),
    "LayerNorm": (lambda **o: LayerNorm(3, **o), ("eps",)),
    "he_normal": (lambda scale: he_normal(RNG, 2, 2, scale), ("scale",)),
    "hidden_normal": (lambda scale: hidden_normal(RNG, 2, 2, "tanh", scale), ("scale",)),
    "mlp": (lambda scale: mlp(RNG, depth=4, width=4, shortcut=True, scale=scale), ("scale",)),
    "densenet": (lambda **o: densenet(None, **o), ("compression",)),
    "two_spirals": (lambda **o: two_spirals(RNG, **o), ("noise", "turns")),
    "grid_steps": (lambda span: grid_steps(3, span), ("span",)),
    "gradient_differences": (
        lambda step: gradient_differences(ReLU(), np.ones((2, 2)), RNG, step=step),
        ("step",),
    ),
    "boundary": (lambda reach: boundary(trainer(), reach, 3), ("reach",)),
}


@pytest.mark.parametrize(
    ("entrance", "name"),
    [
        pytest.param(entrance, name, id=f"{where}: {name}")
        for where, (entrance, names) in RATES.items()
        for name in names
    ],
)
def test_a_rate_below_0_or_that_is_no_finite_number_is_refused(
    entrance: Entrance, name: str
) -> None:
    for value in NOT_NUMBERS_FROM_0:
        with pytest.raises(ValueError, match=rf"^{name}: .* is not allowed; use .*(from|above) 0"):
            entrance(**{name: value})


SOURCES: list[Entrance] = [
    lambda rng: mlp(rng, depth=4, width=4, shortcut=True),
    lambda rng: highway(rng, depth=4, width=4),
    lambda rng: dense_mlp(rng, depth=4, width=4),
    lambda rng: resnet(rng, 18),
    lambda rng: cifar_resnet(rng, 8),
    densenet,
    unet,
    transformer,
    lambda rng: point_transformer(rng, depth=4, width=4),
    lambda rng: he_normal(rng, 2, 2),
    two_spirals,
    checkerboard,
    lambda rng: split(rng, np.zeros((3, 1)), np.zeros(3, int), 1),
    lambda rng: filter_normalized_direction(network(), rng),
    lambda rng: sample_paths(network(), np.ones((4, 1)), rng, 1),
    lambda rng: gradient_differences(ReLU(), np.ones((2, 2)), rng),
]


@pytest.mark.parametrize("entrance", SOURCES)
def test_what_draws_no_random_numbers_is_refused(entrance: Entrance) -> None:
    for value in NOT_SOURCES:
        with pytest.raises(ValueError, match=r"^rng: .* is not allowed; use a generator"):
            entrance(value)


CASES: list[tuple[Entrance, str]] = [
    (lambda: mlp(RNG, depth=4, width=4, shortcut="none"), "shortcut: 'none' is not allowed; use T"),
    (lambda: mlp(RNG, depth=4.0, width=4, shortcut=True), "depth: 4.0 .* use an even whole number"),
    (lambda: mlp(RNG, depth=float("nan"), width=4, shortcut=True), "depth: nan"),
    (lambda: transformer(None, layers=-1), "layers: -1 is not allowed; use a whole number from 0"),
    (lambda: transformer(None, width=6), "heads: 4 is not allowed; use a divisor of 6"),
    (lambda: transformer(None, shortcut="A"), "shortcut: 'A'"),
    (lambda: unet(None, levels=-1), "levels: -1 is not allowed; use a whole number from 0"),
    (lambda: unet(None, size=6), "size: 6 is not allowed; use a multiple of 4"),
    (lambda: densenet(None, layers=4), "layers: 4 is not allowed; use a list of whole numbers"),
    (lambda: densenet(None, layers=()), r"layers: \(\) is not allowed"),
    (lambda: densenet(None, layers=(2, -1)), "layers: -1 is not allowed"),
    (lambda: densenet(None, size=3), "size: 3 is not allowed; use a whole number from 4"),
    (lambda: densenet(None, compression=0), "compression: 0 is not allowed"),
    (lambda: highway(RNG, depth=4, width=4, gate_bias=np.nan), "gate_bias: nan"),
    (lambda: resnet(None, "18"), "depth: '18' is not allowed; use one of 18, 34"),
    (lambda: cifar_resnet(None, "20"), r"depth: '20' is not allowed; use 6 n \+ 2"),
    (lambda: cifar_resnet(None, 20, zero_init="no"), "zero_init: 'no' is not allowed"),
    (lambda: Linear(np.array([["a"]])), "w: an array of shape .* use real numbers"),
    (lambda: Linear(np.eye(2) * 1j), r"w: .* use real numbers of shape \(in, out\)"),
    (lambda: Linear(np.zeros(3)), r"w: the shape \(3,\) is not allowed; use \(in, out\)"),
    (lambda: Linear(np.zeros((0, 3))), r"w: the shape \(0, 3\)"),
    (lambda: Linear(np.array([[1.0, np.nan]])), r"w: nan at \(0, 1\) is not allowed"),
    (lambda: Conv2d(W4 * np.inf), r"w: inf at \(0, 0, 0, 0\)"),
    (lambda: Conv2d(W4, padding=-1), "padding: -1 is not allowed; use a whole number from 0"),
    (lambda: Linear(W, bias="no"), "bias: 'no' is not allowed; use True or False"),
    (lambda: MaxPool(2, padding=2), "padding: 2 is not allowed; use a whole number from 0 to 1"),
    (lambda: MaxPool(2, stride=1.5), "stride: 1.5 is not allowed"),
    (lambda: Upsample(1.5), "factor: 1.5 is not allowed; use a whole number from 1"),
    (lambda: BatchNorm(2, momentum=1.1), "momentum: 1.1 is not allowed; .* from 0 to 1"),
    (lambda: ClassToken(np.ones((1, 3))), r"positions: the shape \(1, 3\)"),
    (lambda: FeatureTokenizer(W, np.ones((2, 3))), r"b: the shape \(2, 3\) .* use \(2, 2\)"),
    (lambda: PerToken(None), "layer: nothing is not allowed; use a layer"),
    (lambda: Attention(ReLU(), *linears()[1:], heads=1), "query: ReLU.* use a dense layer"),
    (lambda: Attention(*linears()[1:], Linear(W), heads=1), r"out.w: the shape \(2, 2\)"),
    (lambda: Sequential(ReLU(), ReLU), "1: .*ReLU'> is not allowed; use a layer"),
    (lambda: Block(ReLU(), "identity"), "shortcut: 'identity' is not allowed; use True, False or"),
    (lambda: Block(None, True), "branch: nothing is not allowed"),
    (lambda: Block(ReLU(), True, "relu"), "after: 'relu' is not allowed"),
    (lambda: Concat(np.eye(2)), r"branch: an array of shape \(2, 2\)"),
    (lambda: Highway(ReLU(), 1), "gate: 1 is not allowed"),
    (lambda: assemble([], [2], True, "post", None), "widths: 1 are not allowed for 0"),
    (lambda: Parameter(np.array(["a"])), "use real numbers"),
    (lambda: SGD(network().parameters(), 0.1), "parameters: dict is not allowed; use its values"),
    (lambda: SGD([network()], 0.1), r"parameters\[0\]: .* use a Parameter"),
    (lambda: SGD([Parameter(W)] * 2, 0.1), "parameters: one of them stands there twice"),
    (lambda: SGD([], 0.1, momentum=1.5), "momentum: 1.5 is not allowed; .* from 0 to 1"),
    (lambda: Adam([], betas=0.9), "betas: 0.9 is not allowed; use two numbers"),
    (lambda: Adam([], betas=(0.9, "x")), "betas: 'x' is not allowed"),
    (lambda: step_decay(3), "milestones: 3 is not allowed; use a list"),
    (lambda: step_decay([1, np.nan]), "milestones: nan"),
    (lambda: warm_up(0.1, 2), "then: 0.1 is not allowed; use a schedule"),
    (lambda: trainer(network=None), "network: nothing is not allowed"),
    (lambda: trainer(loss="mse"), "loss: 'mse' is not allowed"),
    (lambda: trainer(optimizer=0.1), "optimizer: 0.1 is not allowed"),
    (lambda: trainer(schedule=0.1), "schedule: 0.1 is not allowed"),
    (lambda: trainer(data=DATA[0]), r"data: use inputs and labels, \(x, y\)"),
    (lambda: trainer(data=(DATA[0], DATA[1].tolist())), r"labels: \[\[0.0\].* use an array"),
    (lambda: trainer(data=(DATA[0], DATA[1] * np.nan)), r"labels: nan at \(0, 0\)"),
    (lambda: trainer(data=(DATA[0], DATA[1] * 2 - 1)), "labels: not all are 0 or 1"),
    (lambda: trainer(data=(DATA[0], DATA[1][:, 0])), "labels: .* use class numbers, or 0 and 1"),
    (lambda: trainer(shuffle=3, batch_size=2), "shuffle: 3 is not allowed; use a SeedSequence"),
    (lambda: trainer().advance(1.5), "epochs: 1.5 is not allowed; use a whole number from 0"),
    (lambda: race([trainer()], np.nan), "seconds: nan is not allowed"),
    (lambda: evaluate(None, binary_cross_entropy, DATA), "network: nothing"),
    (lambda: count_paths(-1), "blocks: -1 is not allowed; use a whole number from 0"),
    (lambda: gradient_along(network(), np.ones((4, 1)), {0.5}), "through: 0.5 is not allowed"),
    (lambda: deleted(network(), [0.0]).__enter__(), "which: 0.0 is not allowed"),
    (lambda: grid_steps("3"), "points: '3' is not allowed; use an odd whole number from 3"),
    (lambda: grid_steps(3.0), "points: 3.0 is not allowed"),
    (
        lambda: Plane(network(), binary_cross_entropy, DATA, RNG).loss(np.nan, 0),
        "a: nan is not allowed; use a finite number",
    ),
    (lambda: landscape(network(), binary_cross_entropy, DATA, 1), "rng: 1 is not allowed"),
    (lambda: layer_norms(network()), "after a forward and a backward pass"),
    (lambda: jacobian(ReLU(), np.zeros(0)), r"x: the shape \(0,\) is not allowed"),
    (lambda: gradient_differences(ReLU(), np.full((2, 2), np.nan), RNG), r"x: nan at \(0, 0\)"),
    (lambda: inspect_block(make_trainer(Config(depth=4)), 0, 400), "example: 400 .* from 0 to 399"),
    (lambda: network().forward([["a", "b"]]), "x: .* use real numbers"),
]


@pytest.mark.parametrize(("entrance", "message"), CASES, ids=[message for _, message in CASES])
def test_what_cannot_be_is_refused(entrance: Entrance, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        entrance()


def test_what_can_be_is_taken() -> None:
    for entrance, names in SIZES.values():
        if entrance is not SIZES["split"][0]:
            assert all(entrance(**{name: np.int64(4)}) is not None for name in names)
    assert sgd(lr=np.float32(0.1), momentum=0, weight_decay=1).lr == np.float32(0.1)
    assert resnet(None, np.int64(18)).input_shape == (3, 224, 224)
    values = network().parameters().values()
    assert len(SGD(values, 0.1).parameters) == len(values)
    with np.errstate(all="raise"):
        assert network().forward([[1, 2], [3, 4]]).shape == (2, 1)
    assert race([trainer()], float("inf"))[0].loss
