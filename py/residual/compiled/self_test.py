"""The tests that kernels and plans pass before they are used: what the core gives, they give."""

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from residual.blocks import ORDERS, Block, Concat, conv, make_block
from residual.compiled.calls import TYPES
from residual.compiled.losses import by_kernel
from residual.compiled.memory import Array
from residual.compiled.step import step_to_learn
from residual.compiled.updates import Updates
from residual.kernels import DEFINITIONS
from residual.layers import (
    BatchNorm,
    Layer,
    Linear,
    MaxPool,
    Parameter,
    ReLU,
    Sequential,
    Upsample,
)
from residual.networks import Network
from residual.training import (
    SGD,
    Adam,
    Loss,
    Passes,
    binary_cross_entropy,
    binary_cross_entropy_of_listing,
    cross_entropy,
    mean_squared_error,
)

Task = tuple[Network, Array, Array, Loss]
"""A network, a batch, labels and a loss."""
TOLERANCE = {"f64": 1e-12, "f32": 1e-4}


def kernels_agree(operations: Any) -> bool:
    """Tell whether each function, loss and update gives what its NumPy definition gives."""
    return _agree(operations, examples_agree)


def plans_agree(operations: Any) -> bool:
    """Tell whether steps by plans leave what layer after layer leaves."""
    return _agree(operations, steps_agree)


def _agree(operations: Any, test: Callable[[Any, np.dtype[Any]], bool]) -> bool:
    """Make a test for both types of number; what the library lacks, and what raises, disagrees."""
    try:
        return all(test(operations, dtype) for dtype in TYPES)
    except (AttributeError, ValueError, TypeError):
        return False


Example = Callable[[Any], list[Array]]
"""Gives arrays by the kernels of `Operations`, or by the NumPy definitions if there is None."""


def examples_agree(operations: Any, dtype: np.dtype[Any]) -> bool:
    """Tell whether all examples give what is expected, each number beside the largest of its array.

    They are compared in one row, since readers wait for it.
    """
    wanted = expected(dtype)
    arrays = [array for example in wanted.examples for array in example(operations)]
    if [(array.shape, array.dtype) for array in arrays] != wanted.kinds:
        return False
    return bool((np.abs(_in_a_row(arrays) - wanted.numbers) <= wanted.allowed).all())


class Expected:
    """What examples give by the NumPy definitions, and how far a number may be off.

    Parameters
    ----------
    examples : list of callable
        They give the same each time.
    tolerance : float
        How far a number may be off, relative to the largest one of its array.

    Attributes
    ----------
    kinds : list
        The shape and type of each array.
    numbers, allowed : (n,) array
        All numbers in a row, and how far each may be off.
    """

    def __init__(self, examples: list[Example], tolerance: float) -> None:
        self.examples = examples
        arrays = [array for example in examples for array in example(None)]
        self.kinds = [(array.shape, array.dtype) for array in arrays]
        self.numbers = _in_a_row(arrays)
        self.allowed = tolerance * _in_a_row([np.full_like(a, np.abs(a).max()) for a in arrays])


@functools.cache  # and kept in the snapshot that the browser starts from
def expected(dtype: np.dtype[Any]) -> Expected:
    """Return the examples in one type of number, and what they give."""
    made = [_call(name, arguments) for name, arguments in calls(dtype)]
    made += [_loss(*labelled) for labelled in _labelled(dtype)]
    return Expected([*made, functools.partial(_adam, dtype)], TOLERANCE[TYPES[dtype]])


def _call(name: str, arguments: tuple[Any, ...]) -> Example:
    """Return an example of a function of the seam; its arguments stay as they are."""

    def example(operations: Any) -> list[Array]:
        given = _copies(arguments)
        function = getattr(operations, name) if operations else DEFINITIONS[name]
        return _arrays((function(*given), given))

    return example


def _loss(loss: Loss, logits: Array, y: Array) -> Example:
    """Return an example of a loss and its gradient."""

    def example(operations: Any) -> list[Array]:
        found, dlogits = (by_kernel(operations.calls, loss) if operations else loss)(logits, y)
        return [np.array([found]), dlogits]

    return example


def _adam(dtype: np.dtype[Any], operations: Any) -> list[Array]:
    """Return what two steps of Adam leave; those of descent are among the functions."""
    rng = np.random.default_rng(2)
    parameters = [Parameter(rng.standard_normal(shape).astype(dtype)) for shape in ((3, 3), 2)]
    adam = Adam(parameters, 0.1, eps=0.01, weight_decay=0.1)
    update = Updates(operations.calls).update if operations else Adam.step
    for _ in range(2):
        for parameter in parameters:
            parameter.grad = np.cos(parameter.value)
        update(adam)
    return [*(p.value for p in parameters), *adam.means, *adam.squares]


