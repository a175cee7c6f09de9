"""The networks for points of the plane: every kind, with every norm and activation."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from gradient_check import assert_gradients
from numpy.testing import assert_allclose, assert_array_equal

from residual.arrays import Array
from residual.blocks import Concat
from residual.blocks.dense import DenselyConnected
from residual.diagnostics import layer_norms
from residual.layers import ACTIVATIONS, NORMS, Layer, Linear, Sequential
from residual.networks import Network, dense_mlp, highway, mlp, point_transformer

KINDS: dict[str, Callable[..., Network]] = {
    "plain": partial(mlp, shortcut=False),
    "residual v1": partial(mlp, shortcut=True),
    "residual v2": partial(mlp, shortcut=True, block="pre"),
    "highway": highway,
    "dense": dense_mlp,
    "transformer pre": partial(point_transformer, order="pre"),
    "transformer post": partial(point_transformer, order="post"),
    "transformer plain": partial(point_transformer, order="pre", shortcut=False),
}
points = np.random.default_rng(1).standard_normal((9, 2))


def make(kind: str, seed: int = 0, **options: object) -> Network:
    if not kind.startswith("transformer"):  # whose norms and activations go by names
        tables = {"norm": NORMS, "activation": ACTIVATIONS}
        options |= {key: tables[key][options[key]] for key in tables.keys() & options.keys()}
    return KINDS[kind](np.random.default_rng(seed), **({"depth": 8, "width": 4} | options))


def unsettled(layer: Layer, rng: np.random.Generator) -> Layer:
    for parameter in layer.parameters().values():
        parameter.value += 0.1 * rng.standard_normal(parameter.value.shape)
    return layer


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("norm", ["batch", "layer", "none"])
@pytest.mark.parametrize("kind", list(KINDS))
def test_gradients(kind: str, norm: str, activation: str) -> None:
    # Six features: a norm over fewer of a ReLU's is nearly a step where all but one are 0.
    network = make(kind, norm=norm, activation=activation, depth=4, width=6)
    rng = np.random.default_rng(2)
    unsettled(network, rng)
    assert_gradients(network, points, rng, tolerance=1e-5)


@pytest.mark.parametrize("norm", ["batch", "none"])
@pytest.mark.parametrize("kind", list(KINDS))
def test_gradients_in_evaluation(kind: str, norm: str) -> None:
    depth = 4 if kind == "transformer plain" else 8  # deeper, all its tokens become one
    network, rng = make(kind, norm=norm, scale=0.5, depth=depth), np.random.default_rng(2)
    unsettled(network, rng).forward(points)
    assert_gradients(network, points, rng, train=False, tolerance=1e-5)


@pytest.mark.parametrize("depth", [2, 4, 20, 56])
@pytest.mark.parametrize("kind", list(KINDS))
def test_depth_counts_weight_layers(kind: str, depth: int) -> None:
    network = make(kind, depth=depth)
    network.backward(np.ones_like(network.forward(points)))
    norms = layer_norms(network)
    assert norms.gradient.shape == norms.activation.shape == (depth,)
    assert norms.gradient[0] == pytest.approx(np.linalg.norm(network.weight_layers()[0][0].w.grad))
    held = [part for layer in network.weight_layers() for part in layer]
    assert len({id(part) for part in held}) == len(held)
    names = [name for name in network.parameters() if name.endswith("w")]
    assert len(held) == len(names)


@pytest.mark.parametrize("norm", ["batch", "layer", "none"])
@pytest.mark.parametrize("kind", list(KINDS))
def test_every_parameter_gets_a_gradient(kind: str, norm: str) -> None:
    network = make(kind, depth=8, width=8, norm=norm)
    network.backward(np.random.default_rng(3).standard_normal(network.forward(points).shape))
    assert [name for name, p in network.parameters().items() if not p.grad.any()] == []


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_scale_multiplies_the_starting_weights_of_hidden_layers(kind: str) -> None:
    once, twice = (make(kind, scale=scale).parameters() for scale in (1.0, 2.0))
    for name in once:
        hidden = name.endswith("w") and "head" not in name and "gate" not in name
        assert_array_equal(twice[name].value, (2 if hidden else 1) * once[name].value)


@pytest.mark.parametrize("kind", list(KINDS))
def test_single_precision_stays_single(kind: str) -> None:
    network = make(kind)
    network.cast(np.dtype(np.float32))
    y = network.forward(points.astype(np.float32))
    dx = network.backward(np.ones_like(y))
    assert {y.dtype, dx.dtype} == {np.dtype(np.float32)}
    assert {p.grad.dtype for p in network.parameters().values()} == {np.dtype(np.float32)}


@pytest.mark.parametrize("kind", list(KINDS))
def test_another_seed_gives_other_weights(kind: str) -> None:
    first, same, other = make(kind), make(kind), make(kind, seed=1)
    assert_array_equal(first.forward(points), same.forward(points))
    assert not np.allclose(first.forward(points), other.forward(points))


def test_a_highway_branch_starts_with_the_weights_of_the_plain_network() -> None:
    road, plain = make("highway").parameters(), make("plain", norm="none").parameters()
    ours = [p.value for name, p in road.items() if name.endswith("w") and "gate" not in name]
    theirs = [p.value for name, p in plain.items() if name.endswith("w")]
    for one, other in zip(ours, theirs, strict=True):
        assert_array_equal(one, other)


def test_toggling_the_skips_of_a_transformer_changes_no_weight() -> None:
    plain, residual = make("transformer plain").state(), make("transformer pre").state()
    assert list(plain) == list(residual)
    for name, value in plain.items():
        assert_array_equal(value, residual[name])


@pytest.mark.parametrize("width", [2, 3, 4, 6, 16])
def test_a_transformer_has_as_many_heads_as_divide_its_width(width: int) -> None:
    network = make("transformer pre", width=width, depth=4)
    attention = network.weight_layers()[1][0]
    assert attention.w.value.shape == (width, width)
    assert network.forward(points).shape == (9, 1)


def test_a_transformer_knows_its_coordinates_apart() -> None:
    network = make("transformer pre")
    assert not np.allclose(network.forward(points), network.forward(points[:, ::-1].copy()))


def layers_of(*sizes: tuple[int, int]) -> list[Linear]:
    rng = np.random.default_rng(4)
    return [Linear(rng.standard_normal(size)) for size in sizes]


def test_dense_connections_are_concatenations_of_each_layer_in_turn() -> None:
    dense = DenselyConnected(3, 2, *layers_of((3, 2), (5, 2), (7, 2)))
    chain = Sequential(*map(Concat, layers_of((3, 2), (5, 2), (7, 2))))
    x, dy = np.random.default_rng(5).standard_normal((2, 4, 9))
    x = x[:, :3].copy()
    assert_allclose(dense.forward(x), chain.forward(x), rtol=1e-14)
    assert_allclose(dense.backward(dy), chain.backward(dy), rtol=1e-13)
    gradients = [[p.grad for p in layer.parameters().values()] for layer in (dense, chain)]
    for one, other in zip(*gradients, strict=True):
        assert_allclose(one, other, rtol=1e-13)


def test_a_pass_through_dense_connections_overwrites_no_earlier_result() -> None:
    network = make("dense")
    first = network.forward(points)
    kept = first.copy()
    network.forward(-points)
    assert_array_equal(first, kept)


def test_dense_connections_refuse_what_does_not_fit() -> None:
    with pytest.raises(ValueError, match=r"DenselyConnected.*it takes \(N, 3\)"):
        DenselyConnected(3, 2, *layers_of((3, 2))).forward(np.zeros((4, 2)))


class _ForgetsTheLast(DenselyConnected):
    """Brings back only what came through the layers, not what was handed on beside them."""

    def backward(self, dy: Array) -> Array:
        past = dy.copy()
        past[:, : self.inputs] = 0
        return super().backward(past)


def test_a_planted_wrong_dense_connection_is_caught() -> None:
    wrong = _ForgetsTheLast(3, 2, *layers_of((3, 2), (5, 2)))
    x = np.random.default_rng(5).standard_normal((4, 3))
    with pytest.raises(AssertionError, match="gradient by x"):
        assert_gradients(wrong, x, np.random.default_rng(6))


@pytest.mark.parametrize(
    ("make_bad", "message"),
    [
        (lambda: dense_mlp(None, depth=1, width=4), "depth: 1 "),
        (lambda: dense_mlp(None, depth=4, width=4, growth=0), "growth: 0 "),
        (lambda: point_transformer(None, depth=3, width=4), "depth: 3 .*even whole number from 2"),
        (
            lambda: point_transformer(None, depth=4, width=4, norm="instance"),
            "norm: instance .*none",
        ),
        (lambda: highway(None, depth=4, width=4, activation="cos"), "activation: 'cos' .*ReLU"),
    ],
)
def test_a_network_that_cannot_be_is_refused(make_bad: Callable[[], Network], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make_bad()


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_twin_follows_the_training_and_keeps_its_passes_to_itself(kind: str) -> None:
    network = make(kind)
    twin, y = network.sharing_copy(), network.forward(points)
    before = [part.x.copy() for layer in network.weight_layers() for part in layer]
    twin.forward(3 * points[:4], train=False)
    after = [part.x for layer in network.weight_layers() for part in layer]
    for one, other in zip(before, after, strict=True):
        assert_array_equal(one, other)
    network.backward(np.ones_like(y))
    for parameter in network.parameters().values():
        parameter.value -= 0.1 * parameter.grad
    network.forward(points)  # moves the running statistics
    assert_array_equal(twin.forward(points, train=False), network.forward(points, train=False))
