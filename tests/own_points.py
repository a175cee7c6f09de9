"""Points of a reader, for tests in both languages."""

import numpy as np
from hypothesis import strategies as st

from residual.arrays import Array
from residual.data.own_points import FEWEST_OWN, MOST_OWN, PLANE_STEPS, encode_points

steps = st.integers(-PLANE_STEPS, PLANE_STEPS)
rows = st.tuples(steps, steps, st.integers(0, 1))


@st.composite
def points(draw: st.DrawFn) -> tuple[Array, Array]:
    """Draw points on the grid, at least two of each class."""
    both = [draw(st.tuples(steps, steps, st.just(label))) for label in (0, 1, 0, 1)]
    some = draw(st.lists(rows, min_size=FEWEST_OWN - 4, max_size=MOST_OWN - 4))
    table = np.array(draw(st.permutations(both)) + some)
    return table[:, :2] / 1000, table[:, 2:].astype(float)


def two_clouds(count: int = 24, seed: int = 0) -> str:
    """Return the code of so many points around two places, a class around each."""
    rng = np.random.default_rng(seed)
    y = np.arange(count) % 2
    x = np.where(y[:, np.newaxis] == 1, 0.5, -0.5) + 0.2 * rng.standard_normal((count, 2))
    return encode_points(np.clip(x, -1.4, 1.4), y)
