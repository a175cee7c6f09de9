"""How the gradient's scale changes from layer to layer, at initialisation, over five seeds."""

import functools
import math

import numpy as np
import pytest

from residual.arrays import Array
from residual.diagnostics import layer_norms
from residual.experiments import Config, make_trainer
from residual.layers import Sequential
from residual.training import binary_cross_entropy

DEPTHS = (8, 20, 56)
STACKS: dict[str, dict[str, object]] = {
    "plain": {"shortcut": "none", "norm": "none"},
    "plain, batch norm": {"shortcut": "none", "norm": "batch"},
    "residual v1, batch norm": {"block": "post", "norm": "batch"},
    "residual v2, batch norm": {"block": "pre", "norm": "batch"},
    "residual v1": {"block": "post", "norm": "none"},
}

# Gradient norm by the second layer's weights over that by the last hidden one's, median of five
# seeds: what the page says, measured from other random numbers.
PUBLISHED = {
    "plain": (1.0, 1.2, 6),
    "plain, batch norm": (3.2, 39, 84_000),
    "residual v1, batch norm": (2.4, 6.4, 18),
    "residual v2, batch norm": (2.6, 5.3, 16),
    "residual v1": (0.4, 0.3, 0.45),
}


@functools.cache
def norms(stack: str, depth: int, scale: float = 1.0) -> Array:
    """Gradient norm by each layer's weights, (seed, layer)."""
    rows = []
    for seed in range(5):
        values = {"depth": depth, "seed": seed, "init_scale": scale}
        trainer = make_trainer(Config.parse(values | STACKS[stack]))
        trainer.measure()
        rows.append(layer_norms(trainer.network).gradient)
    return np.array(rows)


def ratios(stack: str, depth: int, scale: float = 1.0) -> Array:
    """Second weight layer over last hidden one, seed by seed."""
    rows = norms(stack, depth, scale)
    return rows[:, 1] / rows[:, -2]


def ratio(stack: str, depth: int, scale: float = 1.0) -> float:
    return float(np.median(ratios(stack, depth, scale)))


def typical(stack: str, depth: int, scale: float = 1.0) -> float:
    """Gradient norm of a hidden layer, by geometric mean over layers and seeds."""
    return float(np.exp(np.log(norms(stack, depth, scale)[:, 1:-1]).mean()))


def factor_per_layer(stack: str, scale: float = 1.0, width: int = 16) -> float:
    """By how much the gradient of the loss by the signal is multiplied on its way back a layer."""
    factors, depth = [], 56
    for seed in range(5):
        values = {"depth": depth, "seed": seed, "init_scale": scale, "width": width}
        trainer = make_trainer(Config.parse(values | STACKS[stack]))
        network = trainer.network
        assert isinstance(network, Sequential)
        _, dy = binary_cross_entropy(network.forward(trainer.x), trainer.y)
        dy = network.parts["head"].backward(dy)
        dx = network.parts["blocks"].backward(dy)
        factors.append((np.linalg.norm(dx) / np.linalg.norm(dy)) ** (1 / (depth - 2)))
    return float(np.median(factors))


@pytest.mark.parametrize("stack", list(STACKS))
def test_the_published_table_holds_in_order_of_magnitude(stack: str) -> None:
    for depth, published in zip(DEPTHS, PUBLISHED[stack], strict=True):
        assert published / 5 < ratio(stack, depth) < published * 5, depth


def test_batch_norm_makes_the_gradient_of_a_plain_stack_explode_backward() -> None:
    stack = "plain, batch norm"
    assert ratio(stack, 8) < ratio(stack, 20) / 5
    assert ratio(stack, 20) < ratio(stack, 56) / 500
    assert ratios(stack, 56).min() > 10_000


@pytest.mark.parametrize(("shallow", "deep"), [(8, 20), (20, 56), (56, 110)])
def test_it_explodes_exponentially_by_about_a_fifth_per_layer(shallow: int, deep: int) -> None:
    """Mean-field theory says sqrt(pi / (pi - 1)) = 1.211 for ReLU (Yang et al. 2019)."""
    growth = ratio("plain, batch norm", deep) / ratio("plain, batch norm", shallow)
    assert growth ** (1 / (deep - shallow)) == pytest.approx(1.211, abs=0.05)


