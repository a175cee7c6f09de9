"""What the page is told of each kind of network is what that network is."""

import numpy as np
import pytest

from residual.blocks import Block, Highway
from residual.blocks.dense import DenselyConnected
from residual.experiments import FlowConfig
from residual.experiments.kinds import FIRST_WITH_BLOCK, KINDS, PLAIN
from residual.experiments.runs import make_network
from residual.layers import Layer

DEPTH = 10


def network(block: str, shortcut: str, depth: int = DEPTH) -> Layer:
    config = FlowConfig(depth=depth, width=8, block=block, shortcut=shortcut, norm="layer")
    return make_network(config, np.random.default_rng(0))


def blocks(of: Layer) -> int:
    """How many parts there are that a skip goes past, or would."""
    parts = [part for _, part in of.walk()]
    dense = [part for part in parts if isinstance(part, DenselyConnected)]
    side_by_side = sum(len(part.children()) for part in dense)
    return side_by_side + sum(isinstance(part, Block | Highway) for part in parts)


def test_the_kinds_are_those_of_the_setting_and_the_plain_one() -> None:
    assert list(KINDS) == [PLAIN, *FlowConfig.table()["block"].choices]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != PLAIN])
def test_a_skip_goes_past_as_many_weight_layers_as_is_said(kind: str) -> None:
    told = KINDS[kind]
    made = network(kind, "identity")
    assert len(made.weight_layers()) == DEPTH
    assert blocks(made) * told.span == DEPTH - 2
    assert blocks(network(kind, "none")) * told.plain_span == DEPTH - 2


def test_the_first_network_with_a_block_has_as_many_layers_as_is_said() -> None:
    assert blocks(network("post", "identity", FIRST_WITH_BLOCK)) == 1
    assert blocks(network("post", "identity", FIRST_WITH_BLOCK - 2)) == 0


def test_only_the_plain_kind_has_no_skips() -> None:
    assert [name for name, kind in KINDS.items() if not kind.skips] == [PLAIN]
