"""The table of settings: every row is described, every bad value gets one clear message."""

import dataclasses
import math
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from own_points import two_clouds

from residual.cli.table import TableSettings
from residual.experiments import Config, FlowConfig
from residual.settings import Setting, SettingError, Settings, TextForm, Value, setting

TABLE = FlowConfig.table()  # that of the other widget, and more
NUMBERS = [name for name, row in TABLE.items() if row.kind in {"integer", "number"}]
INTEGERS = [name for name, row in TABLE.items() if row.kind == "integer"]
CHOICES = [name for name, row in TABLE.items() if row.kind == "choice"]


def refusal(name: str, value: object) -> str:
    with pytest.raises(SettingError) as caught:
        FlowConfig.parse({name: value})
    (message,) = caught.value.problems
    return message


@pytest.mark.parametrize("table", [Config.table(), FlowConfig.table(), TableSettings.table()])
def test_every_row_is_described(table: dict[str, Setting]) -> None:
    for name, row in table.items():
        assert row.label, name
        assert row.label[0].isupper(), name
        assert row.help.endswith("."), name
        assert row.allowed, name
        assert row.scale in {"linear", "log"}
        if row.kind == "choice":
            assert all(row.choices.values()), name
            assert all(choice in row.allowed for choice in row.choices)
        elif row.kind == "text":
            assert isinstance(row.default, str), name
            assert row.form, name
            assert not row.form.holds(row.default), name  # else it would mean two things
        else:
            assert row.minimum is not None, name
            assert row.maximum is not None, name
            assert row.minimum < row.maximum
            assert f"{row.minimum} to {row.maximum}" in row.allowed
            assert row.step is None or row.step > 0
            assert row.scale == "linear" or row.minimum > 0
            assert all(row.parse(name, mark) == mark for mark in row.marks)
        for other, values in row.where.items():
            assert set(values) < set(table[other].choices), name


def test_every_field_is_a_row_and_every_row_a_field() -> None:
    for settings_of in (Config, FlowConfig):
        table = settings_of.table()
        assert list(table) == [field.name for field in dataclasses.fields(settings_of)]
        assert all(row.default == getattr(settings_of(), name) for name, row in table.items())
    assert Config().to_dict() == FlowConfig().to_dict()


@pytest.mark.parametrize("name", list(TABLE))
def test_defaults_are_allowed(name: str) -> None:
    row = TABLE[name]
    assert row.parse(name, row.default) == row.default


@pytest.mark.parametrize("name", NUMBERS)
def test_both_ends_of_a_range_are_allowed(name: str) -> None:
    row = TABLE[name]
    assert row.parse(name, row.minimum) == row.minimum
    assert row.parse(name, row.maximum) == row.maximum


@pytest.mark.parametrize("name", CHOICES)
def test_every_choice_is_allowed(name: str) -> None:
    for choice in TABLE[name].choices:
        needed = {"points": two_clouds()} if choice == "own" else {}
        assert getattr(FlowConfig.parse({name: choice, **needed}), name) == choice


BAD = [
    *[math.nan, math.inf, -math.inf, "nan", "inf", "-inf", None, "", "   ", True, False],
    *["abc", "1,5", "0x10", "1e999", "12 34", [1], {"a": 1}, (1,), b"1", 1 + 2j, 10**40, "None"],
]


@pytest.mark.parametrize("value", BAD, ids=repr)
@pytest.mark.parametrize("name", list(TABLE))
def test_a_value_of_the_wrong_kind_is_refused(name: str, value: object) -> None:
    if TABLE[name].kind == "text" and value == TABLE[name].default:
        return  # there it is the right kind
    message = refusal(name, value)
    shown = "nothing" if value is None or str(value).strip() == "" else str(value)
    assert message == f"{name}: {shown} is not allowed; use {TABLE[name].allowed}"


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_out_of_range_is_refused(name: str) -> None:
    low, high = TABLE[name].minimum, TABLE[name].maximum
    assert low is not None
    assert high is not None
    beyond = [low - 1, high + 1, math.nextafter(high, math.inf), -1e300]
    for value in [*beyond, *map(str, beyond)]:
        message = refusal(name, value)
        assert message.startswith(f"{name}: {value} is not allowed; use ")
        assert f"from {low} to {high}" in message


@pytest.mark.parametrize("name", INTEGERS)
@pytest.mark.parametrize("value", [8.5, "8.5", 8 + 1e-9])
def test_a_fraction_is_no_whole_number(name: str, value: object) -> None:
    assert "whole number" in refusal(name, value)


@pytest.mark.parametrize("value", [3, 57, "57", 109])
def test_an_odd_depth_is_refused(value: object) -> None:
    for table, deepest in ((Config, 110), (FlowConfig, 1000)):
        with pytest.raises(SettingError) as caught:
            table.parse({"depth": value})
        allowed = f"an even whole number from 2 to {deepest}"
        assert caught.value.problems == [f"depth: {value} is not allowed; use {allowed}"]


