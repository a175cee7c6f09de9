"""What trains many networks trains them by the kernels of a reader's page."""

import importlib.util
from collections.abc import Iterator

import pytest

from residual import kernels


@pytest.fixture
def kernels_of_the_page(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let the kernels in C train a test's networks, in a third of the time of NumPy.

    What was recorded is NumPy's, so the two are compared by the way.
    """
    # Without a compiler the claims are tested all the same.
    if importlib.util.find_spec("ziglang"):
        kernels.use(request.getfixturevalue("c"))
    yield
    kernels.use()
