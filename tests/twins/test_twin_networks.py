"""Every block and network gives the outputs and gradients of its PyTorch twin."""

from functools import partial

import numpy as np
import pytest
import torch
import torch.nn.functional as F
import torch_networks as theirs
from twin import TOLERANCE, Twin, assert_twins, difference, tensors, unsettled

from residual import networks
from residual.arrays import Array
from residual.blocks.convolutional import ConvBlocks
from residual.layers import ACTIVATIONS, NORMS
from residual.layers.attention import softmax
from residual.training import SGD


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def normal(*shape: int) -> Array:
    return rng(1).standard_normal(shape)


@pytest.mark.parametrize("train", [True, False])
@pytest.mark.parametrize("shortcut", ["none", "A", "B", "C"])
@pytest.mark.parametrize("changing", [True, False])
@pytest.mark.parametrize("block", ["post", "pre"])
def test_basic_blocks(block: str, changing: bool, shortcut: str, train: bool) -> None:
    stride, channels_in = (2, 3) if changing else (1, 4)
    layer = unsettled(
        ConvBlocks("basic", block, shortcut).make(rng(), rng(9), channels_in, 4, stride)
    )
    twin = twin_of_block(block, [stride, 1], shortcut, train)
    assert_twins(layer, twin, normal(3, channels_in, 7, 6), train)


@pytest.mark.parametrize("shortcut", ["none", "A", "B", "C"])
@pytest.mark.parametrize("stride_in", ["1x1", "3x3"])
@pytest.mark.parametrize("changing", [True, False])
@pytest.mark.parametrize("block", ["post", "pre"])
def test_bottleneck_blocks(block: str, changing: bool, stride_in: str, shortcut: str) -> None:
    stride, channels_in = (2, 3) if changing else (1, 16)
    maker = ConvBlocks("bottleneck", block, shortcut, stride_in=stride_in)
    layer = unsettled(maker.make(rng(), rng(9), channels_in, 4, stride))
    strides = [stride, 1, 1] if stride_in == "1x1" else [1, stride, 1]
    for train in (True, False):
        twin = twin_of_block(block, strides, shortcut, train)
        assert_twins(layer, twin, normal(3, channels_in, 7, 6), train)


def twin_of_block(block: str, strides: list[int], shortcut: str, train: bool) -> Twin:
    return partial(
        theirs.residual_block,
        at="",
        v=1 if block == "post" else 2,
        strides=strides,
        plain=shortcut == "none",
        train=train,
    )


@pytest.mark.parametrize("options", [{}, {"shortcut": "B"}, {"shortcut": "none"}, {"block": "pre"}])
@pytest.mark.parametrize("train", [True, False])
def test_cifar_resnet(options: dict[str, str], train: bool) -> None:
    network = networks.cifar_resnet(rng(), 14, width=4, **options)
    v, plain = 2 if "block" in options else 1, options.get("shortcut") == "none"
    assert_twins(
        unsettled(network) if train else network,
        lambda x, p: theirs.cifar_resnet(x, p, n=2, v=v, plain=plain, train=train),
        normal(4, 3, 16, 16),
        train,
    )


@pytest.mark.parametrize("kind", ["basic", "bottleneck"])
@pytest.mark.parametrize("block", ["post", "pre"])
@pytest.mark.parametrize(("shortcut", "stride"), [("A", 2), ("B", 1), ("B", 2), ("C", 2)])
@pytest.mark.parametrize("train", [True, False])
def test_two_blocks(kind: str, block: str, shortcut: str, stride: int, train: bool) -> None:
    options = {"kind": kind, "block": block, "shortcut": shortcut, "stride": stride}
    network = networks.two_blocks(rng(), **options)
    v, convolutions = {"post": 1, "pre": 2}[block], {"basic": 2, "bottleneck": 3}[kind]
    assert_twins(
        unsettled(network) if train else network,
        partial(theirs.two_blocks, v=v, convolutions=convolutions, stride=stride, train=train),
        normal(4, 1, 8, 8),
        train,
    )


def test_resnet_50() -> None:
    network = networks.resnet(rng(), 50, width=4, classes=7)
    assert_twins(network, theirs.resnet50, normal(2, 3, 64, 64))


def test_highway() -> None:
    network = unsettled(networks.highway(rng(), depth=6, width=5))
    assert_twins(network, lambda x, p: theirs.highway(x, p, blocks=4), normal(7, 2))


@pytest.mark.parametrize("norm", ["batch", "layer", "none"])
@pytest.mark.parametrize("activation", ["relu", "gelu", "tanh", "sigmoid"])
def test_highway_and_dense_connections_with_every_norm_and_activation(
    norm: str, activation: str
) -> None:
    kinds = {"norm": NORMS[norm], "activation": ACTIVATIONS[activation]}
    options = {"depth": 6, "width": 5, **kinds}
    for make, twin in (
        (networks.highway, theirs.highway),
        (networks.dense_mlp, theirs.dense_mlp),
    ):
        network = unsettled(make(rng(), **options))
        assert_twins(network, lambda x, p, twin=twin: twin(x, p, 4, activation), normal(7, 2))


@pytest.mark.parametrize("order", ["pre", "post"])
def test_point_transformer(order: str) -> None:
    network = unsettled(networks.point_transformer(rng(), depth=6, width=8, order=order))
    assert_twins(
        network,
        lambda x, p: theirs.point_transformer(x, p, layers=2, heads=4, order=order),
        normal(7, 2),
    )


