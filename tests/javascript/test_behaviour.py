"""What the page says of a way through a stack comes from the norms, exactly where they end too."""

import math

import pytest
from javascript.node import call

MODULE = "widgets/gradient-flow/behaviour.js"


def back(values: list[float]) -> dict:
    """The behaviour of norms from the last layer of a stack back to layer 1."""
    return call(MODULE, "behaviour", values, list(range(len(values), 0, -1)))


@pytest.mark.parametrize(
    ("factor", "verdict"),
    [(1.25, "explodes"), (0.8, "vanishes"), (1.0, "arrives"), (1.1, "grows"), (0.9, "shrinks")],
)
def test_a_factor_at_every_layer_is_found_again(factor: float, verdict: str) -> None:
    found = back([3 * factor**i for i in range(50)])
    assert found["verdict"] == verdict
    assert found["perLayer"] == pytest.approx(factor)
    assert found["ratio"] == pytest.approx(factor**49)
    assert (found["first"], found["last"], found["end"]) == (50, 1, None)


def test_the_factor_of_uneven_steps_is_their_geometric_mean() -> None:
    found = back([1, 2, 16])
    assert found["perLayer"] == pytest.approx(math.sqrt(2 * 8))


@pytest.mark.parametrize(
    ("total", "verdict"),
    [
        (9.9, "arrives"),
        (10, "arrives"),
        (10.1, "grows"),
        (164, "grows"),  # residual v1, 56 layers, batch norm
        (1000, "grows"),
        (1001, "explodes"),
        (1 / 10, "arrives"),
        (1 / 10.1, "shrinks"),
        (0.0075, "shrinks"),  # plain, 56 layers, He, no norm
        (1 / 1000, "shrinks"),
        (1 / 1001, "vanishes"),
    ],
)
@pytest.mark.parametrize("layers", [2, 56, 1000])
def test_the_word_is_by_the_total_at_any_depth(total: float, verdict: str, layers: int) -> None:
    assert back([total ** (i / (layers - 1)) for i in range(layers)])["verdict"] == verdict


def test_a_stack_that_returns_to_where_it_began_has_strayed_if_it_went_far() -> None:
    found = back([1.0, 1e3, 1e-3, 1.0])
    assert found["verdict"] == "arrives"
    assert (found["weakest"], found["strongest"]) == (1e-3, 1e3)
    assert call(MODULE, "strays", found)
    assert not call(MODULE, "strays", back([1e-9, 1e-3, 1.0, 1e5]))
    assert not call(MODULE, "strays", back([1.0, 30.0, 0.1, 1.0]))


def test_a_ratio_beyond_all_numbers_still_has_a_factor_per_layer() -> None:
    found = back([1e-200, 1e200])
    assert found["ratio"] == math.inf
    assert found["perLayer"] == math.inf
    found = back([10.0 ** (-300 + 6 * i) for i in range(101)])
    assert found["ratio"] == math.inf
    assert found["perLayer"] == pytest.approx(1e6)


def test_where_the_numbers_end_is_named_and_the_factor_is_of_those_before() -> None:
    found = back([1.0, 0.5, 0.25, 0.0, 0.0])
    assert found["verdict"] == "vanishes"
    assert found["end"] == {"what": "zero", "layer": 2, "rest": True}
    assert (found["last"], found["perLayer"]) == (3, 0.5)
    found = back([1.0, 10.0, math.inf, math.nan])
    assert found["verdict"] == "overflows"
    assert found["end"] == {"what": "overflow", "layer": 2, "rest": True}
    found = back([1.0, math.nan, 1.0])
    assert found["verdict"] == "not a number"
    assert found["end"] == {"what": "not a number", "layer": 2, "rest": False}


def test_nothing_is_said_of_a_factor_where_there_is_none() -> None:
    assert math.isnan(back([math.nan, math.nan])["perLayer"])
    assert math.isnan(back([0.0, 0.0])["ratio"])
    assert back([1.0])["verdict"] == "too few layers"


def test_directions_that_a_block_loses_are_counted_apart() -> None:
    found = call(MODULE, "stretching", [2.5, 1.0, 0.5, 9e-4, 0.0])
    assert found == {
        "directions": 5,
        "lost": 2,
        "smallest": 0.5,
        "largest": 2.5,
        "finite": True,
    }
    assert not call(MODULE, "stretching", [math.nan, math.nan])["finite"]
