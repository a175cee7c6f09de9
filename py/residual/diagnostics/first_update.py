"""How far the first update moves the weights of each layer, measured in their own size."""

import numpy as np

from residual.arrays import Array
from residual.training import Run


def first_update(trainer: Run) -> Array:
    """Train one update, and return its size over the size of the weights that it changed.

    A gradient that is larger does not mean that a layer learns faster: far above 1, a step throws
    the layer's weights away instead of improving them.

    Parameters
    ----------
    trainer : Run
        At its beginning. It is used up: its history does not know of the update.

    Returns
    -------
    (depth,) float64
        `|w_1 - w_0| / |w_0|` by Frobenius norm, of all matrices together where a layer has several;
        first of `Layer.weight_layers` first.

    Raises
    ------
    ValueError
        If the run has trained already.
    """
    if trainer.epoch:
        raise ValueError("trainer: it has trained already; use one at its beginning")
    layers = trainer.network.weight_layers()
    before = [[part.w.value.astype(np.float64) for part in parts] for parts in layers]
    trainer.measure()
    if trainer.schedule:
        trainer.optimizer.lr *= trainer.schedule(0)
    with np.errstate(over="ignore", invalid="ignore"):
        trainer.optimizer.step()
        return np.array(
            [
                _norm([part.w.value - old for part, old in zip(parts, olds, strict=True)])
                / _norm(olds)
                for parts, olds in zip(layers, before, strict=True)
            ]
        )


def _norm(matrices: list[Array]) -> float:
    return float(np.sqrt(sum(np.square(matrix).sum() for matrix in matrices)))
