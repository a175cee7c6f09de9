"""Between images and sequences of tokens."""

import numpy as np
import pytest
from gradient_check import assert_gradients
from numpy.testing import assert_array_equal

from residual.layers import (
    BatchNorm,
    ClassToken,
    FeatureTokenizer,
    FirstToken,
    ImageToTokens,
    Layer,
    MeanToken,
    PerToken,
)


def test_tokens_are_the_channels_of_each_pixel() -> None:
    x = np.random.default_rng(0).standard_normal((2, 3, 4, 5))
    tokens = ImageToTokens().forward(x)
    assert tokens.shape == (2, 20, 3)
    assert_array_equal(tokens[1, 7], x[1, :, 1, 2])


def test_the_class_token_comes_first_and_each_place_is_added() -> None:
    layer = ClassToken(np.array([[1.0, 2], [3, 4], [5, 6]]))
    layer.token.value[:] = [10, 20]
    y = layer.forward(np.array([[[0.0, 0], [0.5, 0.5]]]))
    assert_array_equal(y, [[[11, 22], [3, 4], [5.5, 6.5]]])
    assert_array_equal(FirstToken().forward(y), [[11, 22]])


def test_each_feature_is_a_token_along_a_vector_of_its_own() -> None:
    layer = FeatureTokenizer(np.array([[1.0, 2, 3], [4, 5, 6]]), np.array([[0.0, 0, 1], [1, 0, 0]]))
    y = layer.forward(np.array([[10.0, -1.0]]))
    assert_array_equal(y, [[[10, 20, 31], [-3, -5, -6]]])
    assert_array_equal(MeanToken().forward(y), [[3.5, 7.5, 12.5]])


def test_a_norm_of_each_token_takes_its_statistics_over_all_tokens() -> None:
    x = np.random.default_rng(0).standard_normal((4, 3, 2))
    y = PerToken(BatchNorm(2)).forward(x)
    np.testing.assert_allclose(y.mean(axis=(0, 1)), 0, atol=1e-15)
    np.testing.assert_allclose(y.var(axis=(0, 1)), 1, atol=1e-4)
    assert_array_equal(y.reshape(12, 2), BatchNorm(2).forward(x.reshape(12, 2)))


@pytest.mark.parametrize("batch", [2, 3])
def test_gradients(batch: int) -> None:
    rng = np.random.default_rng(0)
    assert_gradients(ImageToTokens(), rng.standard_normal((batch, 3, 2, 4)), rng)
    assert_gradients(FirstToken(), rng.standard_normal((batch, 3, 2)), rng)
    layer = ClassToken(rng.standard_normal((4, 2)))
    assert_gradients(layer, rng.standard_normal((batch, 3, 2)), rng)
    assert_gradients(MeanToken(), rng.standard_normal((batch, 3, 2)), rng)
    layer = FeatureTokenizer(rng.standard_normal((3, 4)), rng.standard_normal((3, 4)))
    assert_gradients(layer, rng.standard_normal((batch, 3)), rng)
    assert_gradients(PerToken(BatchNorm(2)), rng.standard_normal((batch, 3, 2)), rng)


@pytest.mark.parametrize(
    ("layer", "shape"),
    [
        (ImageToTokens(), (2, 3, 4)),
        (ImageToTokens(), (2, 3, 0, 4)),
        (FirstToken(), (2, 3)),
        (FirstToken(), (2, 0, 3)),
        (ClassToken(np.zeros((4, 2))), (2, 4, 2)),
        (ClassToken(np.zeros((4, 2))), (0, 3, 2)),
        (MeanToken(), (2, 3)),
        (MeanToken(), (2, 0, 3)),
        (FeatureTokenizer(np.zeros((3, 2)), np.zeros((3, 2))), (4, 2)),
        (FeatureTokenizer(np.zeros((3, 2)), np.zeros((3, 2))), (0, 3)),
        (PerToken(BatchNorm(2)), (4, 2)),
    ],
)
def test_what_does_not_fit_is_refused(layer: Layer, shape: tuple[int, ...]) -> None:
    text = ", ".join(map(str, shape))
    with pytest.raises(ValueError, match=rf"{type(layer).__name__}.*\({text}\).*\(N, "):
        layer.forward(np.zeros(shape))