def calls(dtype: np.dtype[Any]) -> list[tuple[str, tuple[Any, ...]]]:
    """Return arguments for each function, of sizes that leave rests beside vectors and tiles."""
    rng = np.random.default_rng(0)

    def draw(*shape: int) -> Array:
        return rng.standard_normal(shape).astype(dtype)

    x, w, dy = draw(9, 5), draw(5, 7), draw(9, 7)
    images, kernels = draw(2, 3, 5, 6), draw(4, 3, 3, 3)
    found: list[tuple[str, tuple[Any, ...]]] = [
        ("affine", (x, w)),
        ("affine_dx", (dy, w)),
        ("affine_dw", (x, dy)),
        ("add_bias", (dy.copy(), w[0].copy())),
        ("affine_db", (dy,)),
        ("relu", (x,)),
        ("relu_dx", (x, draw(9, 5))),
        ("add", (x, draw(9, 5))),
        (
            "descend",
            ([draw(3, 4), draw(5)], [draw(3, 4), draw(5)], [draw(3, 4), draw(5)], 0.1, 0.9, 0.01),
        ),
    ]
    found.append(("convolve_db", (images,)))
    for dimages, stride in ((draw(2, 4, 3, 3), 2), (draw(2, 4, 5, 6), 1)):
        place = (stride, 1)  # and the padding
        found.append(("convolve", (images, kernels, *place)))
        found.append(("convolve_dx", (dimages, kernels, images.shape, *place)))
        found.append(("convolve_dw", (images, dimages, kernels.shape, *place)))
    for batch in (x, images):
        c = batch.shape[1]
        forth = (batch, *(draw(c) for _ in range(4)), 1e-5, 0.1)
        back = (batch, draw(*batch.shape), draw(c), draw(c))
        found.append(("batch_norm", forth))
        positive = (*forth[:4], np.square(draw(c)))  # a recorded variance is never below 0
        found.append(("batch_norm_recorded", (*positive, 1e-5)))
        found.append(("batch_norm_dx", back))
    return found


def steps_agree(operations: Any, dtype: np.dtype[Any]) -> bool:
    """Tell whether a step of small networks by plans, in one call, leaves what theirs leaves."""
    allowed = TOLERANCE[TYPES[dtype]]
    for (network, x, y, loss), start, wanted in expected_steps(dtype):
        network.load_state(start)
        step = step_to_learn(operations.calls, network, x, y, loss)
        step.plan.given[0][...] = x
        optimizer = _descent(network)
        made = step.train(y, loss, optimizer)
        left = _left(network)
        if step.plan.told or not made or not np.allclose(left, wanted, allowed, allowed):
            return False
        step.plan.given[0][...] = np.nan
        weights = [p.value.copy() for p in optimizer.parameters]
        step.train(y, loss, optimizer)
        if not all(map(np.array_equal, weights, (p.value for p in optimizer.parameters))):
            return False
    return True


def _labelled(dtype: np.dtype[Any]) -> list[tuple[Loss, Array, Array]]:
    """Return losses with logits small and large, and labels."""
    rng = np.random.default_rng(3)
    logits = (rng.standard_normal((9, 4)) * 10.0 ** np.arange(-2, 2)).astype(dtype)
    classes, images = rng.integers(0, 4, 9), logits.reshape(1, 1, 6, 6)
    return [
        (binary_cross_entropy, logits, (logits[::-1] > 0).astype(dtype)),
        (binary_cross_entropy_of_listing, logits, (logits[::-1] > 0).astype(dtype)),
        (cross_entropy, logits, classes),
        (mean_squared_error, images, images[..., ::-1].copy()),
    ]


@functools.cache  # and kept in the snapshot too
def expected_steps(dtype: np.dtype[Any]) -> list[tuple[Task, dict[str, Array], Array]]:
    """Return small networks with their data, their state, and what a step as written leaves."""
    found = []
    for task in _small(dtype):
        network, x, y, loss = task
        start = network.state()
        Passes(network).train(x, y, loss, _descent(network))
        found.append((task, start, _left(network)))
    return found


def _descent(network: Layer) -> SGD:
    return SGD([*network.parameters().values()], 0.1, 0.9, 0.01)


def _left(network: Layer) -> Array:
    """Return the gradients, the weights and the running statistics in one row."""
    grads = [p.grad for p in network.parameters().values()]
    return _in_a_row([*grads, *network.state().values()])


def _small(dtype: np.dtype[Any]) -> list[Task]:
    """Return networks in which the compiler's fused rules are at work, and data for each."""
    rng = np.random.default_rng(1)
    points, image = (rng.standard_normal(shape) for shape in ((7, 2), (3, 1, 4, 4)))

    def dense(fan_in: int, fan_out: int, bias: bool = False) -> Linear:
        return Linear(rng.standard_normal((fan_in, fan_out)), bias)

    blocks = {
        order: make_block(dense, 6, shortcut=True, block=order, norm=BatchNorm) for order in ORDERS
    }
    across = Sequential(pool=MaxPool(2), up=Upsample(2), conv=conv(rng, 2, 2, kernel=3, bias=True))
    branch = Sequential(conv=conv(rng, 2, 2, kernel=3), norm=BatchNorm(2))
    found = [
        (
            {"stem": dense(2, 6), "norm": BatchNorm(6), "relu": ReLU()}
            | blocks
            | {"last": BatchNorm(6), "rectified": ReLU(), "head": dense(6, 3, bias=True)},
            points,
        ),
        (
            {"stem": conv(rng, 1, 2, kernel=3, stride=2), "norm": BatchNorm(2), "relu": ReLU()}
            | {"block": Block(branch, shortcut=True, after=ReLU()), "across": Concat(across)},
            image,
        ),
    ]
    networks = [Network(x.shape[1:], **parts) for parts, x in found]
    for network in networks:
        network.cast(dtype)
    of_points, of_images = networks
    classes, values = rng.integers(0, 3, 7), rng.standard_normal((3, 4, 2, 2)).astype(dtype)
    return [
        (of_points, points.astype(dtype), classes, cross_entropy),
        (of_images, image.astype(dtype), values, mean_squared_error),
    ]


def _in_a_row(arrays: list[Array]) -> Array:
    """Return all numbers in one array: to compare each array by itself takes far longer."""
    return np.concatenate(arrays, axis=None)


def _copies(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return type(value)(_copies(part) for part in value)
    return value.copy() if isinstance(value, np.ndarray) else value


def _arrays(value: Any) -> list[Array]:
    if isinstance(value, list | tuple):
        return [array for part in value for array in _arrays(part)]
    return [value] if isinstance(value, np.ndarray) else []
