"""What holds for every test."""

import gc
import importlib.util
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# The matrices here are small: OpenBLAS's threads wait for each other longer than they work, ten
# times longer on a busy machine. Read once, when NumPy is imported, so it stands before that.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest
from c_kernels import compile_here, compile_wide
from neighbours import a_turn, is_alone, one_at_a_time
from trained import Once

from residual import kernels
from residual.compiled.operations import Operations
from residual.experiments import Config
from residual.training import Run

LONGEST_FIRST = ("engines", "science", "bench", "browser", "build", "javascript", "core")
"""Folders of tests, as their files are handed out: what is short fills the cores at the end.

The one file of the engines has the page built, which others need not wait for: they begin with what
needs no page. Those that have to be alone come after all.
"""


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run have."""
    return shared_folder(tmp_path_factory)


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def c(shared: Path) -> Operations:
    """Return the kernels in C, compiled for this machine."""
    pytest.importorskip("ziglang", reason="NO COMPILER: the C kernels were not tested")
    with one_at_a_time(shared, "kernels"):
        return compile_here(shared)


@pytest.fixture(scope="session")
def wide(shared: Path) -> Operations:
    """Return them for this machine's vectors, which are wider than WebAssembly's."""
    pytest.importorskip("ziglang", reason="NO COMPILER: the C kernels were not tested")
    with one_at_a_time(shared, "wide-kernels"):
        return compile_wide(shared)


@pytest.fixture
def kernels_of_the_page(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let the kernels in C train a test's networks, in a fifth of the time of NumPy.

    What was recorded is NumPy's, so the two are compared by the way.
    """
    # Without a compiler the claims are tested all the same.
    if importlib.util.find_spec("ziglang"):
        kernels.use(request.getfixturevalue("wide"))
    yield
    kernels.use()


@pytest.fixture
def once(kernels_of_the_page: None, shared: Path) -> Once:
    """What is asked by several tests, and answered once, by the kernels in C."""
    return Once(shared / "once")


@pytest.fixture
def trained(once: Once) -> Callable[[Config], Run]:
    """The run of a configuration as it is at its end; each is trained once for all tests."""
    return once.trained


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    top = Path(__file__).parent
    rank = {name: place for place, name in enumerate(LONGEST_FIRST)}

    def place(item: pytest.Item) -> tuple[bool, int]:
        return is_alone(item), rank.get(item.path.relative_to(top).parts[0], 0)

    items.sort(key=place)


def pytest_collection_finish() -> None:
    """Leave what was collected, which stays to the end, out of every collection of garbage.

    A test that measures memory asks for one each time, and each walked through 4,000 tests.
    """
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object:
    from by_file import ByFile  # it needs pytest-xdist

    return ByFile(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    if (own := os.environ.get("PYTEST_XDIST_WORKER")) is None:  # there is no neighbour
        return (yield)
    everybody = [f"gw{number}" for number in range(int(os.environ["PYTEST_XDIST_WORKER_COUNT"]))]
    with a_turn(shared_folder(item.config._tmp_path_factory), own, everybody, is_alone(item)):
        return (yield)
