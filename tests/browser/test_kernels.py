"""The C kernels in the browser: they agree with NumPy, the page names them, NumPy takes over."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser.booted import Booted, Kept
from browser.conftest import Visit
from browser.python_in_worker import PythonInWorker
from browser.widget import degradation
from hypothesis import given, settings
from kernel_agreement import TOLERANCE
from kernel_cases import cases
from playwright.sync_api import expect

from residual.experiments import Config, make_trainer

AGREEMENT = (Path(__file__).parents[1] / "kernel_agreement.py").read_text()
BUILDS = ["C with SIMD", "C with SIMD and FMA"]
SHORT = "embed.html?widget=degradation&depth=8&epochs=12"


@pytest.fixture(scope="module")
def worker(kept: Kept) -> Iterator[PythonInWorker]:
    worker = PythonInWorker(kept.come().page)
    yield worker
    worker.end()


def disagreement(worker: PythonInWorker, case: dict[str, Any], name: str) -> float:
    load = f"library.load(relaxed={name == BUILDS[1]})"
    worst = worker.run(
        "from residual.compiled import library\n" + AGREEMENT + f"\noperations = {load}"
        f"\nassert operations.name == {name!r}"
        f"\nresult = disagreement(operations, {case!r})"
    )
    return float(worst)


@pytest.mark.parametrize("name", BUILDS)
@settings(max_examples=60, deadline=None)
@given(case=cases((None, None, "nan", "inf")))
def test_every_kernel_agrees_with_its_definition(
    worker: PythonInWorker, name: str, case: dict[str, Any]
) -> None:
    assert disagreement(worker, case, name) <= TOLERANCE[case["dtype"]]


@pytest.mark.parametrize("relaxed", [False, True])
def test_plans_give_the_bits_of_layer_after_layer_and_the_numbers_of_numpy(
    worker: PythonInWorker, relaxed: bool
) -> None:
    """An edited block runs layer after layer, beside an original that follows a plan."""
    planned, written, numpy, told = worker.run(f"""
from residual import kernels
from residual.compiled import library
from residual.experiments import FlowConfig, make_trainer
from residual.compiled.passes import LayerByLayer
def losses(by, values, written=False):
    kernels.use(by)
    trainer = make_trainer(FlowConfig(depth=8, epochs=20, **values))
    if written:
        trainer._passes = LayerByLayer(trainer.network, by.calls)
    found = trainer.advance(12).loss
    told = [] if by is None or written else trainer._passes.plans[-1].told
    kernels.use()
    return found, told
c, result = library.load(relaxed={relaxed}), [[], [], [], []]
for values in ({{}}, {{"block": "pre"}}, {{"norm": "none", "lr": 0.01}}, {{"shortcut": "none"}}):
    for place, (by, written) in zip(result, ((c, False), (c, True), (None, False))):
        found, told = losses(by, values, written)
        place += found
        result[3] += told
""")
    assert list(planned) == list(written)
    assert list(planned) == pytest.approx(list(numpy), rel=1e-6)
    assert list(told) == []


def test_a_run_survives_the_growth_of_memory(worker: PythonInWorker) -> None:
    config = Config(depth=8, epochs=12)
    losses = worker.run(
        "import numpy as np\n"
        "from residual import kernels\n"
        "from residual.experiments import Config, make_trainer\n"
        "from residual.compiled import library\n"
        "kernels.use(library.load(relaxed=True))\n"
        "trainer = make_trainer(Config(depth=8, epochs=12))\n"
        "trainer.advance(6)\n"
        "large = np.ones(30_000_000)\n"  # 240 MB, beside 20 MB to begin with
        "trainer.advance(6)\n"
        "kernels.use()\n"
        "result = trainer.history.loss"
    )
    assert list(losses) == pytest.approx(make_trainer(config).advance(12).loss, rel=1e-9)


def test_the_page_names_what_computes(booted: Booted, visit: Visit) -> None:
    widget = degradation(booted.open(SHORT))
    widget.train()
    status = widget.element.locator(".status")
    expect(status).to_contain_text("just now (C with SIMD")
    kernel_losses = [run["loss"] for run in widget.results["runs"]]
    widget = degradation(visit.open(f"{SHORT}&kernel=numpy"))
    widget.train()
    expect(widget.element.locator(".status")).to_contain_text("just now (NumPy)")
    for ours, expected in zip(kernel_losses, widget.results["runs"], strict=True):
        assert ours == pytest.approx(expected["loss"], abs=1e-9)
    widget.press("Show the code")
    expect(widget.element.get_by_text("this is exactly what runs.")).to_be_visible()
    expect(widget.button("How much faster?")).to_have_count(0)
    assert booted.errors == visit.errors == []


def test_numpy_takes_over_where_the_kernels_do_not_load(visit: Visit, dist: Path) -> None:
    (archive,) = dist.glob("immutable/kernels-*.bin")
    broken = archive.read_bytes()
    for kernels in (dist.parent / ".cache" / "compile_kernels").glob("*/*.wasm"):
        compiled = kernels.read_bytes()
        assert compiled in broken
        broken = broken.replace(compiled, b"broken".ljust(len(compiled)))
    visit.page.route(f"**/{archive.name}", lambda route: route.fulfill(body=broken))
    visit.page.route(f"**/{archive.name}.gz", lambda route: route.abort())
    widget = degradation(visit.open(SHORT))
    widget.train()
    expect(widget.element.locator(".status")).to_contain_text("just now (NumPy)")


def test_single_precision_follows_the_address(booted: Booted) -> None:
    widget = degradation(booted.open(f"{SHORT}&precision=float32"))
    runs = widget.train()["runs"]
    for run in runs:
        assert run["config"]["precision"] == "float32"
        native = make_trainer(Config.parse(run["config"])).advance(12)
        assert run["loss"][:4] == pytest.approx(native.loss[:4], rel=1e-4)
        double = make_trainer(Config.parse(run["config"] | {"precision": "float64"})).advance(12)
        assert run["loss"] != pytest.approx(double.loss, rel=1e-12)
