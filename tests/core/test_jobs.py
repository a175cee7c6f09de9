"""Jobs: slices, parts, refusals, and that nothing is left of what was given up."""

import gc
import weakref
from itertools import count

import numpy as np
import pytest

from residual.experiments import Config, FlowConfig, make_trainer
from residual.page.jobs import Clock, Jobs, Values, Work
from residual.page.verbs import VERBS
from residual.page.wire import inspection
from residual.settings import SettingError

SMALL = {"depth": 4, "width": 2, "epochs": 7}


class Thing:
    """What a verb holds while it works."""


HELD: list["weakref.ref[Thing]"] = []


@pytest.fixture
def counting() -> Jobs:
    """Jobs with the verb `count_to`; every look at its clock takes a second."""

    def count_to(values: Values, _: Clock) -> Work:
        if values["end"] < 0:
            raise SettingError([f"end: {values['end']} is not allowed; use a number from 0"])
        yield {"end": values["end"]}
        thing = Thing()
        HELD.append(weakref.ref(thing))
        for i in range(values["end"]):
            if i == values.get("fails_at"):
                raise ZeroDivisionError("as planned")
            yield {"share": (i + 1) / values["end"], "number": i}

    HELD.clear()
    ticks = count()
    return Jobs({"count_to": count_to}, read=lambda: float(next(ticks)))


def numbers(answer: dict) -> list[int]:
    return [part["number"] for part in answer["parts"]]


def test_a_slice_gives_the_parts_that_fit_into_its_time(counting: Jobs) -> None:
    job = counting.begin("count_to", {"end": 5})["job"]
    first, second = counting.go_on(job, 2000), counting.go_on(job, 10_000)
    assert (numbers(first), first["done"]) == ([0, 1], False)
    assert (numbers(second), second["done"]) == ([2, 3, 4], True)


def test_a_slice_of_no_time_gives_one_part(counting: Jobs) -> None:
    job = counting.begin("count_to", {"end": 2})["job"]
    assert numbers(counting.go_on(job, 0)) == [0]
    assert numbers(counting.go_on(job, 0)) == [1]
    assert counting.go_on(job, 0) == {"parts": [], "done": True}


def test_a_job_that_is_done_is_forgotten(counting: Jobs) -> None:
    job = counting.begin("count_to", {"end": 1})["job"]
    counting.go_on(job, 10_000)
    assert len(counting) == 0
    with pytest.raises(SettingError, match=f"job: {job} is not under way; under way are none"):
        counting.go_on(job, 1)


def test_what_was_refused_leaves_nothing_behind(counting: Jobs) -> None:
    for _ in range(200):
        with pytest.raises(SettingError, match="end: -1 is not allowed"):
            counting.begin("count_to", {"end": -1})
    assert len(counting) == 0


def test_an_error_ends_that_job_alone(counting: Jobs) -> None:
    well = counting.begin("count_to", {"end": 3})["job"]
    ill = counting.begin("count_to", {"end": 3, "fails_at": 1})["job"]
    with pytest.raises(ZeroDivisionError, match="as planned"):
        counting.go_on(ill, 10_000)
    assert numbers(counting.go_on(well, 10_000)) == [0, 1, 2]
    assert len(counting) == 0


def test_a_job_given_up_lets_go_of_what_it_held(counting: Jobs) -> None:
    for _ in range(50):
        job = counting.begin("count_to", {"end": 9})["job"]
        counting.go_on(job, 1000)
        counting.give_up(job)
    gc.collect()
    assert len(HELD) == 50
    assert not any(held() for held in HELD)
    assert len(counting) == 0


@pytest.mark.parametrize(
    ("verb", "values", "message"),
    [
        ("fly", {}, "verb: fly is not allowed; use one of .*train"),
        ("train", [], r"values: \[\] is not allowed; use an object"),
        ("train", {}, "table: nothing is not allowed; use one of degradation"),
        ("train", {"table": "flow"}, "config: nothing is not allowed"),
        ("train", {"table": "flow", "config": {"depth": 3}}, "depth: 3 is not allowed"),
        ("measure", {"table": "flow", "configs": []}, r"configs: \[\] is not allowed"),
        ("measure", {"table": "flow", "configs": [{}, {"depth": 3}]}, "depth: 3 is not allowed"),
    ],
)
def test_what_cannot_be_begun_is_named(verb: str, values: object, message: str) -> None:
    open_jobs = Jobs(VERBS)
    with pytest.raises(SettingError, match=message):
        open_jobs.begin(verb, values)  # type: ignore[arg-type]
    assert len(open_jobs) == 0


