"""A multi-layer perceptron with dense connections: DenseNet for points of the plane."""

from residual.arrays import Random
from residual.blocks import Norm, norm_activation, part_name
from residual.blocks.dense import DenselyConnected
from residual.checks import sizes, whole_number
from residual.layers import BatchNorm, Layer, Linear, ReLU, Sequential
from residual.layers.initializers import hidden_normal, lecun_normal
from residual.networks.network import Network


def growth_of(width: int) -> int:
    """Return how many features each layer adds where the plain network's layers have `width`."""
    whole_number("width", width)
    return max(4, width // 4)


def dense_mlp(
    rng: Random | None,
    *,
    depth: int,
    width: int,
    growth: int | None = None,
    norm: Norm = BatchNorm,
    activation: type[Layer] = ReLU,
    scale: float = 1.0,
    inputs: int = 2,
) -> Network:
    """Make a multi-layer perceptron whose every layer reads the features of all earlier ones.

    Parameters
    ----------
    rng : Random, optional
        Source of the weights, drawn layer by layer from the input on.
    depth : int
        Weight layers: stem, those that are densely connected, head; from 2.
    width : int
        Features of the stem.
    growth : int, optional
        Features that each further layer adds; see `growth_of`. The head reads
        `width + growth * (depth - 2)`, so weights and work grow with the square of the depth.
    norm, activation, scale
        As for `mlp`.
    inputs : int
        Features of an example.

    Returns
    -------
    Network
        With the parts `stem`, `blocks` and `head`.

    Notes
    -----
    Huang et al. 2016, "Densely Connected Convolutional Networks", section 3, with norm and
    activation after each weight layer, on its own few features alone.
    """
    whole_number("depth", depth, 2)
    growth = growth_of(width) if growth is None else growth
    sizes(width=width, growth=growth, inputs=inputs)

    def layer(fan_in: int, fan_out: int) -> Layer:
        weights = hidden_normal(rng, fan_in, fan_out, part_name(activation), scale)
        after = norm_activation(fan_out, norm, activation)
        return Sequential(linear=Linear(weights, norm is not BatchNorm), **after)

    stem = layer(inputs, width)
    before = [width + i * growth for i in range(depth - 1)]
    layers = [layer(features, growth) for features in before[:-1]]
    blocks = DenselyConnected(width, growth, *layers)
    head = Linear(lecun_normal(rng, before[-1], 1))
    return Network((inputs,), stem=stem, blocks=blocks, head=head)
