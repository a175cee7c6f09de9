"""Which pieces of code the page calls compiled is so in the networks beside them."""

from typing import Any

import pytest

from residual import kernels
from residual.arrays import Array
from residual.compiled.calls import Calls
from residual.compiled.draft import Draft
from residual.compiled.losses import KERNELS
from residual.compiled.operations import Operations
from residual.compiled.row import laid_out
from residual.compiled.rules import emit
from residual.experiments import DenoisingConfig, DigitsConfig, FlowConfig, make_trainer
from residual.experiments.block_config import BlockConfig
from residual.experiments.blocks import look, make_block_network, make_block_trainer
from residual.experiments.denoising import DenoisingRun
from residual.experiments.digits import make_digits_trainer
from residual.layers import Layer
from residual.layers.contract import Sequential
from residual.page.pieces import COMPILED, IN_TRAINING, OF_BLOCKS, PARTLY
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


BLOCKS = [
    BlockConfig(block=block, kind=form, shortcut=shortcut, norm=norm)
    for block in ("post", "pre")
    for form in ("basic", "bottleneck")
    for shortcut, norm in (("A", "batch"), ("B", "instance"), ("C", "none"))
]


def trainers_of(kind: str) -> list[Run | DenoisingRun]:
    """With skips, and without."""
    if kind == "unet":
        return [DenoisingRun(DenoisingConfig(width=2), cut) for cut in ((), (0,))]
    if kind == "images":
        small = {"depth": 8, "width": 2}
        configs = [DigitsConfig.parse(small | {"shortcut": skip}) for skip in ("A", "B", "none")]
        return [make_digits_trainer(config) for config in configs]
    if kind == "two_blocks":
        return [make_block_trainer(config) for config in BLOCKS]
    small = {"block": kind, "depth": 8, "width": 8}
    skips = ("identity", "none")
    return [make_trainer(FlowConfig.parse(small | {"shortcut": skip})) for skip in skips]


def as_written(network: Layer, x: Array) -> set[int]:
    """Every layer that a plan runs as it is written; what is inside of one is so too."""
    draft = Draft(Calls(None), x.dtype, train=True, learns=True)
    emit(draft, [*laid_out(draft, network)], draft.value(*x.shape))
    return {id(part) for layer in draft.written for _, part in [("", layer), *layer.walk()]}


NO_LAYERS = {"optimizer", "adam", "convolve"}


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
    whole = {*COMPILED[kind], *IN_TRAINING.get(kind, ())} - NO_LAYERS
    assert whole == places["compiled"] - places["written"]
    loss = next(name for name in PARTLY[kind] if PIECES[name][1] in LOSSES)
    assert set(PARTLY[kind]) - {"training_pass", loss} == places["compiled"] & places["written"]


@pytest.mark.parametrize("kind", OF_BLOCKS)
def test_so_it_does_of_the_loss(kind: str) -> None:
    """That of training is compiled; on data held out it runs as it is written."""
    (loss,) = (PIECES[name][1] for name in PARTLY[kind] if PIECES[name][1] in LOSSES)
    for trainer in trainers_of(kind):
        assert loss is (mean_squared_error if isinstance(trainer, DenoisingRun) else trainer.loss)


@pytest.mark.parametrize("config", BLOCKS, ids=str)
def test_an_image_is_traced_by_the_layers_as_they_are_written(
    config: BlockConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where there are compiled passes, which a trace does not ask for."""
    passed: set[str] = set()
    for piece, name in layers_of("two_blocks").items():
        if name not in IN_TRAINING["two_blocks"] or piece is Sequential:
            continue  # a row has no arithmetic of its own

        def forward(
            layer: Layer, *args: Any, name: str = name, own: Any = piece.forward, **words: Any
        ) -> Array:
            passed.add(name)
            return own(layer, *args, **words)

        monkeypatch.setattr(piece, "forward", forward)
    network = make_block_network(config)
    look(config, network)
    layers = layers_of("two_blocks")
    held = {layers[type(layer)] for _, layer in network.walk() if type(layer) in layers}
    # A block is looked into, so that what it is made of is passed instead of it.
    assert passed >= (held & {*IN_TRAINING["two_blocks"]}) - {"block", "sequential"}


def test_a_convolution_is_a_kernel_that_c_takes_the_place_of_wherever_it_is_called() -> None:
    assert PIECES["convolve"][1] is kernels.DEFINITIONS["convolve"]
    assert Operations.convolve
