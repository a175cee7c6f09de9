"""Whole networks: gradients, names, twins, and what they refuse."""

import inspect
import sys
from collections.abc import Callable

import numpy as np
import pytest
from gradient_check import assert_gradients
from numpy.testing import assert_array_equal

from residual.arrays import Array, Shape
from residual.blocks import Block
from residual.layers import Conv2d, Layer, Linear
from residual.networks import (
    FAMILY,
    Network,
    cifar_resnet,
    densenet,
    highway,
    mlp,
    resnet,
    transformer,
    unet,
    vision_transformer,
)
from residual.networks.counting import parts_with_shapes
from residual.training import SGD

TINY = {"width": 2, "channels": 1, "classes": 3}

NETWORKS: dict[str, tuple[Callable[..., Network], dict[str, object], Shape]] = {
    "mlp": (mlp, {"depth": 8, "width": 4, "shortcut": True}, (5, 2)),
    "highway": (highway, {"depth": 6, "width": 4}, (5, 2)),
    "resnet18": (resnet, {"depth": 18, **TINY}, (2, 1, 64, 64)),
    "resnet50": (resnet, {"depth": 50, **TINY}, (2, 1, 64, 64)),
    "cifar v1 A": (cifar_resnet, {"depth": 14, **TINY}, (3, 1, 8, 8)),
    "cifar v2 B": (
        cifar_resnet,
        {"depth": 14, **TINY, "block": "pre", "shortcut": "B"},
        (3, 1, 8, 8),
    ),
    "cifar plain": (cifar_resnet, {"depth": 14, **TINY, "shortcut": "none"}, (3, 1, 8, 8)),
    "densenet": (densenet, {"layers": (2, 2), "growth": 3, "channels": 1}, (3, 1, 8, 8)),
    "unet": (unet, {"levels": 2, "width": 2, "size": 8}, (2, 1, 8, 8)),
    "transformer pre": (transformer, {"width": 8, "heads": 2, "hidden": 6}, (2, 3, 8)),
    "transformer post": (
        transformer,
        {"width": 8, "heads": 2, "hidden": 6, "order": "post", "activation": "gelu"},
        (2, 3, 8),
    ),
    "transformer plain": (
        transformer,
        {"width": 8, "heads": 2, "hidden": 6, "shortcut": False},
        (2, 3, 8),
    ),
    "vit": (vision_transformer, {"width": 8, "heads": 2, "hidden": 6, "size": 4}, (2, 1, 4, 4)),
}


def make(name: str, seed: int | None = 0) -> tuple[Network, Array]:
    maker, options, shape = NETWORKS[name]
    rng = None if seed is None else np.random.default_rng(seed)
    return maker(rng, **options), np.random.default_rng(1).standard_normal(shape)


@pytest.mark.parametrize("name", NETWORKS)
def test_gradients_of_the_whole_network(name: str) -> None:
    network, x = make(name)
    rng = np.random.default_rng(2)
    for parameter in network.parameters().values():
        parameter.value += 0.1 * rng.standard_normal(parameter.value.shape)
    # Among so many ReLUs a longer step would always switch one; a short one costs digits.
    assert_gradients(network, x, rng, tolerance=1e-5, step=1e-7)
    assert network.forward(x).shape == network.output_shape(x.shape)


def test_a_wrong_shortcut_deep_inside_a_network_is_caught() -> None:
    network, x = make("cifar v2 B")
    block = network.children()["stages"].children()["1"].children()["0"]
    assert isinstance(block, Block)
    assert isinstance(block.shortcut, Layer)
    right = block.shortcut.backward
    block.shortcut.backward = lambda dy: 1.01 * right(dy)  # type: ignore[method-assign]
    with pytest.raises(AssertionError, match="gradient by x"):
        assert_gradients(network, x, np.random.default_rng(2), tolerance=1e-5, step=1e-7)


@pytest.mark.parametrize("name", NETWORKS)
def test_every_parameter_gets_a_gradient_under_a_name_of_its_own(name: str) -> None:
    network, x = make(name)
    y = network.forward(x)
    network.backward(np.random.default_rng(0).standard_normal(y.shape))
    parameters = network.parameters()
    assert len({id(p) for p in parameters.values()}) == len(parameters)
    silent = [key for key, p in parameters.items() if not p.grad.any()]
    assert silent == []
    assert all(p.grad.shape == p.value.shape for p in parameters.values())
    assert all(layer.name == key for key, layer in network.walk())


@pytest.mark.parametrize("name", NETWORKS)
def test_every_network_learns(name: str) -> None:
    network, x = make(name)
    target = np.random.default_rng(2).standard_normal(network.forward(x).shape)
    optimizer = SGD(list(network.parameters().values()), lr=0.02, momentum=0.9)
    losses = []
    for _ in range(40):
        error = network.forward(x) - target
        losses.append(float(np.square(error).mean()))
        network.backward(2 * error / error.size)
        optimizer.step()
    assert losses[-1] < 0.7 * losses[0]


@pytest.mark.parametrize("name", NETWORKS)
def test_the_same_seed_makes_the_same_network(name: str) -> None:
    (first, x), (second, _), (other, _) = make(name), make(name), make(name, seed=5)
    assert_array_equal(first.forward(x), second.forward(x))
    assert not np.array_equal(first.forward(x), other.forward(x))


