"""The article's listing of two blocks, and what its random numbers start from."""

import numpy as np

from residual.blocks import Block
from residual.diagnostics import jacobian
from residual.layers import Linear, ReLU, Sequential

LISTING_DATA_SEED = 42


def listing_block_jacobians(scale: float = 0.3, features: int = 8) -> dict[str, float]:
    """Frobenius norms of the Jacobians of the article's two blocks, at its random point.

    Parameters
    ----------
    scale : float
        Standard deviation of the two weight matrices.
    features : int
        Their size.

    Returns
    -------
    dict of str to float
        `"plain"` for `relu(W2 relu(W1 x))` and `"residual"` for the same plus x.
    """
    rng = np.random.RandomState(LISTING_DATA_SEED)
    x = rng.standard_normal(features)
    w1, w2 = (scale * rng.standard_normal((features, features)).T for _ in range(2))
    norms = {}
    for name, shortcut in (("plain", False), ("residual", True)):
        branch = Sequential(Linear(w1, False), ReLU(), Linear(w2, False), ReLU())
        norms[name] = float(np.linalg.norm(jacobian(Block(branch, shortcut), x)))
    return norms
