"""`residual family`: parameters and multiply-adds of the paper's ResNets, or of one network."""

import argparse
import json

from residual.cli.options import Options, add_settings, given
from residual.experiments.family import parts_of
from residual.experiments.family_config import FamilyConfig
from residual.networks.counting import family, family_text

HELP = "count the ResNets of the paper's table, or one with settings of yours"

SUMS = ("blocks", "layers", "projections", "parameters", "multiply_adds")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    known = ", ".join(FamilyConfig.PRESETS)
    parser.add_argument("--preset", help=f"one network, part by part: one of {known}")
    add_settings(parser, FamilyConfig)
    parser.add_argument("--json", action="store_true", help="print JSON, nothing else")


def run(options: Options) -> None:
    """Print the counts beside the published ones; with settings, those of one network."""
    values = given(options, FamilyConfig)
    if not values and not options["preset"]:
        print(json.dumps(family()) if options["json"] else family_text())
        return
    preset = options["preset"]
    config = FamilyConfig.from_preset(preset, values) if preset else FamilyConfig.parse(values)
    rows = parts_of(config)
    rows.append({"part": "network"} | {name: sum(row[name] for row in rows) for name in SUMS})
    if options["json"]:
        print(json.dumps({"config": config.to_dict(), "parts": rows}))
        return
    print("".join(f"{name.replace('_', '-'):>16}" for name in ("part", *SUMS)))
    for row in rows:
        print(f"{row['part']:>16}" + "".join(f"{row[name]:>16,}" for name in SUMS))
    print(f"For one image of {config.size} by {config.size} pixels, width {config.width}.")
