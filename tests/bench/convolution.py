"""Convolution against PyTorch on one thread: `uv run tests/bench/convolution.py`.

Forward and backward pass for every shape of convolution in the CIFAR ResNet-20 at batch 64. Prints
milliseconds and the ratio ours / PyTorch's, in float64 and in float32; below 3 is the aim. Runs in
the twins' environment (see tests/twins/run.py).
"""

import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

BATCH, ROUNDS = 64, 15


def best(function: Callable[[], object]) -> float:
    """Return the shortest of some runs, in milliseconds; the others were disturbed."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


def main() -> None:
    """Time every shape in both arithmetics, and print the whole network's convolutions last."""
    import numpy as np
    import torch

    from residual.layers import Conv2d
    from residual.networks import cifar_resnet

    torch.set_num_threads(1)
    shapes: Counter[tuple[tuple[int, ...], tuple[int, ...], int]] = Counter()

    def visit(layer, shape):
        if isinstance(layer, Conv2d):
            shapes[shape, layer.w.value.shape, layer.stride] += 1
        for part, arriving in layer.route(shape):
            visit(part, arriving)

    visit(cifar_resnet(None, 20), (BATCH, 3, 32, 32))
    rng = np.random.default_rng(0)
    for dtype in (np.float64, np.float32):
        total = np.zeros(2)
        print(f"\n{np.dtype(dtype)}: input, weights, stride, how many: ours, PyTorch, ratio")
        for (x_shape, w_shape, stride), number in shapes.items():
            x, w = rng.standard_normal(x_shape).astype(dtype), rng.standard_normal(w_shape)
            layer = Conv2d(w.astype(dtype), stride, padding=1)
            dy = rng.standard_normal(layer.output_shape(x_shape)).astype(dtype)
            tx, tw = (torch.tensor(a, requires_grad=True) for a in (x, layer.w.value))
            tdy = torch.tensor(dy)

            def ours(layer=layer, x=x, dy=dy):
                layer.forward(x)
                layer.backward(dy)

            def theirs(tx=tx, tw=tw, tdy=tdy, stride=stride):
                ty = torch.conv2d(tx, tw, stride=stride, padding=1)
                torch.autograd.grad(ty, (tx, tw), tdy)

            times = np.array([best(ours), best(theirs)])
            total += number * times
            what = f"{x_shape!s:18}{w_shape!s:16} {stride} {number:2}"
            print(f"{what}: {times[0]:6.1f} {times[1]:6.1f} ms {times[0] / times[1]:5.2f}")
        ratio = total[0] / total[1]
        print(f"all convolutions of one step: {total[0]:.0f} {total[1]:.0f} ms {ratio:.2f}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main()
    else:
        sys.path.insert(0, str(Path(__file__).parents[1] / "twins"))
        from run import run

        sys.exit(run(__file__, "here"))
