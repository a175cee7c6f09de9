"""The calls of the library, by what they are of.

Each method of `Calls` takes the arrays that a function reads and writes, and returns the call. What
can be wrong with them has been refused before: by `operations` or by the compiler's rules.
"""

from residual.compiled.calls.call import TYPES, VECTOR_BYTES, Call
from residual.compiled.calls.convolutions import ConvolutionCalls
from residual.compiled.calls.images import ImageCalls
from residual.compiled.calls.norms import NormCalls
from residual.compiled.calls.points import PointCalls
from residual.compiled.calls.training import TrainingCalls

__all__ = ["TYPES", "VECTOR_BYTES", "Call", "Calls"]


class Calls(PointCalls, NormCalls, ConvolutionCalls, ImageCalls, TrainingCalls):
    """Makes the calls of a library.

    Parameters
    ----------
    library : ctypes.CDLL or alike
        The compiled C files.
    vector_bytes : int
        The width that they were compiled for.
    """
