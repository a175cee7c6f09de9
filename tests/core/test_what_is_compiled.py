"""Which pieces of code the page calls compiled is so in the networks beside them."""

import pytest

from residual.compiled.calls import Calls
from residual.compiled.draft import Draft
from residual.compiled.row import laid_out
from residual.compiled.rules import emit
from residual.experiments import FlowConfig, make_trainer
from residual.layers import Layer
from residual.page.pieces import COMPILED, OF_BLOCKS, PARTLY
from residual.page.sources import PIECES
from residual.training import Trainer

LAYERS = {
    kind: name
    for name, (_, kind) in PIECES.items()
    if isinstance(kind, type) and issubclass(kind, Layer)
}


def as_written(trainer: Trainer) -> set[int]:
    """Every layer that a plan runs as it is written; what is inside of one is so too."""
    draft = Draft(Calls(None), trainer.x.dtype, train=True, learns=True)
    emit(draft, [*laid_out(draft, trainer.network)], draft.value(*trainer.x.shape))
    return {id(part) for layer in draft.written for _, part in [("", layer), *layer.walk()]}


@pytest.mark.parametrize("kind", OF_BLOCKS)
def test_the_page_knows_which_pieces_a_plan_takes_over(kind: str) -> None:
    places: dict[str, set[str]] = {"compiled": set(), "written": set()}
    for shortcut in ("identity", "none"):
        trainer = make_trainer(
            FlowConfig.parse({"block": kind, "shortcut": shortcut, "depth": 8, "width": 8})
        )
        written = as_written(trainer)
        for _, layer in trainer.network.walk():
            if name := LAYERS.get(type(layer)):
                places["written" if id(layer) in written else "compiled"].add(name)
    assert set(COMPILED[kind]) - {"optimizer"} == places["compiled"] - places["written"]
    assert set(PARTLY[kind]) - {"training_pass"} == places["compiled"] & places["written"]
