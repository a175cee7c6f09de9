"""Hands the tests out to the processes that run them."""

import ast
import functools
from pathlib import Path

from xdist.scheduler import LoadFileScheduling

ALONE = "pytest.mark.alone"


class ByFile(LoadFileScheduling):
    """File by file, in the order of the tests; those that have to be alone go to one process."""

    def _split_scope(self, nodeid: str) -> str:
        """Return what has to be run by the process that runs this test."""
        file, _, test = nodeid.partition("::")
        name = test.partition("[")[0]
        return ALONE if name in alone_in(self.config.rootpath / file) else file


@functools.cache
def alone_in(file: Path) -> frozenset[str]:
    """Return the tests of a file that have to be alone; no more than names comes here of a test."""
    return frozenset(
        each.name
        for each in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(each, ast.FunctionDef)
        and any(ast.unparse(mark) == ALONE for mark in each.decorator_list)
    )
