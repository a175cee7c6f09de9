"""Initialisation keeps the signal's variance."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from residual.arrays import Array
from residual.layers.initializers import he_normal, hidden_normal, lecun_normal


def test_he_and_lecun_are_scaled_standard_normals() -> None:
    draws = np.random.default_rng(3).standard_normal((8, 5))
    he = he_normal(np.random.default_rng(3), 8, 5, scale=0.6)
    lecun = lecun_normal(np.random.default_rng(3), 8, 5)
    np.testing.assert_allclose(he, 0.6 * 0.5 * draws, rtol=1e-15)
    np.testing.assert_allclose(lecun, draws / math.sqrt(8), rtol=1e-15)


@pytest.mark.parametrize("scale", [0.6, 1.0, 1.5])
def test_he_multiplies_the_mean_square_by_the_square_of_its_scale(scale: float) -> None:
    rng = np.random.default_rng(0)
    ratios = []
    for _ in range(40):
        x = np.maximum(rng.standard_normal((50, 200)), 0)
        after = np.maximum(x @ he_normal(rng, 200, 200, scale), 0)
        ratios.append(np.square(after).mean() / np.square(x).mean())
    assert np.mean(ratios) == pytest.approx(scale**2, rel=0.03)


def test_hidden_layers_start_by_the_rule_of_their_activation() -> None:
    def drawn(rule: Callable[..., Array], **options: object) -> Array:
        return rule(np.random.default_rng(3), 8, 5, **options)

    for activation, rule in (
        ("relu", he_normal),
        ("gelu", he_normal),
        ("tanh", lecun_normal),
        ("sigmoid", lecun_normal),
    ):
        expected = drawn(rule, scale=0.6)
        assert np.array_equal(drawn(hidden_normal, activation=activation, scale=0.6), expected)
