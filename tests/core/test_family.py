"""The ResNet family, counted block by block."""

import json
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from residual.cli import main
from residual.experiments.family import compare_blocks, count_family, parts_of
from residual.experiments.family_config import STAGES, FamilyConfig
from residual.networks import FAMILY, resnet, resnet_of
from residual.networks.counting import total
from residual.page.jobs import Jobs
from residual.page.recorded_family import record_family
from residual.page.verbs import VERBS
from residual.settings import SettingError

COSTS = ("parameters", "multiply_adds")


def summed(counts: dict, config: FamilyConfig) -> tuple[int, int]:
    """Parameters and multiply-adds of a network, from those of its blocks."""
    layers = [*counts["stem"]["layers"], *counts["head"]["layers"]]
    for stage, blocks in zip(counts["stages"], config.member.blocks, strict=True):
        layers += stage["first"]["layers"] + (blocks - 1) * stage["rest"]["layers"]
    parameters, multiply_adds = (sum(layer[cost] for layer in layers) for cost in COSTS)
    return parameters, multiply_adds


def counted_whole(config: FamilyConfig) -> tuple[int, int]:
    whole = total(resnet_of(None, config.member, **config.shapes))
    return whole.parameters, whole.multiply_adds


CONFIGS = st.builds(
    FamilyConfig,
    **{
        name: st.sampled_from(list(row.choices))
        if row.choices
        else st.sampled_from(range(row.minimum, min(row.maximum, 9) + 1))
        if name.startswith("blocks")
        else st.sampled_from(range(row.minimum, row.maximum + 1, row.step))
        for name, row in FamilyConfig.table().items()
    },
)


@given(CONFIGS)
@settings(max_examples=30, deadline=None)
def test_the_blocks_add_up_to_the_whole_network(config: FamilyConfig) -> None:
    assert summed(count_family(config), config) == counted_whole(config)


@pytest.mark.parametrize("depth", FAMILY)
def test_a_preset_is_the_paper_s_network(depth: int) -> None:
    config = FamilyConfig.from_preset(f"resnet{depth}", {})
    whole = total(resnet(None, depth))
    assert summed(count_family(config), config) == (whole.parameters, whole.multiply_adds)
    counts = count_family(config)
    weight_layers = 2 + sum(
        stage["first"]["depth"] + (blocks - 1) * stage["rest"]["depth"]
        for stage, blocks in zip(counts["stages"], config.member.blocks, strict=True)
    )
    assert weight_layers == depth


@pytest.mark.parametrize(
    ("depth", "blocks", "projections"),
    [(18, 8, 3), (34, 16, 3), (50, 16, 4), (101, 33, 4), (152, 50, 4)],
)
def test_few_blocks_need_a_projection_and_not_two_of_every_eight(
    depth: int, blocks: int, projections: int
) -> None:
    config = FamilyConfig.from_preset(f"resnet{depth}", {})
    assert sum(config.member.blocks) == blocks
    for option, expected in (("A", 0), ("B", projections), ("C", blocks)):
        stages = count_family(FamilyConfig.from_preset(f"resnet{depth}", {"shortcut": option}))
        found = sum(
            n * (block["shortcut"] == "projection")
            for stage, count in zip(stages["stages"], config.member.blocks, strict=True)
            for n, block in ((1, stage["first"]), (count - 1, stage["rest"]))
        )
        assert found == expected
        changes = [s[which]["changes_shape"] for s in stages["stages"] for which in s]
        assert changes == [projections == 4, False, True, False, True, False, True, False]


def test_the_stride_of_a_bottleneck_is_seen_in_its_first_layer() -> None:
    for stride_in, sides in (("1x1", [28, 28, 28]), ("3x3", [56, 28, 28])):
        counts = count_family(FamilyConfig(stride_in=stride_in))
        layers = counts["stages"][1]["first"]["layers"]
        convolutions = [each for each in layers if each["name"].startswith("branch.conv")]
        assert [each["side"] for each in convolutions] == sides


