"""`residual blocks`: the trained networks that the page looks into."""

import argparse
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from residual.cli.options import Options, show_bar
from residual.cli.workers import workers
from residual.experiments.block_config import BlockConfig
from residual.experiments.block_weights import RECORDED, record

HELP = "train the small networks whose blocks the page looks into"

PROCESSES = 2


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("--json", action="store_true", help="print their weights, as JSON")


def run(options: Options) -> None:
    """Train every network and print how well it reads digits, or all of it as JSON."""
    with workers(PROCESSES) as pool:

        def run_all(
            function: Callable[[BlockConfig], dict[str, Any]], configs: Iterable[BlockConfig]
        ) -> Iterator[dict[str, Any]]:
            total = len(configs := list(configs))
            for count, network in enumerate(pool.map(function, configs), start=1):
                show_bar(count, total, "networks", count == total)
                yield network

        networks = record(run_all)
    print(json.dumps(networks, allow_nan=False) if options["json"] else described(networks))


def described(networks: Iterable[dict[str, Any]]) -> str:
    """Return the networks as a table to read."""
    lines = [f"{'network':<34}{'loss':>8}{'training':>10}{'test':>8}"]
    for network in networks:
        name = " ".join(str(network["config"][key]) for key in RECORDED)
        numbers = "{loss:>8.3g}{accuracy:>10.1%}{testAccuracy:>8.1%}".format(**network)
        lines.append(f"{name:<34}{numbers}")
    return "\n".join([*lines, "training and test: share of the digits that are read right"])
