"""`residual family`: parameters and multiply-adds of the ResNets of the paper's table."""

import argparse
import json

from residual.cli.options import Options
from residual.networks.counting import family, family_text

HELP = "count the ResNets of the paper's table"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("--json", action="store_true", help="print one JSON list, nothing else")


def run(options: Options) -> None:
    """Print the counts beside the published ones."""
    print(json.dumps(family()) if options["json"] else family_text())
