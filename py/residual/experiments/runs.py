"""From settings to a run that is ready to train."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from residual.arrays import Array, Random
from residual.data.datasets import checkerboard, moons, rings, two_spirals
from residual.data.own_points import decode_points, part_points
from residual.experiments.config import POINTS, TEST_POINTS, Config
from residual.experiments.listing import LISTING_DATA_SEED
from residual.experiments.observer import PeriodicObserver
from residual.layers import ACTIVATIONS, Layer, norm_named
from residual.networks import Network, dense_mlp, highway, mlp, point_transformer
from residual.training import SGD, Data, Run, binary_cross_entropy, binary_cross_entropy_of_listing

CLASSES = 2


def make_trainer(config: Config, change: Callable[[Layer], None] | None = None) -> Run:
    """Make the run that a configuration describes, ready to advance; see `run_parts`."""
    return Run(**run_parts(config, change))


def run_parts(config: Config, change: Callable[[Layer], None] | None = None) -> dict[str, Any]:
    """Return all that a trainer of the run that a configuration describes is made of.

    Data, weights, test data and the order of minibatches have random streams of their own, so no
    other setting changes what the data are, and the shortcut changes no weight. The reader's own
    points are as they are; from the stream of the test data comes which of them are held out.

    Parameters
    ----------
    config : Config
        What to run.
    change : callable, optional
        Changes the network before it is trained; see `residual.page.edited_block`.
    """
    listing = config.recipe == "listing"
    seeds = np.random.SeedSequence(config.seed).spawn(4)
    data, weights, held_out = (np.random.default_rng(seed) for seed in seeds[:3])
    dtype = np.dtype(config.precision)  # random numbers are drawn before it is seen
    if config.dataset == "own":
        train, test = part_points(held_out, *decode_points(config.points))
    else:
        train = draw(config, np.random.RandomState(LISTING_DATA_SEED) if listing else data, POINTS)
        test = draw(config, held_out, TEST_POINTS)
    network = make_network(config, np.random.RandomState(config.seed) if listing else weights)
    if change:
        change(network)
    if dtype != np.float64:  # which it has been made in
        network.cast(dtype)
    batches = config.batch_size < config.training_points
    parameters = list(network.parameters().values())
    return {
        "network": network,
        "data": _cast(train, dtype),
        "loss": binary_cross_entropy_of_listing if listing else binary_cross_entropy,
        "optimizer": SGD(parameters, config.lr, config.momentum, config.weight_decay),
        "epochs": config.epochs,
        "batch_size": config.batch_size if batches else None,
        "shuffle": seeds[3] if batches else None,
        "observer": PeriodicObserver(network, _cast(test, dtype), config.epochs),
    }


def make_network(config: Config, rng: Random) -> Network:
    """Make the network that a configuration describes, with weights from a random stream."""
    hidden: dict[str, Any] = {
        "depth": config.depth,
        "width": config.width,
        "scale": config.init_scale,
    }
    skips = config.shortcut == "identity"
    if order := TRANSFORMERS.get(config.block):
        hidden |= {"norm": config.norm, "activation": config.activation}
        return point_transformer(rng, order=order, shortcut=skips, **hidden)
    hidden |= {"norm": norm_named(config.norm), "activation": ACTIVATIONS[config.activation]}
    if make := SKIPS_BEYOND_ADDITION.get(config.block):
        return make(rng, **hidden) if skips else mlp(rng, shortcut=False, **hidden)
    he_head = config.recipe == "listing"
    return mlp(rng, shortcut=skips, block=config.block, he_head=he_head, **hidden)


TRANSFORMERS = {"transformer_pre": "pre", "transformer_post": "post"}
SKIPS_BEYOND_ADDITION: dict[str, Callable[..., Network]] = {"highway": highway, "dense": dense_mlp}
"""Kinds whose skips are more than an addition; their plain counterpart is that of residual v1."""


def draw(config: Config, rng: Random, points: int) -> Data:
    """Draw so many points of a configuration's data set, half of them of each class."""
    return DATASETS[config.dataset](config)(rng, points // CLASSES, config.noise)


DATASETS: dict[str, Callable[[Config], Callable[[Random, int, float], tuple[Array, Array]]]] = {
    "spirals": lambda config: partial(two_spirals, turns=config.turns),
    "rings": lambda _: rings,
    "moons": lambda _: moons,
    "checkerboard": lambda _: checkerboard,
}


def _cast(data: Data, dtype: "np.dtype[np.floating]") -> Data:
    x, y = data
    return x.astype(dtype), y.astype(dtype)
