"""What a twin is: the same function in PyTorch, with the same numbers under the same names."""

from collections.abc import Callable

import numpy as np
import torch

from residual.arrays import Array
from residual.layers import Layer

TOLERANCE = 1e-10
"""Allowed difference, relative to the largest number of the array."""

Tensors = dict[str, torch.Tensor]
Twin = Callable[[torch.Tensor, Tensors], torch.Tensor]
"""Takes the input and the parameters by their names in the core, and returns the output."""


def tensors(layer: Layer) -> Tensors:
    """Copy all parameters, to be differentiated, and all running statistics."""
    parameters = layer.parameters()
    return {
        name: torch.tensor(array, requires_grad=name in parameters)
        for name, array in layer.state().items()
    }


def difference(ours: Array, theirs: torch.Tensor) -> float:
    """Return the largest difference, relative to the largest number of theirs."""
    expected = theirs.detach().numpy()
    assert ours.shape == expected.shape
    scale = np.abs(expected).max()
    return float(np.abs(ours - expected).max() / (scale if scale > 0 else 1))


def assert_twins(layer: Layer, twin: Twin, x: Array, train: bool = True) -> None:
    """Fail where outputs, gradients or running statistics differ."""
    p = tensors(layer)
    tx = torch.tensor(x, requires_grad=True)
    y, ty = layer.forward(x, train), twin(tx, p)
    dy = np.random.default_rng(7).standard_normal(y.shape)
    dx = layer.backward(dy)
    ty.backward(torch.tensor(dy))
    differences = {"y": difference(y, ty), "dx": difference(dx, tx.grad)}
    for name, parameter in layer.parameters().items():
        differences[f"gradient of {name}"] = difference(parameter.grad, p[name].grad)
    for name, value in layer.state().items():  # the twin updates its running statistics in place
        differences[name] = difference(value, p[name])
    worst = max(differences, key=differences.get)
    assert differences[worst] < TOLERANCE, f"{worst} is off by {differences[worst]:.2g}"


def unsettled(layer: Layer, seed: int = 3) -> Layer:
    """Move every number off its special starting value: biases and means off 0, gammas off 1."""
    rng = np.random.default_rng(seed)
    state = layer.state()
    for value in state.values():
        value[...] += rng.uniform(0, 0.3, value.shape)
    layer.load_state(state)
    return layer
