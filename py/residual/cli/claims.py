"""`residual claims`: every claim measured and judged."""

import argparse
import json

from residual.claims import ClaimsSettings, describe, run_claims
from residual.cli.options import Options, add_settings, given

HELP = "measure every claim and judge it"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_settings(parser, ClaimsSettings)
    parser.add_argument("--json", action="store_true", help="print one JSON list, nothing else")


def run(options: Options) -> None:
    """Measure the claims and print the ledger, each row as it is done or all as JSON."""
    rows = run_claims(ClaimsSettings.parse(given(options, ClaimsSettings)).seeds)
    if options["json"]:
        print(json.dumps(list(rows), allow_nan=False))
    else:
        for row in rows:
            print(describe(row), flush=True)