@pytest.mark.parametrize("narrow", [1, 64, 100, 512])
def test_a_bottleneck_is_17_times_cheaper_than_two_and_8_times_than_one(narrow: int) -> None:
    costs = compare_blocks(narrow)
    assert costs["wide"] == 4 * narrow
    assert round(costs["two"] / costs["bottleneck"], 1) == 16.9
    assert round(costs["one"] / costs["bottleneck"], 1) == 8.5


def test_what_is_recorded_is_what_the_verb_gives() -> None:
    recorded = record_family()["counted"]
    kinds = {
        (c["config"]["kind"], c["config"]["shortcut"], c["config"]["stride_in"]) for c in recorded
    }
    assert kinds == {
        *product(["bottleneck"], ["none", "A", "B", "C"], ["1x1", "3x3"]),
        *product(["basic"], ["none", "A", "B", "C"], ["1x1"]),
    }
    for each in recorded:
        jobs = Jobs(VERBS)
        begun = jobs.begin("count_blocks", {"config": each["config"]})
        assert begun["config"] == each["config"]
        (part,) = jobs.go_on(begun["job"], 0)["parts"]
        assert part == {"share": 1.0} | {k: v for k, v in each.items() if k != "config"}


def test_published_errors_have_their_source_protocol_and_option() -> None:
    recorded = record_family()
    assert recorded["flops"] == {"18": 1.8e9, "34": 3.6e9, "50": 3.8e9, "101": 7.6e9, "152": 11.3e9}
    for table in recorded["errors"]:
        assert table["source"]
        assert "set" in table["protocol"]
        assert table["ensemble"] == ("ensemble" in table["protocol"])
    assert sum(table["ensemble"] for table in recorded["errors"]) == 1
    paper = [t for t in recorded["errors"] if t["source"].startswith("He") and not t["ensemble"]]
    assert [t["rows"][0] for t in paper] == [
        {"network": "resnet34", "error": "7.46", "note": "option B"},
        {"network": "resnet34", "error": "5.71", "note": "option B"},
    ]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"blocks3": 0}, "blocks3: 0 is not allowed; use a whole number from 1 to 50"),
        ({"width": 65}, "width: 65 is not allowed; use a whole number from 8 to 256 in steps of 8"),
        (
            {"size": 225},
            "size: 225 is not allowed; use a whole number from 32 to 512 in steps of 32",
        ),
        ({"kind": "wide"}, "kind: wide is not allowed; use one of basic, bottleneck"),
    ],
)
def test_bad_settings_are_refused_by_name(values: dict, message: str) -> None:
    with pytest.raises(SettingError) as refused:
        Jobs(VERBS).begin("count_blocks", {"config": values})
    assert refused.value.problems == [message]
    assert len(STAGES) == 4


@given(CONFIGS)
@settings(max_examples=15, deadline=None)
def test_the_parts_add_up_to_the_whole_network(config: FamilyConfig) -> None:
    rows = parts_of(config)
    assert tuple(sum(row[cost] for row in rows) for cost in COSTS) == counted_whole(config)
    assert sum(row["blocks"] for row in rows) == sum(config.member.blocks)


def test_the_command_counts_one_network_part_by_part(capsys: pytest.CaptureFixture[str]) -> None:
    given = {"kind": "basic", "blocks1": 2, "blocks2": 5, "blocks3": 1, "blocks4": 2}
    given |= {"shortcut": "C", "stride_in": "3x3", "width": 32, "size": 64}
    assert all(value != getattr(FamilyConfig(), name) for name, value in given.items())
    options = [f"--{name.replace('_', '-')}={value}" for name, value in given.items()]
    assert main(["family", *options, "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["config"] == given
    assert printed["parts"][:-1] == parts_of(FamilyConfig.parse(given))
    whole = printed["parts"][-1]
    assert (whole["part"], whole["blocks"], whole["layers"], whole["projections"]) == (
        "network",
        10,
        22,
        10,
    )
    assert main(["family", "--preset", "resnet34"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2].split() == ["network", "16", "34", "3", "21,797,672", "3,663,761,408"]
    assert main(["family", "--blocks1", "0"]) == 2
    assert "blocks1: 0 is not allowed; use a whole number from 1 to 50" in capsys.readouterr().err
