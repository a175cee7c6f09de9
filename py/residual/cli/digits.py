"""`residual digits`: the degradation experiment on real images."""

import argparse
import json

from residual.cli.options import Options, add_settings, given
from residual.experiments.digits import ImageSettings, describe_images, train_all

HELP = "train plain and residual networks on handwritten digits"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_settings(parser, ImageSettings)
    parser.add_argument("--json", action="store_true", help="print one JSON object, nothing else")


def run(options: Options) -> None:
    """Train plain and residual networks of 20 and 56 layers and print what happened."""
    result = train_all(ImageSettings.parse(given(options, ImageSettings)))
    print(json.dumps(result, allow_nan=False) if options["json"] else describe_images(result))
