"""Why the plain network does not learn although its gradient is larger: its first step."""

import numpy as np

from residual.diagnostics.first_update import first_update
from residual.experiments import Config
from residual.experiments.runs import make_trainer

SEEDS = range(5)


def second_layers(**settings: object) -> np.ndarray:
    """Return by how much of their own length the second layer's weights move, over seeds."""
    runs = [make_trainer(Config.parse({"seed": seed} | settings)) for seed in SEEDS]
    return np.array([first_update(run)[1] for run in runs])


def test_the_plain_network_throws_its_second_layer_away_and_the_residual_one_does_not() -> None:
    plain = second_layers(depth=56, shortcut="none")
    residual = second_layers(depth=56)
    assert plain.min() > 10
    assert residual.max() < 1
    assert 100 < np.median(plain) < 200
    assert 0.1 < np.median(residual) < 0.2


def test_it_grows_with_the_depth_of_the_plain_network_only() -> None:
    plain = [np.median(second_layers(depth=d, shortcut="none")) for d in (8, 20, 56, 110)]
    residual = [np.median(second_layers(depth=d)) for d in (8, 20, 56, 110)]
    assert plain == sorted(plain)
    assert plain[1] < 0.1
    assert plain[2] > 10
    assert plain[3] > 1e6
    assert max(residual) < 1


def test_in_the_deep_plain_network_a_larger_gradient_is_no_better_start() -> None:
    """The layer with the largest gradient is the one whose weights are thrown away."""
    for seed in SEEDS:
        trainer = make_trainer(Config(depth=56, shortcut="none", seed=seed))
        trainer.measure()
        gradients = [np.linalg.norm(parts[0].w.grad) for parts in trainer.network.weight_layers()]
        moved = first_update(trainer)
        assert moved[np.argmax(gradients)] > 10
