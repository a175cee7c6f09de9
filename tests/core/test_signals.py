"""The gradient by the signal of each weight layer: where it is taken, and that it is right."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from residual import kernels
from residual.arrays import Array
from residual.blocks import Concat
from residual.compiled.operations import Operations
from residual.experiments import FlowConfig, make_trainer
from residual.layers import GELU, GradientProbe, Layer, Linear, ReLU, Sequential
from residual.networks import cifar_resnet, densenet, mlp, vision_transformer
from residual.networks.signals import signal_layers
from residual.page.wire import norms
from residual.training import Run

KINDS = [(block, norm, s) for block in ("post", "pre") for norm in ("batch", "none") for s in "+-"]
MORE_KINDS = [
    *((block, "layer", "+") for block in ("highway", "transformer_pre", "transformer_post")),
    *(("transformer_pre", "batch", s) for s in "+-"),
    ("highway", "batch", "-"),
]
ALL_KINDS = list(FlowConfig.table()["block"].choices)


def trainer_of(block: str, norm: str, shortcut: str, **values: object) -> Run:
    kind = {"block": block, "norm": norm, "shortcut": "identity" if shortcut == "+" else "none"}
    return make_trainer(FlowConfig.parse({"depth": 8, "width": 5} | kind | values))


class _Moved(Layer):
    """Adds an array to a signal, so that the loss can be differentiated by it numerically."""

    def __init__(self) -> None:
        self.by: Array = np.zeros(())

    def forward(self, x: Array, train: bool = True) -> Array:
        if not self.by.shape:
            self.by = np.zeros(x.shape)
        return x + self.by

    def backward(self, dy: Array) -> Array:
        return dy


def small_and_smooth(trainer: Run) -> Run:
    """Keep eight examples, and put a smooth function in the place of each ReLU."""
    trainer.x, trainer.y = trainer.x[::50], trainer.y[::50]
    for _, layer in trainer.network.walk():
        for name, part in layer.children().items():
            if isinstance(part, ReLU):
                put(layer, name, GELU())
    return trainer


def put(layer: Layer, name: str, part: Layer) -> None:
    if isinstance(layer, Sequential):
        layer.parts[name] = part
    else:
        setattr(layer, name, part)


def insert_after(network: Layer, end: Layer, moved: Layer) -> None:
    """Let `moved` take in what `end` hands on."""
    for _, layer in network.walk():
        for name, part in layer.children().items():
            if part is end:
                put(layer, name, Sequential(end, moved))
                return
    raise AssertionError("no such part")


@pytest.mark.parametrize(("block", "norm", "shortcut"), [*KINDS, *MORE_KINDS])
def test_each_norm_is_that_of_the_numerical_gradient(block, norm, shortcut) -> None:
    trainer = small_and_smooth(trainer_of(block, norm, shortcut, depth=6))
    trainer.measure()
    found = trainer.signals
    assert found.shape == (6,)
    assert found.min() > 1e-5  # what differences can tell
    for i, end in enumerate(signal_layers(trainer.network)):
        twin = small_and_smooth(trainer_of(block, norm, shortcut, depth=6))
        moved = _Moved()
        insert_after(twin.network, signal_layers(twin.network)[i], moved)
        twin.network.forward(twin.x)
        numeric = np.zeros_like(moved.by)
        for place in np.ndindex(moved.by.shape):
            sides = []
            for step in (1e-6, -1e-6):
                moved.by[place] = step
                sides.append(twin.loss(twin.network.forward(twin.x), twin.y)[0])
            moved.by[place] = 0
            numeric[place] = (sides[0] - sides[1]) / 2e-6
        assert found[i] == pytest.approx(np.linalg.norm(numeric), rel=1e-3), (i, end)


def test_with_dense_connections_the_signal_is_all_features_so_far() -> None:
    trainer, twin = (trainer_of("dense", "batch", "+", width=16) for _ in range(2))
    trainer.measure()
    dense = twin.network.children()["blocks"]
    concats = [Concat(layer) for layer in dense.children().values()]
    twin.network.parts["blocks"] = Sequential(*concats)
    stem, head = (twin.network.children()[name] for name in ("stem", "head"))
    probe = GradientProbe([stem, *concats, head])
    with probe:
        _, dlogits = twin.loss(twin.network.forward(twin.x), twin.y)
        twin.network.backward(dlogits)
    assert_allclose(trainer.signals, probe.norms, rtol=1e-12)


@pytest.mark.parametrize("depth", [2, 4, 20])
@pytest.mark.parametrize("shortcut", "+-")
@pytest.mark.parametrize("block", ALL_KINDS)
def test_every_kind_has_a_signal_for_each_layer_that_depth_counts(block, shortcut, depth) -> None:
    found = norms(trainer_of(block, "layer", shortcut, depth=depth))
    assert {len(found[key]) for key in found} == {depth}
    assert (found["signalNorms"] > 0).all()


@pytest.mark.parametrize(("block", "norm", "shortcut"), KINDS)
def test_signals_are_at_the_stem_the_blocks_and_the_head(block, norm, shortcut) -> None:
    network = trainer_of(block, norm, shortcut).network
    ends = signal_layers(network)
    blocks = list(network.children()["blocks"].children().values())
    assert ends[0] is network.children()["stem"]
    assert ends[2:7:2] == blocks
    assert ends[7] is network.children()["head"]
    inside = "relu1" if block == "post" else "linear1"
    assert ends[1:6:2] == [b.branch.parts[inside] for b in blocks]


def test_a_shortcut_moves_no_signal_to_another_place() -> None:
    plain, residual = (trainer_of("post", "batch", s).network for s in "-+")
    names = [{id(layer): name for name, layer in n.walk()} for n in (plain, residual)]
    places = [
        [known[id(end)] for end in signal_layers(network)]
        for known, network in zip(names, (plain, residual), strict=True)
    ]
    assert places[0] == places[1]


def test_the_stem_s_norm_is_what_the_blocks_bring_back() -> None:
    trainer = trainer_of("post", "batch", "+")
    parts = trainer.network.children()
    _, dlogits = trainer.loss(trainer.network.forward(trainer.x), trainer.y)
    after = parts["head"].backward(dlogits)
    before = parts["blocks"].backward(after)
    trainer.measure()
    stem, *_, last, logits = trainer.signals
    assert_allclose([stem, last, logits], [np.linalg.norm(a) for a in (before, after, dlogits)])


def test_looking_at_the_signals_changes_no_number_of_the_training() -> None:
    watched, alone = (trainer_of("post", "batch", "+", epochs=10) for _ in range(2))
    for _ in range(10):
        norms(watched)
        watched.advance()
    assert watched.history == alone.advance(10)
    assert_array_equal(
        watched.network.state()["stem.linear.w"], alone.network.state()["stem.linear.w"]
    )


def test_training_looks_at_no_signal() -> None:
    trainer = trainer_of("post", "batch", "+", epochs=10)
    trainer.measure()
    before = trainer.signals
    trainer.advance(3)
    assert_array_equal(trainer.signals, before)
    trainer.measure()
    assert (trainer.signals != before).all()


def test_signals_are_there_before_anything_was_measured_but_are_no_numbers() -> None:
    assert np.isnan(trainer_of("post", "batch", "+").signals).all()


def test_norms_of_a_run_have_one_signal_for_each_weight_layer() -> None:
    found = norms(trainer_of("pre", "none", "-", depth=20))
    assert found["signalNorms"].shape == found["gradientNorms"].shape == (20,)


def test_the_kernels_in_c_leave_the_signals_as_they_are(c: Operations) -> None:
    found = []
    for operations in (None, c):
        kernels.use(operations)
        try:
            trainer = trainer_of("post", "batch", "+", epochs=9)
            trainer.advance(3)
            trainer.measure()
            signals = trainer.signals
            trainer.advance(3)  # overwrites the kernels' arrays
            found.append(signals)
        finally:
            kernels.use()
    assert_allclose(found[1], found[0], rtol=1e-9)


def test_a_watch_within_a_watch_gives_back_to_the_outer_one() -> None:
    layer = Linear(np.eye(2))
    network = Sequential(layer)
    outer, inner = GradientProbe([layer]), GradientProbe([layer])
    network.forward(np.ones((1, 2)))
    with outer:
        with inner:
            network.backward(np.array([[3.0, 4.0]]))
        network.backward(np.array([[6.0, 8.0]]))
    network.backward(np.array([[1.0, 0.0]]))
    assert (inner.norms, outer.norms) == ([5], [10])


@pytest.mark.parametrize(
    "network",
    [
        mlp(np.random.default_rng(0), depth=2, width=4, shortcut=True),
        cifar_resnet(np.random.default_rng(0), 14, width=4, channels=1),
        vision_transformer(np.random.default_rng(0), layers=2),
        densenet(np.random.default_rng(0), layers=(2, 2), channels=1, size=8),
    ],
    ids=["mlp", "resnet", "transformer", "densenet"],
)
def test_every_signal_of_any_network_can_be_seen(network: Layer) -> None:
    x = np.random.default_rng(1).standard_normal((5, *network.input_shape))
    probe = GradientProbe(signal_layers(network))
    y = network.forward(x)
    with probe:
        network.backward(np.random.default_rng(2).standard_normal(y.shape))
    assert len(probe.norms)
    assert (probe.norms > 0).all()
