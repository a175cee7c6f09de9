"""The runs that answer the page's slider before Python is there are real, and read back right."""

import numpy as np

from residual.experiments import EXPERIMENTS
from residual.page import recorded_set


def test_looking_at_a_run_on_its_way_changes_none_of_its_numbers() -> None:
    experiment = EXPERIMENTS["degradation"]
    config = experiment.settings.parse({"depth": 8, "shortcut": "none"})
    watched, square = recorded_set.look_at(experiment.make(config))
    alone = experiment.make(config)
    history = alone.advance(alone.epochs)
    assert watched["loss"] == [float(f"{loss:.3g}") for loss in history.loss]
    assert watched["accuracy"] == history.accuracy
    assert square["low"] == -square["high"]
    for look, norms in zip(watched["squares"], watched["norms"], strict=True):
        assert len(look) == recorded_set.CELLS**2
        assert len(norms) == config.depth
    assert len(watched["squares"]) == len(recorded_set.LOOKS)
    assert recorded_set.LOOKS[-1] == config.epochs


def test_an_answer_is_kept_to_a_sixteenth() -> None:
    probability = np.random.default_rng(0).random(500)
    kept = [int(letter, 16) / 15 for letter in recorded_set.in_shades(probability)]
    assert np.abs(kept - probability).max() <= 1 / 30 + 1e-12


def test_a_gradient_is_kept_to_half_a_step_of_its_logarithm() -> None:
    step, lowest = recorded_set.DECADES_STEP, recorded_set.LOWEST_DECADE
    letters = recorded_set.LETTERS
    norms = 10.0 ** np.random.default_rng(0).uniform(
        lowest, lowest + step * (len(letters) - 1), 500
    )
    kept = [lowest + step * letters.index(each) for each in recorded_set.in_letters(norms)]
    assert np.abs(kept - np.log10(norms)).max() <= step / 2 + 1e-9
    beyond = recorded_set.in_letters(np.array([0.0, 1e-300, 1e300, np.inf]))
    assert beyond == letters[0] * 2 + letters[-1] * 2
