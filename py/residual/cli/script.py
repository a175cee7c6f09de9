"""`residual script`: one run as a Python script of its own."""

import argparse

from residual.cli.options import Options, add_settings, given
from residual.experiments import PRESETS, Config
from residual.export.script import script

HELP = "print a Python script that trains one network and needs only NumPy"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    known = ", ".join(PRESETS)
    parser.add_argument(
        "--preset", default="degradation", help=f"one of {known} (default: %(default)s)"
    )
    add_settings(parser, Config)


def run(options: Options) -> None:
    """Print the script for the network that the options describe."""
    config = Config.from_preset(options["preset"], given(options, Config))
    kind = "plain" if config.shortcut == "none" else "residual"
    name = f"{config.depth}-layer {kind} network"
    print(script([{"name": name, "table": "degradation", "settings": config.to_dict()}]), end="")
