"""An exported script needs only NumPy, and gives the numbers of the run that it was made from."""

import dataclasses
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from own_points import two_clouds

from residual.cli import main
from residual.experiments import Config, FlowConfig, make_trainer
from residual.export import flatten as flattening
from residual.export.flatten import FlattenError, flatten
from residual.export.script import NO_RUNS, script, template

CONFIGS: dict[str, dict[str, Any]] = {
    "residual": {"depth": 12, "epochs": 15},
    "plain": {"depth": 8, "shortcut": "none", "epochs": 15},
    "pre-activation": {"depth": 8, "block": "pre", "norm": "none", "lr": 0.01, "epochs": 15},
    "single precision": {"depth": 8, "precision": "float32", "momentum": 0.5, "epochs": 5},
    "diverging": {"depth": 56, "norm": "none", "lr": 5.0, "epochs": 30},
    "default": {"epochs": 3},
    "highway": {"depth": 6, "block": "highway", "activation": "tanh", "epochs": 5},
    "dense": {"depth": 6, "block": "dense", "norm": "layer", "batch_size": 50, "epochs": 5},
    "own points": {"depth": 6, "dataset": "own", "points": two_clouds(), "epochs": 5},
    "other data": {"depth": 6, "dataset": "moons", "noise": 1.0, "weight_decay": 0.01, "epochs": 5},
}
FLOW_CONFIGS: dict[str, dict[str, Any]] = {
    "transformer": {"depth": 6, "block": "transformer_pre", "norm": "layer", "epochs": 2},
    "post-norm": {"depth": 6, "block": "transformer_post", "activation": "gelu", "epochs": 2},
}
ALL: dict[str, Config] = {
    **{name: Config.parse(values) for name, values in CONFIGS.items()},
    **{name: FlowConfig.parse(values) for name, values in FLOW_CONFIGS.items()},
}


def entry(name: str, config: Config) -> dict[str, Any]:
    table = "flow" if isinstance(config, FlowConfig) else "degradation"
    return {"name": name, "table": table, "settings": config.to_dict()}


def run_alone(text: str, folder: Path, *options: str) -> str:
    """Run a script in a Python that finds no package of this project."""
    path = folder / "script.py"
    path.write_text(text, encoding="utf-8")
    # -S leaves the site's packages out; NumPy's folder alone is put back.
    numpy_at = str(Path(np.__file__).parents[1])
    code = (
        "import runpy, sys; sys.path.append(sys.argv.pop(1)); sys.modules['residual'] = None; "
        "sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    words = [sys.executable, "-I", "-S", "-c", code, numpy_at, str(path), *options]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What one script of all these runs gives."""
    entries = [entry(name, config) for name, config in ALL.items()]
    found = json.loads(run_alone(script(entries), tmp_path_factory.mktemp("script"), "--json"))
    return {result["name"]: result for result in found}


@pytest.mark.parametrize("name", ALL)
def test_a_script_gives_the_run_s_history(results: dict[str, Any], name: str) -> None:
    config = ALL[name]
    trainer = make_trainer(config)
    trainer.advance(config.epochs)
    found = results[name]
    assert found["observed"] == [dataclasses.asdict(seen) for seen in trainer.history.observed]
    assert found["loss"] == trainer.history.loss
    assert found["accuracy"] == trainer.history.accuracy
    assert found["diverged_at"] == trainer.diverged_at
    assert found["config"] == config.to_dict()


def test_one_of_them_diverges_and_says_so(results: dict[str, Any]) -> None:
    assert results["diverging"]["diverged_at"] is not None


def test_the_article_s_listing_comes_out_over_all_its_epochs(tmp_path: Path) -> None:
    config = Config.from_preset("article", {"depth": 4})
    text = script([entry("The article's listing", config)])
    (found,) = json.loads(run_alone(text, tmp_path, "--json"))
    trainer = make_trainer(config)
    trainer.advance(config.epochs)
    assert len(found["loss"]) == 500
    assert found["loss"] == pytest.approx(trainer.history.loss, rel=1e-9)


def test_the_command_line_prints_a_script_that_says_what_came_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["script", "--depth", "8", "--epochs", "4", "--shortcut", "none"]) == 0
    shown = run_alone(capsys.readouterr().out, tmp_path)
    history = make_trainer(Config(depth=8, epochs=4, shortcut="none")).advance(4)
    assert shown.startswith(f"8-layer plain network: loss {history.loss[-1]:.6g}, accuracy ")
    assert f"test loss {history.observed[-1].test_loss:.6g}" in shown
    assert shown.endswith("after 4 epochs\n")


def test_a_refused_setting_is_named_before_anything_is_printed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["script", "--depth", "7"]) == 2
    shown = capsys.readouterr()
    assert not shown.out
    assert "depth: 7 is not allowed" in shown.err


