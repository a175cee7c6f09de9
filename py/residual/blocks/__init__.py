"""Blocks: some layers, and the one addition that everything here is about.

`residual` is the block of two dense layers, its parts, and its neighbours (Highway,
concatenation); `convolutional` are the blocks of the ResNets, `dense` is DenseNet's connection.
"""

from residual.blocks.convolutional import EXPANSION, ConvBlocks, conv
from residual.blocks.dense import DenselyConnected
from residual.blocks.residual import (
    NORMS,
    ORDERS,
    Block,
    Concat,
    Highway,
    assemble,
    make_block,
    norm_activation,
)

__all__ = [
    "EXPANSION",
    "NORMS",
    "ORDERS",
    "Block",
    "Concat",
    "ConvBlocks",
    "DenselyConnected",
    "Highway",
    "assemble",
    "conv",
    "make_block",
    "norm_activation",
]
