"""The calls of what changes the shape of images, and of channels' biases."""

import math

from residual.compiled import structs
from residual.compiled.calls.call import Call, Library, place
from residual.compiled.calls.norms import sizes_of
from residual.compiled.memory import Array, address


def _widths(y: Array, f: Array) -> tuple[int, int, int]:
    """Return how many examples there are, and how many numbers of one are beside f and in f."""
    of_y, of_f = (math.prod(a.shape[1:]) for a in (y, f))
    return len(y), of_y - of_f, of_f


def _images(x: Array) -> tuple[int, int, int]:
    """Return how many images there are, each channel as one, their height and width."""
    n, c, h, w = x.shape
    return n * c, h, w


class ImageCalls(Library):
    """Those of Concat, MaxPool, Upsample and a convolution's bias."""

    def add_channel_bias(self, y: Array, b: Array) -> Call:
        """Add b to every pixel of each channel of y."""
        struct = structs.AddChannelBias(address(y), address(b), *sizes_of(y))
        return Call(self.function("add_channel_bias", y.dtype), struct, (y, b))

    def channel_sums(self, x: Array, sums: Array) -> Call:
        """Sum the channels of x."""
        struct = structs.ChannelSums(address(x), address(sums), *sizes_of(x))
        return Call(self.function("channel_sums", x.dtype), struct, (x, sums))

    def concat(self, x: Array | None, f: Array, y: Array) -> Call:
        """Y = [x, f], or zeros and f."""
        struct = structs.Concat(place(x), address(f), address(y), *_widths(y, f))
        return Call(self.function("concat", f.dtype), struct, (x, f, y))

    def split(self, dy: Array, dx: Array | None, df: Array) -> Call:
        """Return the call for the way back of `concat`."""
        struct = structs.Split(address(dy), place(dx), address(df), *_widths(dy, df))
        return Call(self.function("split", dy.dtype), struct, (dy, dx, df))

    def max_pool(self, x: Array, y: Array, largest: Array, size: int) -> Call:
        """Y = the largest pixel of each square of x; `largest`, of intp, is which one it is."""
        held = x, y, largest
        struct = structs.MaxPool(*map(address, held), *_images(x), size)
        return Call(self.function("max_pool", x.dtype), struct, held)

    def max_pool_dx(self, dy: Array, largest: Array, dx: Array, size: int) -> Call:
        """Dx = dy where it came from."""
        held = dy, largest, dx
        struct = structs.MaxPoolGradient(*map(address, held), *_images(dx), size)
        return Call(self.function("max_pool_dx", dy.dtype), struct, held)

    def upsample(self, x: Array, y: Array) -> Call:
        """Y = x with squares of 2 by 2 in place of pixels."""
        rows = math.prod(x.shape[:-1])
        struct = structs.Upsample(address(x), address(y), rows, x.shape[-1])
        return Call(self.function("upsample", x.dtype), struct, (x, y))

    def upsample_dx(self, dy: Array, dx: Array) -> Call:
        """Dx = the sum of each square of dy."""
        rows = math.prod(dx.shape[:-1])
        struct = structs.UpsampleGradient(address(dy), address(dx), rows, dx.shape[-1])
        return Call(self.function("upsample_dx", dy.dtype), struct, (dy, dx))

    def average(self, x: Array, y: Array) -> Call:
        """Y = the mean of each channel of x."""
        struct = structs.Average(address(x), address(y), y.size, x.size // y.size)
        return Call(self.function("average", x.dtype), struct, (x, y))

    def average_dx(self, dy: Array, dx: Array) -> Call:
        """Dx = an equal share of dy for each pixel."""
        struct = structs.AverageGradient(address(dy), address(dx), dy.size, dx.size // dy.size)
        return Call(self.function("average_dx", dy.dtype), struct, (dy, dx))

    def subsample(self, x: Array, y: Array, stride: int) -> Call:
        """Y = every `stride`-th pixel of x, and channels of zeros."""
        struct = structs.Subsample(address(x), address(y), *x.shape, y.shape[1], stride)
        return Call(self.function("subsample", x.dtype), struct, (x, y))

    def subsample_dx(self, dy: Array, dx: Array, stride: int) -> Call:
        """Dx = dy where its pixels came from, else 0."""
        struct = structs.SubsampleGradient(address(dy), address(dx), *dx.shape, dy.shape[1], stride)
        return Call(self.function("subsample_dx", dy.dtype), struct, (dy, dx))
