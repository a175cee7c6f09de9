"""All commands by name, and what reads the command line for them."""

import argparse
import sys
from collections.abc import Sequence

from residual.cli import blocks, claims, denoise, digits, family, script, table, train
from residual.cli.options import joined
from residual.settings import SettingError

COMMANDS = {
    "train": train,
    "script": script,
    "table": table,
    "family": family,
    "claims": claims,
    "digits": digits,
    "blocks": blocks,
    "denoise": denoise,
}


def run(arguments: Sequence[str]) -> int:
    """Run the command that the arguments ask for; return 0, or 2 for refused input."""
    parser = argparse.ArgumentParser(
        prog="residual", description="Train plain and residual networks in NumPy."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        command.add_options(commands.add_parser(name, help=command.HELP))
    options = vars(parser.parse_args(joined(arguments)))
    try:
        COMMANDS[options["command"]].run(options)
    except SettingError as error:
        print(*error.problems, sep="\n", file=sys.stderr)
        return 2
    return 0
