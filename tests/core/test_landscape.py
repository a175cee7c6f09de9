"""The loss landscape: exact at its centre, blind to the scale of the weights."""

import numpy as np
import pytest

from residual.data.datasets import two_spirals
from residual.diagnostics.landscape import Plane, filter_normalized_direction, grid_steps, landscape
from residual.layers import Linear, ReLU, Sequential
from residual.networks import mlp
from residual.training import binary_cross_entropy, evaluate


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(0)


@pytest.mark.parametrize("points", [3, 5, 11, 21, 51, 99])
def test_the_middle_of_the_steps_is_zero_and_their_ends_are_the_span(points: int) -> None:
    steps = grid_steps(points, 0.7)
    assert (steps[0], steps[points // 2], steps[-1]) == (-0.7, 0, 0.7)


@pytest.mark.parametrize("points", [3, 5, 11])
def test_the_centre_is_the_network_s_own_loss_to_the_bit(rng, points: int) -> None:
    network, data = mlp(rng, depth=4, width=4, shortcut=True), two_spirals(rng, points=5)
    grid = landscape(network, binary_cross_entropy, data, rng, points=points, span=0.7)
    middle = points // 2
    assert grid.steps[middle] == 0
    assert grid.loss[middle, middle] == evaluate(network, binary_cross_entropy, data)[0]
    assert grid.loss.shape == (points, points)


def test_the_network_stands_where_it_stood_even_after_an_error(rng) -> None:
    network, data = mlp(rng, depth=4, width=4, shortcut=True), two_spirals(rng, points=5)
    state = network.state()

    def fail(logits, y):
        raise RuntimeError

    plane = Plane(network, binary_cross_entropy, data, rng)
    plane.loss(0.5, -0.5)
    plane.loss_function = fail
    with pytest.raises(RuntimeError):
        plane.loss(1, 1)
    for name, array in network.state().items():
        np.testing.assert_array_equal(array, state[name])


def test_every_filter_moves_by_its_own_length(rng) -> None:
    network = mlp(rng, depth=4, width=5, shortcut=True)
    direction = filter_normalized_direction(network, rng)
    for name, parameter in network.parameters().items():
        if parameter.value.ndim == 2:  # (in, out): a column feeds one output
            lengths = np.linalg.norm(direction[name], axis=0)
            np.testing.assert_allclose(lengths, np.linalg.norm(parameter.value, axis=0), rtol=1e-14)
        else:
            assert not direction[name].any()


def test_the_directions_are_random_and_different(rng) -> None:
    network, data = mlp(rng, depth=4, width=5, shortcut=True), two_spirals(rng, points=5)
    first, second = Plane(network, binary_cross_entropy, data, rng).directions
    a, b = (np.concatenate([d.ravel() for d in plane.values()]) for plane in (first, second))
    assert abs(a @ b) < 0.3 * np.linalg.norm(a) * np.linalg.norm(b)


def test_a_point_of_the_plane_is_the_loss_at_those_weights(rng) -> None:
    network, data = mlp(rng, depth=4, width=4, shortcut=True), two_spirals(rng, points=5)
    plane = Plane(network, binary_cross_entropy, data, rng)
    expected = plane.loss(0.3, -0.2)
    for name, parameter in network.parameters().items():
        first, second = (d[name] for d in plane.directions)
        parameter.value += 0.3 * first - 0.2 * second
    assert evaluate(network, binary_cross_entropy, data)[0] == pytest.approx(expected, rel=1e-12)


def test_columns_follow_the_first_direction_and_rows_the_second(rng) -> None:
    network, data = mlp(rng, depth=4, width=4, shortcut=True), two_spirals(rng, points=5)
    grid = landscape(network, binary_cross_entropy, data, np.random.default_rng(1), points=3)
    plane = Plane(network, binary_cross_entropy, data, np.random.default_rng(1))
    assert grid.loss[0, 2] == plane.loss(1, -1)
    assert grid.loss[2, 0] == plane.loss(-1, 1)


def test_rescaling_the_weights_of_a_relu_network_leaves_its_landscape(rng) -> None:
    w1, w2 = rng.standard_normal((2, 6)), rng.standard_normal((6, 1))
    data = two_spirals(rng, points=5)
    grids = [
        landscape(
            Sequential(Linear(s * w1), ReLU(), Linear(w2 / s)),
            binary_cross_entropy,
            data,
            np.random.default_rng(1),
            points=5,
        ).loss
        for s in (1.0, 10.0)
    ]
    np.testing.assert_allclose(*grids, rtol=1e-12)


@pytest.mark.parametrize("points", [1, 4, 0])
def test_a_grid_without_a_middle_is_refused(points: int) -> None:
    with pytest.raises(ValueError, match=f"points: {points} is not allowed; use an odd"):
        grid_steps(points)


@pytest.mark.parametrize("span", [0, -1, np.inf, np.nan])
def test_a_grid_of_no_size_is_refused(span: float) -> None:
    with pytest.raises(ValueError, match="span"):
        grid_steps(5, span)