def test_the_exploding_gradient_grows_at_every_layer_of_the_way_back() -> None:
    middle = np.median(norms("plain, batch norm", 56), axis=0)[1:-1]
    blocks = middle.reshape(-1, 6).mean(axis=1)
    assert (np.diff(blocks) < 0).all()


@pytest.mark.parametrize("stack", ["residual v1, batch norm", "residual v2, batch norm"])
def test_with_batch_norm_skips_slow_the_growth_to_a_power_of_the_depth(stack: str) -> None:
    assert ratios(stack, 56).max() < 50
    assert ratios("plain, batch norm", 56).min() > 10_000
    # it grows with depth as a power, not as an exponential: its logarithm per layer falls
    per_layer = [math.log(ratio(stack, depth)) / depth for depth in (8, 20, 56, 110)]
    assert per_layer == sorted(per_layer, reverse=True)
    assert per_layer[-1] < per_layer[0] / 3
    assert ratio(stack, 110) < 200


def test_skips_without_normalisation_keep_the_ratio_but_the_norms_grow_with_depth() -> None:
    for depth in DEPTHS:
        assert 0.1 < ratio("residual v1", depth) < 3
    assert typical("residual v1", 8) < 1
    assert typical("residual v1", 20) > 3 * typical("residual v1", 8)
    assert typical("residual v1", 56) > 1000


def test_he_initialisation_is_the_edge_of_a_wide_plain_stack() -> None:
    """It keeps the mean square; a narrow stack's typical gradient still falls, 9 % a layer here."""
    factors = [factor_per_layer("plain", width=width) for width in (8, 16, 32, 64)]
    assert factors == sorted(factors)
    assert factors[1] == pytest.approx(0.91, abs=0.03)
    assert factors[3] == pytest.approx(1, abs=0.03)


def test_at_the_edge_the_seed_decides_which_end_of_the_stack_has_the_larger_gradient() -> None:
    spread = ratios("plain", 56)
    assert spread.min() < 1 < spread.max()
    assert spread.max() > 50 * spread.min()  # over orders of magnitude between seeds


@pytest.mark.parametrize("scale", [0.6, 0.8, 1.5, 2.0])
def test_off_the_edge_each_layer_multiplies_the_gradient_by_the_scale(scale: float) -> None:
    exact = scale * factor_per_layer("plain")
    assert factor_per_layer("plain", scale) == pytest.approx(exact, rel=1e-2)


def test_below_the_edge_the_gradient_of_a_plain_stack_vanishes_exponentially() -> None:
    """Signal forward and gradient backward shrink alike, so all layers of a stack shrink together.

    The gradient by a layer's weights is the product of the two: 0.6 to the power of the depth,
    wherever the layer stands. What vanishes along one stack is the gradient by the signal.
    """
    assert factor_per_layer("plain", 0.6) < 0.65
    by_depth = [typical("plain", depth, 0.6) for depth in (8, 20, 56, 110)]
    for i, layers in enumerate((12, 36, 54)):
        assert (by_depth[i + 1] / by_depth[i]) ** (1 / layers) == pytest.approx(0.55, abs=0.06)
    assert typical("plain", 56, 0.6) < 1e-14
    assert 0.05 < ratio("plain", 56, 0.6) < 20


def test_above_the_edge_it_explodes_exponentially() -> None:
    assert typical("plain", 20, 1.5) > 5 * typical("plain", 8, 1.5)
    assert typical("plain", 56, 1.5) > 1000 * typical("plain", 20, 1.5)


def test_with_a_skip_the_gradient_stays_where_the_plain_one_vanishes() -> None:
    assert factor_per_layer("plain", 0.6) < 0.65
    assert 1 < factor_per_layer("residual v1", 0.6) < 1.1
    assert 0.01 < typical("residual v1", 8, 0.6) < typical("residual v1", 56, 0.6) < 10


@pytest.mark.parametrize(
    "stack", ["plain, batch norm", "residual v1, batch norm", "residual v2, batch norm"]
)
def test_with_batch_norm_the_starting_scale_hardly_matters(stack: str) -> None:
    for scale in (0.6, 2.0):
        assert ratio(stack, 20, scale) == pytest.approx(ratio(stack, 20), rel=0.5)