@pytest.mark.parametrize("milliseconds", [-1, float("nan"), "60", None])
def test_a_slice_has_a_length(counting: Jobs, milliseconds: object) -> None:
    job = counting.begin("count_to", {"end": 1})["job"]
    with pytest.raises(SettingError, match=r"milliseconds: .* is not allowed; use a number from 0"):
        counting.go_on(job, milliseconds)  # type: ignore[arg-type]


@pytest.mark.parametrize("milliseconds", [0, 2, 1000])
def test_training_by_slices_is_the_training_itself(milliseconds: float) -> None:
    alone = make_trainer(Config.parse(SMALL))
    alone.advance(7)
    open_jobs = Jobs(VERBS)
    begun = open_jobs.begin("train", {"table": "degradation", "config": SMALL})
    assert begun["config"] == Config.parse(SMALL).to_dict()
    parts, done = [], False
    while not done:
        answer = open_jobs.go_on(begun["job"], milliseconds)
        parts, done = parts + answer["parts"], answer["done"]
    assert np.concatenate([part["loss"] for part in parts]).tolist() == alone.history.loss
    shares = [part["share"] for part in parts]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert parts[-1]["done"]


def test_a_network_that_diverges_ends_its_job() -> None:
    open_jobs = Jobs(VERBS)
    config = {"norm": "none", "lr": 10, "depth": 32}
    job = open_jobs.begin("train", {"table": "degradation", "config": config})["job"]
    answer = open_jobs.go_on(job, 60_000)
    assert answer["done"]
    assert answer["parts"][-1]["divergedAt"] is not None
    assert answer["parts"][-1]["share"] == 1


def test_measuring_gives_the_norms_of_each_network() -> None:
    open_jobs = Jobs(VERBS)
    configs = [{"depth": 4, "shortcut": shortcut} for shortcut in ("none", "identity")]
    job = open_jobs.begin("measure", {"table": "flow", "configs": configs})["job"]
    answer = open_jobs.go_on(job, 60_000)
    assert [part["share"] for part in answer["parts"]] == [0.5, 1]
    assert [len(part["gradientNorms"]) for part in answer["parts"]] == [4, 4]


def test_digits_are_trained_like_points() -> None:
    open_jobs = Jobs(VERBS)
    config = {"depth": 8, "width": 1, "epochs": 1, "batch_size": 1437}
    job = open_jobs.begin("train", {"table": "digits", "config": config})["job"]
    answer = open_jobs.go_on(job, 60_000)
    assert answer["parts"][-1]["loss"].shape == (1,)


def test_the_first_updates_of_networks_are_those_that_their_runs_take() -> None:
    configs = [{**SMALL, "shortcut": shortcut} for shortcut in ("none", "identity")]
    work = Jobs(VERBS)
    job = work.begin("first_updates", {"table": "flow", "configs": configs})
    assert [one["shortcut"] for one in job["config"]["configs"]] == ["none", "identity"]
    parts = work.go_on(job["job"], 10_000)["parts"]
    assert [part["share"] for part in parts] == [0.5, 1]
    for config, part in zip(configs, parts, strict=True):
        trainer = make_trainer(FlowConfig.parse(config))
        layers = [parts[0].w for parts in trainer.network.weight_layers()]
        before = [w.value.copy() for w in layers]
        trainer.advance()
        pairs = zip(layers, before, strict=True)
        moved = [np.linalg.norm(w.value - b) / np.linalg.norm(b) for w, b in pairs]
        assert part["firstUpdate"] == pytest.approx(moved)
    with pytest.raises(SettingError, match="configs: None is not allowed; use a list"):
        work.begin("first_updates", {"table": "flow"})


def test_a_measurement_looks_at_a_block_where_one_is_asked_for() -> None:
    configs = [{**SMALL, "depth": 8, "shortcut": shortcut} for shortcut in ("none", "identity")]
    work = Jobs(VERBS)
    values = {"table": "flow", "configs": configs, "blocks": [0, 2]}
    parts = work.go_on(work.begin("measure", values)["job"], 10_000)["parts"]
    for config, block, part in zip(configs, (0, 2), parts, strict=True):
        trainer = make_trainer(FlowConfig.parse(config))
        assert part["split"] == pytest.approx(inspection(trainer, block)["split"], nan_ok=True)
    with pytest.raises(SettingError, match=r"blocks: \[0\] is not allowed; use a number for each"):
        work.begin("measure", {**values, "blocks": [0]})
    refused = work.begin("measure", {**values, "blocks": [0, 3]})["job"]
    with pytest.raises(SettingError, match="block: 3 is not allowed"):
        work.go_on(refused, 10_000)
