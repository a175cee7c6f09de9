"""Norms layer by layer, for convolutional networks and Transformers too."""

import numpy as np
from numpy.testing import assert_allclose

from residual.diagnostics import layer_norms
from residual.networks import cifar_resnet, vision_transformer


def test_every_convolution_has_its_norms() -> None:
    network = cifar_resnet(np.random.default_rng(0), 14, width=4, channels=1)
    x = np.random.default_rng(1).standard_normal((5, 1, 8, 8))
    network.backward(np.ones_like(network.forward(x)))
    norms = layer_norms(network)
    assert norms.gradient.shape == norms.activation.shape == (14,)
    first = network.parameters()["stem.conv.w"].grad
    assert_allclose(norms.gradient[0], np.sqrt((first**2).sum()))
    assert_allclose(norms.activation[0], np.sqrt((x**2).sum() / 5))


def test_every_dense_layer_of_a_transformer_has_its_norms() -> None:
    network = vision_transformer(np.random.default_rng(0), layers=2)
    x = np.random.default_rng(1).standard_normal((5, 1, 8, 8))
    network.backward(np.random.default_rng(2).standard_normal(network.forward(x).shape))
    norms = layer_norms(network)
    assert norms.gradient.shape == (1 + 2 * 6 + 1,)
    assert (norms.gradient > 0).all()