def test_densenet() -> None:
    network = unsettled(networks.densenet(rng(), layers=(3, 2), growth=4))
    assert_twins(network, lambda x, p: theirs.densenet(x, p, [3, 2]), normal(3, 3, 8, 8))


@pytest.mark.parametrize("levels", [0, 1, 3])
def test_unet(levels: int) -> None:
    network = unsettled(networks.unet(rng(), levels=levels, width=3, classes=2))
    assert_twins(network, lambda x, p: theirs.unet(x, p, levels), normal(3, 1, 16, 16))


@pytest.mark.parametrize("order", ["pre", "post"])
@pytest.mark.parametrize("activation", ["relu", "gelu"])
def test_transformer(order: str, activation: str) -> None:
    options = {"order": order, "activation": activation}
    network = unsettled(networks.transformer(rng(), width=8, heads=2, hidden=12, **options))
    assert_twins(
        network,
        lambda x, p: theirs.encoder(
            x, p, layers=2, heads=2, order=order, gelu=activation == "gelu"
        ),
        normal(3, 5, 8),
    )


@pytest.mark.parametrize("order", ["pre", "post"])
def test_our_transformer_block_is_pytorchs_encoder_layer(order: str) -> None:
    network = unsettled(
        networks.transformer(rng(), layers=1, width=8, heads=2, hidden=12, order=order)
    )
    p = {name: value.detach() for name, value in tensors(network).items()}
    layer = torch.nn.TransformerEncoderLayer(
        *(8, 2, 12), dropout=0, batch_first=True, norm_first=order == "pre", dtype=torch.float64
    )
    inner, norm = ("branch.sublayer", "branch.norm") if order == "pre" else ("branch", "after")
    at = f"blocks.0.attention.{inner}"
    zero = torch.zeros(8, dtype=torch.float64)
    layer.load_state_dict(
        {
            "self_attn.in_proj_weight": torch.cat(
                [p[f"{at}.{name}.w"].T for name in ("query", "key", "value")]
            ),
            "self_attn.in_proj_bias": torch.cat([p[f"{at}.query.b"], zero, p[f"{at}.value.b"]]),
            "self_attn.out_proj.weight": p[f"{at}.out.w"].T,
            "self_attn.out_proj.bias": p[f"{at}.out.b"],
            "linear1.weight": p[f"blocks.0.dense.{inner}.linear1.w"].T,
            "linear1.bias": p[f"blocks.0.dense.{inner}.linear1.b"],
            "linear2.weight": p[f"blocks.0.dense.{inner}.linear2.w"].T,
            "linear2.bias": p[f"blocks.0.dense.{inner}.linear2.b"],
            "norm1.weight": p[f"blocks.0.attention.{norm}.gamma"],
            "norm1.bias": p[f"blocks.0.attention.{norm}.beta"],
            "norm2.weight": p[f"blocks.0.dense.{norm}.gamma"],
            "norm2.bias": p[f"blocks.0.dense.{norm}.beta"],
        }
    )
    x = normal(3, 5, 8)
    blocks = network.children()["blocks"]
    assert difference(blocks.forward(x), layer(torch.tensor(x))) < TOLERANCE


def test_vision_transformer() -> None:
    network = unsettled(networks.vision_transformer(rng(), width=8, heads=2, hidden=12))
    assert_twins(
        network,
        lambda x, p: theirs.vision_transformer(x, p, layers=2, heads=2, patch=2),
        normal(3, 1, 8, 8),
    )


@pytest.mark.parametrize("options", [{}, {"shortcut": "B"}, {"shortcut": "none"}, {"block": "pre"}])
def test_ten_steps_of_training_cifar_resnet_20(options: dict[str, str]) -> None:
    """The same outputs, gradients, weights and running statistics, step after step.

    The learning rate is the one that the paper warms up with; at 0.1 each step multiplies the
    rounding differences, so that those of the plain network reach 1e-10 within ten steps.
    """
    network = networks.cifar_resnet(rng(), 20, **options)
    p = tensors(network)
    recipe = {"lr": 0.01, "momentum": 0.9, "weight_decay": 1e-4}
    ours = SGD(list(network.parameters().values()), **recipe)
    optimizer = torch.optim.SGD([t for t in p.values() if t.requires_grad], **recipe)
    images, labels = rng(2).standard_normal((160, 3, 32, 32)), rng(3).integers(0, 10, 160)
    worst = 0.0
    for step in range(10):
        batch = slice(16 * step, 16 * step + 16)
        logits = network.forward(images[batch])
        dlogits = (softmax(logits) - np.eye(10)[labels[batch]]) / 16
        network.backward(dlogits)
        optimizer.zero_grad()
        tlogits = theirs.cifar_resnet(
            torch.tensor(images[batch]),
            p,
            n=3,
            v=2 if "block" in options else 1,
            plain=options.get("shortcut") == "none",
        )
        F.cross_entropy(tlogits, torch.tensor(labels[batch])).backward()
        worst = max(worst, difference(logits, tlogits))
        for name, parameter in network.parameters().items():
            worst = max(worst, difference(parameter.grad, p[name].grad))
        ours.step()
        optimizer.step()
    for name, value in network.state().items():
        worst = max(worst, difference(value, p[name]))
    print(f"largest relative difference over ten steps: {worst:.2g}")
    assert worst < TOLERANCE
