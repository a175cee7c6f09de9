"""The C kernels, compiled for this machine: they agree with NumPy."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from kernel_agreement import TOLERANCE, disagreement
from kernel_cases import cases
from numpy.testing import assert_array_equal

from residual import kernels
from residual.compiled import library, self_test
from residual.compiled.operations import Operations
from residual.experiments import Config, FlowConfig, make_trainer


def many_images(name: str) -> dict[str, Any]:
    """Return a case of a convolution that fills vectors of any width, and leaves a rest."""
    images, channels, made, kernel, stride, padding = 17, 5, 5, 3, 1, 1
    sizes = [images, channels, 3, 3, made, kernel, stride, padding]
    return {
        **{"name": name, "sizes": sizes, "dtype": "float32"},
        **{"layout": "rows", "value": None, "seed": 0},
    }


@settings(max_examples=400, deadline=None)
@given(case=cases())
def test_every_kernel_agrees_with_its_definition(c: Operations, case: dict[str, Any]) -> None:
    assert disagreement(c, case) <= TOLERANCE[case["dtype"]]


@settings(max_examples=200, deadline=None)
@given(case=cases(values=("nan", "inf", "-inf")))
def test_nan_and_infinity_end_where_numpy_puts_them(c: Operations, case: dict[str, Any]) -> None:
    assert disagreement(c, case) <= TOLERANCE[case["dtype"]]


@settings(max_examples=200, deadline=None)
@given(case=cases())
@example(case=many_images("convolve"))
@example(case=many_images("convolve_dx"))
@example(case=many_images("convolve_dw"))
def test_vectors_of_any_width_agree_with_the_definitions(
    wide: Operations, case: dict[str, Any]
) -> None:
    assert disagreement(wide, case) <= TOLERANCE[case["dtype"]]


def test_the_self_test_passes_and_finds_each_wrong_function(c: Operations) -> None:
    assert self_test.kernels_agree(c)

    class Spoiled:
        def __init__(self, spoiled: str) -> None:
            self.spoiled = spoiled

        def __getattr__(self, name: str) -> Any:
            if name != self.spoiled:
                return getattr(c, name)
            return lambda *arguments: _spoil(getattr(c, name)(*arguments), arguments)

    assert self_test.kernels_agree(Spoiled("nothing"))
    for name in kernels.SEAM:
        assert not self_test.kernels_agree(Spoiled(name)), name


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
        {"depth": 8, "epochs": 8, "momentum": 0.5, "weight_decay": 0.01} | values
    )
    expected = make_trainer(config).advance(8)
    kernels.use(c)
    try:
        trainer = make_trainer(config)
        found = trainer.advance(8)
        trainer.reset()
        again = trainer.advance(8)
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


def test_two_runs_at_once_do_not_share_results(c_runs: Operations) -> None:
    config = Config(depth=6, epochs=10)
    alone = make_trainer(config).advance(6)
    first, second = make_trainer(config), make_trainer(Config(depth=6, epochs=10, seed=1))
    for _ in range(6):
        first.advance()
        second.advance()
    assert first.history == alone != second.history


def test_every_result_is_new(c: Operations) -> None:
    x, w = np.ones((3, 2)), np.eye(2)
    assert c.affine(x, w) is not c.affine(x, w)


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
