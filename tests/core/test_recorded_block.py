"""What the block explorer has recorded: trained networks of every choice, and the default image."""

import json
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose

from residual.experiments.block_config import NETWORK, BlockConfig
from residual.experiments.block_weights import RECORDED, trained_network
from residual.experiments.blocks import look, split_digits
from residual.page.recorded_block import networks_of, record_block
from residual.training import cross_entropy, evaluate

FILE = Path(__file__).parents[2] / "web" / "recorded" / "block-weights.json"


@pytest.fixture(scope="module")
def networks() -> list[dict[str, Any]]:
    return json.loads(FILE.read_text("utf-8"))


def test_every_choice_has_trained_weights(networks: list[dict[str, Any]]) -> None:
    rows = [BlockConfig.table()[name].choices for name in RECORDED]
    own = [{name: one["config"][name] for name in RECORDED} for one in networks]
    assert own == [dict(zip(RECORDED, values, strict=True)) for values in product(*rows)]
    usual = BlockConfig().to_dict()
    for one in networks:
        assert list(one["config"]) == list(NETWORK)
        assert all(one["config"][name] == usual[name] for name in ("stride", "seed"))
        assert one["weights"], "none of them diverged"


def test_what_is_said_of_the_weights_is_what_they_do(networks: list[dict[str, Any]]) -> None:
    train, test = split_digits()
    for one in networks[::7]:
        network = trained_network(BlockConfig.parse(one["config"]), one["weights"])
        loss, accuracy = evaluate(network, cross_entropy, train)
        assert one["loss"] == pytest.approx(loss, rel=1e-3)
        assert one["accuracy"] == pytest.approx(accuracy, abs=1e-3)
        assert one["testAccuracy"] == pytest.approx(
            evaluate(network, cross_entropy, test)[1], abs=1e-3
        )


def test_the_default_networks_have_learned_to_read(networks: list[dict[str, Any]]) -> None:
    for one in networks_of(networks, BlockConfig()):
        assert one["testAccuracy"] > 0.95


@pytest.fixture(scope="module")
def recording() -> dict[str, Any]:
    return record_block(str(FILE))


def test_the_recording_is_what_the_core_computes(
    recording: dict[str, Any], networks: list[dict[str, Any]]
) -> None:
    assert recording["config"] == BlockConfig().to_dict()
    assert [trace["version"] for trace in recording["traces"]] == ["post", "pre"]
    for trace, one in zip(recording["traces"], networks_of(networks, BlockConfig()), strict=True):
        config = BlockConfig(block=trace["version"])
        seen = look(config, trained_network(config, one["weights"]))
        for step in trace["steps"]:
            expected = seen.trace[step["name"]]
            for key, array in (("output", expected.output), ("gradient", expected.gradient)):
                told = np.reshape(step[key]["data"], step[key]["shape"])
                assert_allclose(told, array[0], rtol=1e-3, atol=1e-12)
        assert trace["cut"] is None or trace["cut"]["share"] == pytest.approx(
            seen.trace.cut.share, rel=1e-3
        )


def test_the_recording_makes_the_point(recording: dict[str, Any]) -> None:
    """v1's ReLU cuts a share of the identity that can be seen, v2 nothing; both read the digit."""
    first, second = recording["traces"]
    assert 0.05 < first["cut"]["share"] < 0.95
    assert second["cut"] is None
    for trace in (first, second):
        assert np.argmax(trace["probabilities"]["data"]) == trace["label"]
        assert trace["norms"]["branch"] > 0.1 * trace["norms"]["x"], "the branch adds something"


def test_no_weights_are_told_twice(recording: dict[str, Any]) -> None:
    assert [one["weights"] for one in recording["trained"]] == ["", ""]
    assert [one["config"]["block"] for one in recording["trained"]] == ["post", "pre"]
