"""Networks: stacks of blocks between a stem and a head.

`network` is what they all are; then a file for each family: `mlp` (with Highway), `resnet`,
`densenet`, `unet`, `transformer`.
"""

from residual.networks.densenet import densenet
from residual.networks.mlp import highway, mlp
from residual.networks.network import Network
from residual.networks.resnet import FAMILY, cifar_resnet, resnet
from residual.networks.transformer import transformer, vision_transformer
from residual.networks.unet import unet

__all__ = [
    "FAMILY",
    "Network",
    "cifar_resnet",
    "densenet",
    "highway",
    "mlp",
    "resnet",
    "transformer",
    "unet",
    "vision_transformer",
]
