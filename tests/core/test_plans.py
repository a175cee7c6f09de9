"""A plan comes to what the layers are written to do: the core specifies it, and checks it."""

from collections.abc import Callable

import pytest
from numpy.testing import assert_array_equal
from plan_agreement import by, left_behind, step_apart
from plan_kinds import CLOSE, KINDS, images, points

from residual.compiled.operations import Operations
from residual.compiled.passes import LayerByLayer
from residual.experiments import Config, make_trainer
from residual.training import Run


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("kernels", ["c", "wide"])
def test_a_step_is_that_of_numpy(
    request: pytest.FixtureRequest, kernels: str, make: Callable[[], Run]
) -> None:
    assert step_apart(request.getfixturevalue(kernels), make) <= CLOSE


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
def test_a_plan_gives_the_bits_of_layer_after_layer(c: Operations, make: Callable[[], Run]) -> None:
    """With the same kernels, so that nobody can tell when a run begins to follow a plan."""
    left = []
    for written in (False, True):
        with by(c):
            trainer = make()
            trainer.batch_size, trainer.observer = None, None
            trainer.reset()
            if written:
                trainer._passes = LayerByLayer(trainer.network, c.calls)
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
