"""Layers by hand: their values, their running statistics, their names and their state."""

import numpy as np
import pytest

from residual.layers import BatchNorm, Layer, Linear, ReLU, Sequential


def test_linear_by_hand() -> None:
    layer = Linear(np.array([[1.0, 2.0], [3.0, 4.0]]))
    assert layer.b is not None
    layer.b.value[:] = [10, 20]
    x = np.array([[1.0, 0.0], [1.0, -1.0]])
    np.testing.assert_array_equal(layer.forward(x), [[11, 22], [8, 18]])
    dx = layer.backward(np.array([[1.0, 0.0], [0.0, 2.0]]))
    np.testing.assert_array_equal(dx, [[1, 3], [4, 8]])
    np.testing.assert_array_equal(layer.w.grad, [[1, 2], [0, -2]])
    np.testing.assert_array_equal(layer.b.grad, [1, 2])


def test_relu_by_hand() -> None:
    layer = ReLU()
    np.testing.assert_array_equal(layer.forward(np.array([[-2.0, 0.0, 3.0]])), [[0, 0, 3]])
    np.testing.assert_array_equal(layer.backward(np.array([[5.0, 5.0, 5.0]])), [[0, 0, 5]])


def test_batch_norm_by_hand() -> None:
    layer = BatchNorm(1, eps=0.25)
    layer.gamma.value[:], layer.beta.value[:] = 3, 10
    # mean 2, variance 2, so the deviations are divided by sqrt(2 + 0.25) = 1.5
    y = layer.forward(np.array([[0.0], [2.0], [2.0], [4.0]]))
    np.testing.assert_allclose(y, [[6], [10], [10], [14]], rtol=1e-15)


def test_batch_norm_gradient_by_hand() -> None:
    layer = BatchNorm(1, eps=0)
    x = np.sqrt(1.5) * np.array([[-1.0], [0.0], [1.0]])  # mean 0, variance 1
    layer.forward(x)
    dx = layer.backward(np.array([[1.0], [0.0], [0.0]]))
    np.testing.assert_allclose(dx, [[1 / 6], [-1 / 3], [1 / 6]], rtol=1e-14)
    np.testing.assert_allclose(layer.gamma.grad, [-np.sqrt(1.5)], rtol=1e-14)
    np.testing.assert_allclose(layer.beta.grad, [1], rtol=1e-15)


def test_running_statistics_take_a_tenth_of_each_batch_and_the_unbiased_variance() -> None:
    layer = BatchNorm(1)
    layer.forward(np.array([[1.0], [3.0]]))  # mean 2, unbiased variance 2
    np.testing.assert_allclose(layer.running_mean, [0.2], rtol=1e-15)
    np.testing.assert_allclose(layer.running_variance, [1.1], rtol=1e-15)
    layer.forward(np.array([[4.0], [10.0]]))  # mean 7, unbiased variance 18
    np.testing.assert_allclose(layer.running_mean, [0.88], rtol=1e-15)
    np.testing.assert_allclose(layer.running_variance, [2.79], rtol=1e-15)


def test_evaluation_uses_the_running_statistics_and_leaves_them_alone() -> None:
    layer = BatchNorm(1, eps=0.5)
    layer.running_mean[:], layer.running_variance[:] = 3, 3.5
    before = layer.state()
    y = layer.forward(np.array([[7.0]]), train=False)  # (7 - 3) / sqrt(3.5 + 0.5)
    np.testing.assert_array_equal(y, [[2]])
    np.testing.assert_array_equal(layer.backward(np.array([[6.0]])), [[3]])
    after = layer.state()
    assert all(np.array_equal(after[name], before[name]) for name in before)


def test_a_normalised_batch_has_mean_0_and_variance_1() -> None:
    x = np.random.default_rng(0).normal(5, 3, (100, 4))
    y = BatchNorm(4).forward(x)
    np.testing.assert_allclose(y.mean(axis=0), 0, atol=1e-14)
    np.testing.assert_allclose(y.var(axis=0), 1, rtol=1e-5)


