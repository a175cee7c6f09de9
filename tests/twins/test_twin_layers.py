"""Every layer gives the outputs and gradients of PyTorch's."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from twin import assert_twins, unsettled

from residual.arrays import Array
from residual.layers import (
    GELU,
    Attention,
    AveragePool,
    BatchNorm,
    Conv2d,
    Flatten,
    GlobalAveragePool,
    InstanceNorm,
    LayerNorm,
    Linear,
    MaxPool,
    ReLU,
    Sigmoid,
    Upsample,
)


def normal(*shape: int) -> Array:
    return np.random.default_rng(0).standard_normal(shape)


@pytest.mark.parametrize("batch", [1, 5])
@pytest.mark.parametrize("padding", [0, 1, 3])
@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("kernel", [(1, 1), (3, 3), (7, 7), (2, 5)])
def test_convolution(kernel: tuple[int, int], stride: int, padding: int, batch: int) -> None:
    layer = unsettled(Conv2d(normal(4, 3, *kernel), stride, padding, bias=True))
    assert_twins(
        layer,
        lambda x, p: F.conv2d(x, p["w"], p["b"], stride=stride, padding=padding),
        normal(batch, 3, 11, 8),
    )


@pytest.mark.parametrize(
    ("size", "stride", "padding"), [(2, 2, 0), (3, 2, 1), (3, 1, 1), (4, 3, 2)]
)
def test_pooling(size: int, stride: int, padding: int) -> None:
    shape = {"kernel_size": size, "stride": stride, "padding": padding}
    ties = np.random.default_rng(0).integers(0, 3, (2, 3, 9, 10)).astype(float)
    for x in (normal(2, 3, 9, 10), ties):
        assert_twins(MaxPool(size, stride, padding), lambda x, p: F.max_pool2d(x, **shape), x)
        assert_twins(AveragePool(size, stride, padding), lambda x, p: F.avg_pool2d(x, **shape), x)


def test_layers_without_parameters() -> None:
    x = normal(2, 3, 4, 5)
    assert_twins(GlobalAveragePool(), lambda x, p: F.adaptive_avg_pool2d(x, 1).flatten(1), x)
    assert_twins(Upsample(3), lambda x, p: F.interpolate(x, scale_factor=3, mode="nearest"), x)
    assert_twins(Flatten(), lambda x, p: x.flatten(1), x)
    assert_twins(ReLU(), lambda x, p: F.relu(x), x)
    assert_twins(Sigmoid(), lambda x, p: torch.sigmoid(x), x)
    assert_twins(GELU(), lambda x, p: F.gelu(x, approximate="tanh"), x)


@pytest.mark.parametrize("shape", [(5, 3), (2, 4, 3)])
def test_linear(shape: tuple[int, ...]) -> None:
    layer = unsettled(Linear(normal(3, 4)))
    assert_twins(layer, lambda x, p: F.linear(x, p["w"].T, p["b"]), normal(*shape))


@pytest.mark.parametrize("train", [True, False])
@pytest.mark.parametrize("shape", [(6, 3), (4, 3, 5, 6), (1, 3, 5, 6)])
def test_batch_norm(shape: tuple[int, ...], train: bool) -> None:
    assert_twins(
        unsettled(BatchNorm(3)),
        lambda x, p: F.batch_norm(
            x, p["running_mean"], p["running_variance"], p["gamma"], p["beta"], training=train
        ),
        2 + 3 * normal(*shape),
        train,
    )


def test_per_image_norm() -> None:
    def twin(x: torch.Tensor, p: dict[str, torch.Tensor]) -> torch.Tensor:
        return F.instance_norm(x, weight=p["gamma"], bias=p["beta"])

    assert_twins(unsettled(InstanceNorm(3)), twin, 2 + 3 * normal(4, 3, 5, 6))


@pytest.mark.parametrize("shape", [(5, 6), (2, 4, 6)])
def test_layer_norm(shape: tuple[int, ...]) -> None:
    def twin(x: torch.Tensor, p: dict[str, torch.Tensor]) -> torch.Tensor:
        return F.layer_norm(x, (6,), p["gamma"], p["beta"])

    assert_twins(unsettled(LayerNorm(6)), twin, 2 + 3 * normal(*shape))


@pytest.mark.parametrize("heads", [1, 2, 4])
def test_attention(heads: int) -> None:
    rng = np.random.default_rng(0)
    parts = [Linear(rng.standard_normal((8, 8)) / 3, bias=i != 1) for i in range(4)]
    layer = unsettled(Attention(*parts, heads=heads))

    def twin(x: torch.Tensor, p: dict[str, torch.Tensor]) -> torch.Tensor:
        x = x.swapaxes(0, 1)
        names = ("query", "key", "value")
        biases = [p.get(f"{name}.b", torch.zeros(8, dtype=torch.float64)) for name in names]
        y, _ = F.multi_head_attention_forward(
            *(x, x, x, 8, heads),
            in_proj_weight=torch.cat([p[f"{name}.w"].T for name in names]),
            in_proj_bias=torch.cat(biases),
            bias_k=None,
            bias_v=None,
            add_zero_attn=False,
            dropout_p=0.0,
            out_proj_weight=p["out.w"].T,
            out_proj_bias=p["out.b"],
        )
        return y.swapaxes(0, 1)

    assert_twins(layer, twin, normal(3, 5, 8))


def test_a_planted_difference_is_found() -> None:
    layer = Conv2d(normal(4, 3, 3, 3), padding=1)
    with pytest.raises(AssertionError, match="is off by"):
        assert_twins(
            layer,
            lambda x, p: F.conv2d(x, p["w"] * (1 + 1e-9), padding=1),
            normal(2, 3, 5, 5),
        )
