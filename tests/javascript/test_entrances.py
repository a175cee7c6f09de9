"""What comes from outside is taken whole or refused in few words, and nothing is lost by it.

The address, the property `pinned`, what a browser kept and names go through one validation.
"""

import json
import subprocess
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from javascript.node import SOURCE, STAND_INS, environment
from outsiders import FAMILY, NAMES, PINS, VALUES, searches, spoilt_pins
from own_points import two_clouds
from web.assembly.commands import node_tools

from residual.experiments import Config

HARNESS = SOURCE.parents[1] / "tests" / "javascript" / "entrances.mjs"
FUZZ = settings(max_examples=200, deadline=None)
LONGEST_REPORT = 2500


class Entrances:
    """The page's modules behind its public entrances, in one process of Node."""

    def __init__(self) -> None:
        words = [str(node_tools() / "node"), STAND_INS, str(HARNESS), SOURCE.as_uri()]
        pipe = subprocess.PIPE
        self._node = subprocess.Popen(
            words, stdin=pipe, stdout=pipe, text=True, encoding="utf-8", env=environment()
        )

    def __call__(self, name: str, asked: object) -> Any:
        assert self._node.stdin
        assert self._node.stdout
        self._node.stdin.write(json.dumps({"name": name, "given": asked}) + "\n")
        self._node.stdin.flush()
        answer = json.loads(self._node.stdout.readline())
        assert "thrown" not in answer, answer["thrown"]
        return answer["reply"]

    def close(self) -> None:
        self._node.communicate()


@pytest.fixture(scope="module")
def ask() -> Iterator[Entrances]:
    """Ask an entrance, by its name in `entrances.mjs`."""
    entrances = Entrances()
    yield entrances
    entrances.close()


# The address.


@FUZZ
@given(search=searches())
def test_any_address_gives_a_state_that_its_own_address_gives_again(
    ask: Entrances, search: str
) -> None:
    found = ask("address", search)
    assert found["fit"]
    assert len(" ".join(found["problems"])) < LONGEST_REPORT
    again = found["again"]
    assert again["problems"] == []
    named = [pin["name"] for pin in found["state"]["pins"]]
    assert [pin["name"] for pin in again["state"]["pins"]] == named
    assert telling(again["state"]) == telling(found["state"])


def telling(state: dict[str, Any]) -> dict[str, Any]:
    """A state without points of the reader's that other data do not use: no link carries them."""
    config = state["config"]
    return state | {"config": config | ({} if config["dataset"] == "own" else {"points": ""})}


def test_points_stand_in_a_link_once_however_many_pinned_runs_have_them(ask: Entrances) -> None:
    points, others = two_clouds(400), two_clouds(400, seed=1)
    own = "dataset:own,points:"
    search = f"?dataset=own&points={points}&" + "&".join(
        f"pin={each}"
        for each in (
            f"{own}{points}",
            "depth:20",
            f"{own}*,depth:8",
            f"{own}{others}",
            f"{own}*,width:8",
        )
    )
    found = ask("address", search)
    assert found["problems"] == found["again"]["problems"] == []
    given = [pin["config"]["points"] for pin in found["state"]["pins"]]
    assert given == [points, "", points, others, others]
    assert found["again"]["state"] == found["state"]
    assert [found["query"].count(each) for each in (points, others)] == [1, 1]
    assert len(found["query"]) < 2 * 1600 + 300


def test_points_of_the_run_before_must_be_there(ask: Entrances) -> None:
    found = ask("address", "?pin=dataset:own,points:*")
    assert found["state"]["pins"] == []
    (problem,) = found["problems"]
    assert problem.startswith("pin: points: * is not allowed; use the code of 10 to 400 points")


@pytest.mark.parametrize(
    "search",
    [
        "?depth=" + "9" * 200_000 + "x",
        "?preset=" + "p" * 200_000,
        "?hide=" + "h" * 200_000,
        "?hide=" + ",".join(f"part{i}" for i in range(20_000)),
        "?pin=" + "k" * 200_000 + ":1",
        "?pin=" + ",".join(["depth:x"] * 20_000),
        "?" + "&".join(["pin=depth:x"] * 20_000),
        "?" + "&".join(["depth=x"] * 20_000),
        "?" + "&".join(f"{name}=x" for name in Config.table()),
        "?pin=depth:20,name:" + "n" * 200_000,
    ],
    ids=lambda search: search[:14],
)
def test_the_longest_address_gets_a_short_report_at_once(ask: Entrances, search: str) -> None:
    found = ask("address", search)
    assert len(" ".join(found["problems"])) < LONGEST_REPORT
    assert len(found["problems"]) <= 6
    assert found["milliseconds"] < 1000


