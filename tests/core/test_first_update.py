"""How far the first update moves each layer's weights."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from residual.diagnostics.first_update import first_update
from residual.experiments import Config
from residual.experiments.runs import make_trainer
from residual.layers import Linear
from residual.training import SGD, Adam, Run, binary_cross_entropy


def test_by_hand_with_one_weight() -> None:
    # At w = 2, x = 1 and the label 1 the loss falls by 1 - 1 / (1 + exp(-2)).
    layer = Linear(np.array([[2.0]]))
    trainer = Run(
        layer,
        (np.ones((1, 1)), np.ones((1, 1))),
        binary_cross_entropy,
        SGD(list(layer.parameters().values()), lr=0.5),
        epochs=1,
    )
    assert_allclose(first_update(trainer), [0.5 * (1 - 1 / (1 + np.exp(-2))) / 2])


@pytest.mark.parametrize(
    "settings", [{}, {"momentum": 0.9, "weight_decay": 0.1}, {"shortcut": "none"}]
)
def test_it_is_the_update_that_a_run_takes(settings: dict[str, object]) -> None:
    config = Config.parse({"depth": 8, "width": 4, "epochs": 1} | settings)
    trainer = make_trainer(config)
    layers = trainer.network.weight_layers()
    before = [parts[0].w.value.copy() for parts in layers]
    trainer.advance()
    moved = [
        np.linalg.norm(parts[0].w.value - old) / np.linalg.norm(old)
        for parts, old in zip(layers, before, strict=True)
    ]
    assert_allclose(first_update(make_trainer(config)), moved, rtol=1e-12)


def test_any_optimizer_and_the_schedule_are_obeyed() -> None:
    def moved(factor: float) -> np.ndarray:
        trainer = make_trainer(Config(depth=8, width=4))
        trainer.optimizer = Adam(list(trainer.network.parameters().values()), lr=1e-3)
        trainer.schedule = lambda _: factor
        return first_update(trainer)

    assert_allclose(moved(0.1), 0.1 * moved(1.0), rtol=1e-9)


def test_a_layer_of_several_matrices_is_measured_as_one() -> None:
    config = Config(depth=8, width=4, block="highway")
    assert len(first_update(make_trainer(config))) == config.depth


def test_a_run_that_has_trained_is_refused() -> None:
    trainer = make_trainer(Config(depth=8, width=4))
    trainer.advance()
    with pytest.raises(ValueError, match="trainer: it has trained already"):
        first_update(trainer)
