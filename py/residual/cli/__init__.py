"""The command line: a module for each command, with its options and what it runs."""

import sys
from collections.abc import Sequence

from residual.cli.ending import held_signals, run_program


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0, 2 for refused input, or see `ending`."""

    def run() -> int:
        # Not above: NumPy takes a while to import, and Ctrl-C may come then.
        with held_signals():
            from residual.cli import commands  # noqa: PLC0415

        return commands.run(sys.argv[1:] if arguments is None else arguments)

    return run_program(run)
