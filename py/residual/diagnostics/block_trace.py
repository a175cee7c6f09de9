"""A block of convolutions, step by step: what each step makes, and the gradient on its way back.

The passes are those of `residual.blocks.Block`, taken apart: the same layers in the same order give
the same numbers to the last bit.
"""

from dataclasses import dataclass, field

import numpy as np

from residual.arrays import Array
from residual.blocks import Block
from residual.kernels import dense as kernels
from residual.layers import Layer, ReLU


@dataclass
class Step:
    """One step through a block.

    Attributes
    ----------
    name : str
        `"x"`, the block's input; a layer of the branch by its name, as `"conv1"`; `"skip"`, what
        the shortcut brings to the addition; `"sum"`; `"after"`, what follows the addition.
    layer : Layer or None
        What computes it; None for the input, the addition, and a shortcut that is the identity.
    output : (N, C, H, W) float64
        What it gives.
    gradient : (N, C, H, W) float64 or None
        Of the loss by that output; None before the backward pass.
    """

    name: str
    layer: Layer | None
    output: Array
    gradient: Array | None = None


@dataclass
class Cut:
    """What the ReLU after the addition takes away of what came along the skip.

    Attributes
    ----------
    places : (N, C, H, W) bool
        Where the sum is not above 0, so that nothing passes, although the skip brought something.
    share : float
        The sum of what the skip brought there, without signs, over that of all that it brought;
        0 where it brought nothing.
    """

    places: "np.typing.NDArray[np.bool]"
    share: float


@dataclass
class BlockTrace:
    """One pass through a block, and back.

    Attributes
    ----------
    steps : list of Step
        In the order of computation. Without a shortcut there is no step `"skip"`.
    through_branch, along_skip : (N, C, H, W) float64 or None
        The two parts of the gradient by the block's input, after `back`: `dy dF/dx`, and `dy I`.
        Without a shortcut the second is zero.
    """

    steps: list[Step]
    through_branch: Array | None = field(default=None)
    along_skip: Array | None = field(default=None)

    def __getitem__(self, name: str) -> Step:
        """Return a step by its name."""
        return next(step for step in self.steps if step.name == name)

    @property
    def names(self) -> list[str]:
        """The names of the steps, in order."""
        return [step.name for step in self.steps]

    @property
    def output(self) -> Array:
        """What the block gives, (N, C, H, W)."""
        return self.steps[-1].output

    def back(self, dy: Array) -> Array:
        """Take the gradient back through every step; return that by the block's input.

        Parameters
        ----------
        dy : (N, C, H, W) float64
            The gradient of the loss by the block's output.

        Notes
        -----
        `dx = dy I + dy dF/dx`, with dy behind what follows the addition: He et al. 2016, "Identity
        Mappings in Deep Residual Networks", eq. 5.
        """
        if "after" in self.names:
            after = self["after"]
            after.gradient = dy
            assert after.layer
            dy = after.layer.backward(dy)
        self["sum"].gradient = dy
        through = dy
        for step in reversed(self._branch):
            step.gradient = through
            assert step.layer
            through = step.layer.backward(through)
        self.through_branch, dx = through, through
        self.along_skip = np.zeros_like(through)
        if "skip" in self.names:
            skip = self["skip"]
            skip.gradient = dy
            self.along_skip = skip.layer.backward(dy) if skip.layer else dy
            dx = kernels.add(through, self.along_skip)
        self["x"].gradient = dx
        return dx

    @property
    def _branch(self) -> list[Step]:
        return [step for step in self.steps if step.name not in ("x", "skip", "sum", "after")]

    @property
    def cut(self) -> Cut | None:
        """What a ReLU after the addition cuts; None where none follows, or nothing is added."""
        if "skip" not in self.names or "after" not in self.names:
            return None
        if not isinstance(self["after"].layer, ReLU):
            return None
        brought = np.abs(self["skip"].output)
        places = (self["sum"].output <= 0) & (brought > 0)
        whole = float(brought.sum())
        return Cut(places, float(brought[places].sum()) / whole if whole > 0 else 0.0)


def trace_block(block: Block, x: Array, train: bool = False) -> BlockTrace:
    """Pass a batch through a block and keep what every step gives.

    Parameters
    ----------
    block : Block
        Its layers remember this pass, as after `Block.forward`. One whose branch is a single layer
        has that layer's own name, `"branch"`.
    x : (N, C, H, W) float64
        What arrives at it.
    train : bool
        See `Layer.forward`.
    """
    steps = [Step("x", None, x)]
    y = x
    for name, layer in (block.branch.children() or {"branch": block.branch}).items():
        y = layer.forward(y, train)
        steps.append(Step(name, layer, y))
    if block.shortcut:
        way = block.shortcut if isinstance(block.shortcut, Layer) else None
        skip = way.forward(x, train) if way else x
        steps.append(Step("skip", way, skip))
        y = kernels.add(y, skip)
    steps.append(Step("sum", None, y))
    if block.after:
        steps.append(Step("after", block.after, block.after.forward(y, train)))
    return BlockTrace(steps)
