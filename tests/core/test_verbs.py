"""Long diagnostics as jobs: their parts are what the functions give at once, slice by slice."""

import gc
import time
import weakref
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from residual.claims import all_claims
from residual.diagnostics.landscape import landscape
from residual.diagnostics.lesions import delete_each
from residual.diagnostics.paths import sample_paths
from residual.experiments import EXPERIMENTS, Config, DigitsConfig, make_trainer
from residual.page import memory, wire
from residual.page.jobs import Jobs
from residual.page.verbs import VERBS
from residual.settings import SettingError
from residual.training import Run, evaluate

SMALL = {"depth": 8, "width": 3, "epochs": 4, "seed": 3}
ASKED: dict[str, dict[str, Any]] = {
    "train": {},
    "delete_each": {},
    "sample_paths": {"samples": 3},
    "landscape": {"points": 5, "span": 0.5},
}
RUN = {"table": "degradation", "config": SMALL}
LISTING = ["listing-skips", "identity-norm", "top5-winner"]


@pytest.fixture(autouse=True)
def nothing_is_held_at_the_end(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(memory, "_taken", {})
    yield
    assert memory.taken() == 0


def trained(values: dict[str, Any]) -> Run:
    trainer = make_trainer(Config.parse(values))
    trainer.advance(trainer.epochs)
    return trainer


def parts_of(verb: str, values: dict[str, Any], milliseconds: float = 0) -> list[dict[str, Any]]:
    """Every part of a job, slice by slice."""
    open_jobs = Jobs(VERBS)
    job = open_jobs.begin(verb, values)["job"]
    parts: list[dict[str, Any]] = []
    while len(open_jobs):
        parts += open_jobs.go_on(job, milliseconds)["parts"]
    return parts


@pytest.mark.parametrize("milliseconds", [0, 5, 60_000])
@pytest.mark.parametrize("verb", ASKED)
def test_the_share_that_is_done_rises_to_one(verb: str, milliseconds: float) -> None:
    shares = [part["share"] for part in parts_of(verb, RUN | ASKED[verb], milliseconds)]
    assert shares == sorted(set(shares))
    assert 0 < shares[0] <= shares[-1] == 1


@pytest.mark.parametrize("milliseconds", [0, 60_000])
def test_lesions_are_those_of_each_block_and_of_none(milliseconds: float) -> None:
    trainer = trained(SMALL)
    assert trainer.observer
    whole = evaluate(trainer.network, trainer.loss, trainer.observer.test)
    expected = [([], *whole)] + [
        (list(lesion.deleted), lesion.loss, lesion.accuracy)
        for lesion in delete_each(trainer.network, trainer.loss, trainer.observer.test)
    ]
    parts = [part for part in parts_of("delete_each", RUN, milliseconds) if "deleted" in part]
    assert [(part["deleted"], part["loss"], part["accuracy"]) for part in parts] == expected
    assert len(parts) == 4


@pytest.mark.parametrize("milliseconds", [0, 60_000])
def test_paths_are_those_that_are_sampled_at_once(milliseconds: float) -> None:
    trainer = trained(SMALL)
    _, dy = trainer.loss(trainer.network.forward(trainer.x), trainer.y)
    expected = sample_paths(trainer.network, dy, np.random.default_rng(SMALL["seed"]), 3)
    parts = parts_of("sample_paths", RUN | {"samples": 3}, milliseconds)
    found = [part for part in parts if "norm" in part]
    assert [part["length"] for part in found] == [0, 1, 2, 3]
    assert_array_equal([part["norm"] for part in found], expected.norm)
    assert_array_equal(parts[-1]["weights"], expected.share)


@pytest.mark.parametrize("milliseconds", [0, 60_000])
def test_the_landscape_is_the_one_computed_at_once(milliseconds: float) -> None:
    trainer = trained(SMALL)
    rng, data = np.random.default_rng(SMALL["seed"]), (trainer.x, trainer.y)
    expected = landscape(trainer.network, trainer.loss, data, rng, points=5, span=0.5)
    parts = parts_of("landscape", RUN | {"points": 5, "span": 0.5}, milliseconds)
    rows = [part for part in parts if "row" in part]
    assert [part["row"] for part in rows] == list(range(5))
    assert_array_equal([part["loss"] for part in rows], expected.loss)
    job = Jobs(VERBS).begin("landscape", RUN | {"points": 5, "span": 0.5})
    assert_array_equal(job["config"]["steps"], expected.steps)


@pytest.mark.parametrize("milliseconds", [0, 60_000])
def test_claims_are_measured_value_by_value(milliseconds: float) -> None:
    by_id = {claim.id: claim for claim in all_claims()}
    parts = parts_of("claims", {"seeds": 2, "ids": LISTING}, milliseconds)
    assert [part["row"] for part in parts if "row" in part] == [
        by_id[name].run(range(2)) for name in LISTING
    ]
    for name in LISTING:
        values = [part["value"] for part in parts if part.get("id") == name]
        assert values == by_id[name].values(range(2))
    shares = [part["share"] for part in parts]
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_training_within_a_claim_may_be_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("residual.claims.training._trained", {})
    parts = parts_of("claims", {"seeds": 1, "ids": ["listing-loss-4"]})
    assert len(parts) == 502, "one for each epoch, one for the value, one for the row"


def test_training_on_images_may_be_interrupted_within_an_epoch() -> None:
    config = {"depth": 8, "width": 1, "epochs": 2, "batch_size": 480}
    parts = parts_of("train", {"table": "digits", "config": config})
    shares = [part["share"] for part in parts]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert len(parts) > 2 * 3, "more than updates"
    native = EXPERIMENTS["digits"].make(DigitsConfig.parse(config))
    native.advance(2)
    told = [part for part in parts if "loss" in part]
    assert_array_equal(np.concatenate([part["loss"] for part in told]), native.history.loss)
    seen = [part["observed"]["testLoss"] for part in told]
    expected = [exam.test_loss for exam in native.history.observed]
    assert_array_equal(np.concatenate(seen), expected)


def test_a_row_that_is_longer_than_its_slice_lets_others_in_between() -> None:
    ticks = count()
    open_jobs = Jobs(VERBS, read=lambda: float(next(ticks)))  # a second at every look
    job = open_jobs.begin("landscape", RUN | {"points": 9})["job"]
    slices = []
    while len(open_jobs):
        slices.append(open_jobs.go_on(job, 3000)["parts"])
    measuring = [parts for parts in slices if parts and "epoch" not in parts[-1]]
    assert len(measuring) > 9, "more slices than rows"
    assert sum("row" in part for parts in measuring for part in parts) == 9


@pytest.mark.parametrize("verb", ["delete_each", "sample_paths", "landscape"])
def test_a_slice_keeps_its_time(verb: str) -> None:
    """The longest step of these is an epoch of some milliseconds."""
    open_jobs = Jobs(VERBS)
    config = {"depth": 20, "epochs": 3}
    asked = {"table": "degradation", "config": config} | ASKED[verb]
    job = open_jobs.begin(verb, asked)["job"]
    longest = 0.0
    while len(open_jobs):
        begun = time.process_time()
        open_jobs.go_on(job, 20)
        longest = max(longest, time.process_time() - begun)
    assert longest < 0.2


@pytest.mark.parametrize("slices", [0, 1, 5, 9])
@pytest.mark.parametrize("verb", ASKED)
def test_giving_up_frees_the_network(
    verb: str, slices: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[weakref.ref[Run]] = []

    def make(config: Config) -> Run:
        trainer = make_trainer(config)
        made.append(weakref.ref(trainer))
        return trainer

    experiment = EXPERIMENTS["degradation"]
    monkeypatch.setitem(EXPERIMENTS, "degradation", replace(experiment, make=make))
    open_jobs = Jobs(VERBS)
    job = open_jobs.begin(verb, {"table": "degradation", "config": SMALL | {"epochs": 6}})["job"]
    for _ in range(slices):
        if len(open_jobs):
            open_jobs.go_on(job, 0)
    assert (memory.taken() > 0) == (len(open_jobs) > 0 and len(made) > 0)
    if len(open_jobs):
        open_jobs.give_up(job)
    gc.collect()
    assert not any(trainer() for trainer in made)
    assert memory.taken() == 0


def test_a_network_that_diverges_is_not_looked_into() -> None:
    config = {"norm": "none", "lr": 10, "depth": 32}
    for verb in ("delete_each", "sample_paths", "landscape"):
        parts = parts_of(verb, {"table": "degradation", "config": config} | ASKED[verb])
        assert parts[-1]["divergedAt"] is not None
        assert parts[-1]["share"] == 1


def test_images_have_lesions_and_landscapes_too() -> None:
    config = {"depth": 8, "width": 1, "epochs": 1, "batch_size": 1437, "shortcut": "none"}
    asked = {"table": "digits", "config": config}
    lesions = [part for part in parts_of("delete_each", asked) if "deleted" in part]
    assert [part["deleted"] for part in lesions] == [[], [0]], "others change the shape"
    rows = [part for part in parts_of("landscape", asked | {"points": 3}) if "row" in part]
    assert [part["loss"].shape for part in rows] == 3 * [(3,)]
    config["shortcut"] = "A"
    assert parts_of("sample_paths", asked | {"samples": 1})[-1]["weights"].sum() == pytest.approx(1)


@pytest.mark.parametrize(
    ("verb", "own", "config", "message"),
    [
        ("sample_paths", {"samples": 0}, {}, "samples: 0 is not allowed; use a whole number from"),
        ("sample_paths", {}, {"shortcut": "none"}, "shortcut: none is not allowed"),
        ("sample_paths", {}, {"block": "highway"}, "block: highway is not allowed"),
        ("sample_paths", {}, {"depth": 2}, "depth: 2 is not allowed; use a deeper network"),
        ("delete_each", {"samples": 3}, {}, "samples: is not a setting"),
        ("delete_each", {}, {"block": "dense"}, "block: dense is not allowed"),
        (
            "landscape",
            {"points": 4},
            {},
            "points: 4 is not allowed; use an odd whole number from 3",
        ),
        ("landscape", {"span": 0}, {}, r"span: 0 is not allowed; use a number from 0\.01 to 10"),
        ("landscape", {}, {"depth": 3}, "depth: 3 is not allowed"),
        ("landscape", {"table": "sky"}, {}, "table: sky is not allowed; use one of degradation"),
        ("claims", {"seeds": 0}, None, "seeds: 0 is not allowed; use a whole number from 1"),
        ("claims", {"ids": ["sky"]}, None, "ids: sky is not allowed; use some of listing-loss-4"),
        ("claims", {"ids": []}, None, r"ids: \[\] is not allowed"),
        ("claims", {"depth": 8}, None, "depth: is not a setting; known are seeds"),
    ],
)
def test_what_is_refused_is_named_and_leaves_nothing(
    verb: str, own: dict[str, Any], config: dict[str, Any] | None, message: str
) -> None:
    run = {} if config is None else {"table": "degradation", "config": config}
    open_jobs = Jobs(VERBS)
    for _ in range(20):
        with pytest.raises(SettingError, match=message):
            open_jobs.begin(verb, run | own)
    assert len(open_jobs) == 0
    assert memory.taken() == 0


def test_arrays_travel_with_their_shape_and_all_else_as_it_is() -> None:
    reply = {"x": np.arange(6.0).reshape(3, 2).T, "n": [np.int64(3), "a", None, 1.5], "t": (1,)}
    sent = wire.encoded(reply)
    assert sent["x"]["shape"] == [2, 3]
    assert sent["x"]["data"].tolist() == [0, 2, 4, 1, 3, 5], "row by row"
    assert sent["n"] == [3, "a", None, 1.5]
    assert type(sent["n"][0]) is int
    assert sent["t"] == [1]
    assert wire.encoded(np.arange(3))["data"].dtype == np.float64, "no BigInt in JavaScript"
    assert wire.encoded(np.zeros(2, np.float32))["data"].dtype == np.float32