def test_what_is_not_told_is_counted(ask: Entrances) -> None:
    names = [*Config.table()]
    problems = ask("address", "?" + "&".join(f"{name}=x" for name in names))["problems"]
    assert problems[0].startswith("depth: x is not allowed; use an even whole number from 2 to 110")
    assert problems[-1] == f"And {len(names) - 5} more."


def test_what_is_pasted_into_a_field_gets_a_short_answer_too(ask: Entrances) -> None:
    found = ask("plan", "\x01" + "9" * 100_000)
    assert (found["seeds"], found["depths"]) == (5, [8, 20, 32, 44, 56, 110]), "and nothing is lost"
    for said in found["problems"]:
        assert "9" * 30 in said
        assert "is not allowed; use" in said
        assert len(said) < 200


# Names.


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a" * 39 + "😀", "a" * 39 + "😀"),
        ("a" * 40 + "😀", "a" * 40),
        ("a" * 39 + FAMILY, "a" * 39),
        ("a" * 38 + "e\u0301e\u0301", "a" * 38 + "e\u0301"),
        ("e" + "\u0301" * 60, "e" + "\u0301" * 39),
        ("half \ud83d of it", "half  of it"),
        ("line\nbreak\x00\x01", "line break"),
        ("\ufffe\uffffx", "x"),
    ],
)
def test_a_name_is_cut_between_characters_and_can_be_drawn(
    ask: Entrances, name: str, kept: str
) -> None:
    assert ask("renamed", name) == {"name": kept, "linked": kept, "fit": True}
    (pin,) = ask("pinned", [{"name": name, "config": {}}])["list"]
    assert pin["name"] == kept
    if name.isprintable():
        search = f"?pin=depth:20,name:{quote(quote(name))}"
        assert ask("address", search)["state"]["pins"][0]["name"] == kept


@FUZZ
@given(name=NAMES)
def test_any_name_comes_back_from_its_own_address(ask: Entrances, name: str) -> None:
    found = ask("renamed", name)
    assert found["fit"]
    assert found["linked"] == found["name"]


# The property `pinned`.


def test_what_is_left_out_of_a_pinned_run_is_as_by_default(ask: Entrances) -> None:
    found = ask("pinned", [{"config": {"depth": 20}}])
    assert [pin["config"] for pin in found["list"]] == [Config(depth=20).to_dict()]
    linked = ask("address", "?pin=depth:20")["state"]["pins"]
    assert [pin["config"] for pin in found["list"]] == [pin["config"] for pin in linked]


EPOCHS = {"depth": 20, "epochs": 3}


@pytest.mark.parametrize(
    ("pinned", "error", "message"),
    [
        (
            None,
            "TypeError",
            "pinned: nothing is not allowed; use a list of objects with a `config`.",
        ),
        ("depth:20", "TypeError", "pinned: depth:20 is not allowed; use a list of"),
        ([{}] * 13, "RangeError", "pinned: 13 pinned runs are not allowed; use up to 12."),
        ([None], "TypeError", "pinned[0]: nothing is not allowed; use an object with a `config`."),
        ([{}], "TypeError", "pinned[0].config: nothing is not allowed; use an object of settings."),
        (
            [{"config": {}}, {"config": {"depth": 1e9}}],
            "RangeError",
            "pinned[1].config: depth: 1000000000 is not allowed; "
            "use an even whole number from 2 to 110.",
        ),
        ([{"config": {"depth": True}}], "TypeError", "pinned[0].config: depth: true is not"),
        ([{"config": {"block": "resnet"}}], "RangeError", "block: resnet is not allowed; use one"),
        (
            [{"config": {}, "kind": "edited"}],
            "RangeError",
            "pinned[0].kind: edited is not allowed; use post, which its settings make.",
        ),
        (
            [{"config": {}, "name": {"odd": "function"}}],
            "TypeError",
            "pinned[0].name: a function is",
        ),
        ([{"config": EPOCHS, "loss": [1, 2, 3, 4]}], "RangeError", "pinned[0].loss: 4 values are"),
        ([{"config": {}, "loss": ["0.5"]}], "TypeError", "pinned[0].loss[0]: 0.5 is not allowed"),
        ([{"config": {}, "loss": [{"odd": "nan"}]}], "RangeError", "pinned[0].loss[0]: NaN is not"),
        (
            [{"config": {}, "loss": [1, 2], "accuracy": [0.5]}],
            "RangeError",
            "pinned[0].accuracy: 1 values are not allowed; use 0 or 2.",
        ),
        ([{"config": {}, "testEpochs": [1]}], "RangeError", "pinned[0].testLoss: 0 values are not"),
        ([{"config": {}, "divergedAt": "soon"}], "TypeError", "pinned[0].divergedAt: soon is not"),
        (
            [{"config": {}, "epochsPerSecond": -1}],
            "RangeError",
            "epochsPerSecond: -1 is not allowed",
        ),
        ([{"config": {}, "done": 1}], "TypeError", "pinned[0].done: 1 is not allowed; use true or"),
    ],
)
def test_a_refused_pinned_run_is_named_and_those_before_stay(
    ask: Entrances, pinned: object, error: str, message: str
) -> None:
    found = ask("pinned", pinned)
    assert found["error"] == error
    assert message in found["message"]
    assert found["kept"]


