"""Layers: each one's backward pass stands beside its forward pass.

`contract` says what a layer is; then a file for each family: `dense`, `activations`,
`normalization`, `convolution`, `pooling`, `attention`, `sequences`; `watch`
looks at a backward pass from outside.
"""

from residual.layers.activations import GELU, ReLU, Sigmoid
from residual.layers.attention import Attention
from residual.layers.contract import Layer, Parameter, Sequential
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
from residual.layers.sequences import ClassToken, FirstToken, Tokens
from residual.layers.watch import Watch

__all__ = [
    "GELU",
    "Attention",
    "AveragePool",
    "BatchNorm",
    "ClassToken",
    "Conv2d",
    "FirstToken",
    "Flatten",
    "GlobalAveragePool",
    "Layer",
    "LayerNorm",
    "Linear",
    "MaxPool",
    "Parameter",
    "PerImageNorm",
    "ReLU",
    "Sequential",
    "Sigmoid",
    "SubsampleAndPad",
    "Tokens",
    "Upsample",
    "Watch",
]
