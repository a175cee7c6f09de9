"""A plan comes to what the layers are written to do: the core specifies it, and checks it."""

from collections.abc import Callable
from functools import partial
from itertools import product
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from plan_agreement import by, compared, left_behind, plan_of, step_apart, trainer_of

from residual.arrays import Array
from residual.blocks import Block, Concat
from residual.compiled import rules, self_test, shape_rules
from residual.compiled.operations import Operations
from residual.compiled.row import Beside, Join
from residual.experiments import Config, DigitsConfig, FlowConfig, make_trainer
from residual.experiments.digits import make_digits_trainer
from residual.layers import (
    BatchNorm,
    Conv2d,
    GlobalAveragePool,
    Layer,
    Linear,
    MaxPool,
    ReLU,
    Sequential,
    SubsampleAndPad,
    Tanh,
    Upsample,
)
from residual.networks import unet
from residual.networks.unet import skips_of
from residual.training import Passes, Run

CLOSE = 1e-13
FEW = 90
"""So many digits are enough to tell two ways of computing apart."""


def points(**values: Any) -> Callable[[], Run]:
    config = FlowConfig.parse({"depth": 6, "width": 8, "epochs": 100, "momentum": 0.5} | values)
    return partial(make_trainer, config)


def images(**values: Any) -> Callable[[], Run]:
    config = {"depth": 8, "width": 4, "epochs": 9, "precision": "float64"} | values

    def make() -> Run:
        trainer = make_digits_trainer(DigitsConfig.parse(config))
        trainer.x, trainer.y = trainer.x[:FEW], trainer.y[:FEW]
        trainer.reset()
        return trainer

    return make


