"""Steps of a residual network on images, by the kernels and by NumPy: its text runs in a worker."""

import time
from typing import Any

import numpy as np

from residual import kernels
from residual.compiled import library
from residual.networks import cifar_resnet
from residual.training import Trainer
from residual.training.losses import cross_entropy
from residual.training.optimizers import SGD


def take_turns(
    depth: int, width: int, steps: int, images: list[Any], labels: list[int]
) -> dict[str, dict[str, Any]]:
    """Train the same network by both, a step each in turns, after a first one of each.

    Returns
    -------
    dict
        For each `who`: `ms`, of every step, and the last `loss`.
    """
    implementations = {"kernel": library.load(relaxed=True), "numpy": None}
    data = np.array(images), np.array(labels)
    runs = {}
    times: dict[str, list[float]] = {who: [] for who in implementations}
    for who, implementation in implementations.items():
        kernels.use(implementation)
        rng = np.random.default_rng(0)
        network = cifar_resnet(rng, depth, shortcut="A", width=width, channels=1, size=8)
        optimizer = SGD(list(network.parameters().values()), 0.1, 0.9, 1e-4)
        # The full batch is the batch, so an epoch is a step.
        runs[who] = Trainer(network, data, cross_entropy, optimizer, epochs=1 + steps)
        runs[who].advance(1)
    for _ in range(steps):
        for who, implementation in implementations.items():
            kernels.use(implementation)
            begun = time.perf_counter()
            runs[who].advance(1)
            times[who].append(1000 * (time.perf_counter() - begun))
    kernels.use()
    return {who: {"ms": times[who], "loss": runs[who].history.loss[-1]} for who in runs}
