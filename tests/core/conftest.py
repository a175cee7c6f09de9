"""The compiled kernels at work in the tests of the core."""

from collections.abc import Iterator

import pytest

from residual import kernels
from residual.compiled.operations import Operations


@pytest.fixture
def c_runs(c: Operations) -> Iterator[Operations]:
    """Let the kernels in C do the work of a test's runs."""
    kernels.use(c)
    yield c
    kernels.use()
