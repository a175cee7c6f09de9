"""The compiled kernels, once for all tests of the core."""

from collections.abc import Iterator

import pytest
from c_kernels import compile_here

from residual import kernels
from residual.compiled.operations import Operations


@pytest.fixture(scope="session")
def c(tmp_path_factory: pytest.TempPathFactory) -> Operations:
    """Return the kernels in C, compiled for this machine."""
    pytest.importorskip("ziglang", reason="NO COMPILER: the C kernels were not tested")
    return compile_here(tmp_path_factory.mktemp("kernels"))


@pytest.fixture
def c_runs(c: Operations) -> Iterator[Operations]:
    """Let the kernels in C do the work of a test's runs."""
    kernels.use(c)
    yield c
    kernels.use()
