"""A look into a block as plain data, for the page and its recording alike; see `page.wire`."""

from typing import Any

import numpy as np

from residual.diagnostics.block_trace import BlockTrace, Step
from residual.experiments.block_config import BlockConfig
from residual.experiments.blocks import Look
from residual.layers import (
    BatchNorm,
    Conv2d,
    InstanceNorm,
    Layer,
    ReLU,
    Sequential,
    SubsampleAndPad,
)


def traced(config: BlockConfig, seen: Look) -> dict[str, Any]:
    """Return what an image does in a block.

    Returns
    -------
    dict
        `image`, (8, 8); `steps`, each with its `name`, what it is (`kind`, and what it is computed
        by, see `_computed_by`), `output` and `gradient`, (C, H, W); `ways`: the gradient by the
        block's input on its two ways, `branch` and `skip`, (C, H, W); `norms`: see `_norms`; `cut`:
        `share` and `places`, (C, H, W), or None, see `Cut`; `probabilities`, (10,), `label` and
        `loss`, as of `Look`, and `known`, whether the label is the image's own.
    """
    trace, cut = seen.trace, seen.trace.cut
    return {
        "image": seen.x[0, 0],
        "steps": [_step(trace, step) for step in trace.steps],
        "ways": {"branch": _one(trace.through_branch), "skip": _one(trace.along_skip)},
        "norms": _norms(trace),
        "cut": cut and {"share": cut.share, "places": _one(cut.places).astype(np.uint8)},
        "probabilities": seen.probabilities,
        "label": seen.label,
        "known": config.picture == "digit",
        "loss": seen.loss,
    }


def _one(array: Any) -> Any:
    """Return that of the one image."""
    return array[0]


def _step(trace: BlockTrace, step: Step) -> dict[str, Any]:
    made = {"name": step.name, "output": _one(step.output), "gradient": _one(step.gradient)}
    if step.layer is None:
        kinds = {"x": "input", "skip": "identity", "sum": "sum"}
        return made | {"kind": kinds[step.name]}
    before = trace.steps[trace.steps.index(step) - 1].output
    return made | _computed_by(step.layer, trace["x"].output if step.name == "skip" else before)


def _computed_by(layer: Layer, x: Any) -> dict[str, Any]:
    """Return what a step is computed by: all that it takes to do it again by hand.

    Returns
    -------
    dict
        `kind`: `"conv"`, with `w` (out, in, KH, KW), `b` (out,) or None, `stride` and `padding`;
        `"norm"`, with `mean`, `inverse` (one over the deviation), `gamma` and `beta`, (C,);
        `"relu"`; `"pad"`, with `stride`; `"projection"`, as a convolution, with a norm's fields in
        `norm`, or None.
    """
    match layer:
        case Conv2d():
            b = None if layer.b is None else layer.b.value
            place = {"stride": layer.stride, "padding": layer.padding}
            return {"kind": "conv", "w": layer.w.value, "b": b, **place}
        case BatchNorm():
            return _norm(layer, layer.running_mean, layer.running_variance)
        case InstanceNorm():
            return _norm(layer, x.mean(axis=(0, 2, 3)), x.var(axis=(0, 2, 3)))
        case SubsampleAndPad():
            return {"kind": "pad", "stride": layer.stride}
        case Sequential():
            conv, *norms = layer.children().values()
            between = conv.forward(x, train=False)
            norm = _computed_by(norms[0], between) if norms else None
            return _computed_by(conv, x) | {"kind": "projection", "norm": norm}
        case ReLU():
            return {"kind": "relu"}
    raise TypeError(f"{layer!r} stands in no block of convolutions")


def _norm(layer: BatchNorm | InstanceNorm, mean: Any, variance: Any) -> dict[str, Any]:
    inverse = 1 / np.sqrt(variance + layer.eps)
    scale = {"gamma": layer.gamma.value, "beta": layer.beta.value}
    return {"kind": "norm", "mean": mean, "inverse": inverse, **scale}


def _norms(trace: BlockTrace) -> dict[str, float]:
    """Return Frobenius norms.

    Returns
    -------
    dict
        Of the signal: `x`, `branch` (F(x)), `skip` (what is added to it; 0 without a skip) and
        `output`. Of the gradient: `arriving` by the block's output, `plus` by the sum,
        `throughBranch` and `alongSkip`, its two parts by x, and `total`, of both together.
    """
    branch = trace.steps[trace.names.index("sum") - 1 - ("skip" in trace.names)]
    arrays: dict[str, Any] = {
        "x": trace["x"].output,
        "branch": branch.output,
        "skip": trace["skip"].output if "skip" in trace.names else 0,
        "output": trace.output,
        "arriving": trace.steps[-1].gradient,
        "plus": trace["sum"].gradient,
        "throughBranch": trace.through_branch,
        "alongSkip": trace.along_skip,
        "total": trace["x"].gradient,
    }
    return {name: float(np.linalg.norm(array)) for name, array in arrays.items()}
