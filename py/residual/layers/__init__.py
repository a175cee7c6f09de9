"""Layers: each one's backward pass stands beside its forward pass.

`contract` says what a layer is; then a file for each family: `dense`, `activations`,
`normalization`, `convolution`, `pooling`, `attention`, `sequences`; `watch`
looks at a backward pass from outside.
"""

from residual.layers.activations import ACTIVATIONS, GELU, ReLU, Sigmoid, Tanh
from residual.layers.attention import Attention
from residual.layers.contract import Layer, Parameter, Sequential, Weighted
from residual.layers.convolution import Conv2d
from residual.layers.dense import Linear
from residual.layers.normalization import BatchNorm, LayerNorm, PerImageNorm
from residual.layers.pooling import (
    AveragePool,
    Flatten,
    GlobalAveragePool,
    MaxPool,
    SubsampleAndPad,
    Upsample,
)
from residual.layers.sequences import (
    ClassToken,
    EachToken,
    FeatureTokens,
    FirstToken,
    MeanToken,
    Tokens,
)
from residual.layers.watch import Watch

__all__ = [
    "ACTIVATIONS",
    "GELU",
    "Attention",
    "AveragePool",
    "BatchNorm",
    "ClassToken",
    "Conv2d",
    "EachToken",
    "FeatureTokens",
    "FirstToken",
    "Flatten",
    "GlobalAveragePool",
    "Layer",
    "LayerNorm",
    "Linear",
    "MaxPool",
    "MeanToken",
    "Parameter",
    "PerImageNorm",
    "ReLU",
    "Sequential",
    "Sigmoid",
    "SubsampleAndPad",
    "Tanh",
    "Tokens",
    "Upsample",
    "Watch",
    "Weighted",
]
