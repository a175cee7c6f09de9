"""The runs of several depths that answer the page's slider before its Python is there."""

from typing import Any

import numpy as np

from residual.arrays import Array
from residual.experiments import EXPERIMENTS
from residual.page.wire import answers, norms
from residual.training import Run

DEPTHS = (8, 20, 32, 44, 56, 110)
CELLS = 32
LOOKS = (0, 1, 2, 4, 8, 15, 25, 40, 70, 110, 150, 200)
"""After how many epochs a network is looked at: often while it changes fast."""

SHADES = "0123456789abcdef"
"""An answer in sixteen steps, one letter a cell: as many as an eye tells apart on a square."""

DECADES_STEP = 0.1
LOWEST_DECADE = -4.0
LETTERS = "".join(chr(code) for code in range(35, 127) if chr(code) != "\\")
"""A gradient norm as one letter: `10 ** (LOWEST_DECADE + DECADES_STEP * place)`, to 12 %."""


def record_set() -> dict[str, Any]:
    """Train the default experiment at several depths, plain and with skips, and look at each.

    But for the default depth: these runs are trained for `page.recordings`, which has their looks.

    Returns
    -------
    dict
        `looks`: the epochs of the looks; `low`, `high`: the square that the answers lie in;
        `letters`, `lowestDecade`, `decadesStep`: how a norm is written; `runs`: each with its
        `config`, `loss` and `accuracy` epoch by epoch, `divergedAt`, and for each look `squares`,
        the answers over the square, row by row, and `norms`, the gradients layer by layer.
    """
    experiment = EXPERIMENTS["degradation"]
    runs: list[dict[str, Any]] = []
    reach: dict[str, float] = {}
    for depth in DEPTHS:
        if depth == experiment.settings().depth:
            continue
        for values in experiment.recorded.values():
            config = experiment.settings.parse({**values, "depth": depth})
            trainer = experiment.make(config)
            trainer.observer = None  # what it sees beside the looks is not recorded
            run, reach = look_at(trainer)
            runs.append({"config": config.to_dict(), **run})
    return {
        "looks": list(LOOKS),
        **reach,
        "letters": LETTERS,
        "lowestDecade": LOWEST_DECADE,
        "decadesStep": DECADES_STEP,
        "runs": runs,
    }


def look_at(trainer: Run) -> tuple[dict[str, Any], dict[str, float]]:
    """Train a run to its end, looking at it on the way; return it, and the square."""
    squares, gradients = [], []
    for epoch in LOOKS:
        trainer.advance(epoch - trainer.epoch)
        seen = answers(trainer, CELLS)
        squares.append(in_shades(seen["probability"]))
        gradients.append(in_letters(np.asarray(norms(trainer)["gradientNorms"])))
    history = trainer.history
    run = {
        "loss": [float(f"{loss:.3g}") for loss in history.loss],
        "accuracy": [float(share) for share in history.accuracy],
        "divergedAt": trainer.diverged_at,
        "squares": squares,
        "norms": gradients,
    }
    return run, {"low": seen["low"], "high": seen["high"]}


def in_shades(probability: Array) -> str:
    """Return probabilities from 0 to 1 as one hexadecimal digit each."""
    steps = np.rint(probability * (len(SHADES) - 1)).astype(int)
    return "".join(SHADES[step] for step in steps)


def in_letters(gradients: Array) -> str:
    """Return norms as one letter each; those beyond the letters as the first or the last."""
    with np.errstate(divide="ignore"):
        places = np.rint((np.log10(gradients) - LOWEST_DECADE) / DECADES_STEP)
    places = np.nan_to_num(places, nan=0, neginf=0, posinf=len(LETTERS) - 1)
    return "".join(LETTERS[int(place)] for place in np.clip(places, 0, len(LETTERS) - 1))
