"""The small network that the page looks into: how it is made, what it costs, and its weights."""

from dataclasses import replace

import numpy as np
import pytest
from gradient_check import assert_gradients
from numpy.testing import assert_array_equal

from residual.data.datasets import digits
from residual.data.drawn_image import encode_image
from residual.experiments.block_config import BlockConfig, BlockTrainingSettings
from residual.experiments.block_weights import measured, packed, trained_network
from residual.experiments.blocks import (
    costs,
    look,
    make_block_network,
    make_block_trainer,
    picture_of,
    settle,
    split_digits,
)
from residual.layers import BatchNorm, Layer
from residual.networks import two_blocks
from residual.settings import SettingError
from residual.training import cross_entropy

DRAWN = encode_image(digits()[0][3, 0])


def weights_of(layer: Layer) -> dict[str, np.ndarray]:
    return {name: p.value for name, p in layer.parameters().items() if ".shortcut." not in name}


@pytest.mark.parametrize("kind", ["basic", "bottleneck"])
@pytest.mark.parametrize("block", ["post", "pre"])
def test_the_gradients_of_the_network_are_those_of_differences(kind: str, block: str) -> None:
    rng = np.random.default_rng(3)
    network = two_blocks(rng, kind=kind, block=block, norm="instance", width=4, size=6, classes=3)
    assert_gradients(network, rng.standard_normal((2, 1, 6, 6)), rng, tolerance=1e-5)


@pytest.mark.parametrize("kind", ["basic", "bottleneck"])
def test_no_choice_of_shortcut_changes_another_weight(kind: str) -> None:
    a, b, c = (make_block_network(BlockConfig(kind=kind, shortcut=shortcut)) for shortcut in "ABC")
    for other in (b, c):
        for name, value in weights_of(a).items():
            assert_array_equal(weights_of(other)[name], value)


def test_a_width_that_a_bottleneck_cannot_part_is_refused() -> None:
    with pytest.raises(ValueError, match="width: 6 is not allowed; use a multiple of 4"):
        two_blocks(None, kind="bottleneck", width=6)


@pytest.mark.parametrize(
    ("place", "stride", "shortcut", "expected"),
    [
        # 3 x 3 from 8 to 8 channels at 64 places, twice; a norm has two numbers a channel.
        ("first", 2, "A", ((2 * (9 * 8 * 8 + 16), 2 * 9 * 8 * 8 * 64), (0, 0))),
        ("first", 2, "C", ((2 * (9 * 8 * 8 + 16), 2 * 9 * 8 * 8 * 64), (8 * 8 + 16, 8 * 8 * 64))),
        # From 8 to 16 at 16 places, then from 16 to 16.
        (
            "second",
            2,
            "A",
            ((9 * 8 * 16 + 9 * 16 * 16 + 64, (9 * 8 * 16 + 9 * 16 * 16) * 16), (0, 0)),
        ),
        (
            "second",
            1,
            "B",
            (
                (9 * 8 * 16 + 9 * 16 * 16 + 64, (9 * 8 * 16 + 9 * 16 * 16) * 64),
                (8 * 16 + 32, 8 * 16 * 64),
            ),
        ),
    ],
)
def test_costs_of_a_basic_block_are_those_counted_by_hand(
    place: str, stride: int, shortcut: str, expected: tuple
) -> None:
    rows = costs(BlockConfig(place=place, stride=stride))
    (row,) = (r for r in rows if (r["kind"], r["shortcut"]) == ("basic", shortcut))
    found = tuple((row[way]["parameters"], row[way]["multiplyAdds"]) for way in ("branch", "skip"))
    assert found == expected


def test_a_bottleneck_works_on_a_quarter_of_the_channels() -> None:
    rows = costs(BlockConfig(place="first", norm="none", shortcut="A"))
    (row,) = (r for r in rows if (r["kind"], r["shortcut"]) == ("bottleneck", "A"))
    assert row["branch"]["multiplyAdds"] == (8 * 2 + 9 * 2 * 2 + 2 * 8) * 64
    assert row["branch"]["parameters"] == 8 * 2 + 2 + 9 * 2 * 2 + 2 + 2 * 8 + 8


