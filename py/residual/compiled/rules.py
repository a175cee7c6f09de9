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
from residual.compiled.calls import VECTOR_BYTES
from residual.compiled.draft import Draft, ShapeError, Value, View
from residual.compiled.row import Beside, End, Fork, Join, kind_of, laid_out
from residual.compiled.shape_rules import beside, max_pool, upsample
from residual.compiled.written import as_written
from residual.layers import (
    BatchNorm,
    Conv2d,
    Layer,
    Linear,
    MaxPool,
    Parameter,
    ReLU,
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


def _linear(draft: Draft, x: Value, layer: Layer) -> Value | None:
    return _product(draft, x, cast(Linear, layer))


def _product(draft: Draft, x: Value, linear: Linear, y: Value | None = None) -> Value | None:
    """Multiply by the weights of a dense layer, and add its bias."""
    w, b = linear.w, linear.b
    if not _usable(draft, w, *([b] if b else [])) or x.shape[-1] != len(w.value):
        return None
    if len(x.shape) not in {2, 3}:
        return None
    y = draft.value(*x.shape[:-1], w.value.shape[1]) if y is None else y
    draft.call(draft.calls.matmul, x.rows(), w.value, y.rows())
    if b:
        draft.call(draft.calls.add_bias, y.rows(), b.value)
    draft.keep(linear, x=x.rows(), leading=x.shape[:-1])
    draft.watch(linear)

    def back(dy: Value) -> None:
        dw = draft.value(*w.value.shape)
        xt = View(x, lambda array: array.reshape(-1, array.shape[-1]).T)
        draft.call(draft.calls.matmul, xt, dy.rows(), dw)
        draft.keep(w, grad=dw)
        if b:
            db = draft.value(*b.value.shape)
            draft.call(draft.calls.column_sums, dy.rows(), db)
            draft.keep(b, grad=db)
        if x.wants_grad:
            adds = x.grad is not None and x.grad.holders == 1 and x.grad is not dy
            dx = x.grad if adds and x.grad else draft.value(*x.shape)
            draft.call(draft.calls.matmul, dy.rows(), w.value.T, dx.rows(), add=adds)
            if not adds:
                draft.add_grad(x, dx)

    draft.on_way_back(y, back, linear)
    return y


def _convolution(draft: Draft, x: Value, layer: Layer) -> Value | None:
    return _convolve(draft, x, cast(Conv2d, layer))


def _convolve(draft: Draft, x: Value, conv: Conv2d, y: Value | None = None) -> Value | None:
    """Convolve by the kernels of a layer, and add its bias."""
    w, b, place = conv.w, conv.b, (conv.stride, conv.padding)
    if not _usable(draft, w, *([b] if b else [])):
        return None
    made = conv.output_shape(x.shape)
    y = draft.value(*made) if y is None else y
    draft.call(draft.calls.convolve, x, w.value, y, *place)
    if b:
        draft.call(draft.calls.add_channel_bias, y, b.value)
    draft.keep(conv, x=x, shape=x.shape, made=made)
    draft.watch(conv)

    def back(dy: Value) -> None:
        dw = draft.value(*w.value.shape)
        draft.call(draft.calls.convolve_dw, x, dy, dw, *place)
        draft.keep(w, grad=dw)
        if b:
            db = draft.value(*b.value.shape)
            draft.call(draft.calls.channel_sums, dy, db)
            draft.keep(b, grad=db)
        if x.wants_grad:
            dx = draft.value(*x.shape)
            draft.call(draft.calls.convolve_dx, dy, w.value, dx, *place)
            draft.add_grad(x, dx)

    draft.on_way_back(y, back, conv)
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
    if kind.b or not _usable(draft, kind.w):
        return None
    made = kind.output_shape(x.shape)
    if not _norm_fits(draft, made, batch_norm):
        return None
    z = x_hat = draft.value(*made)
    # The points' norm does some channels twice where vectors leave a rest.
    if not draft.train or (len(made) == 2 and made[1] * draft.dtype.itemsize % VECTOR_BYTES):
        x_hat = draft.value(*made)
    multiply = _product if isinstance(kind, Linear) else _convolve
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
        and _usable(draft, norm.gamma, norm.beta)
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


def _usable(draft: Draft, *parameters: Parameter) -> bool:
    """Tell whether the library takes what parameters hold."""
    values = [parameter.value for parameter in parameters]
    return all(value.dtype == draft.dtype for value in values) and solid(*values)


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
    ((Linear,), _linear),
    ((Conv2d,), _convolution),
    ((ReLU,), _relu),
    ((MaxPool,), max_pool),
    ((Upsample,), upsample),
    ((Join,), _join),
    ((Beside,), beside),
    ((Fork,), _fork),
    ((End,), _end),
]
"""What follows each other in a row, and the rule for it; the first that fits is taken."""
