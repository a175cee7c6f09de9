"""Which pixels of an image meet which places of a convolution's kernel: lists for the C files.

They depend on sizes alone, and each is made once. What lies outside of the image is a row of zeros
after its last position. It matters only where the other factor is no finite number, so each list
has the places within the image first.
"""

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int32]


class Geometry(NamedTuple):
    """The sizes that matter: of an image, of the kernel, and of what comes of it."""

    h: int
    w: int
    kh: int
    kw: int
    stride: int
    padding: int
    oh: int
    ow: int

    @property
    def pixels(self) -> int:
        """Positions of an image."""
        return self.h * self.w

    @property
    def results(self) -> int:
        """Positions of what comes of it."""
        return self.oh * self.ow


class Places(NamedTuple):
    """For each position of a result, `(results, kernel)`, what comes to it."""

    positions: Indices
    kernel_places: Indices
    within: Indices


class Runs(NamedTuple):
    """For each place of the kernel, the pairs of positions that it joins."""

    runs: Indices
    starts: Indices
    within: Indices


@lru_cache(64)
def places(g: Geometry, *, back: bool) -> Places:
    """Return what comes to each position of the result; `back`: to each pixel, of its gradient."""
    met = _met(g)
    table: NDArray[Any]
    if back:
        table = np.full((g.pixels, g.kh * g.kw), g.results)
        results, at = np.nonzero(met < g.pixels)
        table[met[results, at], at] = results
        outside = g.results
    else:
        table, outside = met, g.pixels
    order = np.argsort(table == outside, axis=1, kind="stable")
    within = (table < outside).sum(axis=1)
    found = np.take_along_axis(table, order, axis=1), order, within
    return Places(*(np.ascontiguousarray(a, np.int32) for a in found))


@lru_cache(64)
def runs(g: Geometry) -> Runs:
    """Return the pairs of each place; those that follow each other in a line are one run."""
    found: list[list[int]] = []
    starts, within = [0], []
    for at, column in enumerate(_met(g).T):
        for inside in (True, False):
            for result in np.flatnonzero((column < g.pixels) == inside):
                pixel, last = int(column[result]), found[-1] if len(found) > starts[at] else None
                if inside and last and last[0] + last[2] == pixel and last[1] + last[2] == result:
                    last[2] += 1
                else:
                    found.append([pixel, int(result), 1])
            if inside:
                within.append(len(found))
        starts.append(len(found))
    return Runs(*(np.array(a, np.int32) for a in (found, starts, within)))


def _met(g: Geometry) -> NDArray[Any]:
    """Return the pixel that each position of the result has at each place, (results, kernel)."""
    y = np.arange(g.oh)[:, None] * g.stride + np.arange(g.kh) - g.padding
    x = np.arange(g.ow)[:, None] * g.stride + np.arange(g.kw) - g.padding
    y, x = y[:, None, :, None], x[None, :, None, :]
    inside = (y >= 0) & (y < g.h) & (x >= 0) & (x < g.w)
    return np.where(inside, y * g.w + x, g.pixels).reshape(g.results, g.kh * g.kw)
