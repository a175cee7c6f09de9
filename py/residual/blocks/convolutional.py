"""Blocks of convolutions: basic and bottleneck, and the shortcuts where shapes change."""

from dataclasses import dataclass

import numpy as np

from residual.arrays import Random
from residual.blocks.assembly import ORDERS, assemble
from residual.blocks.residual import Block
from residual.checks import one_of, sizes, true_or_false
from residual.layers import (
    NORMS,
    BatchNorm,
    Conv2d,
    InstanceNorm,
    Layer,
    Sequential,
    SubsampleAndPad,
)
from residual.layers.convolution_initializers import he_convolution

EXPANSION = 4
"""How many times more channels a bottleneck block gives than its 3x3 convolution works on."""


def conv(
    rng: Random | None,
    channels_in: int,
    channels_out: int,
    *,
    kernel: int,
    stride: int = 1,
    bias: bool = False,
) -> Conv2d:
    """Make a convolution with He's weights that keeps the size of the image, but for its stride."""
    w = he_convolution(rng, channels_in, channels_out, kernel)
    return Conv2d(w, stride, kernel // 2, bias)


@dataclass(frozen=True)
class ConvBlocks:
    """How the blocks of a network are made.

    Attributes
    ----------
    kind : {"basic", "bottleneck"}
        Two 3x3 convolutions, or 1x1 (reduce), 3x3, 1x1 (expand to four times the channels).
    block : {"post", "pre"}
        v1 or v2; see `assemble`.
    shortcut : {"none", "A", "B", "C"}
        None (plain), or the identity and, where shapes change, A: subsampling and zero channels, no
        parameters; B: a 1x1 convolution ("projection"). C: projections in every block.
    norm : {"batch", "instance", "none"}
        See `assemble`.
    zero_init : bool
        Start every branch at F = 0, so that a block starts as its shortcut: the last gamma is 0
        (Goyal et al. 2017, "Accurate, Large Minibatch SGD", section 5.1), and without a norm at
        the branch's end the last convolution.
    stride_in : {"1x1", "3x3"}
        Which convolution of a bottleneck has the stride: the first, as in the paper, or the one
        after it, as in most later code (same parameters, more multiply-adds).

    Raises
    ------
    ValueError
        For a name that is none of these; the message lists them.

    Notes
    -----
    He et al. 2015, "Deep Residual Learning": figure 5 for the kinds, section 3.3 and table 3 for
    the shortcuts.
    """

    kind: str = "basic"
    block: str = "post"
    shortcut: str = "B"
    norm: str = "batch"
    zero_init: bool = False
    stride_in: str = "1x1"

    def __post_init__(self) -> None:
        one_of("kind", self.kind, ("basic", "bottleneck"))
        one_of("block", self.block, ORDERS)
        one_of("shortcut", self.shortcut, ("none", "A", "B", "C"))
        one_of("norm", self.norm, ("batch", "instance", "none"))
        one_of("stride_in", self.stride_in, ("1x1", "3x3"))
        true_or_false("zero_init", self.zero_init)

    @property
    def expansion(self) -> int:
        """How many times more channels a block gives than it works on."""
        return EXPANSION if self.kind == "bottleneck" else 1

    def make(
        self,
        rng: Random | None,
        projections: Random | None,
        channels_in: int,
        channels: int,
        stride: int = 1,
    ) -> Block:
        """Make one block.

        Parameters
        ----------
        rng : Random, optional
            Source of the branch's weights.
        projections : Random, optional
            Source of the shortcut's weights: a stream of its own, so that no choice of shortcut
            changes any other weight.
        channels_in : int
            Channels that arrive.
        channels : int
            Channels of the 3x3 convolutions; `channels * expansion` leave.
        stride : int
            Pixels from one position to the next, in one convolution of the branch.
        """
        sizes(channels_in=channels_in, channels=channels, stride=stride)
        widths = [channels_in, channels, channels]
        kernels, strides = [3, 3], [stride, 1]
        if self.kind == "bottleneck":
            widths.append(channels * EXPANSION)
            kernels = [1, 3, 1]
            strides = [stride, 1, 1] if self.stride_in == "1x1" else [1, stride, 1]
        bias = self.norm == "none"
        weights = [
            ("conv", conv(rng, before, after, kernel=kernel, stride=step, bias=bias))
            for before, after, kernel, step in zip(
                widths[:-1], widths[1:], kernels, strides, strict=True
            )
        ]
        shortcut = self._shortcut(projections, channels_in, widths[-1], stride)
        made = assemble(weights, widths, shortcut, self.block, NORMS[self.norm])
        if self.zero_init:
            _start_at_zero(made.branch)
        return made

    def _shortcut(
        self, rng: Random | None, channels_in: int, channels_out: int, stride: int
    ) -> bool | Layer:
        changes = stride > 1 or channels_in != channels_out
        if self.shortcut == "none":
            return False
        if not changes and self.shortcut != "C":
            return True
        if self.shortcut == "A":
            return SubsampleAndPad(stride, channels_out)
        projection = conv(
            rng, channels_in, channels_out, kernel=1, stride=stride, bias=self.norm == "none"
        )
        norm = NORMS[self.norm]
        # In v2 nothing but the projection may stand on the way of x: no norm.
        normed = {"norm": norm(channels_out)} if norm and self.block == "post" else {}
        return Sequential(conv=projection, **normed)


def _start_at_zero(branch: Layer) -> None:
    *_, last = branch.children().values()
    if isinstance(last, BatchNorm | InstanceNorm):
        last.gamma.value[:] = 0
    elif isinstance(last, Conv2d):
        last.w.value = np.zeros(last.w.value.shape)