def pixels(**values: Any) -> Callable[[], Run]:
    def make() -> Run:
        network = unet(np.random.default_rng(3), size=8, width=3, **values)
        x = np.random.default_rng(4).standard_normal((FEW // 6, *network.input_shape))
        return trainer_of(network, x, 1, 8, 8)

    return make


KINDS: dict[str, Callable[[], Run]] = {
    "post": points(),
    "post, plain": points(shortcut="none"),
    "post, odd width": points(width=5),
    "post, no norm": points(norm="none"),
    "post, layer norm": points(norm="layer"),
    "post, tanh": points(activation="tanh"),
    "post, sigmoid": points(activation="sigmoid"),
    "post, gelu": points(activation="gelu"),
    "pre": points(block="pre"),
    "pre, plain": points(block="pre", shortcut="none"),
    "pre, odd width": points(block="pre", width=5),
    "pre, no norm": points(block="pre", norm="none"),
    "highway": points(block="highway"),
    "dense": points(block="dense"),
    "transformer, pre": points(block="transformer_pre"),
    "transformer, post": points(block="transformer_post"),
    "transformer, batch norm": points(block="transformer_pre", norm="batch"),
    "transformer, no norm": points(block="transformer_pre", norm="none"),
    "minibatches": points(batch_size=150),
    "weight decay": points(weight_decay=0.01),
    "the listing": points(recipe="listing", momentum=0),
    "images, A": images(shortcut="A"),
    "images, B": images(shortcut="B"),
    "images, plain": images(shortcut="none"),
    "images, pre": images(block="pre"),
    "images, pre, B": images(block="pre", shortcut="B"),
    "images, instance norm": images(norm="instance"),
    "images, no norm": images(norm="none"),
    "images, zero": images(zero_init="on"),
    "u-net": pixels(),
    "u-net, finest skip cut": pixels(cut=(0,)),
    "u-net, all skips cut": pixels(cut=(0, 1)),
}
"""Every kind of network that the page offers."""


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
def test_a_step_is_that_of_numpy(c: Operations, make: Callable[[], Run]) -> None:
    assert step_apart(c, make) <= CLOSE


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
def test_a_plan_gives_the_bits_of_layer_after_layer(c: Operations, make: Callable[[], Run]) -> None:
    """With the same kernels, so that nobody can tell when a run begins to follow a plan."""
    left = []
    for passes in (None, Passes):
        with by(c):
            trainer = make()
            trainer.batch_size, trainer.observer = None, None
            trainer.reset()
            if passes:
                trainer._passes = passes(trainer.network)
            history = trainer.advance(2)
            trainer.measure()
            history.loss += trainer.advance(2).loss
            left.append((history, trainer.signals, left_behind(trainer.network)))
    for of_epochs in ("loss", "accuracy"):
        assert_array_equal(*(getattr(history, of_epochs) for history, _, _ in left))
    assert_array_equal(left[0][1], left[1][1])
    for kind, arrays in left[0][2].items():
        for name, array in arrays.items():
            assert_array_equal(array, left[1][2][kind][name], err_msg=f"{kind}, {name}")


def test_single_precision_is_as_near_as_it_can_be(c: Operations) -> None:
    assert step_apart(c, points(precision="float32")) < 1e-5
    assert step_apart(c, images(precision="float32")) < 1e-5


def test_the_listing_is_trained_to_its_end(c: Operations) -> None:
    histories = []
    for implementation in (c, None):
        with by(implementation):
            histories.append(make_trainer(Config.from_preset("article", {"depth": 8})).advance(500))
    assert len(histories[0].loss) == 500
    assert histories[0].loss == pytest.approx(histories[1].loss, rel=1e-9)


# What is planned, and what runs as it is written.


def test_each_rule_is_at_work_in_these_kinds(
    c: Operations, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So no rule is without a test of a step."""
    used: set[tuple[type, ...]] = set()

    def noting(pattern: tuple[type[Layer], ...], rule: rules.Rule) -> rules.Rule:
        def noted(*arguments: Any) -> Any:
            if (y := rule(*arguments)) is not None:
                used.add(pattern)
            return y

        return noted

    noted = [(pattern, noting(pattern, rule)) for pattern, rule in rules.RULES]
    monkeypatch.setattr(rules, "RULES", noted)
    for make in [*KINDS.values(), *ODD_ONES.values()]:
        with by(c):
            trainer = make()
            trainer.measure()
            trainer.reset()
            trainer.measure()
    assert used == {pattern for pattern, _ in noted}


def rng() -> np.random.Generator:
    return np.random.default_rng(3)


def odd(*layers: Layer) -> Run:
    return trainer_of(Sequential(*layers), rng().standard_normal((12, 6)), 6)


def odd_images(*layers: Layer) -> Run:
    x = rng().standard_normal((3, 2, 5, 5))
    return trainer_of(Sequential(*layers, GlobalAveragePool()), x, 2)


def dense(bias: bool = False) -> Linear:
    return Linear(rng().standard_normal((6, 6)) / 3, bias)


def conv(**values: Any) -> Conv2d:
    return Conv2d(rng().standard_normal((2, 2, 3, 3)) / 3, padding=1, **values)


def known() -> Sequential:
    return Sequential(dense(), BatchNorm(6), ReLU(), Block(Sequential(dense(), BatchNorm(6)), True))


class Around(Layer):
    """A layer that no rule knows, around one that may be known."""

    def __init__(self, part: Layer) -> None:
        self.part = part

    def output_shape(self, shape: tuple[int, ...]) -> tuple[int, ...]:
        return self.part.output_shape(shape)

    def backward(self, dy: Array) -> Array:
        return self.part.backward(dy)


class Halved(Around):
    """It changes what its part gives, in place."""

    def forward(self, x: Array, train: bool = True) -> Array:
        y = self.part.forward(x, train)
        y *= 0.5
        return y

    def backward(self, dy: Array) -> Array:
        dx = self.part.backward(0.5 * dy)
        dx += 0.25
        return dx


class Twice(Around):
    """Its part has to give a new array each time, and to remember the last batch."""

    def forward(self, x: Array, train: bool = True) -> Array:
        first = self.part.forward(2 * x, train)
        return self.part.forward(x, train) - 0.5 * first

    def backward(self, dy: Array) -> Array:
        return self.part.backward(dy) + self.part.backward(2 * dy)


class AsRecorded(Around):
    """It asks for the statistics that were recorded, in training too."""

    def forward(self, x: Array, train: bool = True) -> Array:
        return self.part.forward(x, False)


ODD_ONES: dict[str, Callable[[], Run]] = {
    "norm alone": lambda: odd(BatchNorm(6), dense()),
    "norm and skip": lambda: odd(dense(), Block(BatchNorm(6), True), dense()),
    "norm, skip, relu": lambda: odd(dense(), Block(BatchNorm(6), True, ReLU()), dense()),
    "no relu after": lambda: odd(Block(Sequential(dense(), BatchNorm(6)), True), dense()),
    "convolution, skip": lambda: odd_images(Block(Sequential(conv(), BatchNorm(2)), True), conv()),
    "convolution, norm": lambda: odd_images(conv(), BatchNorm(2), conv()),
    "convolution with bias": lambda: odd_images(conv(bias=True), BatchNorm(2), ReLU()),
    "blocks in blocks": lambda: odd(
        Block(Sequential(dense(), Block(Sequential(dense(), ReLU(), dense()), True)), True),
        Block(Block(Sequential(dense(), BatchNorm(6)), True), True, ReLU()),
    ),
    "an empty branch": lambda: odd(dense(), Block(Sequential(), True), dense()),
    "a branch of one layer": lambda: odd(dense(), Block(dense(), True), Block(dense(), True)),
    "a layer on the shortcut": lambda: odd(Block(dense(), dense()), Block(dense(), dense())),
    "a shortcut without parameters": lambda: odd_images(
        Block(Sequential(conv(), BatchNorm(2)), SubsampleAndPad(1, 2), ReLU())
    ),
    "what is not known": lambda: odd(dense(), Halved(dense()), dense()),
    "what is not known around what is": lambda: odd(
        dense(), Concat(known()), Linear(np.ones((12, 6))), Halved(known())
    ),
    "points beside points": lambda: odd(dense(), Concat(dense()), Linear(np.ones((12, 6)))),
    "nothing beside nothing": lambda: odd(Concat(Sequential()), Linear(np.ones((12, 6)))),
    "a row beside itself": lambda: odd(dense(), Concat(Sequential()), Linear(np.ones((12, 6)))),
    "a skip that is cut": lambda: odd(
        dense(), Concat(Block(dense(), True), carries=False), Linear(np.ones((12, 6)))
    ),
    "pixels left out of windows": lambda: odd_images(conv(), MaxPool(2), Upsample(2), conv()),
    "larger windows": lambda: odd_images(conv(), MaxPool(3), conv()),
    "windows that overlap": lambda: odd_images(conv(), MaxPool(3, 1), conv(), MaxPool(2, 2, 1)),
    "larger squares": lambda: odd_images(conv(), Upsample(3), conv()),
    "images that arrive": lambda: odd_images(MaxPool(2), Upsample(2), conv()),
    "one pixel": lambda: odd_images(conv(), MaxPool(5), Upsample(2), conv(bias=True)),
    "what is known and passed twice": lambda: odd(Twice(known()), dense(), Twice(dense())),
    "what is known and normalised as recorded": lambda: odd(dense(), AsRecorded(known())),
    "norms in a row": lambda: odd(BatchNorm(6), BatchNorm(6), ReLU(), ReLU(), dense()),
    "nothing to learn": lambda: odd(ReLU(), dense(), Tanh()),
}


@pytest.mark.parametrize("make", ODD_ONES.values(), ids=ODD_ONES)
def test_so_is_a_step_of_odd_networks(c: Operations, make: Callable[[], Run]) -> None:
    assert step_apart(c, make) <= CLOSE


def planted(pattern: tuple[type, ...], rule: rules.Rule) -> list[Any]:
    return [(known, rule if known == pattern else own) for known, own in rules.RULES]


def without_its_relu(draft: Any, x: Any, weights: Any, norm: Any, *after: Any) -> Any:
    after = tuple(layer for layer in after if not isinstance(layer, ReLU))
    return rules._weights_then_norm(draft, x, weights, norm, *after)


def without_its_skip(draft: Any, x: Any, weights: Any, norm: Any, *after: Any) -> Any:
    after = tuple(layer for layer in after if not isinstance(layer, Join))
    return rules._weights_then_norm(draft, x, weights, norm, *after)


def skip_without_gradient(draft: Any, x: Any, join: Any) -> Any:
    y = rules._join(draft, x, join)
    draft.backward[-1] = lambda: draft.add_grad(x, y.grad)
    return y


def beside_without_gradient(draft: Any, f: Any, mark: Any) -> Any:
    y = shape_rules.beside(draft, f, mark)
    step = draft.backward[-1]

    def back() -> None:
        before = mark.fork.x.grad
        step()
        draft.set_grad(mark.fork.x, before)

    draft.backward[-1] = back
    return y


def first_of_each_window(draft: Any, x: Any, pool: Any) -> Any:
    y = shape_rules.max_pool(draft, x, pool)
    draft.run(lambda x, y: y.__setitem__(..., x[:, :, :: pool.size, :: pool.size]), x, y)
    return y


def half_of_each_gradient(draft: Any, x: Any, layer: Any) -> Any:
    y = shape_rules.upsample(draft, x, layer)
    step = draft.backward[-1]

    def back() -> None:
        step()
        draft.run(lambda dx: dx.__imul__(0.5), x.grad)

    draft.backward[-1] = back
    return y


def bias_without_gradient(draft: Any, x: Any, conv: Any) -> Any:
    bias, conv.b = conv.b, None
    y = rules._convolution(draft, x, conv)
    conv.b = bias
    if bias:
        draft.call(draft.calls.add_channel_bias, y, bias.value)
        draft.keep(bias, grad=np.zeros_like(bias.value))
    return y


@pytest.mark.parametrize(
    ("kind", "pattern", "wrong"),
    [
        ("post", (Linear, BatchNorm, ReLU), without_its_relu),
        ("post", (Linear, BatchNorm, Join, ReLU), without_its_relu),
        ("post", (Linear, BatchNorm, Join, ReLU), without_its_skip),
        ("pre", (Join,), skip_without_gradient),
        ("images, A", (Conv2d, BatchNorm, Join, ReLU), without_its_skip),
        ("u-net", (Beside,), beside_without_gradient),
        ("u-net", (MaxPool,), first_of_each_window),
        ("u-net", (Upsample,), half_of_each_gradient),
        ("u-net", (Conv2d,), bias_without_gradient),
    ],
    ids=lambda part: getattr(part, "__name__", None),
)
def test_a_planted_wrong_fusion_is_caught(
    c: Operations,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    pattern: tuple[type, ...],
    wrong: rules.Rule,
) -> None:
    assert self_test.agrees(c)
    monkeypatch.setattr(rules, "RULES", planted(pattern, wrong))
    assert step_apart(c, KINDS[kind]) > 1e-6
    assert not self_test.agrees(c), "so the page would go on with NumPy"


# Changes between steps.


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
