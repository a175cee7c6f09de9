"""`residual script`: one run as a Python script of its own."""

import argparse
import sys

from residual.cli.options import Options, add_experiment, experiment, network_name
from residual.export.script import script

HELP = "print a Python script that trains one network and needs only NumPy"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_experiment(parser)


def run(options: Options) -> None:
    """Print the script for the network that the options describe."""
    config = experiment(options)
    name, settings = network_name(config), config.to_dict()
    text = script([{"name": name, "table": "degradation", "settings": settings}])
    # Whatever the terminal's encoding: Python reads its files as UTF-8.
    sys.stdout.buffer.write(text.encode("utf-8"))
