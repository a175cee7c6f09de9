"""The Jacobian of one block of a run, with the statistics of the batch held fixed."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from residual import kernels
from residual.arrays import Array
from residual.blocks import Block, Concat
from residual.compiled.operations import Operations
from residual.diagnostics import singular_values
from residual.diagnostics.block_stretch import inspect_block
from residual.experiments import Config, FlowConfig, make_trainer
from residual.layers import BatchNorm, Layer, Linear, ReLU, Sequential
from residual.networks import highway, transformer
from residual.page.wire import inspection
from residual.settings import SettingError
from residual.training import SGD, Run

KINDS = [
    (b, n, s) for b in ("post", "pre") for n in ("batch", "none") for s in ("none", "identity")
]


def trainer_of(block: str, norm: str, shortcut: str, **values: object) -> Run:
    kind = {"depth": 8, "width": 6, "block": block, "norm": norm, "shortcut": shortcut}
    return make_trainer(Config.parse(kind | values))


def fixed(layers: list[Layer], batch: Array) -> tuple[Callable[[Array], Array], Array]:
    """Return layers as a function of one example, by formulas of their own, and their output.

    The statistics of batch normalisation are those of `batch`, whatever the example is.
    """
    steps: list[Callable[[Array], Array]] = []
    for layer in layers:
        if isinstance(layer, Linear):
            b = 0 if layer.b is None else layer.b.value
            steps.append(lambda h, w=layer.w.value, b=b: h @ w + b)
        elif isinstance(layer, BatchNorm):
            mean, deviation = batch.mean(0), np.sqrt(batch.var(0) + layer.eps)
            gamma, beta = layer.gamma.value, layer.beta.value
            steps.append(
                lambda h, m=mean, d=deviation, g=gamma, b=beta: (h - m) / d * g + b,
            )
        else:
            assert isinstance(layer, ReLU)
            steps.append(lambda h: np.maximum(h, 0))
        batch = steps[-1](batch)

    def function(h: Array) -> Array:
        for step in steps:
            h = step(h)
        return h

    return function, batch


def numeric_singular_values(trainer: Run, number: int) -> Array:
    parts = trainer.network.children()
    _, x = fixed(list(parts["stem"].children().values()), trainer.x)
    for i, block in enumerate(parts["blocks"].children().values()):
        assert isinstance(block, Block)
        branch, f = fixed(list(block.branch.children().values()), x)
        skip, after = float(bool(block.shortcut)), block.after is not None

        def y(h: Array, branch=branch, skip=skip, after=after) -> Array:
            made = branch(h) + skip * h
            return np.maximum(made, 0) if after else made

        if i == number:
            point, step = x[0], 1e-6
            columns = [
                (y(point + d) - y(point - d)) / (2 * step) for d in step * np.eye(len(point))
            ]
            return np.linalg.svd(np.stack(columns, axis=1), compute_uv=False)
        x = f + skip * x
        x = np.maximum(x, 0) if after else x
    raise AssertionError("no such block")


@pytest.mark.parametrize("number", [0, 2])
@pytest.mark.parametrize(("block", "norm", "shortcut"), KINDS)
def test_against_numerical_differences(block, norm, shortcut, number) -> None:
    trainer = trainer_of(block, norm, shortcut)
    trainer.advance(3)
    # A signal of exactly 0, as a ReLU makes it, stands on the kink of the next one.
    for name, parameter in trainer.network.parameters().items():
        if name.endswith((".beta", ".b")):
            parameter.value += 5 if name.startswith("stem") else 0.5
    found = inspect_block(trainer, number).singular_values
    assert_allclose(found, numeric_singular_values(trainer, number), rtol=1e-5, atol=1e-7)


def silence(trainer: Run, number: int) -> None:
    """Let the last dense layer of a block give nothing."""
    for name, parameter in trainer.network.parameters().items():
        if name.startswith(f"blocks.{number}.") and name.endswith("2.w"):
            parameter.value[:] = 0


def test_around_a_silent_branch_nothing_is_stretched() -> None:
    trainer = trainer_of("pre", "batch", "identity")
    silence(trainer, 1)
    assert_array_equal(inspect_block(trainer, 1).singular_values, np.ones(6))
    assert np.abs(inspect_block(trainer, 2).singular_values - 1).max() > 0.1


def test_the_last_relu_of_a_post_activation_block_stands_on_the_identity_path() -> None:
    trainer = trainer_of("post", "batch", "identity")
    silence(trainer, 1)
    found = inspect_block(trainer, 1).singular_values
    assert set(found) == {0.0, 1.0}


def test_the_skip_lifts_the_smallest_from_near_nothing_to_near_one() -> None:
    plain, residual = (
        inspect_block(trainer_of("pre", "batch", shortcut, width=16), 1).singular_values
        for shortcut in ("none", "identity")
    )
    assert np.median(plain) < 0.5 < np.median(residual) < 1.5
    assert plain[-4] < 0.01
    assert residual[-4] > 0.3


@pytest.mark.parametrize("epochs", [0, 5])
def test_looking_changes_nothing(epochs: int) -> None:
    watched, alone = (trainer_of("post", "batch", "identity", epochs=12) for _ in range(2))
    for trainer in (watched, alone):
        trainer.advance(epochs)
        trainer.measure()
    gradients = {name: p.grad.copy() for name, p in watched.network.parameters().items()}
    inspect_block(watched, 1)
    state = alone.network.state()
    for name, value in watched.network.state().items():
        assert_array_equal(value, state[name])
    for name, parameter in watched.network.parameters().items():
        assert_array_equal(parameter.grad, gradients[name])
    assert watched.advance(5) == alone.advance(5)


def test_it_looks_at_the_batch_of_the_next_update_not_at_running_statistics() -> None:
    trainer = trainer_of("post", "batch", "identity")
    before = inspect_block(trainer, 1).singular_values
    for _, layer in trainer.network.walk():
        if isinstance(layer, BatchNorm):
            layer.running_variance *= 100
    assert_array_equal(inspect_block(trainer, 1).singular_values, before)


def test_single_precision_agrees_with_double() -> None:
    single, double = (
        inspect_block(trainer_of("post", "batch", "identity", precision=p), 1).singular_values
        for p in ("float32", "float64")
    )
    assert_allclose(single, double, atol=1e-4)


def test_the_kernels_in_c_give_the_same(c: Operations) -> None:
    expected = inspect_block(trainer_of("post", "batch", "identity"), 1).singular_values
    kernels.use(c)
    try:
        trainer = trainer_of("post", "batch", "identity", epochs=6)
        found = inspect_block(trainer, 1).singular_values
        history = trainer.advance(3).loss + trainer.advance(3).loss
        inspect_block(trainer, 0)
        again = trainer_of("post", "batch", "identity", epochs=6).advance(6).loss
    finally:
        kernels.use()
    assert_allclose(found, expected, rtol=1e-9, atol=1e-12)
    assert history == again


def test_a_signal_that_is_not_finite_has_no_singular_values() -> None:
    trainer = trainer_of("post", "none", "identity")
    trainer.network.parameters()["stem.linear.w"].value[:] = np.inf
    assert np.isnan(inspect_block(trainer, 0).singular_values).all()


@pytest.mark.parametrize("number", [-1, 3, 1.0, "1", True, None])
def test_a_block_that_is_not_there_is_refused(number) -> None:
    with pytest.raises(SettingError, match="use a whole number from 0 to 2"):
        inspect_block(trainer_of("post", "batch", "none"), number)


def test_a_network_without_blocks_says_so() -> None:
    with pytest.raises(SettingError, match="use a deeper network"):
        inspect_block(trainer_of("post", "batch", "none", depth=2), 0)


def run_of(network: Layer, x: Array) -> Run:
    def loss(logits: Array, y: Array) -> tuple[float, Array]:
        return float(logits.sum()), np.ones_like(logits)

    return Run(network, (x, x), loss, SGD(list(network.parameters().values()), 0.1), 1)


def test_a_highway_block_carries_most_of_its_input() -> None:
    rng = np.random.default_rng(0)
    trainer = run_of(highway(rng, depth=5, width=4), rng.standard_normal((9, 2)))
    found = inspect_block(trainer, 2)
    assert (found.blocks, found.title) == (3, "Block 3 of 3, weight layer 4")
    assert 0.5 < np.median(found.singular_values) < 1.5


def test_a_transformer_s_sublayers_are_blocks_each() -> None:
    rng = np.random.default_rng(0)
    network = transformer(rng, layers=2, width=4, heads=2, hidden=8, length=3)
    trainer = run_of(network, rng.standard_normal((5, 3, 4)))
    found = inspect_block(trainer, 3)
    assert found.blocks == 4
    assert found.singular_values.shape == (12,)  # three tokens of four features


def test_what_is_added_to_dense_connections_never_shrinks_what_is_there() -> None:
    values = {"depth": 8, "width": 12, "block": "dense", "epochs": 3}
    trainer = make_trainer(Config.parse(values))
    trainer.advance(2)
    found = inspect_block(trainer, 4)
    assert (found.blocks, found.layers) == (6, [6])
    assert found.singular_values.shape == (12 + 4 * 4,)
    assert found.singular_values[0] > 1
    assert_array_equal(found.singular_values[4:], np.ones(24))


def test_dense_connections_are_inspected_as_the_concatenations_that_they_are() -> None:
    values = {"depth": 8, "width": 12, "block": "dense", "norm": "layer"}
    dense, twin = (make_trainer(Config.parse(values)) for _ in range(2))
    layers = twin.network.children()["blocks"].children().values()
    twin.network.parts["blocks"] = Sequential(*map(Concat, layers))
    *before, last = twin.network.children()["blocks"].children().values()
    x = twin.network.children()["stem"].forward(twin.x)
    for block in before:
        x = block.forward(x)
    expected = singular_values(last, x[0])
    assert_allclose(inspect_block(dense, 5).singular_values, expected, rtol=1e-12)


@pytest.mark.parametrize("shortcut", ["none", "identity"])
@pytest.mark.parametrize("block", FlowConfig.table()["block"].choices)
def test_every_kind_can_be_looked_into(block: str, shortcut: str) -> None:
    values = {"depth": 10, "width": 8, "block": block, "shortcut": shortcut, "norm": "layer"}
    trainer = make_trainer(FlowConfig.parse(values))
    blocks = inspect_block(trainer, 0).blocks
    found = [inspect_block(trainer, number) for number in range(blocks)]
    assert [number for one in found for number in one.layers] == list(range(2, 10))
    assert all(np.isfinite(one.singular_values).all() for one in found)


def test_the_plain_data_of_an_inspection() -> None:
    found = inspection(trainer_of("post", "batch", "identity"), 1)
    assert found.pop("singularValues").shape == (6,)
    split = found.pop("split")
    assert split["skip"] == split["arriving"], "along the identity"
    assert split["branch"] > 0
    assert -1 < split["cosine"] < 1
    assert found == {
        "block": 1,
        "blocks": 3,
        "layers": [4, 5],
        "title": "Block 2 of 3, weight layers 4 and 5",
    }
