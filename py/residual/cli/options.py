"""What the commands share: options from a table of settings, and a progress bar."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from residual.checks import shown
from residual.data.own_points import are_points
from residual.data.pasted_points import A_LINE, PastedPointsError, read_pasted
from residual.experiments import Config
from residual.settings import Setting, SettingError, Settings

OF_A_FILE = f"the name of a file that has a point in each line: {A_LINE}"

Options = dict[str, str]
"""What was given on the command line, by field; settings that were not given are not in it."""


def add_settings(
    parser: argparse.ArgumentParser, settings: type[Settings], leave_out: Sequence[str] = ()
) -> None:
    """Add an option for every row of a settings table; values stay text until validated."""
    for name, row in settings.table().items():
        if name in leave_out:
            continue
        parser.add_argument(
            f"--{name.replace('_', '-')}",
            default=argparse.SUPPRESS,
            nargs="?",
            const="",  # an option without a value is refused with the range, like any other
            metavar="|".join(row.choices) or row.kind.upper() + ("|FILE" if row.form else ""),
            help=f"{row.help} Use {_allowed(row)} (default: {shown(row.default)})".replace(
                "%", "%%"
            ),
        )


def _allowed(row: Setting) -> str:
    return f"{row.allowed}, or {OF_A_FILE}" if row.form else row.allowed


def add_experiment(parser: argparse.ArgumentParser) -> None:
    """Add the options of one experiment: a preset, and every setting."""
    known = ", ".join(Config.PRESETS)
    parser.add_argument(
        "--preset", default="degradation", help=f"one of {known} (default: %(default)s)"
    )
    add_settings(parser, Config)


def experiment(options: Options) -> Config:
    """Return the experiment that the options describe; with points, of these."""
    settings = given(options, Config)
    if "points" in settings:
        points = points_of(settings["points"])
        settings = {"dataset": "own"} | settings | {"points": points}
    return Config.from_preset(options["preset"], settings)


def points_of(given: str) -> str:
    """Return the code of points from itself, or from a file that has them in lines.

    Raises
    ------
    SettingError
        If it is neither, or the file is not one of points.
    """
    if not os.path.isfile(given):
        if are_points(given):
            return given
        allowed = _allowed(Config.table()["points"])
        raise SettingError([f"points: {shown(given)} is not allowed; use {allowed}"])
    try:
        return read_pasted(Path(given).read_text(encoding="utf-8-sig"))
    except PastedPointsError as error:
        raise SettingError([f"points: {given}: {problem}" for problem in error.problems]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError([f"points: {given}: cannot be read: {error}"]) from None


def network_name(config: Config) -> str:
    """Return what a network is called, as in `56-layer plain network`."""
    kinds = {"highway": "Highway", "dense": "densely connected"}
    name = "plain" if config.shortcut == "none" else kinds.get(config.block, "residual")
    return f"{config.depth}-layer {name} network"


def given(options: Options, settings: type[Settings]) -> dict[str, str]:
    """Return the options that are rows of a settings table."""
    return {name: options[name] for name in settings.table() if name in options}


def joined(arguments: Sequence[str]) -> list[str]:
    """Write `--lr -1e-3` as `--lr=-1e-3`: argparse would take the value for an option."""
    joined: list[str] = []
    for argument in arguments:
        is_value = argument[:1] == "-" and argument[1:2] not in ("", "-", "h")
        if is_value and joined and joined[-1].startswith("--") and "=" not in joined[-1]:
            joined[-1] += f"={argument}"
        else:
            joined.append(argument)
    return joined


def show_bar(count: int, total: int, text: str, done: bool, width: int = 30) -> None:
    """Draw a progress bar over the last one, where a person watches the error output."""
    if not sys.stderr.isatty():
        return
    filled = round(width * count / total)
    bar = "#" * filled + "." * (width - filled)
    print(f"\r[{bar}] {count}/{total} {text}", end="\n" if done else "", file=sys.stderr)
