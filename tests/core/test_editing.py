"""A reader's own `Block`: what is right trains, and what is wrong is caught and named."""

import inspect
import textwrap

import numpy as np
import pytest

from residual.blocks import Block
from residual.experiments import Config, FlowConfig, make_trainer
from residual.layers import Layer
from residual.page.edited_block import (
    EditError,
    check_block,
    compile_block,
    failure,
    make_edited_trainer,
)
from residual.page.wire import norms
from residual.settings import SettingError
from residual.training import race

SOURCE = inspect.getsource(Block)
SMALL = {"depth": 8, "width": 5, "epochs": 6}


def edited(*replacements: tuple[str, str]) -> str:
    """Return the text of `Block` with some places changed, each of which has to be there once."""
    text = SOURCE
    for old, new in replacements:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def error_of(source: str) -> EditError:
    with pytest.raises(EditError) as caught:
        check_block(compile_block(source))
    return caught.value


def line_of(source: str, words: str) -> int:
    (number,) = [i for i, line in enumerate(source.splitlines(), 1) if words in line]
    return number


SKIP = "dx = kernels.add(dx, dy if self.shortcut is True else self.shortcut.backward(dy))"
FORWARD = "y = self.branch.forward(x, train)"
BRANCH = "dx = self.branch.backward(dy)"
BACKWARD = "def backward(self, dy: Array) -> Array:"


def test_the_original_text_is_fine() -> None:
    check_block(compile_block(SOURCE))


@pytest.mark.parametrize("block", ["post", "pre"])
@pytest.mark.parametrize("shortcut", ["none", "identity"])
def test_the_original_text_trains_to_the_same_bits(block: str, shortcut: str) -> None:
    config = Config.parse({**SMALL, "block": block, "shortcut": shortcut})
    original = make_trainer(config)
    copied = make_edited_trainer(config, compile_block(SOURCE))
    assert original.network.parameters().keys() == copied.network.parameters().keys()
    assert [type(layer) for _, layer in copied.network.walk()].count(Block) == 0
    assert copied.advance(6) == original.advance(6)
    for key, value in norms(original).items():
        np.testing.assert_array_equal(norms(copied)[key], value)


HALVED = edited(
    (FORWARD, "y = 0.5 * self.branch.forward(x, train)"),
    (BRANCH, "dx = self.branch.backward(0.5 * dy)"),
)


def test_another_block_with_the_right_backward_trains_on_its_own_way() -> None:
    kind = compile_block(HALVED)
    check_block(kind)
    config = Config.parse({**SMALL, "epochs": 60, "width": 16})
    halved, original = make_edited_trainer(config, kind), make_trainer(config)
    losses = halved.advance(60).loss
    assert losses != original.advance(60).loss
    assert losses[-1] < losses[0] / 2
    halved.reset()
    assert halved.advance(60).loss == losses


GATED = edited(
    ("        self.after = after\n", "        self.after = after\n        self.gate = Gate()\n"),
    (FORWARD, "y = self.gate.forward(self.branch.forward(x, train))"),
    (BRANCH, "dx = self.branch.backward(self.gate.backward(dy))"),
) + textwrap.dedent("""
    from residual.layers import Parameter

    class Gate(Layer):
        def __init__(self):
            self.alpha = Parameter(np.full(1, 0.1))

        def forward(self, x, train=True):
            self.x = x
            return self.alpha.value * x

        def backward(self, dy):
            self.alpha.grad = np.array([(dy * self.x).sum()])
            return self.alpha.value * dy
    """)


def test_a_block_may_have_parameters_of_its_own_and_they_are_trained() -> None:
    kind = compile_block(GATED)
    check_block(kind)
    trainer = make_edited_trainer(Config.parse(SMALL), kind)
    alpha = trainer.network.parameters()["blocks.0.gate.alpha"]
    trainer.advance(3)
    assert alpha.value != 0.1


def test_a_wrong_gradient_of_an_own_parameter_is_caught() -> None:
    error = error_of(GATED.replace("np.array([(dy * self.x).sum()])", "np.array([dy.sum()])"))
    assert error.kind == "gradient"
    assert error.message.startswith("The gradient by gate.alpha is wrong")


def test_a_forgotten_shortcut_in_the_backward_pass_is_caught() -> None:
    source = edited((SKIP, "pass"))
    error = error_of(source)
    assert (error.kind, error.line) == ("gradient", line_of(source, BACKWARD))
    assert error.message.startswith(
        "The gradient dx, by the input, is wrong in a post-activation block with its shortcut"
    )
    assert "relative difference" in error.message
    assert "Wrong too" not in error.message


