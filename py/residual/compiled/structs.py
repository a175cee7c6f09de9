"""What the functions in C take: each its struct, as the C files declare it, field by field.

A test reads the C files and compares. Sizes and strides count numbers, not bytes.
"""

import ctypes
from typing import Any, ClassVar

Fields = list[tuple[str, Any]]


def pointers(names: str) -> Fields:
    """Return fields that hold addresses."""
    return [(name, ctypes.c_void_p) for name in names.split()]


def words(names: str) -> Fields:
    """Return fields that hold whole numbers of the machine's size."""
    return [(name, ctypes.c_ssize_t) for name in names.split()]


def doubles(names: str) -> Fields:
    """Return fields that hold numbers with a fraction."""
    return [(name, ctypes.c_double) for name in names.split()]


class Struct(ctypes.Structure):
    """The argument of a function."""

    c_name: ClassVar[str]


class Product(Struct):
    """A matrix product, c = a b."""

    c_name = "product"
    _fields_ = pointers("a b c") + words("m n k a_row a_column b_row c_row")


class Matmul(Struct):
    """A matrix product whose b may have its rows in pieces, or that adds to c."""

    c_name = "matmul"
    _fields_ = [("product", Product), *words("b_column"), *pointers("rows"), *words("add")]


class ReLU(Struct):
    """A ReLU."""

    c_name = "relu"
    _fields_ = pointers("x y") + words("count")


class ReLUGradient(Struct):
    """The way back of a ReLU."""

    c_name = "relu_dx"
    _fields_ = pointers("dy y dx") + words("count")


class Add(Struct):
    """A sum of two arrays."""

    c_name = "add"
    _fields_ = pointers("a b sum") + words("count")


class AddBias(Struct):
    """A row that is added to each."""

    c_name = "add_bias"
    _fields_ = pointers("y b") + words("rows columns")


class ColumnSums(Struct):
    """The sum of all rows."""

    c_name = "column_sums"
    _fields_ = pointers("x sums") + words("rows columns")


class AddChannelBias(Struct):
    """A number for each channel of images that is added to its pixels."""

    c_name = "add_channel_bias"
    _fields_ = pointers("y b") + words("n channels space")


class ChannelSums(Struct):
    """The sum of each channel of images."""

    c_name = "channel_sums"
    _fields_ = pointers("x sums") + words("n channels space")


class Concat(Struct):
    """Two arrays side by side."""

    c_name = "concat"
    _fields_ = pointers("x f y") + words("rows x_size f_size")


class Split(Struct):
    """The way back of that."""

    c_name = "split"
    _fields_ = pointers("dy dx df") + words("rows x_size f_size")


class MaxPool(Struct):
    """The largest pixel of each square."""

    c_name = "max_pool"
    _fields_ = pointers("x y largest") + words("images h w size")


class MaxPoolGradient(Struct):
    """The way back of that."""

    c_name = "max_pool_dx"
    _fields_ = pointers("dy largest dx") + words("images h w size")


class Upsample(Struct):
    """Images of twice the height and width."""

    c_name = "upsample"
    _fields_ = pointers("x y") + words("rows w")


class UpsampleGradient(Struct):
    """The way back of that."""

    c_name = "upsample_dx"
    _fields_ = pointers("dy dx") + words("rows w")


class Average(Struct):
    """The mean of each row."""

    c_name = "average"
    _fields_ = pointers("x y") + words("rows space")


class AverageGradient(Struct):
    """The way back of that."""

    c_name = "average_dx"
    _fields_ = pointers("dy dx") + words("rows space")


class Subsample(Struct):
    """Some pixels of each image, and channels of zeros."""

    c_name = "subsample"
    _fields_ = pointers("x y") + words("n channels h w made stride")


class SubsampleGradient(Struct):
    """The way back of that."""

    c_name = "subsample_dx"
    _fields_ = pointers("dy dx") + words("n channels h w made stride")


class BatchNorm(Struct):
    """Batch normalisation, with the addition and the ReLU that may follow."""

    c_name = "batch_norm"
    _fields_ = [
        *pointers("x gamma beta skip"),
        *pointers("y x_hat inverse running_mean running_variance mean variance"),
        *words("batch channels space relu"),
        *doubles("eps momentum"),
    ]


class BatchNormGradient(Struct):
    """The way back of batch normalisation."""

    c_name = "batch_norm_dx"
    _fields_ = [
        *pointers("dy x_hat inverse gamma y"),
        *pointers("dx dgamma dbeta arrived around"),
        *words("batch channels space"),
    ]


class RecordedBatchNorm(Struct):
    """Batch normalisation by recorded statistics."""

    c_name = "batch_norm_recorded"
    _fields_ = [
        *pointers("x gamma beta mean variance skip"),
        *pointers("y x_hat inverse"),
        *words("batch channels space relu"),
        *doubles("eps"),
    ]


class Places(Struct):
    """What comes to each position of a convolution's result."""

    c_name = "places"
    _fields_ = pointers("positions kernel_places within") + words("results sources")


class Convolution(Struct):
    """A convolution, or its gradient by the images."""

    c_name = "convolution"
    _fields_ = [
        *pointers("from w to side_by_side kernels"),
        ("places", Places),
        *words("n out channels kernel"),
    ]


class ConvolutionGradient(Struct):
    """The gradient of a convolution by its kernels."""

    c_name = "convolution_dw"
    _fields_ = [
        *pointers("x dy dw pixels grads runs run_starts within"),
        *words("n channels sources out results kernel group"),
    ]


class BinaryCrossEntropy(Struct):
    """Binary cross-entropy of logits, and its gradient."""

    c_name = "binary_cross_entropy"
    _fields_ = pointers("logits y dlogits found") + words("count")


class ListingsCrossEntropy(Struct):
    """Binary cross-entropy as the article's listing writes it."""

    c_name = "binary_cross_entropy_of_listing"
    _fields_ = pointers("logits y dlogits found") + words("count")


class CrossEntropy(Struct):
    """Cross-entropy of the softmax of logits."""

    c_name = "cross_entropy"
    _fields_ = pointers("logits y dlogits found") + words("rows classes")


class MeanSquaredError(Struct):
    """Mean squared error."""

    c_name = "mean_squared_error"
    _fields_ = pointers("answers y danswers found") + words("count")


class Descent(Struct):
    """A step of gradient descent."""

    c_name = "descent"
    _fields_ = [
        *pointers("values grads velocities sizes loss"),
        *words("count"),
        *doubles("rate momentum decay"),
    ]


class Adam(Struct):
    """A step of Adam."""

    c_name = "adam"
    _fields_ = [
        *pointers("values grads means squares sizes loss"),
        *words("count"),
        *doubles("rate keep_mean keep_square unbias_mean unbias_square eps decay"),
    ]


class Step(Struct):
    """A function and its argument."""

    c_name = "call"
    _fields_ = pointers("function argument")


class Run(Struct):
    """Some calls, one after the other."""

    c_name = "run"
    _fields_ = pointers("calls") + words("count")
