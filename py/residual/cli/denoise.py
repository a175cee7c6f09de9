"""`residual denoise`: a pair of U-Nets that take noise away from digits."""

import argparse
import json

from residual.cli.options import Options, add_settings, given
from residual.experiments import DenoisingConfig
from residual.experiments.denoising import CUT, WITH, WITHOUT, DenoisingPair, Sight
from residual.experiments.denoising_recording import record_denoising

HELP = "take noise away from digits with U-Net, with and without its finest skip"

LABELS = {
    "noisy": "the noisy images themselves",
    WITH: "U-Net with all skips",
    CUT: "the same network, its finest skip cut",
    WITHOUT: "U-Net trained without the finest skip",
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_settings(parser, DenoisingConfig)
    parser.add_argument(
        "--json",
        action="store_true",
        help="print one JSON object, nothing else: what the page opens with",
    )


def run(options: Options) -> None:
    """Train two U-Nets and print how far what they make is from the clean images."""
    config = DenoisingConfig.parse(given(options, DenoisingConfig))
    if options["json"]:
        print(json.dumps(record_denoising(config), allow_nan=False, separators=(",", ":")))
        return
    pair = DenoisingPair(config)
    for _ in pair.learn():
        pass
    print(describe(pair.look(), config))


def describe(sight: Sight, config: DenoisingConfig) -> str:
    """Return the errors as a table to read."""
    lines = [f"{LABELS[name]:<40}{error:.3g}" for name, error in sight.errors.items()]
    lines.append(
        f"mean squared error on 360 digits held out, noise {config.noise:g}, after "
        f"{sight.update} updates, seed {config.seed}"
    )
    return "\n".join(lines)