def test_the_property_and_the_address_refuse_in_the_same_words(ask: Entrances) -> None:
    for field in Config.table():
        (said,) = ask("address", f"?pin={field}:-7")["problems"]
        words = said.removeprefix("pin: ").removesuffix(" This pinned run is left out.")
        assert ask("pinned", [{"config": {field: "-7"}}])["message"] == f"pinned[0].config: {words}"


@FUZZ
@given(pinned=st.lists(PINS | spoilt_pins(), max_size=3) | VALUES)
def test_pinned_runs_are_taken_whole_or_not_at_all(ask: Entrances, pinned: object) -> None:
    found = ask("pinned", pinned)
    assert found["fit"]
    if "error" in found:
        assert found["error"] in {"TypeError", "RangeError"}
        assert found["message"].startswith("pinned")
        assert len(found["message"]) < LONGEST_REPORT
        assert found["kept"]
        return
    names = [pin["name"] for pin in found["list"]]
    assert [pin["name"] for pin in found["linked"]] == names
    configs = [pin["config"] for pin in found["list"]]
    assert [pin["config"] for pin in found["linked"]] == configs
    assert configs == [Config.parse(config).to_dict() | config for config in configs]
    for pin, again in zip(found["list"], found["again"], strict=True):
        assert all(pin[key] == value for key, value in again.items() if key in pin)


# What a browser kept.


def kept_text(pins: object) -> str:
    return json.dumps({"version": 1, "pins": pins})


WHOLE = {"name": "kept", "config": Config(depth=8).to_dict(), "loss": [0.5, 0.25]}


@pytest.mark.parametrize(
    "field", ["name", "config", "kind", "loss", "accuracy", "testEpochs", "done", "epochsPerSecond"]
)
def test_a_kept_run_with_a_field_of_another_type_is_left_out_alone(
    ask: Entrances, field: str
) -> None:
    found = ask("kept", kept_text([WHOLE | {field: {"an": "object"}}, WHOLE]))
    assert [pin["name"] for pin in found["list"]] == ["kept"]
    assert found["said"] == [
        "1 pinned run kept in this browser could not be read and are left out."
    ]


def test_a_test_loss_beyond_all_numbers_is_kept(ask: Entrances) -> None:
    seen = {"testEpochs": [1, 2], "testLoss": [0.5, "Infinity"], "testAccuracy": [0.5, "NaN"]}
    found = ask("kept", kept_text([WHOLE | seen]))
    assert found["said"] == []
    (pin,) = found["again"]
    assert pin["testLoss"] == [0.5, {"number": "Infinity"}]
    assert pin["testAccuracy"] == [0.5, {"number": "NaN"}]


def full(pin: dict[str, Any]) -> dict[str, Any]:
    """A pinned run with all of its settings, as it is kept."""
    if not isinstance(pin.get("config"), dict):
        return pin
    return {"name": "", "loss": []} | pin | {"config": Config().to_dict() | pin["config"]}


