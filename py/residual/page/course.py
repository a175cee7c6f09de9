"""A run that the page trains update by update, and that reads what the reader draws."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from residual.checks import shown
from residual.page import wire
from residual.settings import SettingError
from residual.training import History, Run

SIDE = 8
INK = 16
"""The value of a pixel that is all ink, as in the data set."""


class Course:
    """The way of a run from its beginning to its end, and how much of it has been told.

    Parameters
    ----------
    trainer : Run
        Of images, ready to train; nobody else trains it.
    """

    def __init__(self, trainer: Run) -> None:
        if trainer.x.ndim == 2:
            raise SettingError(["update: is not allowed for a run on points; use one on images"])
        self.trainer, self.over = trainer, False
        self._steps = trainer.steps()
        self._told, self._updates = History(), 0
        self._settled = False

    def go_on(
        self, milliseconds: float, read: Callable[[], float] = time.perf_counter
    ) -> dict[str, Any]:
        """Train for about so many milliseconds; at least up to the next pause.

        Returns
        -------
        dict
            As of `wire.epochs`, and `updates`: the loss of each update since the last answer;
            `updatesOfEpoch`: how many an epoch makes.
        """
        end = read() + milliseconds / 1000
        for _ in self._steps:
            if read() >= end:
                break
        else:
            self.over = True
        history, told = self.trainer.history, self._told
        new = History(
            history.loss[len(told.loss) :],
            history.accuracy[len(told.loss) :],
            history.observed[len(told.observed) :],
        )
        told.loss += new.loss
        told.observed += new.observed
        updates = self.trainer.updates[self._updates :]
        self._updates += len(updates)
        # The run is over after its last look, not after its last epoch.
        return wire.epochs(self.trainer, new) | {
            "updates": np.array(updates),
            "updatesOfEpoch": self.trainer.updates_of_epoch,
            "done": self.over,
        }

    def read(self, image: object) -> dict[str, Any]:
        """Return what the network takes an image for at its weights now.

        Parameters
        ----------
        image : list of 64 numbers
            Row by row, from 0, paper, to 16, ink.

        Returns
        -------
        dict
            `probability`, (10,), of each digit; `updates`: after how many.

        Raises
        ------
        SettingError
            If it is no such image.
        """
        x = _image(image).astype(self.trainer.x.dtype)
        if not self._settled:
            self.trainer.settle()
            self._settled = self.over  # before that each update, and each look, changes them
        logits = self.trainer.logits(x)[0].astype(np.float64)
        with np.errstate(over="ignore", invalid="ignore"):
            odds = np.exp(logits - logits.max())
            probability = odds / odds.sum()
        return {"probability": probability, "updates": len(self.trainer.updates)}


def _image(values: object) -> np.ndarray[Any, np.dtype[np.float64]]:
    allowed = f"a list of {SIDE * SIDE} numbers from 0 to {INK}"
    if not isinstance(values, list) or len(values) != SIDE * SIDE:
        raise SettingError([f"image: {_shown(values)} is not allowed; use {allowed}"])
    for value in values:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not (number and 0 <= value <= INK):
            raise SettingError([f"image: {_shown(value)} in it is not allowed; use {allowed}"])
    return np.array(values, np.float64).reshape(1, 1, SIDE, SIDE) / INK


def _shown(value: object) -> str:
    return f"a list of {len(value)}" if isinstance(value, list) else shown(value)
