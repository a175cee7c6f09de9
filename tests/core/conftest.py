"""The compiled kernels, once for all tests of the core."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from c_kernels import compile_here
from neighbours import one_at_a_time

from residual import kernels
from residual.compiled.operations import Operations


@pytest.fixture(scope="session")
def c(shared: Path) -> Operations:
    """Return the kernels in C, compiled for this machine."""
    pytest.importorskip("ziglang", reason="NO COMPILER: the C kernels were not tested")
    with one_at_a_time(shared, "kernels"):
        return compile_here(shared)


@pytest.fixture
def c_runs(c: Operations) -> Iterator[Operations]:
    """Let the kernels in C do the work of a test's runs."""
    kernels.use(c)
    yield c
    kernels.use()