def test_a_layer_does_not_change_its_input() -> None:
    rng = np.random.default_rng(0)
    x = rng.standard_normal((5, 3))
    for layer in (Linear(rng.standard_normal((3, 3))), ReLU(), BatchNorm(3)):
        original, dy = x.copy(), rng.standard_normal((5, 3))
        layer.forward(x)
        original_dy = dy.copy()
        layer.backward(dy)
        np.testing.assert_array_equal(x, original)
        np.testing.assert_array_equal(dy, original_dy)


@pytest.mark.parametrize(
    ("layer", "shape"),
    [
        (Linear(np.zeros((3, 4))), (5, 4)),
        (Linear(np.zeros((3, 4))), (3,)),
        (BatchNorm(3), (5, 1)),
        (BatchNorm(3), (3,)),
    ],
)
def test_an_input_that_does_not_fit_is_refused(layer: Layer, shape: tuple[int, ...]) -> None:
    name = type(layer).__name__
    with pytest.raises(ValueError, match=rf"{name}\(3.*\({shape[0]},"):
        layer.forward(np.zeros(shape))


def test_batch_norm_refuses_to_train_on_one_example() -> None:
    with pytest.raises(ValueError, match=r"BatchNorm\(3\) needs two examples or more"):
        BatchNorm(3).forward(np.zeros((1, 3)))


def stack() -> Sequential:
    rng = np.random.default_rng(0)
    inner = Sequential(linear=Linear(rng.standard_normal((3, 3)), bias=False), norm=BatchNorm(3))
    return Sequential(inner, ReLU(), head=Linear(rng.standard_normal((3, 1))))


def test_parameters_are_named_by_their_place() -> None:
    names = ["0.linear.w", "0.norm.gamma", "0.norm.beta", "head.w", "head.b"]
    assert list(stack().parameters()) == names
    assert set(stack().state()) - set(names) == {"0.norm.running_mean", "0.norm.running_variance"}


def test_a_layer_shows_what_it_is() -> None:
    inner = "Sequential(linear=Linear(3, 3, bias=False), norm=BatchNorm(3))"
    assert repr(stack()) == f"Sequential(0={inner}, 1=ReLU(), head=Linear(3, 1))"


def test_a_loaded_state_computes_what_the_saved_one_did() -> None:
    first, second = stack(), stack()
    x = np.random.default_rng(1).standard_normal((6, 3))
    first.forward(x)
    for parameter in first.parameters().values():
        parameter.value += 0.3
    assert not np.array_equal(first.forward(x, train=False), second.forward(x, train=False))
    second.load_state(first.state())
    np.testing.assert_array_equal(first.forward(x, train=False), second.forward(x, train=False))


def test_a_state_is_a_copy() -> None:
    layer = stack()
    state = layer.state()
    layer.parameters()["head.w"].value += 1
    layer.forward(np.random.default_rng(1).standard_normal((6, 3)))
    original = stack().state()
    assert all(np.array_equal(state[name], original[name]) for name in original)
    layer.load_state(state)
    layer.parameters()["head.w"].value += 1
    np.testing.assert_array_equal(state["head.w"], original["head.w"])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"head.w": None}, "head.w"),
        ({"tail.w": np.zeros((3, 1))}, "tail.w"),
        ({"head.w": np.zeros((1, 1))}, r"head.w.*\(1, 1\).*\(3, 1\)"),
    ],
    ids=["missing", "unknown", "of another shape"],
)
def test_a_state_that_does_not_fit_is_refused_whole(
    change: dict[str, np.ndarray | None], message: str
) -> None:
    layer = stack()
    state = {name: array + 1 for name, array in layer.state().items()} | change
    with pytest.raises(ValueError, match=message):
        layer.load_state({name: array for name, array in state.items() if array is not None})
    original = stack().state()
    assert all(np.array_equal(layer.state()[name], original[name]) for name in original)
