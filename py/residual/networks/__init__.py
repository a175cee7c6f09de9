"""Networks: stacks of blocks between a stem and a head.

`network` is what they all are; then a file for each family: for points `mlp`, `highway` and
`dense_mlp`, for images `resnet`, `two_blocks`, `densenet` and `unet`, for all kinds
`transformer`.
"""

from residual.networks.dense_mlp import dense_mlp
from residual.networks.densenet import densenet
from residual.networks.highway import highway
from residual.networks.mlp import mlp
from residual.networks.network import Network
from residual.networks.resnet import FAMILY, Member, cifar_resnet, resnet, resnet_of
from residual.networks.transformer import (
    point_transformer,
    transformer,
    vision_transformer,
)
from residual.networks.two_blocks import two_blocks
from residual.networks.unet import unet

__all__ = [
    "FAMILY",
    "Member",
    "Network",
    "cifar_resnet",
    "dense_mlp",
    "densenet",
    "highway",
    "mlp",
    "point_transformer",
    "resnet",
    "resnet_of",
    "transformer",
    "two_blocks",
    "unet",
    "vision_transformer",
]
