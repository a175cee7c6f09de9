"""What the benchmark does with its measurements."""

import numpy as np
import pytest
from bench.peak import operations, share
from bench.speed import medians, ratios
from bench.subjects import subject
from bench.table import IMAGE_COLUMNS, images, number

from residual.experiments import Config, make_trainer
from residual.layers import Conv2d, Sequential


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


def test_a_step_needs_two_operations_a_product_but_none_with_the_zeros_around_an_image() -> None:
    points = make_trainer(Config(depth=4, width=3)).network
    forward = 400 * (2 * 3 + 3 * 3 + 3 * 3 + 3 * 1)
    assert operations(points, (400, 2)) == 2 * (3 * forward - 400 * 2 * 3)
    images = Sequential(Conv2d(np.ones((5, 2, 3, 3)), padding=1), Conv2d(np.ones((7, 5, 1, 1))))
    inside = (3 * 4 - 2) ** 2  # of 4 by 4 positions, in each direction
    first, second = 9 * 5 * 2 * inside, 9 * 7 * 5 * 16
    assert operations(images, (9, 2, 4, 4)) == 2 * (3 * (first + second) - first)


def test_a_share_is_that_of_the_operations_a_second() -> None:
    assert share(2_000_000, 500, 4.0) == pytest.approx(0.25)
    assert share(2_000_000, None, 4.0) is None


def test_the_images_are_told_by_width_and_what_is_missing_with_its_reason() -> None:
    columns = {column: [1.5, None] for column in IMAGE_COLUMNS}
    found = {"depth": 20, "batch": 64, "widths": [4, 16], **columns, "missing": {"torch": "none"}}
    heading, four, sixteen, missing = images({"images": found})
    assert heading.split()[-6:] == list(IMAGE_COLUMNS.values())
    assert four.split() == ["4", "channels", *6 * ["1.5"]]
    assert sixteen.split() == ["16", "channels", *6 * ["-"]]
    assert missing.strip() == "without torch: none"


def test_what_was_not_measured_is_a_dash() -> None:
    assert [number(None), number(0), number(0.1234), number(12345.6, " ms")] == [
        "-",
        "0",
        "0.123",
        "12,346 ms",
    ]
