"""The compiler's rules for what has no parameters and changes shapes; see `rules`."""

import math
from collections.abc import Callable
from typing import cast

import numpy as np

from residual.compiled.calls import Call
from residual.compiled.draft import Draft, ShapeError, Value
from residual.compiled.row import Beside
from residual.layers import Layer, MaxPool, SubsampleAndPad, Upsample

IN_ORDER = 128
"""So many numbers NumPy sums in the order in which `average` does."""


def beside(draft: Draft, f: Value, mark: Layer) -> Value:
    """Put what a branch makes beside what arrived at it, or beside zeros if the skip is cut."""
    concat, x = cast(Beside, mark).concat, cast(Value, cast(Beside, mark).fork.x)
    (n, features, *rest), (made_n, made, *made_rest) = x.shape, f.shape
    if (n, rest) != (made_n, made_rest):
        raise ShapeError
    y = draft.value(n, features + made, *rest)
    carries = concat.carries
    draft.call(draft.calls.concat, x if carries else None, f, y)
    draft.keep(concat, features=features, shape=x.shape, made=y.shape)

    def back(dy: Value) -> None:
        df = draft.value(*f.shape)
        dx = draft.value(*x.shape) if carries and x.wants_grad else None
        draft.call(draft.calls.split, dy, dx, df)
        draft.add_grad(f, df)
        if dx:
            draft.add_grad(x, dx)

    draft.on_way_back(y, back)
    return y


def max_pool(draft: Draft, x: Value, layer: Layer) -> Value | None:
    """Take the largest pixels of windows that do not overlap."""
    pool = cast(MaxPool, layer)
    if pool.stride != pool.size or pool.padding:
        return None
    y = draft.value(*pool.output_shape(x.shape))
    largest = Value(y.shape, dtype=np.dtype(np.intp))
    draft.call(draft.calls.max_pool, x, y, largest, pool.size)
    draft.keep(pool, largest=largest, shape=x.shape, made=y.shape)
    draft.watch(pool)

    def back(dy: Value) -> None:
        if x.wants_grad:
            dx = draft.value(*x.shape)
            draft.call(draft.calls.max_pool_dx, dy, largest, dx, pool.size)
            draft.add_grad(x, dx)

    draft.on_way_back(y, back, pool)
    return y


def upsample(draft: Draft, x: Value, layer: Layer) -> Value | None:
    """Make squares of 2 by 2 of pixels."""
    larger = cast(Upsample, layer)
    if larger.factor != 2:
        return None
    y = draft.value(*larger.output_shape(x.shape))
    draft.call(draft.calls.upsample, x, y)
    _changed_shape(draft, x, y, larger, draft.calls.upsample_dx)
    return y


def global_average_pool(draft: Draft, x: Value, pool: Layer) -> Value | None:
    """Take the mean of each channel."""
    y = draft.value(*pool.output_shape(x.shape))
    if math.prod(x.shape[2:]) > IN_ORDER:
        return None
    draft.call(draft.calls.average, x, y)
    _changed_shape(draft, x, y, pool, draft.calls.average_dx)
    return y


def subsample_and_pad(draft: Draft, x: Value, layer: Layer) -> Value | None:
    """Take every so many pixels, and add channels of zeros."""
    stride = cast(SubsampleAndPad, layer).stride
    y = draft.value(*layer.output_shape(x.shape))
    draft.call(draft.calls.subsample, x, y, stride)
    _changed_shape(draft, x, y, layer, draft.calls.subsample_dx, stride)
    return y


def _changed_shape(
    draft: Draft, x: Value, y: Value, layer: Layer, way_back: Callable[..., Call], *place: int
) -> None:
    """Note what a layer keeps that has made y of x, and what goes back."""
    draft.keep(layer, shape=x.shape, made=y.shape)
    draft.watch(layer)

    def back(dy: Value) -> None:
        if x.wants_grad:
            dx = draft.value(*x.shape)
            draft.call(way_back, dy, dx, *place)
            draft.add_grad(x, dx)

    draft.on_way_back(y, back, layer)