@pytest.mark.parametrize("name", CHOICES)
@pytest.mark.parametrize("change", [str.upper, str.title, lambda choice: choice + " "])
def test_a_choice_is_taken_literally(name: str, change: object) -> None:
    for choice in TABLE[name].choices:
        assert "one of " + ", ".join(TABLE[name].choices) in refusal(name, change(choice))  # type: ignore[operator]


def test_a_number_too_long_to_print_is_refused_all_the_same() -> None:
    for value in (10**400, 10**5000, "9" * 5000, [0] * 5000):
        message = refusal("width", value)
        assert message.startswith("width: ")
        assert message.endswith("use a whole number from 2 to 64")
        assert len(message) < 200


def test_an_unknown_field_is_refused_with_the_known_ones() -> None:
    message = refusal("colour", "red")
    assert message.startswith("colour: ")
    assert all(name in message for name in TABLE)


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(SettingError) as caught:
        Config.parse({"depth": 3, "width": 8, "lr": "fast", "colour": "red", "norm": None})
    problems = caught.value.problems
    assert [problem.split(":")[0] for problem in problems] == ["depth", "lr", "colour", "norm"]
    assert str(caught.value) == "; ".join(problems)


def test_a_setting_error_is_a_value_error() -> None:
    assert issubclass(SettingError, ValueError)


values = st.one_of(
    st.text(),
    st.integers(),
    st.floats(),
    st.none(),
    st.booleans(),
    st.binary(),
    st.lists(st.none()),
)


@given(name=st.sampled_from(list(TABLE)), value=values)
@settings(deadline=None, derandomize=True, max_examples=500)
def test_whatever_comes_is_accepted_within_the_range_or_refused(name: str, value: object) -> None:
    row, accepted, problems = TABLE[name], None, []
    try:
        accepted = row.parse(name, value)
    except SettingError as error:
        problems = error.problems
    if accepted is None:
        (message,) = problems
        assert message.startswith(f"{name}: ")
        assert message.endswith(row.allowed)
    else:
        assert type(accepted) is type(row.default)
        if row.form:
            assert accepted == row.default or row.form.holds(str(accepted))
        else:
            assert accepted in (row.choices or (accepted,))
            assert row.choices or row.minimum <= accepted <= row.maximum


@given(data=st.data(), name=st.sampled_from(list(TABLE)))
@settings(deadline=None, derandomize=True)
def test_text_is_read_as_the_value_that_it_shows(data: st.DataObject, name: str) -> None:
    row = TABLE[name]
    strategies: dict[str, st.SearchStrategy[Value]] = {
        "choice": st.sampled_from(sorted(row.choices) or [""]),
        "integer": st.integers(0, 20).map(lambda n: int(row.minimum or 0) + n * int(row.step or 1)),
        "number": st.floats(row.minimum, row.maximum),
        "text": st.just(row.default),
    }
    value = data.draw(strategies[row.kind])
    from_value, from_text = row.parse(name, value), row.parse(name, str(value))
    assert from_value == from_text == value
    assert type(from_value) is type(from_text) is type(row.default)


@pytest.mark.parametrize(("value", "expected"), [(8.0, 8), ("8.0", 8), ("1e1", 10), (" 8 ", 8)])
def test_a_whole_number_may_be_written_in_other_ways(value: object, expected: int) -> None:
    depth = Config.parse({"depth": value}).depth
    assert depth == expected
    assert type(depth) is int


def test_plain_data_and_back() -> None:
    config = Config.parse({"depth": 8, "lr": 1, "norm": "none"})
    assert Config.parse(config.to_dict()) == config
    assert type(config.lr) is float


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Config().depth = 8  # type: ignore[misc]


def test_a_table_of_ones_own() -> None:
    @dataclass(frozen=True)
    class Oven(Settings):
        heat: int = setting(
            180, minimum=50, maximum=250, step=10, unit="degrees", label="Heat", help="How hot."
        )

    assert Oven.parse({"heat": "200"}) == Oven(200)
    with pytest.raises(SettingError, match="heat: 205 is not allowed"):
        Oven.parse({"heat": 205})


def test_a_text_is_of_its_form_or_the_default() -> None:
    even = TextForm("even", "a text of even length", lambda text: len(text) % 2 == 0)

    @dataclass(frozen=True)
    class Note(Settings):
        words: str = setting("-", form=even, label="Words", help="What it says.")

    assert Note.table()["words"].kind == "text"
    assert [Note.parse({"words": text}).words for text in ("-", "", "ab")] == ["-", "", "ab"]
    for value in ("abc", 12, None):
        with pytest.raises(SettingError, match=r"words: \w+ is not allowed; use a text of even"):
            Note.parse({"words": value})