WRONG = {
    "a factor 2": ((BRANCH, "dx = 2 * self.branch.backward(dy)"), "dx, by the input,"),
    "a sign": ((BRANCH, "dx = -self.branch.backward(dy)"), "dx, by the input,"),
    "one part in ten thousand": (
        (BRANCH, "dx = self.branch.backward(dy) * 1.0001"),
        "dx, by the input,",
    ),
    "a branch that is told twice of it": (
        (BRANCH, "dx = self.branch.backward(2 * dy) / 2"),
        "by branch.linear1.w",
    ),
    "the shortcut past the last ReLU": (
        (
            "            dy = self.after.backward(dy)\n        dx = self.branch.backward(dy)\n",
            "            dx = self.branch.backward(self.after.backward(dy))\n"
            "        else:\n            dx = self.branch.backward(dy)\n",
        ),
        "dx, by the input,",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_planted_wrong_backward_is_caught_and_named(name: str) -> None:
    replacement, gradient = WRONG[name]
    error = error_of(edited(replacement))
    assert error.kind == "gradient"
    assert f"gradient {gradient}" in error.message


def test_a_gradient_that_is_not_a_number_is_caught() -> None:
    assert error_of(edited((BRANCH, "dx = np.nan * self.branch.backward(dy)"))).kind == "gradient"


def test_a_block_that_changes_its_argument_is_caught() -> None:
    source = edited(("y = kernels.add(y, skip)", "x += y\n            y = x"))
    error = error_of(source)
    assert error.message.startswith("forward changes x itself, which others still need")
    assert error.line == line_of(source, "def forward")
    error = error_of(
        edited(
            ("dy = self.after.backward(dy)", "dy *= 2\n            dy = self.after.backward(dy)")
        )
    )
    assert error.message.startswith("backward changes dy itself")


def test_what_is_no_python_is_named_with_its_line() -> None:
    source = edited((BACKWARD, "def backward(self, dy: Array -> Array:"))
    error = error_of(source)
    assert error.kind == "syntax"
    assert error.line == line_of(source, "def backward(self")
    assert error.message.startswith("SyntaxError: ")
    assert "def backward(self, dy: Array -> Array:" in error.traceback


def test_an_error_is_named_with_its_line_and_traceback() -> None:
    source = edited((BRANCH, "dx = self.branch.backwards(dy)"))
    error = error_of(source)
    assert error.kind == "error"
    assert error.line == line_of(source, "backwards(dy)")
    assert error.message.startswith("AttributeError: 'Sequential' object has no attribute")
    assert error.traceback.startswith("Traceback (most recent call last):")
    assert "dx = self.branch.backwards(dy)" in error.traceback


def test_an_error_within_the_package_is_named_at_the_edited_line_that_led_there() -> None:
    source = edited(("self.branch.forward(x, train)", "self.branch.forward(x[:, 1:], train)"))
    error = error_of(source)
    assert error.line == line_of(source, "x[:, 1:]")
    assert 'File "residual' in error.traceback.replace("\\", "/")
    assert "cannot take an input of shape" in error.message


@pytest.mark.parametrize("source", ["", "x = 1", "Block = 3", "class Block: pass", "import numpy"])
def test_a_text_without_the_class_is_refused(source: str) -> None:
    error = error_of(source)
    assert (error.kind, error.message) == ("error", "The text has to define a class Block(Layer).")


def test_the_original_class_is_not_found_in_its_place() -> None:
    assert "define a class" in error_of("class Blok(Layer):\n    pass\n").message


@pytest.mark.parametrize(
    ("replacement", "words"),
    [
        *(
            (("        self.after = after\n", f"        raise {kind}\n"), kind)
            for kind in ("SystemExit", "KeyboardInterrupt", "GeneratorExit", "BaseException")
        ),
        (("        self.after = after\n", "        1 / 0\n"), "ZeroDivisionError"),
        (
            (
                "        return self.after.forward(y, train) if self.after else y\n",
                "        self.after.forward(y, train) if self.after else y\n",
            ),
            "forward returns nothing for the shape (6, 4)",
        ),
        (
            (
                "        return self.after.forward(y, train) if self.after else y\n",
                "        return (self.after.forward(y, train) if self.after else y)[:, :4]\n",
            ),
            "forward returns the shape (7, 4) for the shape (7, 5)",
        ),
        (("        return dx\n", "        return dx.sum()\n"), "backward returns the shape ()"),
    ],
)
def test_what_a_block_must_do_is_said(replacement: tuple[str, str], words: str) -> None:
    error = error_of(edited(replacement))
    assert error.kind == "error"
    assert words in error.message
    assert error.line


def test_a_branch_that_would_not_be_trained_is_noticed() -> None:
    source = edited(
        ("        self.branch = branch\n", "        self.kept = [branch]\n"),
    ).replace("self.branch.", "self.kept[0].")
    error = error_of(source)
    assert "has lost its branch, so branch.linear1.w would not be trained" in error.message
    assert error.line == line_of(source, "def __init__")


def test_a_class_with_another_constructor_is_refused_at_its_line() -> None:
    source = "\n\n" + edited(
        ("shortcut: bool | Layer, after: Layer | None = None", "shortcut: bool")
    )
    source = source.replace("        self.after = after\n", "        self.after = None\n")
    error = error_of(source)
    assert "takes 3 positional arguments but 4 were given" in error.message
    assert error.line in {1, 3}  # the line of the class is known from Python 3.13 on


LATE = edited(
    (
        FORWARD,
        "self.passes = getattr(self, 'passes', 0) + 1\n"
        "        if len(x) == 400 and self.passes > 3:\n"
        "            raise RuntimeError('tired')\n"
        "        y = self.branch.forward(x, train)",
    )
)


def test_an_error_while_training_can_be_named_and_the_other_run_goes_on() -> None:
    kind = compile_block(LATE)
    check_block(kind)
    config = Config.parse(SMALL)
    tired, other = make_edited_trainer(config, kind), make_trainer(config)
    with pytest.raises(RuntimeError) as caught:
        race([tired, other], 60)
    error = failure(caught.value)
    assert (error.message, error.kind) == ("RuntimeError: tired", "error")
    assert error.line == line_of(LATE, "raise RuntimeError")
    assert Layer.probe is None
    other.advance(6)
    assert other.history == make_trainer(config).advance(6)


def test_two_edited_texts_at_once_keep_their_own_lines() -> None:
    first, second = (
        compile_block(edited((BRANCH, f"dx = self.branch.{wrong}(dy)"))) for wrong in ("one", "two")
    )
    for kind, wrong in ((first, "one"), (second, "two"), (first, "one")):
        with pytest.raises(EditError) as caught:
            check_block(kind)
        assert f"self.branch.{wrong}(dy)" in caught.value.traceback


def test_an_error_is_plain_data() -> None:
    found = error_of("1 +").to_dict()
    assert found.keys() == {"message", "line", "traceback", "kind"}
    assert all(isinstance(value, str | int) for value in found.values())


def test_an_edited_block_works_in_single_precision() -> None:
    trainer = make_edited_trainer(
        Config.parse({**SMALL, "precision": "float32"}), compile_block(GATED)
    )
    trainer.advance(3)
    assert all(p.value.dtype == np.float32 for p in trainer.network.parameters().values())


def test_a_network_of_two_layers_has_no_block_to_edit() -> None:
    config = Config.parse({**SMALL, "depth": 2})
    trainer = make_edited_trainer(config, compile_block(HALVED))
    assert trainer.advance(3) == make_trainer(config).advance(3)


@pytest.mark.parametrize("block", ["transformer_pre", "transformer_post"])
def test_the_blocks_of_a_transformer_can_be_edited_too(block: str) -> None:
    config = FlowConfig.parse({"depth": 6, "width": 8, "block": block, "norm": "layer"})
    original = make_trainer(config).advance(2)
    assert make_edited_trainer(config, compile_block(SOURCE)).advance(2) == original
    assert make_edited_trainer(config, compile_block(HALVED)).advance(2) != original


@pytest.mark.parametrize("block", ["highway", "dense"])
def test_a_network_that_is_not_made_of_blocks_is_refused(block: str) -> None:
    config = Config.parse({**SMALL, "block": block})
    with pytest.raises(SettingError, match=f"of the kind {block} has no class Block to edit"):
        make_edited_trainer(config, compile_block(SOURCE))
    plain = Config.parse({**SMALL, "block": block, "shortcut": "none"})
    assert make_edited_trainer(plain, compile_block(SOURCE)).advance(2) == make_trainer(
        plain
    ).advance(2)
