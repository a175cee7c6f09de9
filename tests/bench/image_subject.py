"""The digits' ResNet as plain data, so that every competitor takes the same steps."""

from typing import Any

import numpy as np

from residual.data.datasets import digits
from residual.networks import Network, cifar_resnet

BATCH, CLASSES = 64, 10
RATE, MOMENTUM, DECAY = 0.1, 0.9, 1e-4


def network(depth: int, width: int) -> Network:
    """Return it with its first weights."""
    rng = np.random.default_rng(0)
    return cifar_resnet(rng, depth, shortcut="A", width=width, channels=1, size=8)


def batch() -> tuple[Any, Any]:
    """Return the images and labels of every step."""
    images, labels = digits()
    return images[:BATCH], labels[:BATCH]


def subject(depth: int, width: int) -> dict[str, Any]:
    """Return all of it as lists and numbers."""
    images, labels = batch()
    return {
        "depth": depth,
        "shape": images.shape,
        "images": images.ravel().tolist(),
        "labels": labels.tolist(),
        "weights": {
            name: {"shape": parameter.value.shape, "values": parameter.value.ravel().tolist()}
            for name, parameter in network(depth, width).parameters().items()
        },
        **{"rate": RATE, "momentum": MOMENTUM, "decay": DECAY},
    }
