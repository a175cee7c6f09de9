"""No layer ships without a numerical check of its gradients."""

import importlib
import pkgutil
from collections.abc import Iterator

import numpy as np
import pytest
from every_layer import ALL, LAYERS, Make
from gradient_check import assert_gradients

import residual
from residual.layers import Layer

ROOMS = ("residual.layers.", "residual.blocks.", "residual.networks.")


def shipped(kind: type[Layer] = Layer) -> Iterator[str]:
    """Yield the name of every layer that the package defines, but of what only others inherit."""
    for below in kind.__subclasses__():
        own = below.__module__.startswith(ROOMS) and "backward" in vars(below)
        if own and not below.__name__.startswith("_"):
            yield below.__name__
        yield from shipped(below)


def test_every_layer_of_the_package_is_listed() -> None:
    for module in pkgutil.walk_packages(residual.__path__, "residual."):
        if module.name.startswith(ROOMS):
            importlib.import_module(module.name)
    rng = np.random.default_rng(0)
    parts = (part for make, _ in ALL.values() for _, part in make(rng).walk())
    assert set(shipped()) <= {type(part).__name__ for part in parts}


@pytest.mark.parametrize(("make", "shape"), LAYERS.values(), ids=LAYERS)
def test_its_gradients_are_the_derivatives(make: Make, shape: tuple[int, ...]) -> None:
    rng = np.random.default_rng(0)
    x = rng.standard_normal(shape)
    assert_gradients(make(rng), x + 0.1 * np.sign(x), rng)
