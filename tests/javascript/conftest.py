"""The page's modules are run by Node, with the libraries that they import."""

import build
import pytest


@pytest.fixture(scope="session", autouse=True)
def node_packages() -> None:
    """Install what the modules import from npm, unless it is there."""
    build.install()
