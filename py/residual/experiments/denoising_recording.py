"""What the page shows of the pair of U-Nets before its Python is there."""

from typing import Any

import numpy as np

from residual.arrays import Array
from residual.experiments.denoising import DenoisingPair, Sight
from residual.experiments.denoising_config import DenoisingConfig

INK = "0123456789abcdefghijklmnopqrstuvwxyz"
"""A pixel as one letter, from 0, paper, to z, ink; what is beyond counts as one or the other."""
SIGNIFICANT = 4
LOOKS = 5


def record_denoising(config: DenoisingConfig) -> dict[str, Any]:
    """Train a pair of U-Nets to the end, and return all that the page shows of it.

    Returns
    -------
    dict
        `config`; `clean` and `noisy`, the images that are shown; `updates`, for each network the
        error of each; `sights`, at the start, four times on the way, and at the end, each with
        `update`, `errors` and `pictures` as of `Sight`. An image is 64 letters of `INK`, ten
        stand in one text; numbers have four significant digits.
    """
    pair = DenoisingPair(config)
    run = pair.runs["with"]
    due = {round(share * config.steps / LOOKS) for share in range(1, LOOKS + 1)}
    sights = [_told(pair.look())]
    for _ in pair.learn():
        if pair.updates in due:
            sights.append(_told(pair.look()))
    return {
        "config": config.to_dict(),
        "clean": _as_text(run.clean[pair.shown, 0]),
        "noisy": _as_text(run.noisy[pair.shown, 0]),
        "updates": {
            name: [_rounded(error) for error in run.updates] for name, run in pair.runs.items()
        },
        "sights": sights,
    }


def _told(sight: Sight) -> dict[str, Any]:
    return {
        "update": sight.update,
        "errors": {name: _rounded(error) for name, error in sight.errors.items()},
        "pictures": {name: _as_text(images) for name, images in sight.pictures.items()},
    }


def _as_text(images: Array) -> str:
    last = len(INK) - 1
    levels = np.rint(np.clip(images, 0, 1) * last).astype(int)
    return "".join(INK[level] for level in levels.ravel())


def _rounded(value: float) -> float:
    return float(f"{value:.{SIGNIFICANT}g}")
