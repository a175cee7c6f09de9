"""A block that trains in fewer calls than its parts would take."""

from residual import kernels
from residual.arrays import Array
from residual.blocks import Block
from residual.layers import Layer, ReLU, Sequential
from residual.layers.contract import backward_through
from residual.layers.dense import LinearThenNorm


class WholeBlock(Layer):
    """A block of points with the end of its branch, the addition and the ReLU after it as one.

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
        self._trained: tuple[list[Layer], LinearThenNorm, ReLU] | None = None

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return what the block gives."""
        block = self.block
        self._trained = self._steps(x) if train else None
        if self._trained is None:
            return block.forward(x, train)
        first, last, relu = self._trained
        y = x
        for layer in first:
            y = layer.forward(y)
        return last.forth(y, relu, x if block.shortcut else None)

    def backward(self, dy: Array) -> Array:
        """Return dx, and store the gradients, as the block does."""
        block = self.block
        if self._trained is None:
            return block.backward(dy)
        first, last, relu = self._trained
        dx = backward_through(first, last.back(dy, relu))
        return kernels.add_relu_dx(dx, dy, relu.y) if block.shortcut else dx

    def _steps(self, x: Array) -> tuple[list[Layer], LinearThenNorm, ReLU] | None:
        """Return the steps of the branch, the last one apart, if all is as it has to be."""
        block = self.block
        branch, relu = block.branch, block.after
        if type(branch) is not Sequential or type(relu) is not ReLU:
            return None
        if not isinstance(block.shortcut, bool) or not isinstance(relu, ReLU) or x.ndim != 2:
            return None
        steps = branch.steps()
        last = steps[-1] if steps else None
        if not isinstance(last, LinearThenNorm) or last.relu or last.linear.b is not None:
            return None
        fits = last.linear.w.value.shape[1] == x.shape[1]
        return (steps[:-1], last, relu) if fits else None
