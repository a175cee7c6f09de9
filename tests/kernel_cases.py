"""Cases for the kernels, made by hypothesis."""

from typing import Any

from hypothesis import strategies as st
from kernel_agreement import LAYOUTS, TOLERANCE

PRODUCTS = ["affine", "affine_dx", "affine_dw", "affine_db", "add_bias"]
ELEMENTWISE = ["relu", "relu_dx", "add"]
CONVOLUTIONS = ["convolve", "convolve_dx", "convolve_dw", "convolve_db"]
NORMS = ["batch_norm", "batch_norm_dx", "batch_norm_recorded"]


def cases(values: tuple[str | None, ...] = (None,)) -> st.SearchStrategy[dict[str, Any]]:
    """Return cases of every kernel, in every layout; one number of each array may be special."""
    size, small = st.integers(0, 40), st.integers(1, 9)
    kernel, stride, padding = st.integers(1, 5), st.integers(1, 3), st.integers(0, 2)
    image = st.tuples(small, small, small, small, small, kernel, stride, padding)
    batch = st.tuples(st.integers(2, 40), st.integers(1, 20)) | st.tuples(
        st.integers(2, 5), small, small, small
    )
    by_name = [
        (PRODUCTS + ELEMENTWISE, st.tuples(size, size, size)),
        (CONVOLUTIONS, image.filter(_has_room)),
        (NORMS, batch),
        (["descend"], st.tuples(small, small)),
    ]
    return st.one_of(
        st.fixed_dictionaries(
            {
                "name": st.sampled_from(names),
                "sizes": sizes.map(list),
                "dtype": st.sampled_from(sorted(TOLERANCE)),
                "layout": st.sampled_from(LAYOUTS),
                "value": st.sampled_from(values),
                "seed": st.integers(0, 2**32 - 1),
            }
        )
        for names, sizes in by_name
    )


def _has_room(image: tuple[int, ...]) -> bool:
    _, _, h, width, _, kernel, _, padding = image
    return min(h, width) + 2 * padding >= kernel
