"""Runs as plain data, for the command line, the page and the page's recordings alike.

Arrays stay arrays, and keys are the page's names (`divergedAt`). Losses are finite: a diverged
run's history ends before its first value that is not. Norms are as they are; some may overflow.

To the page every array travels as `{shape, data}`, by `encoded`; engine/decoded.js reads it there.
"""

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np

from residual.diagnostics import layer_norms
from residual.diagnostics.block_stretch import inspect_block
from residual.diagnostics.decision_boundary import boundary, reach_of
from residual.diagnostics.gradient_split import GradientSplit, split_gradient
from residual.settings import SettingError
from residual.training import Data, Exam, History, Observation, Run

MOST_CELLS = 200


def encoded(reply: Any) -> Any:
    """Return plain data with every array in it as `{shape, data}`.

    Parameters
    ----------
    reply : object
        Dicts, lists, tuples, arrays, and what else is plain.

    Returns
    -------
    object
        The same, but for arrays: `shape` is a list of int, `data` has the numbers row by row, in
        one dimension. Whole numbers of 64 bits, which JavaScript keeps apart from all others, are
        float64.
    """
    if isinstance(reply, np.ndarray):
        data = reply.ravel()
        wide = data.dtype.kind in "iu" and data.dtype.itemsize == np.dtype(np.float64).itemsize
        return {"shape": list(reply.shape), "data": data.astype(np.float64) if wide else data}
    if isinstance(reply, np.generic):
        return reply.item()
    if isinstance(reply, dict):
        return {name: encoded(part) for name, part in reply.items()}
    if isinstance(reply, list | tuple):
        return [encoded(part) for part in reply]
    return reply


def norms(trainer: Run) -> dict[str, Any]:
    """Return gradient, activation and signal norm of each weight layer at a run's weights now."""
    trainer.measure()
    found = layer_norms(trainer.network)
    return {
        "gradientNorms": found.gradient,
        "activationNorms": found.activation,
        "signalNorms": trainer.signals,
    }


def inspection(trainer: Run, block: int) -> dict[str, Any]:
    """Return what one block, from 0, does to small changes of the signal and to the gradient.

    Returns
    -------
    dict
        As of `Inspection`, and `split`, see `ways`.
    """
    _require_points("inspect", trainer)
    found = inspect_block(trainer, block)
    return {
        "block": found.block,
        "blocks": found.blocks,
        "layers": found.layers,
        "title": found.title,
        "singularValues": found.singular_values,
        "split": ways(split_gradient(trainer, block)),
    }


def ways(split: GradientSplit | None) -> dict[str, float] | None:
    """Return how large the gradient is on each of its two ways back through a block.

    Returns
    -------
    dict or None
        Frobenius norms of what is `arriving` at the plus, of what goes on along the `skip` and
        through the `branch`, and of their sum, `total`; and the `cosine` between the two. None
        where nobody knows the ways.
    """
    if split is None:
        return None
    names = ("arriving", "skip", "branch", "total")
    with np.errstate(over="ignore", invalid="ignore"):
        norms = {name: float(np.linalg.norm(getattr(split, name))) for name in names}
    return norms | {"cosine": split.cosine}


def progress(trainer: Run, history: History) -> dict[str, Any]:
    """Return what a slice of training showed: its epochs, where the run stands, and its norms."""
    return epochs(trainer, history) | norms(trainer)


def epochs(trainer: Run, history: History) -> dict[str, Any]:
    """Return what some epochs of training showed, and where the run stands; nothing is computed."""
    return {
        "loss": np.array(history.loss),
        "accuracy": np.array(history.accuracy),
        "epoch": trainer.epoch,
        "done": trainer.done,
        "divergedAt": trainer.diverged_at,
        "observed": observations(history.observed),
    }


def observations(seen: Sequence[Observation]) -> dict[str, Any]:
    """Return observations as one array of each kind; a row of `gradientNorms` for each of them.

    Exams have `trainLoss`, `trainAccuracy` and `answers` too, a row of these for each of them.
    """
    norms = [one.gradient_norms for one in seen]
    found = {
        "epochs": np.array([one.epoch for one in seen], dtype=np.float64),
        "testLoss": np.array([one.test_loss for one in seen]),
        "testAccuracy": np.array([one.test_accuracy for one in seen]),
        "gradientNorms": np.array(norms) if norms else np.zeros((0, 0)),
    }
    exams = [one for one in seen if isinstance(one, Exam)]
    if not exams:
        return found
    return found | {
        "trainLoss": np.array([exam.train_loss for exam in exams]),
        "trainAccuracy": np.array([exam.train_accuracy for exam in exams]),
        "answers": np.array([exam.answers for exam in exams], np.uint8),
    }


def data(trainer: Run) -> dict[str, Any]:
    """Return the points that a run trains on, and those held out; inputs (N, ...), labels (N,)."""
    (x, y), (test_x, test_y) = data_of(trainer)
    return {"x": x, "y": y.ravel(), "testX": test_x, "testY": test_y.ravel()}


def answers(trainer: Run, cells: int) -> dict[str, Any]:
    """Return what a run's network answers all over the plane; see `Boundary`.

    Raises
    ------
    SettingError
        If there are too many cells, or none, or the run learns images.
    """
    _require_points("boundary", trainer)
    if not isinstance(cells, int) or not 1 <= cells <= MOST_CELLS:
        allowed = f"a whole number from 1 to {MOST_CELLS}"
        raise SettingError([f"cells: {cells} is not allowed; use {allowed}"])
    return dataclasses.asdict(boundary(trainer, reach_of(*data_of(trainer)), cells))


def _require_points(what: str, trainer: Run) -> None:
    if trainer.x.ndim != 2:
        raise SettingError([f"{what}: is not allowed for a run on images; use one on points"])


def data_of(trainer: Run) -> tuple[Data, Data]:
    """Return what a run trains on, and what is held out; the same where nothing is."""
    train = trainer.x, trainer.y
    return train, trainer.observer.test if trainer.observer else train
