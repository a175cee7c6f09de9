"""Counting without running: parameters and multiply-adds, as published and as multiplied."""

import json
import subprocess
import sys

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from residual import cli, kernels
from residual.arrays import Array
from residual.networks import (
    FAMILY,
    Network,
    cifar_resnet,
    dense_mlp,
    densenet,
    highway,
    mlp,
    point_transformer,
    resnet,
    transformer,
    unet,
    vision_transformer,
)
from residual.networks.counting import PUBLISHED_FLOPS, count, family, total

PARAMETERS = {18: 11_689_512, 34: 21_797_672, 50: 25_557_032, 101: 44_549_160, 152: 60_192_808}


def test_parameters_of_the_family_are_the_known_ones() -> None:
    assert {d: total(resnet(None, d)).parameters for d in FAMILY} == PARAMETERS


@pytest.mark.parametrize("depth", FAMILY)
def test_multiply_adds_are_the_published_ones_to_their_last_digit(depth: int) -> None:
    """Less than one unit of the last printed digit away: some entries are rounded, some cut."""
    made = total(resnet(None, depth)).multiply_adds
    assert abs(made - PUBLISHED_FLOPS[depth]) < 0.1e9


def test_what_explains_the_differences() -> None:
    def billions(depth: int, **options: str) -> float:
        return round(total(resnet(None, depth, **options)).multiply_adds / 1e9, 2)

    assert billions(34) == 3.66  # published 3.6,
    assert billions(34, shortcut="A") == 3.64  # which leaves out the projections
    assert [billions(d, stride_in="3x3") for d in (50, 101, 152)] == [4.09, 7.80, 11.51]
    same = total(resnet(None, 50, stride_in="3x3")).parameters
    assert same == PARAMETERS[50]


def test_the_cifar_family_has_the_published_sizes() -> None:
    """He et al. 2015, table 6: 0.27, 0.46, 0.66, 0.85, 1.7 and 19.4 million."""
    sizes = {d: total(cifar_resnet(None, d)).parameters / 1e6 for d in (20, 32, 44, 56, 110, 1202)}
    assert [round(sizes[d], 2) for d in (20, 32, 44, 56)] == [0.27, 0.46, 0.66, 0.85]
    assert round(sizes[110], 1) == 1.7
    assert round(sizes[1202], 1) == 19.4


def test_plain_and_option_a_cost_the_same() -> None:
    assert total(resnet(None, 34, shortcut="A")) == total(resnet(None, 34, shortcut="none"))


def test_a_bottleneck_of_256_channels_costs_69_632_multiply_adds_per_position() -> None:
    per_position = sum(
        layer.multiply_adds
        for layer in count(resnet(None, 50), (1, 3, 224, 224))
        if layer.name.startswith("stages.0.1.branch.conv")
    ) / (56 * 56)
    assert per_position == 256 * 64 + 9 * 64 * 64 + 64 * 256 == 69_632


SMALL = {
    "mlp": lambda rng: mlp(rng, depth=6, width=4, shortcut=True),
    "highway": lambda rng: highway(rng, depth=4, width=4),
    "dense mlp": lambda rng: dense_mlp(rng, depth=4, width=4),
    "points": lambda rng: point_transformer(rng, depth=4, width=4),
    "resnet": lambda rng: resnet(rng, 50, width=2, size=32, classes=3),
    "cifar": lambda rng: cifar_resnet(rng, 8, width=2, size=8, shortcut="B"),
    "densenet": lambda rng: densenet(rng, layers=(2, 2), growth=3, size=8),
    "unet": lambda rng: unet(rng, width=2),
    "transformer": lambda rng: transformer(rng, width=8, heads=2, length=5),
    "vit": lambda rng: vision_transformer(rng, size=4),
}


@pytest.mark.parametrize("name", SMALL)
def test_an_outline_counts_what_the_real_network_has(name: str) -> None:
    outline, real = SMALL[name](None), SMALL[name](np.random.default_rng(0))
    assert total(outline) == total(real)
    held = sum(p.value.size for p in real.parameters().values())
    assert total(outline).parameters == held
    counted = [layer.name for layer in count(outline, (1, *outline.input_shape))]
    assert len(set(counted)) == len(counted)
    assert {key.rpartition(".")[0] for key in real.parameters()} <= set(counted)


@pytest.mark.parametrize(
    "name", ["mlp", "highway", "dense mlp", "resnet", "cifar", "densenet", "unet"]
)
def test_multiply_adds_are_the_products_that_a_forward_pass_makes(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    affine, convolve = kernels.affine, kernels.convolve

    def counting_affine(x: Array, w: Array) -> Array:
        made.append(len(x) * w.size)
        return affine(x, w)

    def counting_convolve(x: Array, w: Array, stride: int, padding: int) -> Array:
        y = convolve(x, w, stride, padding)
        made.append(y[:, 0].size * w.size)
        return y

    monkeypatch.setattr(kernels.dense, "affine", counting_affine)
    monkeypatch.setattr(kernels.convolution, "convolve", counting_convolve)
    network: Network = SMALL[name](np.random.default_rng(0))
    network.forward(np.random.default_rng(1).standard_normal((2, *network.input_shape)))
    counted = [c.multiply_adds for c in count(network, (2, *network.input_shape))]
    assert sum(made) == sum(counted) > 0


def test_multiply_adds_of_attention_by_hand() -> None:
    counts = count(transformer(None, layers=1, width=8, heads=2, hidden=6), (1, 5, 8))
    assert sum(c.multiply_adds for c in counts) == 4 * 5 * 64 + 2 * 25 * 8 + 2 * 5 * 8 * 6


def test_an_outline_holds_no_numbers() -> None:
    parameters = resnet(None, 18).parameters()
    w = parameters["stages.3.0.branch.conv2.w"]
    assert w.value.shape == w.grad.shape == (512, 512, 3, 3)
    assert w.value.strides == w.grad.strides == (0, 0, 0, 0)


def test_outlines_do_not_change_what_is_drawn() -> None:
    before = resnet(np.random.default_rng(0), 18, width=2).state()
    resnet(None, 18, width=2)
    after = resnet(np.random.default_rng(0), 18, width=2).state()
    for name, value in before.items():
        assert_array_equal(after[name], value)


def test_counting_refuses_what_the_network_would_refuse() -> None:
    with pytest.raises(ValueError, match=r"^stem.conv: .*\(1, 1, 224, 224\).*\(N, 3, H, W\)"):
        count(resnet(None, 18), (1, 1, 224, 224))


def test_the_command_prints_the_table_as_json() -> None:
    command = [sys.executable, "-m", "residual.cli", "family", "--json"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True)
    assert printed.stderr == ""
    rows = json.loads(printed.stdout)
    assert rows == family()
    assert rows[2] == {
        "name": "resnet50",
        "blocks": [3, 4, 6, 3],
        "block": "bottleneck",
        "parameters": 25_557_032,
        "multiply_adds": 3_857_973_248,
    }
    assert [row["name"] for row in rows] == [f"resnet{depth}" for depth in PARAMETERS]


def test_the_command_prints_a_readable_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["family"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "parameters" in lines[0]
    assert "11,689,512" in lines[1]
    assert lines[5].split()[0] == "resnet152"
    assert "11,282,415,616  11.3e9" in lines[5]
