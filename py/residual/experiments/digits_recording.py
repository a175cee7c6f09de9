"""What the page's digits lab shows before its Python is there: four networks, update by update."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from residual.data.drawn_image import GREYS
from residual.experiments.digits import make_digits_trainer
from residual.experiments.digits_config import DigitsConfig
from residual.experiments.digits_table import DEPTHS, KINDS
from residual.training import Exam

SIGNIFICANT = 4


def record_digits(
    common: DigitsConfig,
    depths: Sequence[int] = DEPTHS,
    run_all: Callable[..., Iterable[Any]] = map,
) -> dict[str, Any]:
    """Train plain and residual networks of several depths from one seed.

    Parameters
    ----------
    common : DigitsConfig
        All that they have in common; depth and shortcut are of no meaning.
    depths : sequence of int
        Weight layers, each `6 n + 2`.
    run_all : callable
        `map`, or the `map` of a pool of processes.

    Returns
    -------
    dict
        Plain data: `images`, those held out, 64 letters of `GREYS` each, in one text; `labels`, a
        digit for each; and `runs`, each as of `train_and_tell`.
    """
    configs = [
        replace(common, depth=depth, shortcut=shortcut)
        for depth in depths
        for shortcut in KINDS.values()
    ]
    trainer = make_digits_trainer(configs[0])
    assert trainer.observer
    x, y = trainer.observer.test
    pixels = np.rint(16 * x).astype(int).ravel()
    return {
        "images": "".join(GREYS[pixel] for pixel in pixels),
        "labels": _as_text(y.tolist()),
        "runs": list(run_all(train_and_tell, configs)),
    }


def train_and_tell(config: DigitsConfig) -> dict[str, Any]:
    """Train one network to the end and return all that the lab shows of it.

    Returns
    -------
    dict
        `config`; `updates`, the loss of each; `loss` and `accuracy` of each epoch; `divergedAt`;
        and `observed`, as of `wire.observations`, with a text of digits for each row of `answers`.
        Numbers have four significant digits, since further ones of a deep network are those of the
        machine's order of summation; the page shows three.
    """
    trainer = make_digits_trainer(config)
    trainer.advance(config.epochs)
    exams = [seen for seen in trainer.history.observed if isinstance(seen, Exam)]
    return {
        "config": config.to_dict(),
        "updates": _rounded(trainer.updates),
        "loss": _rounded(trainer.history.loss),
        "accuracy": _rounded(trainer.history.accuracy),
        "divergedAt": trainer.diverged_at,
        "observed": {
            "epochs": [exam.epoch for exam in exams],
            "testLoss": _rounded([exam.test_loss for exam in exams]),
            "testAccuracy": _rounded([exam.test_accuracy for exam in exams]),
            "trainLoss": _rounded([exam.train_loss for exam in exams]),
            "trainAccuracy": _rounded([exam.train_accuracy for exam in exams]),
            "gradientNorms": [_rounded(exam.gradient_norms) for exam in exams],
            "answers": [_as_text(exam.answers) for exam in exams],
        },
    }


def _as_text(classes: Iterable[int]) -> str:
    return "".join(str(number) for number in classes)


def _rounded(values: Iterable[float]) -> list[float | None]:
    return [float(f"{value:.{SIGNIFICANT}g}") if math.isfinite(value) else None for value in values]
