"""The compiler's rules for dense layers and convolutions; see `rules`."""

from typing import cast

from residual.compiled.accepted import solid
from residual.compiled.draft import Draft, Value, View
from residual.layers import Conv2d, Layer, Linear, Parameter


def linear(draft: Draft, x: Value, layer: Layer) -> Value | None:
    """Do as a dense layer."""
    return product(draft, x, cast(Linear, layer))


def product(draft: Draft, x: Value, dense: Linear, y: Value | None = None) -> Value | None:
    """Multiply by the weights of a dense layer, and add its bias."""
    w, b = dense.w, dense.b
    if not usable(draft, w, *([b] if b else [])) or x.shape[-1] != len(w.value):
        return None
    if len(x.shape) not in {2, 3}:
        return None
    y = draft.value(*x.shape[:-1], w.value.shape[1]) if y is None else y
    draft.call(draft.calls.matmul, x.rows(), w.value, y.rows())
    if b:
        draft.call(draft.calls.add_bias, y.rows(), b.value)
    draft.keep(dense, x=x.rows(), leading=x.shape[:-1])
    draft.watch(dense)

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

    draft.on_way_back(y, back, dense)
    return y


def convolution(draft: Draft, x: Value, layer: Layer) -> Value | None:
    """Do as a convolution."""
    return convolve(draft, x, cast(Conv2d, layer))


def convolve(draft: Draft, x: Value, conv: Conv2d, y: Value | None = None) -> Value | None:
    """Convolve by the kernels of a layer, and add its bias."""
    w, b, place = conv.w, conv.b, (conv.stride, conv.padding)
    if not usable(draft, w, *([b] if b else [])):
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


def usable(draft: Draft, *parameters: Parameter) -> bool:
    """Tell whether the library takes what parameters hold."""
    values = [parameter.value for parameter in parameters]
    return all(value.dtype == draft.dtype for value in values) and solid(*values)
