"""`residual table`: final loss by depth and kind, over seeds."""

import argparse
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from residual.cli.options import Options, add_settings, given, show_bar
from residual.cli.workers import workers
from residual.experiments import Config
from residual.experiments.depth_table import DEPTHS, depth_table, depth_table_text
from residual.settings import Settings, setting

HELP = "train every depth and kind over many seeds"


@dataclass(frozen=True)
class TableSettings(Settings):
    """How the table is computed."""

    seeds: int = setting(
        10,
        minimum=1,
        maximum=100,
        step=1,
        label="Seeds",
        help="How many seeds each network is trained from: 0, 1, 2 and so on.",
    )
    processes: int = setting(
        2,
        minimum=1,
        maximum=64,
        step=1,
        label="Processes",
        help="How many networks are trained at a time; it changes no number.",
    )


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_settings(parser, TableSettings)
    parser.add_argument("--json", action="store_true", help="print one JSON object, nothing else")


def run(options: Options) -> None:
    """Train the networks of the degradation experiment and print their final losses."""
    settings = TableSettings.parse(given(options, TableSettings))
    with workers(settings.processes) as pool:

        def run_all(
            function: Callable[[Config], float | None], configs: Iterable[Config]
        ) -> Iterator[float | None]:
            total = len(configs := list(configs))
            for count, value in enumerate(pool.map(function, configs), start=1):
                show_bar(count, total, "networks", count == total)
                yield value

        measured = depth_table(DEPTHS, range(settings.seeds), run_all=run_all)
    print(json.dumps(measured) if options["json"] else depth_table_text(measured))
