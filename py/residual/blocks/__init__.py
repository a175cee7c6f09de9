"""Blocks: some layers, and the one addition that everything here is about.

`residual` is the block, `assembly` what it is put together from; its neighbours are `highway` and
`concat`. `convolutional` are the blocks of the ResNets, `dense` is DenseNet's connection.
"""

from residual.blocks.assembly import ORDERS, Norm, assemble, make_block, norm_activation, part_name
from residual.blocks.concat import Concat
from residual.blocks.convolutional import EXPANSION, ConvBlocks, conv
from residual.blocks.dense import DenselyConnected
from residual.blocks.highway import Highway
from residual.blocks.residual import Block
from residual.layers import NORMS

__all__ = [
    "EXPANSION",
    "NORMS",
    "ORDERS",
    "Block",
    "Concat",
    "ConvBlocks",
    "DenselyConnected",
    "Highway",
    "Norm",
    "assemble",
    "conv",
    "make_block",
    "norm_activation",
    "part_name",
]
