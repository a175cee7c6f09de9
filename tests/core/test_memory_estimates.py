"""What a run is estimated to take before it is made, what it takes, and what its plans tell."""

import gc
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product

import pytest
from plan_agreement import by

from residual.compiled.operations import Operations
from residual.compiled.step import step_to_learn
from residual.experiments import DigitsConfig, FlowConfig, make_trainer
from residual.experiments.digits import make_digits_trainer
from residual.training import Run

SIZES = [(12, 16, "float64"), (40, 16, "float32"), (12, 48, "float32")]
KINDS = ["post", "pre", "highway", "dense", "transformer_pre", "transformer_post"]
INSIDE = [("batch", "relu"), ("layer", "gelu"), ("none", "tanh")]


@contextmanager
def memory() -> Iterator[Callable[[], tuple[int, int]]]:
    """Tell how many bytes are taken now and at most, since the context began."""
    gc.collect()
    tracemalloc.start()
    try:
        yield tracemalloc.get_traced_memory
    finally:
        tracemalloc.stop()


def first_epochs(trainer: Run) -> None:
    """Train until all plans are there: those of passes, and those of looks at the run."""
    steps = trainer.steps()
    for _ in range(2):  # layer after layer, and by a plan; a look before each
        next(steps)
    assert trainer.observer
    trainer.logits(trainer.observer.test[0])


@pytest.mark.parametrize("compiled", [True, False])
@pytest.mark.parametrize(("kind", "size"), [*product(KINDS, SIZES)], ids=str)
def test_no_run_takes_more_than_its_estimate_nor_far_less(
    c: Operations, kind: str, size: tuple[int, int, str], compiled: bool
) -> None:
    depth, width, precision = size
    shares = []
    for norm, activation in INSIDE:
        values = {"block": kind, "depth": depth, "width": width, "precision": precision, "lr": 1e-4}
        config = FlowConfig.parse(values | {"norm": norm, "activation": activation, "epochs": 9})
        with by(c if compiled else None), memory() as taken:
            first_epochs(make_trainer(config))
            shares.append(taken()[1] / config.size.bytes)
    assert 0.25 < max(shares) < 1


@pytest.mark.parametrize("compiled", [True, False])
@pytest.mark.parametrize("values", [{"width": 4}, {"width": 8, "batch_size": 256, "depth": 8}])
def test_nor_does_a_run_on_images(c: Operations, values: dict[str, int], compiled: bool) -> None:
    config = DigitsConfig.parse(values)
    with by(c if compiled else None), memory() as taken:
        first_epochs(make_digits_trainer(config))
        assert 0.25 < taken()[1] / config.size.bytes < 1


@pytest.mark.parametrize(
    "make",
    [
        lambda: make_trainer(FlowConfig(depth=12, width=64)),
        lambda: make_trainer(FlowConfig(depth=12, width=64, block="pre", precision="float32")),
        lambda: make_digits_trainer(DigitsConfig(depth=8, width=16)),
    ],
    ids=["points", "float32", "images"],
)
def test_a_plan_tells_what_its_arrays_take(c: Operations, make: Callable[[], Run]) -> None:
    with by(c):
        run = make()
        next(run.steps())
        step_to_learn(c.calls, run.network, *run.batch, run.loss)  # rooms, of all plans together
        with memory() as taken:
            step = step_to_learn(c.calls, run.network, *run.batch, run.loss)
            assert taken()[0] == pytest.approx(step.plan.nbytes, rel=0.1)  # and the calls
