"""Whatever is changed between two steps, the next one is that of NumPy."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from plan_agreement import by, compared, plan_of
from plan_kinds import CLOSE, KINDS

from residual.arrays import Array
from residual.compiled.operations import Operations
from residual.layers import BatchNorm, ReLU, SubsampleAndPad, Tanh
from residual.networks.unet import skips_of
from residual.training import Run


class Negative(ReLU):
    def forward(self, x: Array, train: bool = True) -> Array:
        return -super().forward(x, train)

    def backward(self, dy: Array) -> Array:
        return super().backward(-dy)


def part(trainer: Run, name: str) -> Any:
    return dict(trainer.network.walk())[name]


def toggle_a_skip(trainer: Run) -> None:
    block = part(trainer, "blocks.1")
    block.shortcut = not block.shortcut


def put_a_layer_on_a_skip(trainer: Run) -> None:
    part(trainer, "blocks.1").shortcut = Tanh()


def replace_a_layer(trainer: Run) -> None:
    part(trainer, "blocks.0.branch").children()["relu1"] = Negative()


def replace_a_weight(trainer: Run) -> None:
    weight = trainer.network.parameters()["blocks.1.branch.linear1.w"]
    weight.value = 2 * weight.value


def replace_the_bias(trainer: Run) -> None:
    bias = trainer.network.parameters()["head.b"]  # a single number
    bias.value = bias.value + 0.5


def change_a_momentum(trainer: Run) -> None:
    for _, layer in trainer.network.walk():
        if isinstance(layer, BatchNorm):
            layer.momentum, layer.eps = 0.5, 1e-3


def give_a_layer_a_pass_of_its_own(trainer: Run) -> None:
    relu = part(trainer, "blocks.0.branch.relu1")
    relu.backward = lambda dy: 2 * ReLU.backward(relu, dy)


def pass_something_else(trainer: Run) -> None:
    network = trainer.network
    network.backward(network.forward(trainer.x[:50]))


def evaluate_in_between(trainer: Run) -> None:
    trainer.network.forward(trainer.x, train=False)


def go_back(trainer: Run) -> None:
    trainer.network.load_state({k: v * 0.5 for k, v in trainer.network.state().items()})


def write_in_place(trainer: Run) -> None:
    trainer.x *= 0.5
    trainer.network.parameters()["head.w"].value[...] *= 2


def change_the_step(trainer: Run) -> None:
    sgd: Any = trainer.optimizer
    sgd.lr, sgd.momentum, sgd.weight_decay = 0.3, 0.25, 0.1
    sgd.velocities = [v + 0.01 for v in sgd.velocities]


def start_anew(trainer: Run) -> None:
    trainer.reset()


def nothing(trainer: Run) -> None:
    pass


def cut_a_skip(trainer: Run) -> None:
    skips_of(trainer.network)[0].carries = False


def bring_a_skip_back(trainer: Run) -> None:
    for skip in skips_of(trainer.network):
        skip.carries = True


def take_the_first_pixel(trainer: Run) -> None:
    part(trainer, "level.across.branch").children()["pool"] = SubsampleAndPad(2, 3)


def replace_the_bias_of_channels(trainer: Run) -> None:
    bias = trainer.network.parameters()["level.across.branch.conv.b"]
    bias.value = bias.value + 0.5


OF_UNETS = [
    *(nothing, cut_a_skip, bring_a_skip_back, take_the_first_pixel, replace_the_bias_of_channels),
    *(pass_something_else, evaluate_in_between, go_back, change_the_step, start_anew),
]
CHANGES = [
    *(nothing, toggle_a_skip, put_a_layer_on_a_skip, replace_a_layer, replace_a_weight),
    *(replace_the_bias, change_a_momentum, give_a_layer_a_pass_of_its_own, pass_something_else),
    *(evaluate_in_between, go_back, write_in_place, change_the_step, start_anew, Run.measure),
]


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        *product(["post", "pre", "post, no norm", "minibatches", "pre, plain"], CHANGES),
        *product(["u-net", "u-net, finest skip cut"], OF_UNETS),
    ],
    ids=lambda part: getattr(part, "__name__", part),
)
def test_whatever_is_changed_the_next_step_is_that_of_numpy(
    c: Operations, kind: str, change: Callable[[Run], object]
) -> None:
    trainers = [KINDS[kind](), KINDS[kind]()]
    with by(c):
        ours = KINDS[kind]()
    ours.observer = None
    with by(c):
        ours.advance(5)
        change(ours)
    theirs = trainers[0]
    change(theirs)
    theirs.x, theirs._batches, theirs._next = ours.x, ours._batches, ours._next
    theirs.network.load_state(ours.network.state())
    sgd: Any = theirs.optimizer
    sgd.velocities = [v.copy() for v in ours.optimizer.velocities]  # type: ignore[attr-defined]
    for trainer in (ours, theirs):
        trainer._measured = None
    start = ours.network.state()
    for _ in range(2):  # once by the plan that was there, and once by the new one
        assert compared(c, ours, theirs) <= CLOSE
        for trainer in (ours, theirs):
            trainer.network.load_state(start)


def test_a_change_to_the_network_while_it_is_used_is_seen_at_once(c: Operations) -> None:
    with by(c):
        trainer = KINDS["post"]()
        trainer.advance(4)
        before = plan_of(trainer)
        assert before.hand_over()
        toggle_a_skip(trainer)
        assert not before.hand_over()
        trainer.advance(1)
        assert plan_of(trainer) is not before
