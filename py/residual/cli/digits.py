"""`residual digits`: the degradation experiment on real images."""

import argparse
import json
from typing import Any

from residual.cli.options import Options, add_settings, given
from residual.experiments import DigitsConfig
from residual.experiments.digits_recording import record_digits
from residual.experiments.digits_table import (
    OF_EACH,
    DigitsTableSettings,
    digits_table,
    summary,
)

HELP = "train plain and residual networks on handwritten digits"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_settings(parser, DigitsTableSettings)
    add_settings(parser, DigitsConfig, leave_out=OF_EACH)
    parser.add_argument("--json", action="store_true", help="print one JSON object, nothing else")
    parser.add_argument(
        "--recording",
        action="store_true",
        help="print what the page's digits lab opens with, of seed 0, as one JSON object",
    )


def run(options: Options) -> None:
    """Train plain and residual networks of 20 and 56 layers and print what happened."""
    seeds = DigitsTableSettings.parse(given(options, DigitsTableSettings)).seeds
    common = DigitsConfig.parse(given(options, DigitsConfig))
    if options["recording"]:
        print(json.dumps(record_digits(common), allow_nan=False, separators=(",", ":")))
        return
    result = digits_table(common, seeds)
    print(json.dumps(result, allow_nan=False) if options["json"] else describe_images(result))


def describe_images(result: dict[str, Any]) -> str:
    """Return the results of `residual.experiments.digits_table` as a table to read."""
    settings = result["settings"]
    lines = [f"{'depth':>5}  {'kind':<10}{'training loss':<32}test accuracy"]
    for (depth, kind), numbers in summary(result).items():
        loss = "{:.3g} ({:.3g} to {:.3g})".format(*numbers["loss"])
        accuracy = "{:.1%} ({:.1%} to {:.1%})".format(*numbers["test_accuracy"])
        lines.append(f"{depth:>5}  {kind:<10}{loss:<32}{accuracy}")
    lines.append(
        f"epoch {settings['epochs']}, {settings['width']} channels: median (minimum to maximum) of "
        f"{settings['seeds']} seeds; ln 10 = 2.3 and 10% are a blind guess"
    )
    return "\n".join(lines)
