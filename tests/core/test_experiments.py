"""Configured runs: what a setting changes and leaves alone, and short recorded histories."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from residual.experiments import EXPERIMENTS, Config, FlowConfig, make_trainer
from residual.experiments.limits import MOST_BYTES, MOST_TOGETHER
from residual.settings import SettingError
from residual.training import Run

KINDS = [
    dict(zip(("block", "norm", "recipe"), kind, strict=True))
    for kind in itertools.product(
        ("post", "pre"), ("batch", "layer", "none"), ("standard", "listing")
    )
] + [
    dict(zip(("block", "norm"), kind, strict=True))
    for kind in itertools.product(
        ("transformer_pre", "transformer_post"), ("batch", "layer", "none")
    )
]
ALL_KINDS = KINDS + [
    dict(zip(("block", "norm"), kind, strict=True))
    for kind in itertools.product(("highway", "dense"), ("batch", "layer", "none"))
]


def make(**values: object) -> Run:
    return make_trainer(FlowConfig.parse({"depth": 8, "width": 5, **values}))


def assert_same_data(first: Run, second: Run) -> None:
    assert_array_equal(first.x, second.x)
    assert_array_equal(first.y, second.y)


@pytest.mark.parametrize("kind", KINDS)
def test_toggling_the_skip_changes_no_weight_and_no_data(kind: dict[str, str]) -> None:
    plain, residual = make(shortcut="none", **kind), make(shortcut="identity", **kind)
    assert_same_data(plain, residual)
    weights = residual.network.state()
    assert list(plain.network.state()) == list(weights)
    for name, value in plain.network.state().items():
        assert_array_equal(value, weights[name])


@pytest.mark.parametrize("block", ["highway", "dense"])
def test_without_skips_a_network_of_another_kind_is_the_plain_one(block: str) -> None:
    ours, plain = make(block=block, shortcut="none"), make(shortcut="none")
    assert_same_data(ours, plain)
    assert ours.advance(3) == plain.advance(3)


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_the_skip_changes_the_first_loss(kind: dict[str, str]) -> None:
    plain, residual = make(shortcut="none", **kind), make(shortcut="identity", **kind)
    assert plain.measure() != residual.measure()


@pytest.mark.parametrize(
    "change",
    [
        {"depth": 20},
        {"width": 9},
        {"block": "pre"},
        {"block": "highway"},
        {"norm": "none"},
        {"activation": "tanh"},
        {"init_scale": 2},
        {"lr": 1},
        {"batch_size": 50},
    ],
    ids=str,
)
def test_no_setting_but_those_of_the_data_and_the_seed_changes_the_data(
    change: dict[str, object],
) -> None:
    assert_same_data(make(), make(**change))


@pytest.mark.parametrize(
    "change",
    [{"noise": 0.35}, {"turns": 2}, *({"dataset": d} for d in ("rings", "moons", "checkerboard"))],
    ids=str,
)
@pytest.mark.parametrize("recipe", ["standard", "listing"])
def test_settings_of_the_data_change_the_data_and_no_weight(
    change: dict[str, object], recipe: str
) -> None:
    first, second = make(recipe=recipe), make(recipe=recipe, **change)
    assert first.observer
    assert second.observer
    assert not np.array_equal(first.x, second.x)
    assert not np.array_equal(first.observer.test[0], second.observer.test[0])
    assert second.x.shape == (400, 2)
    assert second.y.mean() == 0.5
    weights = second.network.state()
    for name, value in first.network.state().items():
        assert_array_equal(value, weights[name])


def test_the_turns_matter_to_the_spirals_alone() -> None:
    assert_same_data(make(dataset="rings"), make(dataset="rings", turns=2))


def test_batches_are_those_of_the_setting_and_of_the_seed() -> None:
    assert [len(rows) for rows in make(batch_size=150)._batches] == [134, 133, 133]
    assert make(batch_size=400).batch_size is None
    first, same, other = (make(batch_size=100, seed=seed)._batches for seed in (0, 0, 1))
    assert_array_equal(np.concatenate(first), np.concatenate(same))
    assert not np.array_equal(np.concatenate(first), np.concatenate(other))


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_every_kind_trains_in_minibatches(kind: dict[str, str]) -> None:
    scale = 0.5 if kind["norm"] == "none" else 1.0
    trainer = make(**kind, depth=4, batch_size=64, epochs=2, lr=0.01, init_scale=scale)
    assert np.isfinite(trainer.advance(2).loss).all()
    assert trainer.epoch == 2


def test_the_seed_changes_data_and_weights() -> None:
    first, second = make(seed=0), make(seed=1)
    assert not np.array_equal(first.x, second.x)
    name = "stem.linear.w"
    assert not np.array_equal(first.network.state()[name], second.network.state()[name])


def test_data_and_weights_come_from_streams_of_their_own() -> None:
    trainer = make(norm="none", width=50)
    weights = trainer.network.state()["blocks.0.branch.linear1.w"].ravel()
    spread = trainer.x.ravel()[:800]
    assert abs(np.corrcoef(weights[:800], spread)[0, 1]) < 0.1


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_the_same_settings_give_the_same_run_to_the_last_bit(kind: dict[str, str]) -> None:
    first, second = make(**kind), make(**kind)
    assert first.advance(5) == second.advance(5)


def test_global_random_state_is_neither_used_nor_changed() -> None:
    np.random.seed(1)  # noqa: NPY002
    before = make().advance(2)
    drawn = np.random.standard_normal()  # noqa: NPY002
    np.random.seed(1)  # noqa: NPY002
    assert drawn == np.random.standard_normal()  # noqa: NPY002
    assert before == make().advance(2)


def test_settings_reach_the_run() -> None:
    trainer = make(lr=0.3, momentum=0.7, weight_decay=0.02, epochs=17, width=9, init_scale=2)
    assert (trainer.optimizer.lr, trainer.optimizer.momentum) == (0.3, 0.7)
    assert (trainer.optimizer.weight_decay, trainer.epochs) == (0.02, 17)
    name = "blocks.0.branch.linear1.w"
    assert trainer.network.state()[name].shape == (9, 9)
    half = make(width=9).network.state()[name]
    np.testing.assert_allclose(trainer.network.state()[name], 2 * half)


PRESETS = [(e, name) for e in EXPERIMENTS for name in EXPERIMENTS[e].settings.PRESETS]


@pytest.mark.parametrize(("experiment", "name"), PRESETS)
def test_presets_are_valid(experiment: str, name: str) -> None:
    table = EXPERIMENTS[experiment].settings
    preset = table.PRESETS[name]
    config = table.from_preset(name, {})
    for field, value in preset.values.items():
        assert getattr(config, field) == value
    assert EXPERIMENTS[experiment].make(config).measure()[0] > 0
    assert preset.label
    assert preset.about.endswith(".")
    assert bool(preset.claim) <= (experiment == "flow")
    pinned = [table.from_preset(name, pin) for pin in preset.pins]
    assert len({config, *pinned}) == 1 + len(pinned)


def test_presets_have_names_of_their_own_and_cases_differ_in_more_than_the_shortcut() -> None:
    for table in (e.settings for e in EXPERIMENTS.values()):
        labels = {preset.label for preset in table.PRESETS.values()}
        assert len(labels) == len(table.PRESETS)
    cases = {str(FlowConfig.from_preset(n, {"shortcut": "none"})) for n in FlowConfig.PRESETS}
    assert len(cases) == len(FlowConfig.PRESETS)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            {"recipe": "listing", "block": "highway"},
            "recipe: listing .* with block highway; use st",
        ),
        ({"recipe": "listing", "block": "transformer_pre", "norm": "layer"}, "recipe: listing "),
        (
            {"depth": 1000, "width": 64, "block": "highway"},
            r"depth: 1000 .* block highway and width 64, .* 3.7 GB; use a depth up to 446,",
        ),
        (
            {"depth": 1000, "width": 32, "block": "dense"},
            r"depth: 1000 .* head would read 8016 features; use a depth up to 510,",
        ),
        ({"batch_size": 1}, "batch_size: 1 is not allowed with norm batch.* from 2 to 400"),
    ],
)
def test_settings_that_cannot_be_together_are_refused_by_name(
    values: dict[str, object], message: str
) -> None:
    with pytest.raises(SettingError, match=message):
        FlowConfig.parse(values)


@pytest.mark.parametrize("block", list(FlowConfig.table()["block"].choices))
def test_a_thousand_layers_of_every_kind_are_allowed_at_the_usual_width(block: str) -> None:
    for shortcut in ("none", "identity"):
        assert FlowConfig.parse({"depth": 1000, "block": block, "shortcut": shortcut})


@pytest.mark.parametrize("width", [2, 16, 48, 64])
@pytest.mark.parametrize("block", list(FlowConfig.table()["block"].choices))
def test_the_depth_that_a_refusal_names_is_the_deepest_that_is_allowed(
    block: str, width: int
) -> None:
    values: dict[str, object] = {"block": block, "width": width}
    try:
        FlowConfig.parse({**values, "depth": 1000})
    except SettingError as error:
        deepest = int(str(error).split("up to ")[1].split(",")[0])
        assert FlowConfig.parse({**values, "depth": deepest})
        with pytest.raises(SettingError):
            FlowConfig.parse({**values, "depth": deepest + 2})
    else:
        assert width < 48


def test_networks_that_are_open_leave_less_room_for_others() -> None:
    size = FlowConfig.parse({"depth": 1000, "width": 32, "shortcut": "none"}).size
    assert size.problems_beside(MOST_TOGETHER - size.bytes) == []
    (problem,) = size.problems_beside(MOST_TOGETHER - size.bytes / 4)
    assert problem == (
        "depth: 1000 is not allowed with block post and width 32, which would need about 1.2 GB "
        "beside the 3.0 GB of the networks that are open; 3.3 GB are there; use a depth up to 250, "
        "or a smaller width"
    )
    assert replace(size, depth=250).problems_beside(MOST_TOGETHER - size.bytes / 4) == []
    assert "use fewer networks at a time" in size.problems_beside(MOST_TOGETHER)[0]


@pytest.mark.parametrize("block", list(FlowConfig.table()["block"].choices))
def test_two_of_the_largest_networks_fit_together(block: str) -> None:
    sizes = [FlowConfig.parse({"block": block, "depth": depth}).size for depth in (2, 110, 1000)]
    assert [size.problems_beside(MOST_BYTES) for size in sizes] == [[]] * 3
    assert 0 < sizes[0].bytes < sizes[1].bytes < sizes[2].bytes


def test_the_degradation_experiments_fit_at_every_depth_and_width() -> None:
    for block in Config.table()["block"].choices:
        assert Config.parse({"depth": 110, "width": 64, "block": block})


def test_single_points_can_be_batches_without_batch_normalisation() -> None:
    assert FlowConfig.parse({"batch_size": 1, "norm": "layer"}).batch_size == 1


def test_the_defaults_are_the_honest_degradation_experiment() -> None:
    config = Config.from_preset("degradation", {})
    assert config == Config()
    expected = {"width": 16, "block": "post", "norm": "batch", "lr": 0.1, "epochs": 200}
    expected |= {"momentum": 0, "weight_decay": 0, "init_scale": 1, "recipe": "standard"}
    assert expected.items() <= config.to_dict().items()


def test_given_values_override_a_preset() -> None:
    config = Config.from_preset("article", {"depth": "8", "seed": 3})
    assert config == replace(Config.from_preset("article", {}), depth=8, seed=3)


def test_an_unknown_preset_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SettingError, match="preset: magic is not allowed; use one of degradation"):
        Config.from_preset("magic", {})


# The first losses of short runs from seed 0, for networks and epochs in which rounding stays far
# below 1e-9 whatever the order of summation: the shallow ones for five epochs, deep residual ones
# for three, the deep plain one for its first.
GOLDEN = {
    "plain 8": (
        {"depth": 8, "shortcut": "none"},
        [0.770688418011, 0.695155998368, 0.646720944809, 0.623275452605, 0.582893996281],
    ),
    "residual v1 8": (
        {"depth": 8},
        [0.943832801023, 0.699377393763, 0.596321291852, 0.519495275386, 0.462610734183],
    ),
    "residual v2 8": (
        {"depth": 8, "block": "pre"},
        [0.782738907548, 0.747654391702, 0.719054603397, 0.692501991194, 0.668799795404],
    ),
    "plain 8 without normalisation": (
        {"depth": 8, "shortcut": "none", "norm": "none", "lr": 0.05},
        [0.691936831984, 0.691553617572, 0.691162268813, 0.690796310811, 0.690457864042],
    ),
    "residual v1 8 with momentum and weight decay": (
        {"depth": 8, "momentum": 0.9, "weight_decay": 0.001, "lr": 0.02, "seed": 3},
        [0.940700492514, 0.807128101162, 0.657961206658, 0.570929784072, 0.510375422738],
    ),
    "residual v1 20": (
        {"depth": 20},
        [1.116319768228, 0.562120194509, 0.253341669349, 0.126650326881, 0.093301368450],
    ),
    "plain 56": ({"depth": 56, "shortcut": "none"}, [0.751042320592]),
    "residual v1 56": ({"depth": 56}, [1.549236647503, 1.933680963825, 1.919129103081]),
    "residual v2 56": (
        {"depth": 56, "block": "pre"},
        [0.759227200842, 0.688547991125, 0.671444927389],
    ),
}


@pytest.mark.parametrize("name", list(GOLDEN))
def test_golden_history(name: str) -> None:
    values, expected = GOLDEN[name]
    losses = make_trainer(Config.parse(values)).advance(len(expected)).loss
    np.testing.assert_allclose(losses, expected, rtol=0, atol=1e-9)
