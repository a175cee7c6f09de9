"""What the Gradient Flow Visualizer has recorded is what the core computes."""

from itertools import product

import numpy as np
import pytest
from numpy.testing import assert_allclose

from residual.diagnostics.first_update import first_update
from residual.experiments import FlowConfig, make_trainer
from residual.page import recorded_flow
from residual.page.recorded_flow import DEPTHS, NORMS, SIZES, record_cases, record_grid
from residual.page.wire import inspection, norms


@pytest.mark.usefixtures("kernels_of_the_page")
def test_every_case_is_recorded_as_it_is_measured() -> None:
    cases = record_cases()
    assert list(cases) == list(FlowConfig.PRESETS)
    for name, pair in cases.items():
        assert [one["config"]["shortcut"] for one in pair.values()] == ["none", "identity"]
        for one in pair.values():
            config = FlowConfig.parse(one["config"])
            assert config == FlowConfig.from_preset(name, {"shortcut": config.shortcut})
            for key, measured in norms(make_trainer(config)).items():
                assert_allclose(one[key], measured, rtol=5e-4)
            assert_allclose(one["firstUpdate"], first_update(make_trainer(config)), rtol=5e-4)
            measured = inspection(make_trainer(config), 2)["split"]
            recorded = one["splits"][2]
            assert recorded.keys() == measured.keys()
            for way, value in recorded.items():
                assert value is None or value == pytest.approx(measured[way], rel=5e-4)


@pytest.mark.usefixtures("kernels_of_the_page")
def test_a_place_of_the_grid_is_what_its_settings_give(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorded_flow, "SIZES", (SIZES[0], 1.0, SIZES[-1]))  # others are alike
    grid = record_grid()
    places = list(product(*(grid[axis] for axis in ("depth", "norm", "init_scale", "shortcut"))))
    assert len(places) == len(grid["logs"]) == len(DEPTHS) * len(NORMS) * 3 * 2
    assert len(grid["splits"]) == len(places)
    for place, logs, recorded in zip(places, grid["logs"], grid["splits"], strict=True):
        values = dict(zip(("depth", "norm", "init_scale", "shortcut"), place, strict=True))
        trainer = make_trainer(FlowConfig.parse(values))
        trainer.measure()
        assert_allclose(10 ** (np.array(logs) / 1e4), trainer.signals, rtol=2e-4)
        middle = (values["depth"] - 2) // 4
        split = inspection(trainer, middle)["split"]
        assert recorded["branch"] == pytest.approx(split["branch"], rel=5e-4)


def test_the_grid_goes_from_small_weights_over_the_usual_ones_to_large_ones() -> None:
    assert (SIZES[0], SIZES[-1]) == (0.3, 2.0)
    assert {0.6, 1.0, 1.5} <= set(SIZES)
    steps = np.diff(np.log(SIZES))
    assert steps.max() < np.log(1.2), "so fine that the curves tilt, and do not jump"


@pytest.mark.parametrize("name", FlowConfig.PRESETS)
def test_a_claim_says_what_would_have_to_be_measured(name: str) -> None:
    preset = FlowConfig.PRESETS[name]
    assert bool(preset.claim) == bool(preset.expects)
    words = {"arrives", "shrinks", "grows", "vanishes", "explodes"}
    for kind, allowed in preset.expects.items():
        assert kind in ("plain", "skips")
        assert set(allowed) <= words
