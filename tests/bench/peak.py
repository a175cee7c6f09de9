"""What 128-bit SIMD can do in this browser at most, and how many products a network needs."""

from typing import Any

from bench.libraries import PEAK, compile_peak
from bench.places import Room, fresh_page
from bench.sizes import Sizes

from residual.compiled.geometry import Geometry, places
from residual.layers import Conv2d, Layer
from residual.networks.counting import parts_with_shapes, products

TYPES = {"float64": "f64", "float32": "f32"}


def measure(room: Room, sizes: Sizes) -> dict[str, float]:
    """Return thousand millions of operations a second, by type of number; the best of all loops."""
    compile_peak()
    found = dict.fromkeys(TYPES, 0.0)
    with fresh_page(room) as page:
        page.goto(f"{room.server.address}bench/turns.html")
        for name in PEAK.values():
            for precision, suffix in TYPES.items():
                asked = [f"../bundles/{name}.wasm", suffix, sizes.peak_seconds]
                try:
                    speed = page.evaluate("asked => peak(...asked)", asked)
                except Exception as error:  # a browser may lack relaxed SIMD
                    if "CompileError" not in str(error):
                        raise
                    speed = 0.0
                found[precision] = max(found[precision], speed)
    return found


def operations(network: Layer, shape: tuple[int, ...]) -> int:
    """Return how many operations a step of training needs, two for each product.

    The products of the way forward, and twice as many on the way back, but for the gradient by the
    input. Those with the zeros around an image are left out, and so is all that multiplies nothing.
    """
    forward = list(_products(network, shape))
    return 2 * (3 * sum(forward) - forward[0])


def share(operations: int, per_second: float | None, peak: float) -> float | None:
    """Return the share of the peak at so many steps a second."""
    return None if per_second is None else operations * per_second / (1e9 * peak)


def _products(layer: Layer, shape: tuple[int, ...]) -> Any:
    if isinstance(layer, Conv2d):
        (n, _, h, w), (out, channels, kh, kw) = shape, layer.w.value.shape
        oh, ow = layer.output_shape(shape)[2:]
        met = places(Geometry(h, w, kh, kw, layer.stride, layer.padding, oh, ow), back=False)
        yield n * out * channels * int(met.within.sum())
    elif found := products(layer, shape):
        yield found
    for part, arriving in parts_with_shapes(layer, shape):
        yield from _products(part, arriving)
