"""Big networks: `uv run tests/bench/big_networks.py`.

Prints the peak memory of ResNet-50's forward pass on one image of 224 by 224 (the aim: below
1.5 GB), with how long making and passing take; and passes 1,002 weight layers (500 pre-activation
blocks) forward and backward with barely any room for recursion.
"""

import inspect
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "py"))

import numpy as np

from residual.networks import mlp, resnet

ROOM = 40


def peak() -> float:
    """Return the largest memory that the process has held so far, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def resnet_50(train: bool) -> None:
    """Pass one image forward."""
    start = time.perf_counter()
    network = resnet(np.random.default_rng(0), 50)
    made = time.perf_counter()
    x = np.random.default_rng(1).standard_normal((1, 3, 224, 224))
    y = network.forward(x, train)
    end = time.perf_counter()
    assert y.shape == (1, 1000)
    assert np.isfinite(y).all()
    print(
        f"ResNet-50, train={train}: made in {made - start:.1f} s, forward {end - made:.2f} s, "
        f"peak {peak():.2f} GB"
    )


def deep_mlp() -> None:
    """Pass a batch through 1,002 weight layers and back, a few frames deep at most."""
    network = mlp(np.random.default_rng(0), depth=1002, width=16, shortcut=True, block="pre")
    x = np.random.default_rng(1).standard_normal((400, 2))
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + ROOM)
    try:
        start = time.perf_counter()
        y = network.forward(x)
        network.backward(np.ones_like(y))
        seconds = time.perf_counter() - start
    finally:
        sys.setrecursionlimit(usual)
    print(
        f"1,002 layers: forward and backward {seconds:.2f} s within {ROOM} frames, "
        f"outputs {'finite' if np.isfinite(y).all() else 'not finite'}"
    )


if __name__ == "__main__":
    deep_mlp()
    resnet_50(train=False)
    resnet_50(train=True)
    start = time.perf_counter()
    resnet(np.random.default_rng(0), 152)
    print(f"ResNet-152: made in {time.perf_counter() - start:.1f} s")
