"""Steps of a residual network on images, by the kernels and by NumPy: its text runs in a worker."""

import time
from typing import Any

import numpy as np

from residual import kernels
from residual.compiled import library
from residual.networks import cifar_resnet
from residual.training import SGD, Run, cross_entropy


def take_turns(
    depth: int, width: int, steps: int, images: list[Any], labels: list[int]
) -> dict[str, dict[str, Any]]:
    """Train the same network by both, a step each in turns, after two of each that are not timed.

    Returns
    -------
    dict
        For each `who`: `ms`, of every step, and the last `loss`.
    """
    kernel = library.load(relaxed=True)
    implementations = {"kernel": kernel, "kernel_float32": kernel, "numpy": None}
    runs = {}
    times: dict[str, list[float]] = {who: [] for who in implementations}
    for who, implementation in implementations.items():
        kernels.use(implementation)
        rng = np.random.default_rng(0)
        network = cifar_resnet(rng, depth, shortcut="A", width=width, channels=1, size=8)
        dtype = np.dtype(np.float32 if who == "kernel_float32" else np.float64)
        network.cast(dtype)
        data = np.array(images, dtype), np.array(labels)
        optimizer = SGD(list(network.parameters().values()), 0.1, 0.9, 1e-4)
        # The full batch is the batch, so an epoch is a step.
        runs[who] = Run(network, data, cross_entropy, optimizer, epochs=2 + steps)
        runs[who].advance(2)  # the first one comes before a plan
    for _ in range(steps):
        for who, implementation in implementations.items():
            kernels.use(implementation)
            begun = time.perf_counter()
            runs[who].advance(1)
            times[who].append(1000 * (time.perf_counter() - begun))
    kernels.use()
    return {who: {"ms": times[who], "loss": runs[who].history.loss[-1]} for who in runs}
