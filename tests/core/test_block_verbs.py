"""What the page is told of a block: with the verbs, and enough to do every step again by hand."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from residual.experiments.block_config import BlockConfig
from residual.experiments.block_weights import packed
from residual.experiments.blocks import look, make_block_network, settle
from residual.page.jobs import Jobs
from residual.page.verbs import VERBS
from residual.settings import SettingError

START: dict[str, str | None] = {"post": None, "pre": None}


def job(verb: str, values: dict[str, Any], milliseconds: float = 60_000) -> list[dict[str, Any]]:
    open_jobs = Jobs(VERBS)
    begun = open_jobs.begin(verb, values)
    parts = [begun["config"]]
    while len(open_jobs):
        parts += open_jobs.go_on(begun["job"], milliseconds)["parts"]
    return parts


def traced(states: dict[str, str | None] = START, **config: object) -> list[dict[str, Any]]:
    return job("trace_blocks", {"config": config, "states": states})[1:]


def test_both_versions_are_told_in_turn() -> None:
    parts = traced(image=4)
    assert [(part["version"], part["share"]) for part in parts] == [("post", 0.5), ("pre", 1.0)]
    for part in parts:
        config = BlockConfig(image=4, block=part["version"])
        network = make_block_network(config)
        settle(network)
        seen = look(config, network)
        assert [step["name"] for step in part["steps"]] == seen.trace.names
        for step in part["steps"]:
            assert_array_equal(step["output"], seen.trace[step["name"]].output[0])
            assert_array_equal(step["gradient"], seen.trace[step["name"]].gradient[0])
        assert_array_equal(
            part["ways"]["skip"] + part["ways"]["branch"], part["steps"][0]["gradient"]
        )
        assert part["norms"]["total"] == pytest.approx(np.linalg.norm(part["steps"][0]["gradient"]))
        assert (part["label"], part["known"]) == (4, True)
    assert parts[0]["cut"]["share"] > 0
    assert parts[1]["cut"] is None


def test_weights_that_are_given_are_those_that_are_looked_at() -> None:
    network = make_block_network(BlockConfig(seed=3))
    settle(network)
    (given,) = traced({"post": packed(network)}, seed=0)
    (start,) = traced({"post": None}, seed=3)
    for mine, theirs in zip(given["steps"], start["steps"], strict=True):
        assert_allclose(mine["output"], theirs["output"], atol=2e-2)
    (other,) = traced({"post": None}, seed=0)
    assert np.abs(other["steps"][1]["output"] - start["steps"][1]["output"]).max() > 0.1


def convolved(step: dict[str, Any], x: np.ndarray) -> np.ndarray:
    """A convolution as the sum over its window, term by term."""
    w, stride, padding = step["w"], step["stride"], step["padding"]
    padded = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))
    out, _, kh, kw = w.shape
    size = (padded.shape[1] - kh) // stride + 1
    y = np.zeros((out, size, size))
    for c, i, j in product(range(out), range(size), range(size)):
        window = padded[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        y[c, i, j] = (w[c] * window).sum()
    return y if step["b"] is None else y + step["b"][:, np.newaxis, np.newaxis]


def again(step: dict[str, Any], x: np.ndarray) -> np.ndarray:
    """What a step gives, by what is sent of it."""
    if step["kind"] == "conv":
        return convolved(step, x)
    if step["kind"] == "projection":
        y = convolved(step, x)
        return again(step["norm"], y) if step["norm"] else y
    if step["kind"] == "norm":
        scale = (step["gamma"] * step["inverse"])[:, np.newaxis, np.newaxis]
        shift = step["beta"] - step["gamma"] * step["inverse"] * step["mean"]
        return scale * x + shift[:, np.newaxis, np.newaxis]
    if step["kind"] == "pad":
        small = x[:, :: step["stride"], :: step["stride"]]
        return np.concatenate([small, np.zeros_like(small)])
    return np.maximum(x, 0) if step["kind"] == "relu" else x


@pytest.mark.parametrize("place", ["first", "second"])
@pytest.mark.parametrize(
    ("kind", "shortcut", "norm"),
    [
        ("basic", "A", "batch"),
        ("basic", "B", "instance"),
        ("bottleneck", "C", "none"),
        ("bottleneck", "B", "batch"),
    ],
)
def test_each_step_can_be_done_again_by_what_is_sent(
    place: str, kind: str, shortcut: str, norm: str
) -> None:
    for part in traced(place=place, kind=kind, shortcut=shortcut, norm=norm, image=2):
        x = before = part["steps"][0]["output"]
        for step in part["steps"][1:]:
            if step["name"] == "skip":
                skip = again(step, x)
                assert_allclose(step["output"], skip, atol=1e-12)
            elif step["kind"] == "sum":
                before = before + skip
                assert_allclose(step["output"], before, atol=1e-12)
            else:
                before = again(step, before)
                assert_allclose(step["output"], before, atol=1e-12)


def test_a_drawing_has_no_label_of_its_own() -> None:
    (part,) = traced({"post": None}, picture="drawn", pixels=64 * "8")
    assert part["known"] is False
    assert part["label"] == part["probabilities"].argmax()
    assert_array_equal(part["image"], np.full((8, 8), 0.5))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "config: nothing is not allowed; use an object of settings"),
        ({"config": {"image": -1}}, "image: -1 is not allowed; use a whole number from 0 to 1796"),
        (
            {"config": {}},
            "states: nothing is not allowed; use an object with weights, or null, for",
        ),
        ({"config": {}, "states": {}}, "states: {} is not allowed"),
        ({"config": {}, "states": {"v3": None}}, "states: {'v3': None} is not allowed"),
        ({"config": {}, "states": {"post": 3}}, "states: 3 is not allowed; use a text, or null"),
    ],
)
def test_what_is_refused_is_named(values: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingError) as refusal:
        job("trace_blocks", values)
    assert str(refusal.value).startswith(message)


@pytest.mark.parametrize("milliseconds", [0, 60_000])
def test_training_gives_weights_that_can_be_looked_at(milliseconds: float) -> None:
    values = {"config": {"kind": "bottleneck", "block": "pre"}, "epochs": 2}
    begun, *parts = job("train_blocks", values, milliseconds)
    assert (begun["epochs"], begun["config"]["kind"]) == (2, "bottleneck")
    assert sum(len(part["loss"]) for part in parts) == 2
    shares = [part["share"] for part in parts]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    trained = parts[-1]["trained"]
    assert 0 < trained["testAccuracy"] < 1
    (part,) = traced({"pre": trained["weights"]}, kind="bottleneck")
    (start,) = traced({"pre": None}, kind="bottleneck")
    assert np.abs(part["steps"][1]["output"] - start["steps"][1]["output"]).max() > 1e-3
