"""The weights of trained networks as texts, and those of every network that the page looks into."""

import base64
from collections.abc import Callable, Iterable
from itertools import product
from typing import Any

import numpy as np

from residual.experiments.block_config import NETWORK, BlockConfig, BlockTrainingSettings
from residual.experiments.blocks import (
    make_block_network,
    make_block_trainer,
    settle,
    split_digits,
)
from residual.networks import Network
from residual.settings import SettingError
from residual.training import Run, cross_entropy, evaluate

NUMBER = np.dtype("<f2")
"""How a weight is written: in 16 bits, which is enough to see the same digits and the same maps."""

DIGITS = 4
"""Significant digits of what is said of a trained network."""

RECORDED = ("block", "kind", "shortcut", "norm")
"""The choices of which every combination is recorded; stride and seed are as by default."""


def packed(network: Network) -> str:
    """Write all that training changed, statistics included, in base64."""
    flat = np.concatenate([array.ravel() for array in network.state().values()])
    return base64.b64encode(flat.astype(NUMBER).tobytes()).decode()


def trained_network(config: BlockConfig, text: str) -> Network:
    """Make the network of some settings with weights that `packed` wrote.

    Raises
    ------
    SettingError
        If the text is not one of such a network.
    """
    network = make_block_network(config)
    state = network.state()
    size = sum(array.size for array in state.values())
    try:
        flat = np.frombuffer(base64.b64decode(text, validate=True), NUMBER).astype(np.float64)
    except (ValueError, TypeError):
        flat = np.zeros(0)
    if flat.size != size or not np.isfinite(flat).all():
        allowed = f"{size} finite numbers of 16 bits for these settings, in base64"
        raise SettingError([f"states: {len(str(text))} characters are not allowed; use {allowed}"])
    places = np.cumsum([array.size for array in state.values()])[:-1]
    parts = zip(state.items(), np.split(flat, places), strict=True)
    network.load_state({name: part.reshape(array.shape) for (name, array), part in parts})
    return network


def train_one(config: BlockConfig) -> dict[str, Any]:
    """Train one network to the end and return it as plain data: see `measured`."""
    settings = BlockTrainingSettings()
    trainer = make_block_trainer(config, settings)
    trainer.advance(settings.epochs)
    return measured(config, trainer)


def measured(config: BlockConfig, trainer: Run) -> dict[str, Any]:
    """Return a trained network as plain data.

    Returns
    -------
    dict
        `config`, the settings that it is made and trained by; `weights`, as `packed` writes them,
        with statistics of all training images; and, with those very weights, `loss` and `accuracy`
        on the training images, and `testAccuracy`. None for the `weights` of a run that diverged.
    """
    own = {name: getattr(config, name) for name in NETWORK}
    if trainer.diverged_at is not None:
        return {"config": own, "weights": None}
    assert isinstance(trainer.network, Network)
    settle(trainer.network)
    text = packed(trainer.network)
    network = trained_network(config, text)
    train, test = split_digits()
    loss, accuracy = evaluate(network, cross_entropy, train)
    _, test_accuracy = evaluate(network, cross_entropy, test)
    shown = {"loss": loss, "accuracy": accuracy, "testAccuracy": test_accuracy}
    rounded = {name: float(f"{value:.{DIGITS}g}") for name, value in shown.items()}
    return {"config": own, "weights": text, **rounded}


def record(run_all: Callable[..., Iterable[dict[str, Any]]] = map) -> list[dict[str, Any]]:
    """Train every network of which the page has recorded weights, each as of `train_one`.

    Parameters
    ----------
    run_all : callable
        `map`, or the `map` of a pool of processes.
    """
    rows = [BlockConfig.table()[name].choices for name in RECORDED]
    configs = [
        BlockConfig.parse(dict(zip(RECORDED, values, strict=True))) for values in product(*rows)
    ]
    return list(run_all(train_one, configs))
