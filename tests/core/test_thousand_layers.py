"""As deep as the Gradient Flow Visualizer lets a network be, every kind of it is measured."""

import pytest

from residual.experiments import FlowConfig, make_trainer
from residual.page.wire import norms

DEPTH = FlowConfig.table()["depth"].maximum
KINDS = [kind for kind in FlowConfig.table()["block"].choices if kind != "dense"]
"""A dense network of so many layers is refused: its last layer would read all of them."""


@pytest.mark.usefixtures("kernels_of_the_page")
@pytest.mark.parametrize("kind", KINDS)
def test_each_layer_of_a_thousand_has_its_norms(kind: str) -> None:
    config = FlowConfig(depth=DEPTH, block=kind, width=4)
    for measured in norms(make_trainer(config)).values():
        assert len(measured) == DEPTH == 1000
