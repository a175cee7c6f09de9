"""The C kernels, compiled for this machine: they agree with NumPy, and a run keeps its calls."""

import ctypes
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from kernel_agreement import TOLERANCE, disagreement
from kernel_cases import cases
from numpy.testing import assert_array_equal

from residual import kernels
from residual.compiled import library
from residual.compiled.calls import Call, Tape
from residual.compiled.operations import Operations
from residual.experiments import Config, FlowConfig, make_trainer
from residual.networks import cifar_resnet


@settings(max_examples=400, deadline=None)
@given(case=cases())
def test_every_kernel_agrees_with_its_definition(c: Operations, case: dict[str, Any]) -> None:
    assert disagreement(c, case) <= TOLERANCE[case["dtype"]]


@settings(max_examples=200, deadline=None)
@given(case=cases(values=("nan", "inf", "-inf")))
def test_nan_and_infinity_end_where_numpy_puts_them(c: Operations, case: dict[str, Any]) -> None:
    assert disagreement(c, case) <= TOLERANCE[case["dtype"]]


def test_the_self_test_passes_and_finds_each_wrong_function(c: Operations) -> None:
    assert library.agrees(c)

    class Spoiled:
        def __init__(self, spoiled: str) -> None:
            self.spoiled = spoiled

        def __getattr__(self, name: str) -> Any:
            if name != self.spoiled:
                return getattr(c, name)
            return lambda *arguments: _spoil(getattr(c, name)(*arguments), arguments)

    class Forgetful(Spoiled):
        def replay(self, calls: list[Call]) -> Call:
            return c.replay(calls[:1])

    assert library.agrees(Spoiled("nothing"))
    assert not library.agrees(Forgetful("nothing"))
    for name in kernels.SEAM:
        assert name == "workspace" or not library.agrees(Spoiled(name)), name


def _spoil(result: Any, arguments: tuple[Any, ...]) -> Any:
    first = result if result is not None else arguments[0]
    while isinstance(first, list | tuple):
        first = first[0]
    first.flat[-1] += 1e-3
    return result


def test_without_compiled_files_there_are_no_kernels(tmp_path: Path) -> None:
    assert library.load(relaxed=True, folder=tmp_path) is None
    (tmp_path / "simd128.wasm").write_bytes(b"not a library")
    assert library.load(relaxed=True, folder=tmp_path) is None


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"norm": "none", "lr": 0.01},
        {"block": "pre"},
        {"norm": "layer", "activation": "tanh", "lr": 0.01},
        {"block": "highway", "batch_size": 150},
        {"block": "dense"},
        {"block": "dense", "norm": "none"},
        {"block": "transformer_pre", "norm": "layer", "lr": 0.01},
        {"block": "transformer_post", "norm": "batch", "lr": 0.01, "momentum": 0},
        {"block": "transformer_pre", "norm": "none", "shortcut": "none", "lr": 0.01},
    ],
    ids=str,
)
def test_a_run_gives_the_losses_of_numpy(c: Operations, values: dict[str, Any]) -> None:
    config = FlowConfig.parse(
        {"depth": 8, "epochs": 20, "momentum": 0.5, "weight_decay": 0.01} | values
    )
    expected = make_trainer(config).advance(20)
    kernels.use(c)
    try:
        trainer = make_trainer(config)
        found = trainer.advance(20)
        trainer.reset()
        again = trainer.advance(20)
    finally:
        kernels.use()
    assert found.loss == pytest.approx(expected.loss, rel=1e-9)
    for ours, theirs in zip(found.observed, expected.observed, strict=True):
        assert ours.test_loss == pytest.approx(theirs.test_loss, rel=1e-8)
        assert ours.gradient_norms == pytest.approx(theirs.gradient_norms, rel=1e-6, abs=1e-12)
    assert again == found


def test_observing_changes_no_number(c_runs: Operations) -> None:
    for values in ({}, {"batch_size": 150}, {"block": "dense"}):
        watched, alone = (make_trainer(Config.parse({"depth": 8} | values)) for _ in range(2))
        alone.observer = None
        watched.advance(10)
        alone.advance(10)
        assert watched.history.loss == alone.history.loss


def test_observing_allocates_nothing_that_grows(c_runs: Operations) -> None:
    trainer = make_trainer(Config(depth=8, epochs=100))
    trainer.advance(2)
    before = calls_of(trainer._evaluator._workspace)
    trainer.advance(20)
    after = calls_of(trainer._evaluator._workspace)
    assert before
    assert all(call is old for call, old in zip(after, before, strict=True))


def test_epochs_prepare_nothing_and_allocate_nothing(c_runs: Operations) -> None:
    trainer = make_trainer(Config(depth=8, epochs=100))
    trainer.advance(2)
    before = calls_of(trainer._workspace)
    trainer.advance(20)
    after = calls_of(trainer._workspace)
    assert before
    assert all(call is old for call, old in zip(after, before, strict=True))


