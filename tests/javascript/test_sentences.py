"""The sentences under the plots of the Gradient Flow Visualizer."""

import math

import pytest
from javascript.node import call

MODULE = "widgets/gradient-flow/sentences.js"
ROOM_FOR_ALL = 10_000


def said(values: list[float], kind: str = "plain", view: str = "signal") -> str:
    """The sentence about a stack with these norms, first layer first."""
    run = {"kind": kind, "signalNorms": values, "gradientNorms": values, "activationNorms": values}
    module = "widgets/gradient-flow/flow-sentence.js"
    pieces = call(module, "flowSentence", [run], view, ROOM_FOR_ALL)
    return " ".join(piece["text"] for piece in pieces).replace("\N{NO-BREAK SPACE}", " ")


def test_the_gradient_is_followed_from_the_last_hidden_layer_back_to_the_first() -> None:
    norms = [2.0 ** (20 - layer) for layer in range(1, 20)]
    assert said([*norms, 7.0]) == (
        "Without skips the gradient explodes: × 2.00 at each layer, "
        "by a factor of 260,000 from layer 19 back to layer 1."
    )


def test_activations_are_followed_the_other_way() -> None:
    norms = [7.0, *(0.5**layer for layer in range(19))]
    assert said(norms, view="activations") == (
        "Without skips the signal vanishes: × 0.50 at each layer, "
        "by a factor of 3.8×10⁻⁶ from layer 2 to layer 20."
    )


@pytest.mark.parametrize(
    ("kind", "begin"),
    [
        ("plain", "Without skips"),
        ("post", "With skips"),
        ("pre", "With skips"),
        ("highway", "With gated skips"),
        ("dense", "With dense skips"),
        ("transformer_pre", "With skips"),
        ("edited", "With the edited block"),
    ],
)
def test_each_kind_of_network_has_its_subject(kind: str, begin: str) -> None:
    assert said([1.0] * 12, kind) == (
        f"{begin} the gradient arrives: × 1.00 at each layer, "
        "by a factor of 1.00 from layer 11 back to layer 1."
    )


def test_small_changes_show_the_digits_that_tell_them_from_none() -> None:
    assert "× 1.007 at" in said([1.007**-layer for layer in range(12)])


def test_a_factor_beyond_all_numbers_is_told_by_its_power_of_ten() -> None:
    norms = [10.0 ** (300 - 6 * layer) for layer in range(101)]
    assert "by a factor of 10⁶⁰⁰ from" in said([*norms, 1.0])


def test_weight_gradients_that_are_small_or_large_everywhere_are_called_so() -> None:
    assert said([1e-9] * 12, view="weights") == (
        "Without skips the gradient has vanished: it is at most 1.0×10⁻⁹ in every hidden layer."
    )
    assert said([500.0] * 12, view="weights").endswith(
        "; but it is large, at least 500 everywhere."
    )


def test_the_end_of_the_numbers_is_told_exactly() -> None:
    assert said([0.0, 0.0, 1e-100, 1e-50, 1.0, 1.0]).endswith(
        "vanishes: × 1.0×10⁻⁵⁰ at each layer, by a factor of 1.0×10⁻¹⁰⁰ from layer 5 back to "
        "layer 3, and from layer 2 back its computed norm is 0."
    )
    assert said([math.nan, math.inf, 1e200, 1e100, 1.0, 1.0]).endswith(
        "and from layer 2 back its computed norm overflows."
    )
    assert said([math.nan] * 6) == (
        "Without skips the gradient breaks down: "
        "from layer 5 back its computed norm is not a number."
    )
    assert said([1.0, 1.0]) == "Without skips the gradient passes too few layers to compare."


def moment(*runs: tuple[int, int | None]) -> str:
    """What is said of when: for each network its epochs, and where it overflowed."""
    kinds = ("plain", "post")
    return call(
        MODULE,
        "moment",
        [
            {"kind": kind, "loss": [0.7] * epochs, "divergedAt": end}
            for kind, (epochs, end) in zip(kinds, runs, strict=True)
        ],
    )


def test_training_that_overflowed_is_said_first() -> None:
    assert moment((0, None), (0, None)) == "Before training: "
    assert moment((1, None), (1, None)) == "After 1 epoch: "
    assert (
        moment((2, 3), (8, None))
        == "Without skips training overflowed at epoch 3. After 8 epochs: "
    )


def test_epochs_that_were_not_trained_are_not_counted() -> None:
    assert moment((2, 3), (1, 2)) == (
        "Without skips training overflowed at epoch 3. With skips training overflowed at epoch 2. "
        "Before that: "
    )


def test_a_way_that_strays_is_told_with_its_extremes() -> None:
    assert said([1.0, 1e-3, 1e3, *[1.0] * 9]).endswith(
        "from layer 11 back to layer 1; on its way it is between 0.0010 and 1,000."
    )


def test_where_there_is_no_block_the_page_says_so() -> None:
    assert call(MODULE, "noBlock", 2).startswith("a network of 2 layers has no block to look into")


def test_a_block_s_directions_are_told() -> None:
    blocks = [
        {"kind": "plain", "block": 2, "singularValues": [1.5, 0.5, 0.0, 0.0]},
        {"kind": "post", "block": 2, "singularValues": [2.0, 1.0, 1.0, 0.5]},
    ]
    assert call(MODULE, "blockSentences", blocks) == (
        "Without skips block 3 loses 2 of 4 directions and multiplies the others by 0.500 to 1.50. "
        "With skips block 3 keeps all 4 directions, times 0.500 to 2.00."
    )
    broken = [{"kind": "plain", "block": 0, "singularValues": [math.nan]}]
    assert call(MODULE, "blockSentences", broken) == "Without skips block 1 overflows."
