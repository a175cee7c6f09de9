"""What is wrong in a plan is caught, by the core and by the test that the page makes at start."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from plan_agreement import step_apart
from plan_kinds import KINDS

from residual.arrays import Array
from residual.compiled import losses, rules, self_test, shape_rules, weight_rules
from residual.compiled.calls import Call, Calls
from residual.compiled.losses import Kernel
from residual.compiled.operations import Operations
from residual.compiled.plan import Plan
from residual.compiled.row import Beside, Join
from residual.layers import BatchNorm, Conv2d, Linear, MaxPool, ReLU, Upsample


def planted(pattern: tuple[type, ...], rule: rules.Rule) -> list[Any]:
    return [(known, rule if known == pattern else own) for known, own in rules.RULES]


def without_its_relu(draft: Any, x: Any, weights: Any, norm: Any, *after: Any) -> Any:
    after = tuple(layer for layer in after if not isinstance(layer, ReLU))
    return rules._weights_then_norm(draft, x, weights, norm, *after)


def without_its_skip(draft: Any, x: Any, weights: Any, norm: Any, *after: Any) -> Any:
    after = tuple(layer for layer in after if not isinstance(layer, Join))
    return rules._weights_then_norm(draft, x, weights, norm, *after)


def skip_without_gradient(draft: Any, x: Any, join: Any) -> Any:
    y = rules._join(draft, x, join)
    draft.backward[-1] = lambda: draft.add_grad(x, y.grad)
    return y


def beside_without_gradient(draft: Any, f: Any, mark: Any) -> Any:
    y = shape_rules.beside(draft, f, mark)
    step = draft.backward[-1]

    def back() -> None:
        before = mark.fork.x.grad
        step()
        draft.set_grad(mark.fork.x, before)

    draft.backward[-1] = back
    return y


def first_of_each_window(draft: Any, x: Any, pool: Any) -> Any:
    y = shape_rules.max_pool(draft, x, pool)
    draft.run(lambda x, y: y.__setitem__(..., x[:, :, :: pool.size, :: pool.size]), x, y)
    return y


def half_of_each_gradient(draft: Any, x: Any, layer: Any) -> Any:
    y = shape_rules.upsample(draft, x, layer)
    step = draft.backward[-1]

    def back() -> None:
        step()
        draft.run(lambda dx: dx.__imul__(0.5), x.grad)

    draft.backward[-1] = back
    return y


def bias_without_gradient(draft: Any, x: Any, conv: Any) -> Any:
    bias, conv.b = conv.b, None
    y = weight_rules.convolution(draft, x, conv)
    conv.b = bias
    if bias:
        draft.call(draft.calls.add_channel_bias, y, bias.value)
        draft.keep(bias, grad=np.zeros_like(bias.value))
    return y


@pytest.mark.parametrize(
    ("kind", "pattern", "wrong"),
    [
        ("post", (Linear, BatchNorm, ReLU), without_its_relu),
        ("post", (Linear, BatchNorm, Join, ReLU), without_its_relu),
        ("post", (Linear, BatchNorm, Join, ReLU), without_its_skip),
        ("pre", (Join,), skip_without_gradient),
        ("images, A", (Conv2d, BatchNorm, Join, ReLU), without_its_skip),
        ("u-net", (Beside,), beside_without_gradient),
        ("u-net", (MaxPool,), first_of_each_window),
        ("u-net", (Upsample,), half_of_each_gradient),
        ("u-net", (Conv2d,), bias_without_gradient),
    ],
    ids=lambda part: getattr(part, "__name__", None),
)
def test_a_planted_wrong_fusion_is_caught(
    c: Operations,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    pattern: tuple[type, ...],
    wrong: rules.Rule,
) -> None:
    assert self_test.plans_agree(c)
    monkeypatch.setattr(rules, "RULES", planted(pattern, wrong))
    assert step_apart(c, KINDS[kind]) > 1e-6
    assert not self_test.plans_agree(c), "so the page would go on layer by layer"


def without_gradient(kernel: Kernel) -> Kernel:
    def call(calls: Calls, logits: Array, y: Array, dlogits: Array, found: Array) -> Call:
        return kernel.call(calls, logits, y, np.zeros_like(dlogits), found)

    return replace(kernel, call=call)


def without_value(kernel: Kernel) -> Kernel:
    def call(calls: Calls, logits: Array, y: Array, dlogits: Array, found: Array) -> Call:
        return kernel.call(calls, logits, y, dlogits, np.zeros_like(found))

    return replace(kernel, call=call)


@pytest.mark.parametrize("wrong", [without_gradient, without_value])
@pytest.mark.parametrize("kind", ["post", "the listing", "images, A", "u-net, squared error"])
def test_a_planted_wrong_loss_is_caught(
    c: Operations,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    wrong: Callable[[Kernel], Kernel],
) -> None:
    loss = KINDS[kind]().loss
    planted = [wrong(kernel) if kernel.loss is loss else kernel for kernel in losses.KERNELS]
    monkeypatch.setattr(losses, "KERNELS", planted)
    assert not step_apart(c, KINDS[kind]) < 1e-6, "or it is NaN, of numbers that nobody wrote"
    assert not self_test.kernels_agree(c)


def update_first(plan: Plan, update: Call | None = None) -> None:
    if update:
        update()
    run(plan)


run = Plan.run


def test_an_update_before_its_loss_is_caught(
    c: Operations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Plan, "run", update_first)
    assert step_apart(c, KINDS["post"]) > 1e-6
    assert not self_test.plans_agree(c)


def test_an_update_whatever_the_loss_is_caught(
    c: Operations, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unconditional(*given: Any, loss: Array) -> Call:
        return make(*given)

    make = Calls.descent
    monkeypatch.setattr(Calls, "descent", unconditional)
    assert not self_test.plans_agree(c)
