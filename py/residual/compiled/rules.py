"""What becomes of layers in a plan: the compiler's rules, and the walk that applies them.

A network is first laid out as one row of layers: a `Sequential` as its parts, a `Block` as its
branch with `Fork` before it and `Join` after it, a `Concat` with `Beside` in place of that. Then,
from the first layer on, the first rule of `RULES` that fits says what is called for it and its
neighbours, and adds to the draft what goes back. What no rule fits runs as it is written, in its
place among the calls.
"""

from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np

from residual.compiled.accepted import solid
from residual.compiled.draft import Draft, ShapeError, Value
from residual.compiled.row import Beside, End, Fork, Join, kind_of, laid_out
from residual.compiled.shape_rules import (
    beside,
    global_average_pool,
    max_pool,
    subsample_and_pad,
    upsample,
)
from residual.compiled.weight_rules import convolution, convolve, linear, product, usable
from residual.compiled.written import as_written
from residual.layers import (
    BatchNorm,
    Conv2d,
    GlobalAveragePool,
    Layer,
    Linear,
    MaxPool,
    ReLU,
    SubsampleAndPad,
    Upsample,
)


def emit(draft: Draft, row: Sequence[Layer], x: Value) -> Value:
    """Add to a draft what a row of layers does with x; return what comes of it."""
    kinds, i = (*map(kind_of, row),), 0
    while i < len(row):
        for pattern, rule in RULES:
            end = i + len(pattern)
            y = rule(draft, x, *row[i:end]) if kinds[i:end] == pattern else None
            if y is not None:
                x, i = y, end
                break
        else:
            x, i = as_written(draft, x, row[i], emit), i + 1
    return x


# Each rule takes the draft, what arrives, and the layers that fit its pattern. It returns what
# comes of them, or None where they are not as it needs them.


def _fork(draft: Draft, x: Value, fork: Layer) -> Value:
    cast(Fork, fork).x = x
    return x


def _end(draft: Draft, x: Value, end: Layer) -> Value:
    layer = cast(End, end).layer
    draft.backward.append(lambda: draft.note(layer, x))
    return x


def _skip(draft: Draft, join: Join) -> Value:
    """Return what a block adds to its branch, after its shortcut's own layers."""
    x, shortcut = cast(Value, join.fork.x), join.block.shortcut
    return emit(draft, [*laid_out(draft, shortcut)], x) if isinstance(shortcut, Layer) else x


def _join(draft: Draft, x: Value, join: Layer) -> Value | None:
    skip = _skip(draft, cast(Join, join))
    if skip.shape != x.shape:
        raise ShapeError
    y = draft.value(*x.shape)
    draft.call(draft.calls.add, x, skip, y)

    def back(dy: Value) -> None:
        draft.add_grad(skip, dy)
        draft.add_grad(x, dy)

    draft.on_way_back(y, back)
    return y


def _relu(draft: Draft, x: Value, layer: Layer) -> Value:
    relu = cast(ReLU, layer)
    y = draft.value(*x.shape)
    draft.call(draft.calls.relu, x, y)
    draft.keep(relu, y=y)
    draft.watch(relu)

    def back(dy: Value) -> None:
        if x.wants_grad:
            dx = draft.value(*x.shape)
            draft.call(draft.calls.relu_dx, dy, y, dx)
            draft.add_grad(x, dx)

    draft.on_way_back(y, back, relu)
    return y


def _norm(draft: Draft, x: Value, norm: Layer, *after: Layer) -> Value | None:
    """Normalise, and add and rectify in the same walk through memory, if these come after it."""
    if not _norm_fits(draft, x.shape, cast(BatchNorm, norm)):
        return None
    return _normalise(draft, x, cast(BatchNorm, norm), draft.value(*x.shape), after)


def _weights_then_norm(
    draft: Draft, x: Value, weights: Layer, norm: Layer, *after: Layer
) -> Value | None:
    """Do as the weights' own rule and then `_norm`; what stands between them is not kept."""
    kind, batch_norm = cast(Linear | Conv2d, weights), cast(BatchNorm, norm)
    if kind.b or not usable(draft, kind.w):
        return None
    made = kind.output_shape(x.shape)
    if not _norm_fits(draft, made, batch_norm):
        return None
    z = x_hat = draft.value(*made)
    # The points' norm does some channels twice where vectors leave a rest.
    rest = made[1] * draft.dtype.itemsize % draft.calls.vector_bytes
    if not draft.train or (len(made) == 2 and rest):
        x_hat = draft.value(*made)
    multiply = product if isinstance(kind, Linear) else convolve
    if multiply(draft, x, cast(Any, kind), z) is None:
        return None
    return _normalise(draft, z, batch_norm, x_hat, after)


