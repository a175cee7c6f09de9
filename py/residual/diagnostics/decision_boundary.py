"""What a network answers all over the plane: where it draws the line between the classes."""

from dataclasses import dataclass

import numpy as np

from residual.arrays import Array
from residual.checks import positive, whole_number
from residual.training import Data, Run, sigmoid

MARGIN = 1.1


@dataclass
class Boundary:
    """Probabilities on a grid of square cells.

    Attributes
    ----------
    low, high : float
        Where the grid begins and ends, in both directions.
    probability : (cells * cells,) float64
        Probability of class 1 at the middle of each cell, row by row from the lowest y up, x
        running fastest; nan where the network's answer is no number.
    """

    low: float
    high: float
    probability: Array


def boundary(trainer: Run, reach: float, cells: int) -> Boundary:
    """Return a run's answers, in evaluation mode, at its weights now.

    Parameters
    ----------
    trainer : Run
        Takes points of the plane; its training is not disturbed.
    reach : float
        The grid goes from minus this to this.
    cells : int
        Cells along each side, from 1.

    Raises
    ------
    ValueError
        If a number is out of range.
    """
    positive("reach", reach)
    whole_number("cells", cells)
    edges = np.linspace(-reach, reach, cells + 1)
    middles = (edges[:-1] + edges[1:]) / 2
    y, x = (side.ravel() for side in np.meshgrid(middles, middles, indexing="ij"))
    logits = trainer.logits(np.stack([x, y], axis=1).astype(trainer.x.dtype))
    with np.errstate(invalid="ignore"):
        probability = sigmoid(logits.ravel().astype(np.float64))
    return Boundary(-reach, reach, probability)


def reach_of(*data: Data) -> float:
    """Return how far a square around the origin must reach to hold all points with a margin."""
    return MARGIN * max(float(np.abs(x).max()) for x, _ in data)
