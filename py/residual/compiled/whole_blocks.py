"""A block that trains in fewer calls than its parts would take."""

from residual.arrays import Array
from residual.blocks import Block
from residual.layers import GradientProbe, Layer, ReLU, Sequential
from residual.layers.dense import LinearThenNorm


class WholeBlock(Layer):
    """A block of points in two calls: the addition and the ReLU after it go with its second layer.

    It leaves in the parts what they would leave, and gives what the block itself gives. In
    evaluation mode, and where its parts are others than those of residual v1 with batch norm, the
    block runs.

    Parameters
    ----------
    block : Block
        A part of a `Sequential`, which makes this for itself: the block stays its part.
    """

    def __init__(self, block: Block) -> None:
        self.block, self.pair = block, (block,)
        self._trained: tuple[LinearThenNorm, LinearThenNorm, ReLU] | None = None

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return what the block gives."""
        block = self.block
        self._trained = self._steps(x) if train else None
        if self._trained is None:
            return block.forward(x, train)
        first, last, relu = self._trained
        return last.forth(first.forward(x), relu, x if block.shortcut else None)

    def backward(self, dy: Array) -> Array:
        """Return dx, and store the gradients, as the block does."""
        block = self.block
        if self._trained is None:
            return block.backward(dy)
        first, last, relu = self._trained  # where the shape of dy is looked at
        dy, around = last.back(dy, relu, skips=bool(block.shortcut))
        if GradientProbe.current:
            GradientProbe.current.note(first.pair[-1], dy)
        return first.back(dy, first.relu, around=around)[0]

    def _steps(self, x: Array) -> tuple[LinearThenNorm, LinearThenNorm, ReLU] | None:
        """Return the two steps of the branch and the last ReLU, if all is as it has to be."""
        block = self.block
        branch, relu = block.branch, block.after
        if type(branch) is not Sequential or type(relu) is not ReLU:
            return None
        if not isinstance(block.shortcut, bool) or not isinstance(relu, ReLU) or x.ndim != 2:
            return None
        steps = [step for step in branch.steps() if isinstance(step, LinearThenNorm)]
        if len(steps) != 2 or branch.steps() != steps:
            return None
        first, last = steps
        if last.relu or any(step.linear.b is not None for step in steps):
            return None
        fits = last.linear.w.value.shape[1] == x.shape[1]
        return (first, last, relu) if fits else None
