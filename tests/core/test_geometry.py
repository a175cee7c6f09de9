"""Which pixels meet which places of a kernel: lists, compared with a walk over all of them."""

from itertools import product

import numpy as np
import pytest

from residual.compiled.geometry import Geometry, places, runs
from residual.kernels.convolution import output_size

SIZES = [
    *[(8, 8, 3, 3, 1, 1), (2, 2, 3, 3, 1, 1), (1, 1, 3, 3, 1, 1), (5, 6, 3, 3, 2, 1)],
    *[(7, 4, 1, 1, 2, 0), (6, 5, 2, 3, 1, 0), (4, 4, 5, 5, 3, 4)],
]


def geometry(*sizes: int) -> Geometry:
    h, w, kh, kw, stride, padding = sizes
    oh, ow = output_size(h, kh, stride, padding), output_size(w, kw, stride, padding)
    return Geometry(h, w, kh, kw, stride, padding, oh, ow)


def meetings(g: Geometry) -> set[tuple[int, int, int]]:
    """(result, place of the kernel, pixel) of every product; outside, the pixel after the last."""
    found = set()
    for i, j, a, b in product(range(g.oh), range(g.ow), range(g.kh), range(g.kw)):
        y, x = i * g.stride + a - g.padding, j * g.stride + b - g.padding
        inside = 0 <= y < g.h and 0 <= x < g.w
        found.add((i * g.ow + j, a * g.kw + b, y * g.w + x if inside else g.pixels))
    return found


@pytest.mark.parametrize("sizes", SIZES)
def test_each_result_has_its_pixels_and_after_them_the_zeros_around(sizes: tuple) -> None:
    g = geometry(*sizes)
    listed = places(g, back=False)
    rows = zip(listed.positions, listed.kernel_places, strict=True)
    found = {
        (result, int(place), int(pixel))
        for result, row in enumerate(rows)
        for pixel, place in zip(*row, strict=True)
    }
    assert found == meetings(g)
    for row, count in zip(listed.positions, listed.within, strict=True):
        assert (row[:count] < g.pixels).all()
        assert (row[count:] == g.pixels).all()


@pytest.mark.parametrize("sizes", SIZES)
def test_each_pixel_has_the_results_that_it_went_into(sizes: tuple) -> None:
    g = geometry(*sizes)
    listed = places(g, back=True)
    found = {
        (int(result), int(place), pixel)
        for pixel, count in enumerate(listed.within)
        for result, place in zip(
            listed.positions[pixel, :count], listed.kernel_places[pixel, :count], strict=True
        )
    }
    assert found == {each for each in meetings(g) if each[2] < g.pixels}


@pytest.mark.parametrize("sizes", SIZES)
def test_runs_join_each_pair_of_a_place_once_the_zeros_last(sizes: tuple) -> None:
    g = geometry(*sizes)
    listed = runs(g)
    found = []
    for place in range(g.kh * g.kw):
        for number in range(listed.starts[place], listed.starts[place + 1]):
            pixel, result, count = map(int, listed.runs[number])
            assert (pixel < g.pixels) is bool(number < listed.within[place])
            found += [(result + i, place, pixel + i) for i in range(count)]
    assert len(found) == len(set(found))
    assert set(found) == meetings(g)


def test_where_images_keep_their_size_a_line_is_one_run() -> None:
    listed = runs(geometry(8, 8, 3, 3, 1, 1))
    middle = listed.runs[listed.starts[4] : listed.within[4]]
    np.testing.assert_array_equal(middle, [[0, 0, 64]])
    left = listed.runs[listed.starts[3] : listed.within[3]]
    np.testing.assert_array_equal(left, [[8 * i, 8 * i + 1, 7] for i in range(8)])