def test_convolutions_are_prepared_once(c_runs: Operations) -> None:
    rng = np.random.default_rng(0)
    network = cifar_resnet(rng, 8, shortcut="A", width=4, channels=1, size=8)
    x, tape, seen = rng.standard_normal((4, 1, 8, 8)), Tape(), []
    for _ in range(3):
        with tape:
            network.backward(network.forward(x))
        prepared = {
            c_runs._prepare_convolve,
            c_runs._prepare_convolve_dx,
            c_runs._prepare_convolve_dw,
        }
        seen.append([call for call in tape.calls if call.prepare in prepared])
    assert len(seen[0]) == 3 * 7
    assert seen[1] == seen[2]


def test_a_row_of_words_holds_every_address_of_a_pointer() -> None:
    """In a browser, those from two gigabytes on are over the largest number with a sign."""
    bits = 8 * ctypes.sizeof(ctypes.c_void_p)
    given = [2**bits - 64, 2 ** (bits - 1), 3, -8]
    call = Call(lambda _: None, given, None)
    read = (ctypes.c_void_p * len(given)).from_address(call.address)
    assert [word or 0 for word in read] == [2**bits - 64, 2 ** (bits - 1), 3, 2**bits - 8]


def calls_of(workspace: Any) -> list[Call]:
    """Return all calls of the only kind of pass."""
    (passing,) = workspace._passes.values()
    return [call for half in passing.halves.values() for call in half.calls]


def test_two_runs_at_once_do_not_share_results(c_runs: Operations) -> None:
    config = Config(depth=6, epochs=10)
    alone = make_trainer(config).advance(6)
    first, second = make_trainer(config), make_trainer(Config(depth=6, epochs=10, seed=1))
    for _ in range(6):
        first.advance()
        second.advance()
    assert first.history == alone != second.history


def test_no_two_calls_of_a_pass_share_a_result(c: Operations) -> None:
    x, w = np.ones((3, 2)), np.eye(2)
    with Tape():
        assert c.affine(x, w) is not c.affine(x, w)


def test_a_result_that_is_the_next_pass_s_input_is_not_overwritten(c: Operations) -> None:
    tape, w = Tape(), 2 * np.eye(2)
    x = np.ones((3, 2))
    for n in range(1, 6):
        with tape:
            x = c.affine(x, w)
        assert_array_equal(x, np.full((3, 2), 2.0**n))


def test_what_a_call_was_given_is_not_taken_for_its_own_result(c: Operations) -> None:
    rng = np.random.default_rng(0)
    dy, x_hat, w, channel = *rng.standard_normal((2, 6, 4)), np.eye(4), np.ones(4)
    tape = Tape()

    def back(around: np.ndarray | None) -> np.ndarray:
        with tape:
            dx, *_, dskip, _ = c.affine_norm_dx(
                dy, x_hat, w, x_hat, channel, channel, None, True, around
            )
        assert dskip is dy  # without a ReLU, what goes along the skip is what arrived
        return dx

    alone, around, arrived = back(None).copy(), np.ones((6, 4)), dy.copy()
    assert back(around) is around
    total = around.copy()
    assert np.abs(total - 1 - alone).max() < 1e-13
    assert back(None) is not around
    assert_array_equal(around, total)
    assert_array_equal(dy, arrived)


def test_another_order_of_calls_is_noticed(c: Operations) -> None:
    tape, x, w = Tape(), np.ones((3, 2)), np.eye(2)
    with tape:
        c.affine(x, w)
    with tape:
        assert_array_equal(c.add(x, x), 2 * x)
        assert_array_equal(c.affine(x, 3 * w), 3 * x)


def test_outside_of_a_pass_every_result_is_new(c: Operations) -> None:
    x, w = np.ones((3, 2)), np.eye(2)
    assert c.affine(x, w) is not c.affine(x, w)


def test_a_workspace_keeps_one_tape_for_each_kind_of_pass_and_few_kinds(c: Operations) -> None:
    workspace = c.workspace()
    assert workspace.passing((64, 2)) is workspace.passing((64, 2))
    assert workspace.passing((64, 2)) is not workspace.passing((63, 2))
    for rows in range(100):
        workspace.passing((rows, 2))
    assert len(workspace._passes) <= workspace.KINDS


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("affine", (np.ones((3, 2)), np.ones((3, 2)))),
        ("add", (np.ones(3), np.ones(2))),
        ("batch_norm_dx", (np.ones((4, 3)), np.ones((4, 2)), np.ones(3), np.ones(3))),
    ],
)
def test_shapes_that_do_not_fit_are_refused(
    c: Operations, name: str, arguments: tuple[Any, ...]
) -> None:
    with pytest.raises(ValueError, match=r"shape|dimension"):
        getattr(c, name)(*arguments)


def test_overlapping_and_read_only_outputs_are_numpys_business(c: Operations) -> None:
    shared, read_only = np.ones(4), np.broadcast_to(1.0, (2, 2))
    y = shared.reshape(2, 2)
    assert_array_equal(c.add_bias(y, shared[:2].copy()), np.full((2, 2), 2.0))
    with pytest.raises(ValueError, match="read-only"):
        c.add_bias(read_only, np.ones(2))
    value, grad = np.ones(3), np.ones(4)
    c.descend([value], [grad[:3]], [grad[1:]], 0.5, 0.0, 0.0)
    assert_array_equal(value, np.full(3, 0.5))