@FUZZ
@given(pins=st.lists((PINS | spoilt_pins()).map(full), max_size=3), whole=st.booleans())
def test_whatever_was_kept_the_whole_runs_come_back_and_the_others_are_counted(
    ask: Entrances, pins: list[dict[str, Any]], whole: bool
) -> None:
    if whole:
        pins = [*pins, WHOLE]
    found = ask("kept", kept_text(pins))
    assert ("kept" in [pin["name"] for pin in found["list"]]) or not whole
    assert bool(found["said"]) == (len(found["list"]) < len(pins))
    for pin in found["list"]:
        assert pin["config"] == Config.parse(pin["config"]).to_dict()


@FUZZ
@given(text=st.text() | VALUES.map(json.dumps) | VALUES.map(kept_text))
def test_nothing_that_was_kept_stops_a_widget(ask: Entrances, text: str) -> None:
    found = ask("kept", text)
    assert all(len(words) < LONGEST_REPORT for words in found["said"])


# Tabs.

SEEDS = st.lists(st.integers(1, 8), min_size=1, max_size=3, unique=True)
VISIT = st.fixed_dictionaries(
    {
        "tab": st.sampled_from("abc"),
        "does": st.sampled_from(["open", "pin", "pin", "remove", "clear"]),
        "to": SEEDS,
    },
)


def test_what_three_tabs_pinned_is_kept_together(ask: Entrances) -> None:
    opened = [{"tab": tab, "does": "open"} for tab in "abc"]
    pinned = [{"tab": tab, "does": "pin", "to": [i]} for i, tab in enumerate("abc", 1)]
    found = ask("tabs", opened + pinned)
    assert sorted(found["kept"]) == [1, 2, 3]
    assert found["shown"] == {"a": [1], "b": [2], "c": [3]}, "and each tab shows its own"


def test_what_one_tab_removed_no_other_brings_back(ask: Entrances) -> None:
    found = ask(
        "tabs",
        [
            {"tab": "a", "does": "pin", "to": [1, 2]},
            {"tab": "b", "does": "open"},
            {"tab": "a", "does": "remove", "to": [1]},
            {"tab": "b", "does": "pin", "to": [3]},
            {"tab": "b", "does": "pin", "to": [4]},
        ],
    )
    assert sorted(found["kept"]) == [2, 3, 4]


def test_a_run_has_the_name_that_it_was_given_last(ask: Entrances) -> None:
    visits = [
        {"tab": "a", "does": "pin", "to": [1, 2]},
        {"tab": "b", "does": "open"},
        {"tab": "a", "does": "rename", "to": [1], "name": "mine"},
        {"tab": "b", "does": "rename", "to": [2], "name": "yours"},
        {"tab": "a", "does": "pin", "to": [3]},
    ]
    assert ask("tabs", visits)["names"][:2] == ["mine", "yours"]


def test_a_link_with_pinned_runs_costs_none_of_the_kept_ones(ask: Entrances) -> None:
    found = ask(
        "tabs",
        [
            {"tab": "a", "does": "pin", "to": [1, 2]},
            {"tab": "b", "does": "open", "to": [2, 3]},
            {"tab": "b", "does": "clear"},
        ],
    )
    assert found["kept"] == [1]


def test_more_runs_than_can_be_told_apart_are_not_kept_and_it_is_said(ask: Entrances) -> None:
    visits = [{"tab": tab, "does": "open"} for tab in "ab"]
    visits += [{"tab": "a", "does": "pin", "to": [*range(1, 9)]}]
    visits += [{"tab": "b", "does": "pin", "to": [*range(11, 19)]}]
    found = ask("tabs", visits)
    assert found["kept"] == [5, 6, 7, 8, *range(11, 19)]
    assert found["said"] == [
        "Up to 12 pinned runs are kept: 4 older ones of other tabs or visits went."
    ]


@FUZZ
@given(visits=st.lists(VISIT, max_size=12))
def test_what_is_kept_is_what_was_pinned_anywhere_and_removed_nowhere(
    ask: Entrances, visits: list[dict[str, Any]]
) -> None:
    kept: set[int] = set()
    shown: dict[str, set[int]] = {}
    for visit in visits:
        tab, does = visit["tab"], visit["does"]
        mine = shown.setdefault(tab, set())
        asked = set(visit["to"])
        if does == "open":
            shown[tab] = asked
            kept |= asked
        elif does == "pin":
            kept |= asked - mine
            mine |= asked
        else:
            gone = mine & (asked if does == "remove" else mine)
            kept -= gone
            shown[tab] = mine - gone
    found = ask("tabs", visits)
    assert set(found["kept"]) == kept
    assert {tab: set(seeds) for tab, seeds in found["shown"].items()} == shown
