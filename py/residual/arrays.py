"""The types that the whole core speaks of."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
"""A float64 array; docstrings give the shape."""

Labels = NDArray[np.intp]
"""Classes by number, from 0."""

Random = np.random.Generator | np.random.RandomState
"""A source of random numbers, always passed in; `RandomState` is the listing's kind."""

Shape = tuple[int, ...]
"""The shape of an array, the batch included: (N, features) or (N, channels, height, width)."""
