"""Every kind of network that the page offers, as runs whose steps are compared."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from plan_agreement import trainer_of

from residual.experiments import DigitsConfig, FlowConfig, make_trainer
from residual.experiments.digits import make_digits_trainer
from residual.networks import unet
from residual.training import Adam, Run, mean_squared_error

CLOSE = 1e-13
"""How far a step by a plan may be from that of NumPy."""
FEW = 90
"""So many digits are enough to tell two ways of computing apart."""


def points(**values: Any) -> Callable[[], Run]:
    config = FlowConfig.parse({"depth": 6, "width": 8, "epochs": 100, "momentum": 0.5} | values)
    return partial(make_trainer, config)


def images(**values: Any) -> Callable[[], Run]:
    config = {"depth": 8, "width": 4, "epochs": 9, "precision": "float64"} | values

    def make() -> Run:
        trainer = make_digits_trainer(DigitsConfig.parse(config))
        trainer.x, trainer.y = trainer.x[:FEW], trainer.y[:FEW]
        trainer.reset()
        return trainer

    return make


def pixels(trained: Any = None, **values: Any) -> Callable[[], Run]:
    def make() -> Run:
        network = unet(np.random.default_rng(3), size=8, width=3, **values)
        x = np.random.default_rng(4).standard_normal((FEW // 6, *network.input_shape))
        return trainer_of(network, x, 1, 8, 8, **(trained or {}))

    return make


KINDS: dict[str, Callable[[], Run]] = {
    "post": points(),
    "post, plain": points(shortcut="none"),
    "post, odd width": points(width=5),
    "post, no norm": points(norm="none"),
    "post, layer norm": points(norm="layer"),
    "post, tanh": points(activation="tanh"),
    "post, sigmoid": points(activation="sigmoid"),
    "post, gelu": points(activation="gelu"),
    "pre": points(block="pre"),
    "pre, plain": points(block="pre", shortcut="none"),
    "pre, odd width": points(block="pre", width=5),
    "pre, no norm": points(block="pre", norm="none"),
    "highway": points(block="highway"),
    "dense": points(block="dense"),
    "transformer, pre": points(block="transformer_pre"),
    "transformer, post": points(block="transformer_post"),
    "transformer, batch norm": points(block="transformer_pre", norm="batch"),
    "transformer, no norm": points(block="transformer_pre", norm="none"),
    "minibatches": points(batch_size=150),
    "weight decay": points(weight_decay=0.01),
    "the listing": points(recipe="listing", momentum=0),
    "images, A": images(shortcut="A"),
    "images, B": images(shortcut="B"),
    "images, plain": images(shortcut="none"),
    "images, pre": images(block="pre"),
    "images, pre, B": images(block="pre", shortcut="B"),
    "images, instance norm": images(norm="instance"),
    "images, no norm": images(norm="none"),
    "images, zero": images(zero_init="on"),
    "u-net": pixels(),
    "u-net, squared error": pixels({"loss": mean_squared_error, "optimizer": Adam}),
    "u-net, finest skip cut": pixels(cut=(0,)),
    "u-net, all skips cut": pixels(cut=(0, 1)),
}
"""Every kind of network that the page offers."""