def _norm_fits(draft: Draft, shape: tuple[int, ...], norm: BatchNorm) -> bool:
    running = norm.running_mean, norm.running_variance
    channels = norm.gamma.value.shape
    fits = len(shape) in {2, 4} and channels == shape[1:2]
    enough = not draft.train or np.prod(shape) >= 2 * channels[0]
    return bool(
        fits
        and enough
        and usable(draft, norm.gamma, norm.beta)
        and solid(norm.gamma.value, *running)
        and all(a.shape == channels and a.flags.writeable for a in running)
    )


def _normalise(
    draft: Draft, x: Value, norm: BatchNorm, x_hat: Value, after: Sequence[Layer]
) -> Value:
    join = next((layer for layer in after if isinstance(layer, Join)), None)
    relu = next((layer for layer in after if isinstance(layer, ReLU)), None)
    skip = _skip(draft, join) if join else None
    if skip and skip.shape != x.shape:
        raise ShapeError
    draft.watch(norm)
    y = draft.value(*x.shape)
    channels = norm.gamma.value.shape
    gamma, beta = norm.gamma.value, norm.beta.value
    inverse = draft.value(*channels)
    running = norm.running_mean, norm.running_variance
    shared: dict[str, Any] = {
        **{"gamma": gamma, "beta": beta, "running": running, "eps": norm.eps},
        **{"y": y, "x_hat": x_hat, "inverse": inverse, "skip": skip, "relu": relu is not None},
    }
    if draft.train:
        mean, variance = draft.value(*channels), draft.value(*channels)
        statistics = mean, variance
        draft.call(
            draft.calls.batch_norm, x, **shared, momentum=norm.momentum, statistics=statistics
        )
        draft.keep_always(norm, mean=mean, variance=variance)
        draft.keep(norm, x_hat=x_hat, inverse=inverse, trained=True)
    else:
        draft.call(draft.calls.batch_norm_recorded, x, **shared)
    if relu:
        draft.keep(relu, y=y)
        draft.watch(relu)

    def back(dy: Value) -> None:
        dgamma, dbeta, dx = draft.value(*channels), draft.value(*channels), draft.value(*x.shape)
        arrived = dy
        if relu:  # what goes along the skip must not be overwritten
            arrived = draft.value(*x.shape) if join else dx
        around = x.grad
        draft.call(
            draft.calls.batch_norm_dx,
            dy,
            **{"x_hat": x_hat, "inverse": inverse, "gamma": gamma, "y": y if relu else None},
            **{"dx": dx, "dgamma": dgamma, "dbeta": dbeta, "arrived": arrived, "around": around},
        )
        draft.keep(norm.gamma, grad=dgamma)
        draft.keep(norm.beta, grad=dbeta)
        draft.set_grad(x, dx)
        if skip:
            draft.add_grad(skip, arrived)

    draft.on_way_back(y, back, relu or norm)
    return y


Rule = Callable[..., Value | None]
Pattern = tuple[type[Layer], ...]
AFTER: tuple[Pattern, ...] = ((Join, ReLU), (Join,), (ReLU,), ())
NORMED: list[tuple[Pattern, Rule]] = [
    ((Linear, BatchNorm), _weights_then_norm),
    ((Conv2d, BatchNorm), _weights_then_norm),
    ((BatchNorm,), _norm),
]
RULES: list[tuple[Pattern, Rule]] = [
    *(((*pattern, *after), rule) for pattern, rule in NORMED for after in AFTER),
    ((Linear,), linear),
    ((Conv2d,), convolution),
    ((ReLU,), _relu),
    ((MaxPool,), max_pool),
    ((Upsample,), upsample),
    ((GlobalAveragePool,), global_average_pool),
    ((SubsampleAndPad,), subsample_and_pad),
    ((Join,), _join),
    ((Beside,), beside),
    ((Fork,), _fork),
    ((End,), _end),
]
"""What follows each other in a row, and the rule for it; the first that fits is taken."""
