"""The command line: `residual train`, `family`, `claims` and `digits`."""

import argparse
import json
import sys
import time
from collections.abc import Sequence

from residual.claims import ClaimsSettings, describe, run_claims
from residual.counting import family, family_text
from residual.experiments import PRESETS, Config, make_trainer
from residual.image_experiments import ImageSettings, describe_images, train_all
from residual.settings import SettingError, Settings
from residual.training import Trainer, race

SLICE_SECONDS = 0.1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0, or 2 for refused input."""
    parser = argparse.ArgumentParser(
        prog="residual", description="Train plain and residual networks in NumPy."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    _add_train(commands.add_parser("train", help="train one network and print what happened"))
    _add_family(commands.add_parser("family", help="count the ResNets of the paper's table"))
    _add_claims(commands.add_parser("claims", help="measure every claim and judge it"))
    _add_digits(commands.add_parser("digits", help="plain and residual networks on real images"))
    options = vars(parser.parse_args(arguments))
    try:
        known = {"train": train, "family": show_family, "claims": claims, "digits": train_on_digits}
        return known[options["command"]](options)
    except SettingError as error:
        print(*error.problems, sep="\n", file=sys.stderr)
        return 2


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


def _show_progress(trainer: Trainer, width: int = 30) -> None:
    if not sys.stderr.isatty():
        return
    filled = round(width * trainer.epoch / trainer.epochs)
    bar = "#" * filled + "." * (width - filled)
    loss = f"loss {trainer.history.loss[-1]:.4f}" if trainer.epoch else ""
    end = "\n" if trainer.done else ""
    print(f"\r[{bar}] {trainer.epoch}/{trainer.epochs} epochs  {loss}", end=end, file=sys.stderr)


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


def _add_family(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON list, nothing else")


def show_family(options: dict[str, str]) -> int:
    """Print parameters and multiply-adds of the ResNet family, beside the published ones."""
    print(json.dumps(family()) if options["json"] else family_text())
    return 0


def _add_claims(parser: argparse.ArgumentParser) -> None:
    add_settings(parser, ClaimsSettings)
    parser.add_argument("--json", action="store_true", help="print one JSON list, nothing else")


def claims(options: dict[str, str]) -> int:
    """Measure the claims and print the ledger, each row as it is done or all as JSON."""
    values = {name: options[name] for name in ClaimsSettings.table() if name in options}
    rows = run_claims(ClaimsSettings.parse(values).seeds)
    if options["json"]:
        print(json.dumps(list(rows), allow_nan=False))
    else:
        for row in rows:
            print(describe(row), flush=True)
    return 0


def _add_digits(parser: argparse.ArgumentParser) -> None:
    add_settings(parser, ImageSettings)
    parser.add_argument("--json", action="store_true", help="print one JSON object, nothing else")


def train_on_digits(options: dict[str, str]) -> int:
    """Train plain and residual networks of 20 and 56 layers on digits and print what happened."""
    values = {name: options[name] for name in ImageSettings.table() if name in options}
    result = train_all(ImageSettings.parse(values))
    print(json.dumps(result, allow_nan=False) if options["json"] else describe_images(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
