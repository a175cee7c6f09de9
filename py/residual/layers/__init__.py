"""Layers: each one's backward pass stands beside its forward pass.

`contract` says what a layer is (`parameter` what training changes; `shapes` and `tree` what
layers know of their inputs and of their parts); then a file for each family: `dense`,
`normalization` and `example_norms`, `activations` and `smooth_activations`, `convolution`,
`pooling`, `attention`, `sequences`. `kinds` has names for some; `gradient_probe` looks at a
backward pass from outside.
"""

from residual.layers.activations import ReLU
from residual.layers.attention import Attention
from residual.layers.contract import Layer, Probe, Sequential, Weighted
from residual.layers.convolution import Conv2d
from residual.layers.dense import Linear
from residual.layers.example_norms import InstanceNorm, LayerNorm
from residual.layers.gradient_probe import GradientProbe
from residual.layers.kinds import ACTIVATIONS, NORMS, norm_named
from residual.layers.normalization import BatchNorm
from residual.layers.parameter import Parameter
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
    FeatureTokenizer,
    FirstToken,
    ImageToTokens,
    MeanToken,
    PerToken,
)
from residual.layers.smooth_activations import GELU, Sigmoid, Tanh

__all__ = [
    "ACTIVATIONS",
    "GELU",
    "NORMS",
    "Attention",
    "AveragePool",
    "BatchNorm",
    "ClassToken",
    "Conv2d",
    "FeatureTokenizer",
    "FirstToken",
    "Flatten",
    "GlobalAveragePool",
    "GradientProbe",
    "ImageToTokens",
    "InstanceNorm",
    "Layer",
    "LayerNorm",
    "Linear",
    "MaxPool",
    "MeanToken",
    "Parameter",
    "PerToken",
    "Probe",
    "ReLU",
    "Sequential",
    "Sigmoid",
    "SubsampleAndPad",
    "Tanh",
    "Upsample",
    "Weighted",
    "norm_named",
]