def test_the_picture_is_a_digit_of_the_package_or_the_readers() -> None:
    image, digit = picture_of(BlockConfig(image=3))
    assert image.shape == (1, 1, 8, 8)
    assert digit == digits()[1][3]
    drawn, unknown = picture_of(BlockConfig(picture="drawn", pixels=DRAWN))
    assert_array_equal(drawn, image)
    assert unknown is None


def test_a_drawing_that_is_not_there_is_refused() -> None:
    with pytest.raises(SettingError, match=r"^pixels: none are given for picture drawn; use 64 "):
        BlockConfig.parse({"picture": "drawn"})
    with pytest.raises(SettingError, match=r"^pixels: 012 is not allowed; use 64 characters"):
        BlockConfig.parse({"picture": "drawn", "pixels": "012"})
    with pytest.raises(
        SettingError, match=r"^image: 1797 is not allowed; use a whole number from 0"
    ):
        BlockConfig.parse({"image": 1797})


@pytest.mark.parametrize("place", ["first", "second"])
@pytest.mark.parametrize("block", ["post", "pre"])
def test_a_look_has_the_numbers_of_the_whole_network(place: str, block: str) -> None:
    config = BlockConfig(image=11, place=place, block=block)
    network = make_block_network(config)
    settle(network)
    image, digit = picture_of(config)
    logits = network.forward(image, train=False)
    loss, dy = cross_entropy(logits, np.array([digit]))
    dx = {}
    for name, part in reversed(network.children().items()):
        dy = dx[name] = part.backward(dy)
    seen = look(config, network)
    assert (seen.label, seen.loss) == (digit, loss)
    assert seen.probabilities.argmax() == logits.argmax()
    assert seen.probabilities.sum() == pytest.approx(1)
    assert_array_equal(seen.trace["x"].gradient, dx[place])


def test_turning_the_skip_off_leaves_out_one_addition_and_changes_no_weight() -> None:
    config = BlockConfig(image=11)
    network = make_block_network(config)
    settle(network)
    before = network.state()
    on, off = (look(replace(config, skip=skip), network).trace for skip in ("on", "off"))
    for name in off.names[: off.names.index("sum")]:
        assert_array_equal(off[name].output, on[name].output)
    assert_array_equal(off["sum"].output + on["skip"].output, on["sum"].output)
    assert "skip" not in off.names
    for name, value in network.state().items():
        assert_array_equal(value, before[name])


def test_statistics_that_are_settled_are_those_of_the_training_images() -> None:
    network = make_block_network(BlockConfig(block="post"))
    settle(network)
    (x, _), _ = split_digits()
    stem = network.children()["stem"].children()
    norm = stem["norm"]
    assert isinstance(norm, BatchNorm)
    seen = stem["conv"].forward(x)
    assert norm.running_mean == pytest.approx(seen.mean(axis=(0, 2, 3)))
    # The mean over batches of each one's variance is a little below that over all images.
    assert norm.running_variance == pytest.approx(seen.var(axis=(0, 2, 3)), rel=0.01)


@pytest.mark.parametrize("norm", ["batch", "none"])
def test_weights_survive_their_text_to_16_bits(norm: str) -> None:
    config = BlockConfig(norm=norm, seed=5)
    network = make_block_network(config)
    again = trained_network(replace(config, seed=6), packed(network))
    for name, value in network.state().items():
        assert again.state()[name] == pytest.approx(value, rel=1e-3, abs=1e-6)


@pytest.mark.parametrize(
    "text", ["", "AAAA", "no base64!", packed(make_block_network(BlockConfig(kind="bottleneck")))]
)
def test_weights_of_another_network_are_refused(text: str) -> None:
    with pytest.raises(
        SettingError, match=r"^states: \d+ characters are not allowed; use \d+ finite"
    ):
        trained_network(BlockConfig(), text)


def test_what_is_said_of_trained_weights_is_of_those_that_are_written() -> None:
    config = BlockConfig(kind="bottleneck")
    trainer = make_block_trainer(config, BlockTrainingSettings(epochs=1))
    trainer.advance()
    found = measured(config, trainer)
    network = trained_network(config, found["weights"])
    (x, y), _ = split_digits()
    loss, _ = cross_entropy(network.forward(x, train=False), y)
    assert found["loss"] == pytest.approx(loss, rel=1e-3)
    own = {"block": "post", "kind": "bottleneck", "shortcut": "B", "norm": "batch"}
    assert found["config"] == own | {"stride": 2, "seed": 0}
