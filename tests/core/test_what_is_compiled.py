"""Which pieces of code the page calls compiled is so in the networks beside them."""

import pytest

from residual.arrays import Array
from residual.compiled.calls import Calls
from residual.compiled.draft import Draft
from residual.compiled.losses import KERNELS
from residual.compiled.row import laid_out
from residual.compiled.rules import emit
from residual.experiments import DenoisingConfig, DigitsConfig, FlowConfig, make_trainer
from residual.experiments.denoising import DenoisingRun
from residual.experiments.digits import make_digits_trainer
from residual.layers import Layer
from residual.page.pieces import COMPILED, OF_BLOCKS, PARTLY
from residual.page.sources import PIECES
from residual.training import Run, mean_squared_error

LOSSES = [kernel.loss for kernel in KERNELS]


def layers_of(kind: str) -> dict[type, str]:
    """The pieces that are layers; one that has two names goes by that of the kind of network."""
    names = [*reversed(PIECES), *OF_BLOCKS[kind]]  # of several names the last one counts
    pieces = {PIECES[name][1]: name for name in names}
    return {
        piece: name
        for piece, name in pieces.items()
        if isinstance(piece, type) and issubclass(piece, Layer)
    }


def trainers_of(kind: str) -> list[Run | DenoisingRun]:
    """With skips, and without."""
    if kind == "unet":
        return [DenoisingRun(DenoisingConfig(width=2), cut) for cut in ((), (0,))]
    if kind == "images":
        small = {"depth": 8, "width": 2}
        configs = [DigitsConfig.parse(small | {"shortcut": skip}) for skip in ("A", "B", "none")]
        return [make_digits_trainer(config) for config in configs]
    small = {"block": kind, "depth": 8, "width": 8}
    skips = ("identity", "none")
    return [make_trainer(FlowConfig.parse(small | {"shortcut": skip})) for skip in skips]


def as_written(network: Layer, x: Array) -> set[int]:
    """Every layer that a plan runs as it is written; what is inside of one is so too."""
    draft = Draft(Calls(None), x.dtype, train=True, learns=True)
    emit(draft, [*laid_out(draft, network)], draft.value(*x.shape))
    return {id(part) for layer in draft.written for _, part in [("", layer), *layer.walk()]}


@pytest.mark.parametrize("kind", OF_BLOCKS)
def test_the_page_knows_which_pieces_a_plan_takes_over(kind: str) -> None:
    places: dict[str, set[str]] = {"compiled": set(), "written": set()}
    known = layers_of(kind)
    for trainer in trainers_of(kind):
        x = trainer.noisy if isinstance(trainer, DenoisingRun) else trainer.x
        written = as_written(trainer.network, x)
        for _, layer in trainer.network.walk():
            if name := known.get(type(layer)):
                places["written" if id(layer) in written else "compiled"].add(name)
    assert set(COMPILED[kind]) - {"optimizer", "adam"} == places["compiled"] - places["written"]
    loss = next(name for name in PARTLY[kind] if PIECES[name][1] in LOSSES)
    assert set(PARTLY[kind]) - {"training_pass", loss} == places["compiled"] & places["written"]


@pytest.mark.parametrize("kind", OF_BLOCKS)
def test_so_it_does_of_the_loss(kind: str) -> None:
    """That of training is compiled; on data held out it runs as it is written."""
    (loss,) = (PIECES[name][1] for name in PARTLY[kind] if PIECES[name][1] in LOSSES)
    for trainer in trainers_of(kind):
        assert loss is (mean_squared_error if isinstance(trainer, DenoisingRun) else trainer.loss)
