"""The command line: `residual train` and `residual table`."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from residual.experiments import PRESETS, Config, make_trainer
from residual.settings import SettingError, Settings, setting
from residual.tables import DEPTHS, depth_table, depth_table_text
from residual.training import Trainer, race

SLICE_SECONDS = 0.1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0, or 2 for refused input."""
    parser = argparse.ArgumentParser(
        prog="residual", description="Train plain and residual networks in NumPy."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    _add_train(commands.add_parser("train", help="train one network and print what happened"))
    _add_table(commands.add_parser("table", help="train every depth and kind over many seeds"))
    options = vars(parser.parse_args(_joined(sys.argv[1:] if arguments is None else arguments)))
    try:
        return {"train": train, "table": table}[options["command"]](options)
    except SettingError as error:
        print(*error.problems, sep="\n", file=sys.stderr)
        return 2


def _joined(arguments: Sequence[str]) -> list[str]:
    """Write `--lr -1e-3` as `--lr=-1e-3`: argparse would take the value for an option."""
    joined: list[str] = []
    for argument in arguments:
        is_value = argument[:1] == "-" and argument[1:2] not in ("", "-", "h")
        if is_value and joined and joined[-1].startswith("--") and "=" not in joined[-1]:
            joined[-1] += f"={argument}"
        else:
            joined.append(argument)
    return joined


def _add_train(parser: argparse.ArgumentParser) -> None:
    known = ", ".join(PRESETS)
    parser.add_argument(
        "--preset", default="degradation", help=f"one of {known} (default: %(default)s)"
    )
    add_settings(parser, Config)
    parser.add_argument("--json", action="store_true", help="print one JSON object, nothing else")


def add_settings(parser: argparse.ArgumentParser, settings: type[Settings]) -> None:
    """Add an option for every row of a settings table; values stay text until validated."""
    for name, row in settings.table().items():
        parser.add_argument(
            f"--{name.replace('_', '-')}",
            default=argparse.SUPPRESS,
            metavar="|".join(row.choices) or row.kind.upper(),
            help=f"{row.help} Use {row.allowed} (default: {row.default})".replace("%", "%%"),
        )


def train(options: dict[str, str]) -> int:
    """Train the network that the options describe and print the result."""
    values = {name: options[name] for name in Config.table() if name in options}
    config = Config.from_preset(options["preset"], values)
    start = time.perf_counter()
    trainer = make_trainer(config)
    while not trainer.done:
        race([trainer], SLICE_SECONDS)
        if not options["json"]:
            _show_progress(trainer)
    seconds = time.perf_counter() - start
    if options["json"]:
        print(json.dumps(result(config, trainer, seconds), allow_nan=False))
    else:
        _show_summary(config, trainer, seconds)
    return 0


def result(config: Config, trainer: Trainer, seconds: float) -> dict[str, object]:
    """Return a finished run as plain data, ready for JSON."""
    return {
        "config": config.to_dict(),
        "loss": trainer.history.loss,
        "accuracy": trainer.history.accuracy,
        "diverged_at": trainer.diverged_at,
        "seconds": seconds,
    }


def _show_progress(trainer: Trainer) -> None:
    loss = f"  loss {trainer.history.loss[-1]:.4f}" if trainer.epoch else ""
    _show_bar(trainer.epoch, trainer.epochs, f"epochs{loss}", trainer.done)


def _show_bar(count: int, total: int, text: str, done: bool, width: int = 30) -> None:
    if not sys.stderr.isatty():
        return
    filled = round(width * count / total)
    bar = "#" * filled + "." * (width - filled)
    print(f"\r[{bar}] {count}/{total} {text}", end="\n" if done else "", file=sys.stderr)


def _show_summary(config: Config, trainer: Trainer, seconds: float) -> None:
    name = "plain" if config.shortcut == "none" else "residual"
    speed = trainer.epoch / seconds
    print(f"{config.depth}-layer {name} network, width {config.width}, seed {config.seed}")
    if trainer.diverged_at is not None:
        print(f"  diverged at epoch {trainer.diverged_at}")
    if trainer.epoch:
        history = trainer.history
        print(f"  loss      {history.loss[0]:.4f} -> {history.loss[-1]:.4g} (0.693 is a coin flip)")
        print(f"  accuracy  {history.accuracy[0]:.1%} -> {history.accuracy[-1]:.1%}")
    print(f"  {trainer.epoch} epochs in {seconds:.1f} s, {speed:.0f} epochs/s")


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


def _add_table(parser: argparse.ArgumentParser) -> None:
    add_settings(parser, TableSettings)
    parser.add_argument("--json", action="store_true", help="print one JSON object, nothing else")


def table(options: dict[str, str]) -> int:
    """Train the networks of the degradation experiment and print their final losses."""
    values = {name: options[name] for name in TableSettings.table() if name in options}
    settings = TableSettings.parse(values)
    # Spawned, not forked: a fork copies locks that the parent's other threads may hold.
    with ProcessPoolExecutor(settings.processes, get_context("spawn")) as pool:

        def run_all(
            function: Callable[[Config], float | None], configs: Iterable[Config]
        ) -> Iterator[float | None]:
            total = len(configs := list(configs))
            for count, value in enumerate(pool.map(function, configs), start=1):
                _show_bar(count, total, "networks", count == total)
                yield value

        measured = depth_table(DEPTHS, range(settings.seeds), run_all=run_all)
    print(json.dumps(measured) if options["json"] else depth_table_text(measured))
    return 0


if __name__ == "__main__":
    sys.exit(main())
