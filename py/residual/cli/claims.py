"""`residual claims`: every claim measured and judged."""

import argparse
import json
from collections.abc import Sequence

from residual.claims import Claim, ClaimsSettings, all_claims, describe, run_claims
from residual.cli.options import Options, add_settings, given
from residual.settings import SettingError

HELP = "measure every claim and judge it"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_settings(parser, ClaimsSettings)
    parser.add_argument("ids", nargs="*", metavar="ID", help="only these claims (default: all)")
    parser.add_argument("--json", action="store_true", help="print one JSON list, nothing else")


def run(options: Options) -> None:
    """Measure the claims and print the ledger, each row as it is done or all as JSON."""
    seeds = ClaimsSettings.parse(given(options, ClaimsSettings)).seeds
    ids = options["ids"]
    rows = run_claims(seeds, _chosen(ids) if ids else None)
    if options["json"]:
        print(json.dumps(list(rows), allow_nan=False))
    else:
        for row in rows:
            print(describe(row), flush=True)


def _chosen(ids: Sequence[str]) -> list[Claim]:
    claims = {claim.id: claim for claim in all_claims()}
    unknown = [name for name in ids if name not in claims]
    if unknown:
        known = ", ".join(claims)
        raise SettingError([f"ID: {unknown[0]!r} is no claim; use one of {known}"])
    return [claims[name] for name in ids]