def test_names_may_hold_any_letters(tmp_path: Path) -> None:
    name = 'plain "50 %" \\ \u2028 \U0001f600 {x} RUNS = []'
    (found,) = json.loads(
        run_alone(script([entry(name, Config(depth=2, epochs=1))]), tmp_path, "--json")
    )
    assert found["name"] == name


def test_the_template_has_one_line_for_the_runs() -> None:
    lines = template().splitlines()
    assert lines.count(NO_RUNS) == 1
    assert template().count(NO_RUNS) == 1
    assert not any(line.startswith(("import residual", "from residual")) for line in lines)
    assert not re.search(r"^\s*(from|import) residual", template(), re.MULTILINE)


def test_the_head_names_what_it_needs_for_uv() -> None:
    head = template().split("# ///\n")[0]
    assert head.startswith("# /// script\n")
    assert 'dependencies = ["numpy' in head
    assert "requires-python" in head


def test_the_script_holds_the_package_s_text_and_not_more_than_it_needs() -> None:
    text = template()
    assert "class Block(Layer):" in text
    assert "kernels = SimpleNamespace(" in text
    unused_names = ("class Adam", "def resnet", "def read_pasted", "class EditError")
    for unused in (*unused_names, "noqa", "type: ignore"):
        assert unused not in text


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A package of modules with given texts, to be flattened."""

    def make(**modules: str) -> None:
        root = tmp_path / "tiny"
        root.mkdir()
        (root / "__init__.py").write_text("")
        for name, text in modules.items():
            (root / f"{name}.py").write_text(text)

    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(flattening, "PACKAGE", "tiny")
    flattening.read.cache_clear()
    yield make
    flattening.read.cache_clear()
    for name in [name for name in sys.modules if name.split(".")[0] == "tiny"]:
        del sys.modules[name]


def run_flat(module: str, name: str) -> Any:
    imports, text = flatten(module, name)
    names: dict[str, Any] = {}
    exec(f"{imports}\n{text}", names)
    return names[name]()


def test_only_what_is_needed_is_kept_in_order(package: Any) -> None:
    package(
        a="import math\n\n# Three.\nTHREE = 3\n'''What it is.'''\nUNUSED = 4\n",
        b="from tiny import a\nfrom tiny.a import THREE\n\ndef main():\n"
        "    return THREE + a.THREE\n",
    )
    _, text = flatten("tiny.b", "main")
    assert "# Three.\nTHREE = 3\n'''What it is.'''" in text
    assert "UNUSED" not in text
    assert run_flat("tiny.b", "main") == 6


def test_a_package_may_import_its_own_modules(package: Any) -> None:
    package(
        __init__="from tiny import a\n\nONE = 1\nPLACES = (a,)\n",
        a="def two():\n    return 2\n",
        b="from tiny import ONE, a\n\ndef main():\n    return ONE + a.two()\n",
    )
    assert run_flat("tiny.b", "main") == 3


def test_two_modules_by_one_name_are_refused(package: Any) -> None:
    package(
        a="def one():\n    return 1\n",
        b="def two():\n    return 2\n",
        c="from tiny import a as k\n\ndef three():\n    return k.one()\n",
        d="from tiny import b as k\nfrom tiny.c import three\n\ndef main():\n"
        "    return k.two() + three()\n",
    )
    with pytest.raises(FlattenError, match=r"k: is the namespace of tiny\.a and tiny\.b"):
        flatten("tiny.d", "main")


def test_two_meanings_of_one_name_are_refused(package: Any) -> None:
    package(
        a="def _help():\n    return 1\n\ndef one():\n    return _help()\n",
        b="from tiny.a import one\n\ndef _help():\n    return 2\n\ndef main():\n"
        "    return one() + _help()\n",
    )
    with pytest.raises(FlattenError, match=r"_help: is defined by tiny\.a and by tiny\.b"):
        flatten("tiny.b", "main")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("from tiny.a import one as uno\n\ndef main():\n    return uno()\n", "use its own"),
        ("def main():\n    from tiny.a import one\n    return one()\n", "imports for itself"),
        ("from tiny import a\n\ndef main():\n    return a.two()\n", "a.two is not known"),
        ("for i in range(3):\n    pass\n\ndef main():\n    return i\n", "is not known"),
        ("def max():\n    return 1\n\ndef main():\n    return max()\n", "defined by Python itself"),
        (
            "import math as m\nfrom tiny.a import m2\n\ndef main():\n    return m.pi, m2()\n",
            "means",
        ),
    ],
)
def test_what_cannot_stand_in_one_file_is_refused(package: Any, text: str, words: str) -> None:
    package(
        a="import cmath as m\n\ndef one():\n    return 1\n\ndef m2():\n    return m.pi\n", b=text
    )
    with pytest.raises(FlattenError, match=words):
        flatten("tiny.b", "main")