@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_refuses_what_is_empty_or_not_finite_or_of_another_shape(name: str) -> None:
    network, x = make(name)
    with pytest.raises(ValueError, match=r"x: the shape \(0, .*not allowed"):
        network.forward(x[:0])
    for bad in (np.nan, np.inf):
        broken = x.copy()
        broken[1, ..., 0] = bad
        with pytest.raises(ValueError, match=rf"x: {bad} at \(1, .* use finite numbers"):
            network.forward(broken)
    wrong = np.concatenate([x, x], axis=-1 if x.ndim < 4 else 1)
    text = rf"\({', '.join(map(str, wrong.shape))}\)"
    with pytest.raises(ValueError, match=rf"^[a-z0-9_.]+: .*cannot take.*{text}.*it takes \(N, "):
        network.forward(wrong)


def test_one_image_trains_until_a_single_pixel_is_left_and_that_is_refused_by_name() -> None:
    network = resnet(np.random.default_rng(0), 18, **TINY)
    rng = np.random.default_rng(1)
    assert network.forward(rng.standard_normal((1, 1, 64, 64))).shape == (1, 3)
    small = rng.standard_normal((1, 1, 32, 32))
    message = (
        r"^stages.3.0.branch.norm1: BatchNorm\(16\) needs two examples or more to train, not 1"
    )
    with pytest.raises(ValueError, match=message):
        network.forward(small)
    assert network.forward(small, train=False).shape == (1, 3)


def test_parameters_are_named_by_their_place() -> None:
    names = set(cifar_resnet(None, 20, shortcut="B").parameters())
    assert {
        "stem.conv.w",
        "stem.norm.gamma",
        "stages.0.2.branch.conv2.w",
        "stages.1.0.shortcut.conv.w",
        "head.b",
    } <= names


@pytest.mark.parametrize("block", ["post", "pre"])
@pytest.mark.parametrize("maker", ["cifar", "family"])
def test_no_kind_of_shortcut_changes_any_other_weight(maker: str, block: str) -> None:
    def state(shortcut: str) -> dict[str, Array]:
        rng, options = np.random.default_rng(0), {**TINY, "shortcut": shortcut, "block": block}
        made = cifar_resnet(rng, 14, **options) if maker == "cifar" else resnet(rng, 50, **options)
        return made.state()

    plain = state("none")
    for letter in "ABC":
        residual = {k: v for k, v in state(letter).items() if ".shortcut." not in k}
        assert list(residual) == list(plain)
        assert all(np.array_equal(residual[name], plain[name]) for name in plain)


@pytest.mark.parametrize("depth", FAMILY)
def test_depth_counts_the_weight_layers_beside_the_shortcuts(depth: int) -> None:
    def weight_layers(network: Network) -> int:
        found = [name for name, part in network.walk() if isinstance(part, Conv2d | Linear)]
        return sum(".shortcut." not in name for name in found)

    assert weight_layers(resnet(None, depth)) == depth
    for small in (20, 32, 44, 56, 110):
        assert weight_layers(cifar_resnet(None, small)) == small


def test_a_thousand_layers_need_no_recursion() -> None:
    options = {"depth": 1002, "width": 4, "shortcut": True, "block": "pre"}
    network = mlp(np.random.default_rng(0), **options)
    x = np.random.default_rng(1).standard_normal((8, 2))
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 40)
    try:
        y = network.forward(x)
        dx = network.backward(np.ones_like(y))
    finally:
        sys.setrecursionlimit(usual)
    assert np.isfinite(y).all()
    assert dx.any()


def test_the_family_has_the_shapes_of_the_papers_table() -> None:
    network = resnet(None, 50)
    stages = network.children()["stages"]
    shapes = [shape for _, shape in parts_with_shapes(stages, (1, 64, 56, 56))]
    assert shapes == [(1, 64, 56, 56), (1, 256, 56, 56), (1, 512, 28, 28), (1, 1024, 14, 14)]
    assert network.output_shape((2, 3, 224, 224)) == (2, 1000)


def test_pre_and_post_norm_share_their_weights_and_differ() -> None:
    pre, post = (
        transformer(np.random.default_rng(0), width=8, hidden=6, order=order)
        for order in ("pre", "post")
    )
    weights = [
        [p.value for name, p in network.parameters().items() if name.endswith(".w")]
        for network in (pre, post)
    ]
    assert all(map(np.array_equal, *weights))
    x = np.random.default_rng(1).standard_normal((2, 3, 8))
    assert not np.allclose(pre.forward(x), post.forward(x))


@pytest.mark.parametrize(
    ("make_bad", "message"),
    [
        (lambda: resnet(None, 20), "depth: 20 is not allowed; use one of 18, 34, 50, 101, 152"),
        (lambda: cifar_resnet(None, 21), r"depth: 21 is not allowed; use 6 n \+ 2"),
        (lambda: cifar_resnet(None, 2), "depth: 2 "),
        (lambda: cifar_resnet(None, 20, width=0), "width: 0 is not allowed; use a whole number"),
        (lambda: resnet(None, 18, shortcut="D"), "shortcut: D .*use one of none, A, B, C"),
        (lambda: mlp(None, depth=4, width=4, shortcut=True, block="v1"), "block: v1 .*post, pre"),
        (lambda: mlp(None, depth=4, width=4, shortcut=True, norm="x"), "norm: 'x' .*BatchNorm"),
        (lambda: highway(None, depth=1, width=4), "depth: 1 "),
        (lambda: densenet(None, compression=0), "compression: 0 "),
        (lambda: unet(None, levels=3, size=12), "size: 12 .*multiple of 8"),
        (lambda: transformer(None, order="mid"), "order: mid .*use one of pre, post"),
        (lambda: transformer(None, activation="cos"), "activation: cos .*relu, gelu"),
        (lambda: transformer(None, heads=5), "heads: 5 .*divisor of 32"),
        (lambda: vision_transformer(None, patch=3), "patch: 3 .*divisor of the size 8"),
    ],
)
def test_a_network_that_cannot_be_is_refused(make_bad: Callable[[], Network], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make_bad()
