"""Norms layer by layer, for convolutional networks and Transformers too."""

import numpy as np
from numpy.testing import assert_allclose

from residual.diagnostics import layer_norms
from residual.networks import cifar_resnet, highway, vision_transformer


def test_every_convolution_has_its_norms() -> None:
    network = cifar_resnet(np.random.default_rng(0), 14, width=4, channels=1)
    x = np.random.default_rng(1).standard_normal((5, 1, 8, 8))
    network.backward(np.ones_like(network.forward(x)))
    norms = layer_norms(network)
    assert norms.gradient.shape == norms.activation.shape == (14,)
    first = network.parameters()["stem.conv.w"].grad
    assert_allclose(norms.gradient[0], np.sqrt((first**2).sum()))
    assert_allclose(norms.activation[0], np.sqrt((x**2).sum() / 5))


def test_attention_and_two_dense_layers_are_one_layer_each() -> None:
    network = vision_transformer(np.random.default_rng(0), layers=2)
    x = np.random.default_rng(1).standard_normal((5, 1, 8, 8))
    network.backward(np.random.default_rng(2).standard_normal(network.forward(x).shape))
    norms = layer_norms(network)
    assert norms.gradient.shape == (1 + 2 * 2 + 1,)
    parameters = network.parameters()
    of_attention = [
        parameters[f"blocks.0.attention.branch.sublayer.{name}.w"].grad
        for name in ("query", "key", "value", "out")
    ]
    assert_allclose(norms.gradient[1], np.sqrt(sum((grad**2).sum() for grad in of_attention)))


def test_the_gate_and_the_branch_of_a_highway_block_are_one_layer() -> None:
    network = highway(np.random.default_rng(0), depth=5, width=4)
    x = np.random.default_rng(1).standard_normal((6, 2))
    network.backward(np.ones_like(network.forward(x)))
    norms, parameters = layer_norms(network), network.parameters()
    parts = [parameters[f"blocks.1.{name}.linear.w"].grad for name in ("branch", "gate")]
    assert_allclose(norms.gradient[2], np.sqrt(sum((grad**2).sum() for grad in parts)))
    arriving = network.children()["stem"].forward(x)
    assert_allclose(norms.activation[1], np.sqrt((arriving**2).sum() / 6))
