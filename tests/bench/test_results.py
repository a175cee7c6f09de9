"""What the benchmark does with its measurements."""

import pytest
from bench.speed import medians, ratios
from bench.subjects import subject
from bench.table import number

from residual.experiments import Config


def test_a_ratio_compares_the_same_round() -> None:
    speeds = {"native_numpy": [10.0, 20.0, 40.0], "hand_js": [1.0, 4.0, 4.0], "torch": None}
    assert ratios(speeds) == {
        "native_numpy": [1, 1, 1],
        "hand_js": [0.1, 0.2, 0.1],
        "torch": None,
    }
    assert medians(ratios(speeds)) == {"native_numpy": 1, "hand_js": 0.1, "torch": None}


def test_a_subject_has_every_parameter_and_point() -> None:
    plain = subject(Config(depth=4, width=3))
    assert len(plain["x"]) == 2 * len(plain["y"]) == 800
    assert plain["weights"]["stem.linear.w"]["shape"] == (2, 3)
    assert len(plain["weights"]["blocks.0.branch.linear2.w"]["values"]) == 9


@pytest.mark.parametrize("change", [{"norm": "none"}, {"block": "pre"}, {"momentum": 0.9}])
def test_competitors_are_not_asked_for_what_they_were_not_taught(change: dict) -> None:
    (name,) = change
    with pytest.raises(ValueError, match=f"{name}: {change[name]} is not allowed"):
        subject(Config(**change))


def test_what_was_not_measured_is_a_dash() -> None:
    assert [number(None), number(0), number(0.1234), number(12345.6, " ms")] == [
        "-",
        "0",
        "0.123",
        "12,346 ms",
    ]
