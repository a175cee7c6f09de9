"""Arrays for results begin at a line of the cache, and own their memory as any array does."""

import numpy as np
import pytest

from residual.compiled.memory import LINE, SMALL, empty


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("shape", [(400, 16), (400, 33), (3, 2, 31, 29), (SMALL,)])
def test_large_arrays_begin_at_a_line(shape: tuple[int, ...], dtype: type) -> None:
    arrays = [empty(shape, np.dtype(dtype)) for _ in range(5)]
    for number, array in enumerate(arrays):
        assert array.ctypes.data % LINE == 0
        assert array.shape == shape
        assert array.dtype == dtype
        assert array.flags.c_contiguous
        assert array.flags.writeable
        array[...] = number
    assert [array.min() for array in arrays] == [array.max() for array in arrays] == [*range(5)]
