"""Claims about blocks and architectures; nothing in them is random."""

from functools import partial

import numpy as np

from residual.blocks import Block
from residual.claims.rules import ARTICLE, Claim, above_zero, agrees, mostly, once
from residual.diagnostics import jacobian
from residual.experiments import listing_block_jacobians
from residual.layers import Linear
from residual.networks import cifar_resnet, resnet
from residual.networks.counting import at_one_position, total


def identity_norm() -> float:
    """Return the Frobenius norm of the Jacobian of a block whose branch is silent, 8 features."""
    silent = Block(Linear(np.zeros((8, 8)), bias=False), shortcut=True)
    return float(np.linalg.norm(jacobian(silent, np.ones(8))))


def jacobian_claims() -> list[Claim]:
    """Return the claims about the article's listing of block Jacobians."""
    source = f"{ARTICLE}, on its block Jacobians"
    fixed = "Deterministic: the listing fixes its seed."
    return [
        Claim(
            f"jacobian-{kind}",
            f"Frobenius norm of the Jacobian of the article's {kind} block",
            printed,
            source,
            once(partial(_jacobian_norm, kind)),
            agrees,
            fixed,
        )
        for kind, printed in (("plain", "0.35"), ("residual", "3.12"))
    ] + [
        Claim(
            "jacobian-direction",
            "The residual block's Jacobian is the larger one: residual norm minus plain norm",
            "0.35 < 3.12",
            source,
            once(_jacobian_difference),
            mostly(above_zero),
            f"Judged by the sign. {fixed}",
        ),
        Claim(
            "identity-norm",
            "Frobenius norm of the identity in 8 dimensions",
            "2.83",
            source,
            once(identity_norm),
            agrees,
            "The Jacobian of a residual block whose branch is silent.",
        ),
    ]


def _jacobian_norm(kind: str) -> float:
    return listing_block_jacobians()[kind]


def _jacobian_difference() -> float:
    return _jacobian_norm("residual") - _jacobian_norm("plain")


PARAMETERS = {18: "11", 34: "21", 50: "25", 101: "44", 152: "60"}
CIFAR_PARAMETERS = {
    20: "0.27",
    32: "0.46",
    44: "0.66",
    56: "0.85",
    110: "1.7",
    1202: "19.4",
}


def _bottleneck_cost() -> float:
    return at_one_position("bottleneck", 256, 64) / 1e3


def _times_cheaper() -> float:
    return at_one_position("basic", 256, 256) / at_one_position("bottleneck", 256, 64)


def _millions(depth: int) -> float:
    return total(resnet(None, depth)).parameters / 1e6


def _cifar_millions(depth: int) -> float:
    return total(cifar_resnet(None, depth)).parameters / 1e6


def architecture_claims() -> list[Claim]:
    """Return the claims about what blocks and networks cost, all counted."""
    family = [
        Claim(
            f"parameters-{name}{depth}",
            f"Parameters of {title}-{depth}, in millions",
            printed,
            source,
            once(partial(value, depth)),
            agrees,
            "Counted layer by layer, projections where shapes change."
            if name == "resnet"
            else "Counted layer by layer, for images of 32 x 32 pixels, no projections.",
        )
        for name, title, table, source, value in (
            ("resnet", "ResNet", PARAMETERS, f"{ARTICLE}, on the ResNet family", _millions),
            (
                "cifar",
                "the CIFAR ResNet",
                CIFAR_PARAMETERS,
                "He et al. 2015, table 6",
                _cifar_millions,
            ),
        )
        for depth, printed in table.items()
    ]
    return [
        Claim(
            "bottleneck-cost",
            "Multiply-adds of a bottleneck 256-64-64-256 at one position, in thousands",
            "70",
            f"{ARTICLE}, on the bottleneck block",
            once(_bottleneck_cost),
            agrees,
            "Counted: 1x1, 3x3 and 1x1 convolution.",
        ),
        Claim(
            "bottleneck-ratio",
            "How many times cheaper it is than two 3x3 convolutions of 256 channels",
            "8",
            f"{ARTICLE}, on the bottleneck block",
            once(_times_cheaper),
            agrees,
            lambda values: (
                f"Counted. Than one such convolution it is {values[0] / 2:.1f} times cheaper."
            ),
        ),
        *family,
    ]
