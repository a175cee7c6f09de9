"""One of every layer, block and network of the core, with the shape of an input for it."""

from collections.abc import Callable

import numpy as np

from residual.blocks import Block, Concat, Highway, make_block
from residual.blocks.dense import DenselyConnected
from residual.layers import (
    GELU,
    Attention,
    AveragePool,
    BatchNorm,
    ClassToken,
    Conv2d,
    FeatureTokenizer,
    FirstToken,
    Flatten,
    GlobalAveragePool,
    ImageToTokens,
    InstanceNorm,
    Layer,
    LayerNorm,
    Linear,
    MaxPool,
    MeanToken,
    PerToken,
    ReLU,
    Sequential,
    Sigmoid,
    SubsampleAndPad,
    Tanh,
    Upsample,
)
from residual.networks import (
    Member,
    cifar_resnet,
    dense_mlp,
    densenet,
    highway,
    mlp,
    point_transformer,
    resnet,
    resnet_of,
    transformer,
    two_blocks,
    unet,
    vision_transformer,
)

POINTS, IMAGES, TOKENS = (4, 6), (4, 3, 6, 6), (4, 5, 6)
Make = Callable[[np.random.Generator], Layer]


def linear(rng: np.random.Generator, bias: bool = True) -> Linear:
    return Linear(rng.standard_normal((6, 6)) / 3, bias)


def block(rng: np.random.Generator, order: str) -> Block:
    return make_block(lambda *_: linear(rng, bias=False), 6, True, order, BatchNorm)


def conv(rng: np.random.Generator, kernel: int = 3, padding: int = 1) -> Conv2d:
    return Conv2d(rng.standard_normal((3, 3, kernel, kernel)) / 3, padding=padding, bias=True)


def attention(rng: np.random.Generator) -> Attention:
    return Attention(*(linear(rng, bias=i != 1) for i in range(4)), heads=2)


def densely_connected(rng: np.random.Generator) -> DenselyConnected:
    layers = [Linear(rng.standard_normal((6 + 2 * i, 2)) / 3) for i in range(2)]
    return DenselyConnected(6, 2, *layers)


LAYERS: dict[str, tuple[Make, tuple[int, ...]]] = {
    "Linear": (linear, POINTS),
    "Linear, tokens": (linear, TOKENS),
    "Conv2d": (conv, IMAGES),
    "Conv2d, 1x1": (lambda rng: conv(rng, 1, 0), IMAGES),
    "ReLU": (lambda rng: ReLU(), POINTS),
    "GELU": (lambda rng: GELU(), POINTS),
    "Sigmoid": (lambda rng: Sigmoid(), POINTS),
    "Tanh": (lambda rng: Tanh(), POINTS),
    "BatchNorm": (lambda rng: BatchNorm(6), POINTS),
    "BatchNorm, images": (lambda rng: BatchNorm(3), IMAGES),
    "LayerNorm": (lambda rng: LayerNorm(6), POINTS),
    "InstanceNorm": (lambda rng: InstanceNorm(3), IMAGES),
    "MaxPool": (lambda rng: MaxPool(3, stride=2, padding=1), IMAGES),
    "AveragePool": (lambda rng: AveragePool(2), IMAGES),
    "GlobalAveragePool": (lambda rng: GlobalAveragePool(), IMAGES),
    "Upsample": (lambda rng: Upsample(2), IMAGES),
    "Flatten": (lambda rng: Flatten(), IMAGES),
    "SubsampleAndPad": (lambda rng: SubsampleAndPad(2, 5), IMAGES),
    "ImageToTokens": (lambda rng: ImageToTokens(), IMAGES),
    "ClassToken": (lambda rng: ClassToken(rng.standard_normal((6, 6))), TOKENS),
    "FirstToken": (lambda rng: FirstToken(), TOKENS),
    "MeanToken": (lambda rng: MeanToken(), TOKENS),
    "PerToken": (lambda rng: PerToken(BatchNorm(6)), TOKENS),
    "FeatureTokenizer": (lambda rng: FeatureTokenizer(*rng.standard_normal((2, 6, 3))), POINTS),
    "Attention": (attention, TOKENS),
    "Sequential": (lambda rng: Sequential(linear(rng), Tanh(), linear(rng)), POINTS),
    "Block": (lambda rng: Block(linear(rng), True, ReLU()), POINTS),
    "Block, of one activation": (lambda rng: Block(ReLU(), True), POINTS),
    "Block, post": (lambda rng: block(rng, "post"), POINTS),
    "Block, pre": (lambda rng: block(rng, "pre"), POINTS),
    "Concat": (lambda rng: Concat(conv(rng)), IMAGES),
    "Highway": (lambda rng: Highway(linear(rng), Sequential(linear(rng), Sigmoid())), POINTS),
    "DenselyConnected": (densely_connected, POINTS),
}

SMALL_IMAGE = {"channels": 1, "size": 8, "classes": 3}

NETWORKS: dict[str, tuple[Make, tuple[int, ...]]] = {
    "mlp": (lambda rng: mlp(rng, depth=6, width=4, shortcut=True), (6, 2)),
    "mlp, pre": (lambda rng: mlp(rng, depth=6, width=4, shortcut=True, block="pre"), (6, 2)),
    "mlp, gelu": (
        lambda rng: mlp(rng, depth=4, width=4, shortcut=False, norm=LayerNorm, activation=GELU),
        (6, 2),
    ),
    "highway": (lambda rng: highway(rng, depth=5, width=4), (6, 2)),
    "dense_mlp": (lambda rng: dense_mlp(rng, depth=5, width=4), (6, 2)),
    "cifar_resnet, A": (lambda rng: cifar_resnet(rng, 8, width=2, **SMALL_IMAGE), (3, 1, 8, 8)),
    "cifar_resnet, C": (
        lambda rng: cifar_resnet(rng, 8, shortcut="C", block="pre", width=2, **SMALL_IMAGE),
        (3, 1, 8, 8),
    ),
    "resnet": (
        lambda rng: resnet(rng, 18, width=2, **(SMALL_IMAGE | {"size": 32})),
        (3, 1, 32, 32),
    ),
    "resnet_of": (
        lambda rng: resnet_of(
            rng, Member("bottleneck", (1, 1, 1, 1)), width=4, **(SMALL_IMAGE | {"size": 32})
        ),
        (3, 1, 32, 32),
    ),
    "two_blocks": (lambda rng: two_blocks(rng, width=4), (3, 1, 8, 8)),
    "densenet": (
        lambda rng: densenet(rng, layers=(2, 2), growth=2, **SMALL_IMAGE),
        (3, 1, 8, 8),
    ),
    "unet": (lambda rng: unet(rng, levels=1, width=2, size=8), (3, 1, 8, 8)),
    "unet, cut": (lambda rng: unet(rng, levels=1, width=2, size=8, cut=(0,)), (3, 1, 8, 8)),
    "transformer": (
        lambda rng: transformer(rng, layers=1, width=8, heads=2, hidden=8, length=4),
        (3, 4, 8),
    ),
    "vision_transformer": (
        lambda rng: vision_transformer(rng, size=4, layers=1, width=8, heads=2, hidden=8),
        (3, 1, 4, 4),
    ),
    "point_transformer": (lambda rng: point_transformer(rng, depth=4, width=4), (6, 2)),
}

ALL = LAYERS | NETWORKS
