"""The command line: what it prints, and what it refuses."""

import functools
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from own_points import two_clouds

from residual.cli import blocks, main, table
from residual.data.own_points import decode_points
from residual.experiments import Config, make_trainer
from residual.experiments.depth_table import depth_table

SHORT = ["--depth", "4", "--width", "4", "--epochs", "3"]


def run_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict:
    assert main(["train", *arguments, "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.count("\n") == 1
    return json.loads(out)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    return err.splitlines()


def test_json_is_one_object_as_promised(capsys: pytest.CaptureFixture[str]) -> None:
    printed = run_json(capsys, *SHORT, "--seed", "7")
    histories = ["loss", "accuracy", "test_epochs", "test_loss", "test_accuracy"]
    assert list(printed) == ["config", *histories, "diverged_at", "seconds"]
    trainer = make_trainer(Config.parse({"depth": 4, "width": 4, "epochs": 3, "seed": 7}))
    trainer.advance(3)
    assert printed["loss"] == trainer.history.loss
    assert printed["accuracy"] == trainer.history.accuracy
    assert printed["test_epochs"] == [1, 2, 3]
    assert printed["test_loss"] == [seen.test_loss for seen in trainer.history.observed]
    assert printed["diverged_at"] is None
    assert 0 < printed["seconds"] < 60
    assert printed["config"] == Config(depth=4, width=4, epochs=3, seed=7).to_dict()


def test_every_setting_is_an_option(capsys: pytest.CaptureFixture[str]) -> None:
    given = Config(
        depth=6, shortcut="none", width=5, block="pre", norm="none", activation="tanh",
        init_scale=0.5, dataset="own", noise=0.5, turns=2.0, points=two_clouds(), lr=0.03,
        momentum=0.2, batch_size=100, weight_decay=0.01, epochs=2, seed=9, recipe="listing",
        precision="float32",
    )  # fmt: skip
    assert all(value != getattr(Config(), name) for name, value in given.to_dict().items())
    options = [f"--{k.replace('_', '-')}={v}" for k, v in given.to_dict().items()]
    assert run_json(capsys, *options)["config"] == given.to_dict()


def test_points_come_from_their_code_or_from_a_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    x, y = decode_points(two_clouds())
    lines = [f"{a};{b};{'AB'[int(c)]}" for (a, b), (c,) in zip(x, y, strict=True)]
    file = tmp_path / "mine.csv"
    file.write_text("\n".join(["x;y;label", *lines]), encoding="utf-8-sig")
    for given in (two_clouds(), str(file)):
        config = run_json(capsys, *SHORT, "--points", given)["config"]
        assert (config["dataset"], config["points"]) == ("own", two_clouds())


def test_a_file_of_points_is_refused_line_by_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("1,2,A\n1,b,B\n3,4\n")
    assert refused(capsys, "train", "--points", str(file)) == [
        f"points: {file}: line 2: y: b is not allowed; use a number from -1e100 to 1e100",
        f"points: {file}: line 3: fields: 2 are not allowed; use two numbers and a label, "
        "such as 0.3, -0.2, A",
    ]
    file.write_bytes(b"\xff\xfe\x00")
    (message,) = refused(capsys, "train", "--points", str(file))
    assert message.startswith(f"points: {file}: cannot be read: ")
    assert refused(capsys, "train", "--points")[0].startswith("points: nothing is not allowed; ")
    (message,) = refused(capsys, "train", "--points", "mine.txt")
    assert message.startswith("points: mine.txt is not allowed; use the code of 10 to 400 points")
    assert "the name of a file" in message


def test_a_preset_and_what_overrides_it(capsys: pytest.CaptureFixture[str]) -> None:
    printed = run_json(capsys, "--preset", "article", "--depth", "4", "--epochs", "2")
    expected = Config.from_preset("article", {"depth": 4, "epochs": 2})
    assert printed["config"] == expected.to_dict()


def test_the_article_ends_where_it_ends(capsys: pytest.CaptureFixture[str]) -> None:
    printed = run_json(capsys, "--preset", "article", "--seed", "0", "--depth", "4")
    assert printed["loss"][-1] == pytest.approx(0.661260525836, rel=0, abs=1e-9)
    assert len(printed["loss"]) == 500


def test_divergence_is_printed_as_a_result(capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--depth", "56", "--norm", "none"]
    printed = run_json(capsys, *options)
    assert printed["diverged_at"] == len(printed["loss"]) + 1
    assert main(["train", *options]) == 0
    assert f"diverged at epoch {printed['diverged_at']}" in capsys.readouterr().out


def test_summary_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", *SHORT, "--shortcut", "none"]) == 0
    out, err = capsys.readouterr()
    assert err == ""  # no progress bar where nobody watches
    assert out.startswith("4-layer plain network, width 4, seed 0\n")
    for word in ("loss", "accuracy", "3 epochs in"):
        assert word in out


def test_a_progress_bar_for_those_who_watch(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert main(["train", *SHORT]) == 0
    err = capsys.readouterr().err
    assert err.endswith("\n")
    assert "[" + "#" * 30 + "] 3/3 epochs  loss " in err


@pytest.mark.parametrize(
    ("option", "value", "allowed"),
    [
        ("depth", "57", "an even whole number from 2 to 110"),
        ("depth", "112", "an even whole number from 2 to 110"),
        ("depth", "-4", "an even whole number from 2 to 110"),
        ("depth", "", "an even whole number from 2 to 110"),
        ("width", "1.5", "a whole number from 2 to 64"),
        ("epochs", "many", "a whole number from 1 to 5000"),
        ("lr", "nan", "a number from 0.0001 to 10.0"),
        ("lr", "inf", "a number from 0.0001 to 10.0"),
        ("lr", "-inf", "a number from 0.0001 to 10.0"),
        ("lr", "-1e-3", "a number from 0.0001 to 10.0"),
        ("lr", "0", "a number from 0.0001 to 10.0"),
        ("shortcut", "yes", "one of none, identity"),
        ("block", "v1", "one of post, pre, highway, dense"),
        ("norm", "instance", "one of batch, layer, none"),
        ("preset", "magic", "one of degradation, paper, shallow, rescue, article, explodes"),
    ],
)
def test_a_bad_value_is_refused_in_one_line(
    capsys: pytest.CaptureFixture[str], option: str, value: str, allowed: str
) -> None:
    shown = value or "nothing"
    message = f"{option}: {shown} is not allowed; use {allowed}"
    assert refused(capsys, "train", f"--{option}", value) == [message]
    assert refused(capsys, "train", f"--{option}={value}", "--json") == [message]


def test_several_bad_values_are_refused_together(capsys: pytest.CaptureFixture[str]) -> None:
    lines = refused(capsys, "train", "--depth", "5", "--lr", "-1", "--norm", "x")
    assert [line.split(":")[0] for line in lines] == ["depth", "norm", "lr"]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["train", "--colour", "red"], "--colour"),
        (["fly"], "fly"),
        ([], "command"),
    ],
)
def test_a_bad_command_line_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: list[str], complaint: str
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert complaint in capsys.readouterr().err


@pytest.mark.parametrize("rest", [[], ["--json"], ["--lr", "0.1"]])
def test_an_option_without_its_value_is_refused_with_the_range(
    capsys: pytest.CaptureFixture[str], rest: list[str]
) -> None:
    (line,) = refused(capsys, "train", "--depth", *rest)
    assert line == "depth: nothing is not allowed; use an even whole number from 2 to 110"


def test_help_lists_every_setting(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["train", "--help"])
    assert caught.value.code == 0
    text = " ".join(capsys.readouterr().out.split())
    for name, row in Config.table().items():
        assert f"--{name.replace('_', '-')}" in text
        assert " ".join(f"{row.help} Use {row.allowed}".split()) in text
        assert f" (default: {'nothing' if row.default == '' else row.default})" in text
    assert "--preset" in text
    assert "--json" in text


def test_as_a_program() -> None:
    def program(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-W", "error", "-m", "residual.cli", *arguments]
        environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
        return subprocess.run(
            command, capture_output=True, text=True, check=False, env=environment, timeout=60
        )

    good = program("train", *SHORT, "--json")
    assert (good.returncode, good.stderr) == (0, "")
    assert len(json.loads(good.stdout)["loss"]) == 3
    bad = program("train", "--width", "0")
    assert (bad.returncode, bad.stdout) == (2, "")
    assert bad.stderr == "width: 0 is not allowed; use a whole number from 2 to 64\n"


def test_table(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "DEPTHS", (2, 4))
    short = functools.partial(depth_table, base=Config(epochs=10))
    monkeypatch.setattr(table, "depth_table", short)
    assert main(["table", "--seeds", "2", "--processes", "2", "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    printed = json.loads(out)
    assert (printed["depths"], printed["seeds"]) == ([2, 4], [0, 1])
    assert main(["table", "--seeds", "2", "--processes", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert f"{printed['rows'][0]['median']:.2g} (" in lines[1]
    assert [line.split()[0] for line in lines[1:3]] == ["2", "4"]


def test_table_refuses_bad_values(capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(capsys, "table", "--seeds", "0", "--processes", "x") == [
        "seeds: 0 is not allowed; use a whole number from 1 to 100",
        "processes: x is not allowed; use a whole number from 1 to 64",
    ]


def test_one_claim_can_be_measured_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "identity-norm", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["id"], row["published"], row["verdict"]) == ("identity-norm", 2.83, "holds")
    assert row["measured"]["median"] == pytest.approx(8**0.5)


def test_a_claim_that_is_none_is_named_with_those_that_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (line,) = refused(capsys, "claims", "identity-nrm")
    assert line.startswith("ID: 'identity-nrm' is no claim; use one of listing-loss-4, ")


def test_the_networks_of_the_block_explorer_are_told_by_their_choices(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    config = {"block": "post", "kind": "basic", "shortcut": "B", "norm": "batch", "stride": 2}
    shown = {"loss": 0.0123, "accuracy": 0.991, "testAccuracy": 0.972}
    networks = [{"config": config | {"seed": 0}, "weights": "AAAA", **shown}]
    monkeypatch.setattr(blocks, "record", lambda run_all: networks)
    assert main(["blocks"]) == 0
    head, row, note = capsys.readouterr().out.splitlines()
    assert head.split() == ["network", "loss", "training", "test"]
    assert row.split() == ["post", "basic", "B", "batch", "0.0123", "99.1%", "97.2%"]
    assert note.startswith("training and test: ")
    assert main(["blocks", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == networks
