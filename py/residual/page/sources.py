"""The pieces of the package's source that the page shows beside what they computed."""

import inspect
from pathlib import Path
from typing import Any

import residual
from residual import blocks, kernels, layers, networks, training
from residual.blocks.convolutional import ConvBlocks
from residual.blocks.dense import DenselyConnected
from residual.claims.published import ErrorTable
from residual.data import datasets
from residual.diagnostics import jacobian, layer_norms, singular_values
from residual.diagnostics.block_stretch import inspect_block
from residual.diagnostics.block_trace import BlockTrace, trace_block
from residual.diagnostics.decision_boundary import boundary
from residual.diagnostics.first_update import first_update
from residual.diagnostics.gradient_split import split_gradient
from residual.experiments.denoising import DenoisingRun
from residual.experiments.family import compare_blocks, count_family
from residual.experiments.observer import Examiner
from residual.layers.contract import Sequential
from residual.networks.counting import products
from residual.networks.signals import signal_layers
from residual.networks.unet import unet

PIECES: dict[str, tuple[str, Any]] = {
    "block": ("The block and its skip connection", blocks.Block),
    "assemble": ("The order inside a block: post- and pre-activation", blocks.assemble),
    "highway": ("A Highway block", blocks.Highway),
    "dense": ("Dense connections", DenselyConnected),
    "dense_network": ("A network with dense connections", networks.dense_mlp),
    "network": ("The network: stem, blocks, head", networks.mlp),
    "linear": ("A dense layer", layers.Linear),
    "batch_norm": ("Batch normalisation", layers.BatchNorm),
    "layer_norm": ("Layer normalisation", layers.LayerNorm),
    "relu": ("ReLU", layers.ReLU),
    "conv2d": ("A convolution", layers.Conv2d),
    "convolve": ("The sum over its window", kernels.DEFINITIONS["convolve"]),
    "instance_norm": ("Normalisation per image", layers.InstanceNorm),
    "subsample_and_pad": ("Option A: subsampling and zeros", layers.SubsampleAndPad),
    "two_blocks": ("The network of two blocks", networks.two_blocks),
    "block_trace": ("A block, step by step", trace_block),
    "block_ways": ("The two ways back, and what ReLU cuts", BlockTrace),
    "sequential": ("Layers one after the other", Sequential),
    "attention": ("Attention", layers.Attention),
    "transformer": ("A Transformer", networks.point_transformer),
    "image_block": ("The block and its skip connection", blocks.Block),
    "image_blocks": ("Blocks of convolutions, and their shortcuts", ConvBlocks),
    "image_network": ("The network: 6n + 2 layers", networks.cifar_resnet),
    "image_loss": ("The loss", training.cross_entropy),
    "images": ("The digits", datasets.digits),
    "exam": ("What is seen after each epoch", Examiner),
    "settling": ("Statistics of all training images", training.Evaluator.settling_on),
    "loss": ("The loss", training.binary_cross_entropy),
    "optimizer": ("Gradient descent", training.SGD),
    "training_step": ("One epoch of training", training.Trainer._train_epoch),
    "training_pass": ("One pass forward and backward", training.Passes),
    "race": ("Several runs side by side", training.race),
    "evaluate": ("Loss and accuracy on other data", training.evaluate),
    "dataset": ("The two spirals", datasets.two_spirals),
    "boundary": ("What the network answers all over the plane", boundary),
    "layer_norms": ("Gradient and activation norm of each layer", layer_norms),
    "signal_norms": ("Where each layer's signal is", signal_layers),
    "gradient_probe": ("The norms of the gradients by the signals", layers.GradientProbe),
    "jacobian": ("The Jacobian of a block", jacobian),
    "singular_values": ("Its singular values", singular_values),
    "gradient_split": ("The two ways of the gradient at a block", split_gradient),
    "first_update": ("How far the first update moves each layer", first_update),
    "inspection": ("One block at one example", inspect_block),
    "resnet": ("A network of the family", networks.resnet_of),
    "conv_blocks": ("Its blocks", ConvBlocks),
    "products": ("What a layer multiplies", products),
    "count_blocks": ("What its blocks cost", count_family),
    "compare_blocks": ("A bottleneck beside basic blocks", compare_blocks),
    "published_errors": ("A table of published errors", ErrorTable),
    "concat": ("The skip: x beside F(x)", blocks.Concat),
    "unet": ("The U-Net", unet),
    "denoising": ("The run", DenoisingRun),
    "squared_error": ("The loss", training.mean_squared_error),
    "adam": ("Adam", training.Adam),
}
"""By name: what readers call it, and what it is."""


def sources() -> dict[str, dict[str, str | int]]:
    """Return every piece as the package has it.

    Returns
    -------
    dict
        By name: `title`, `file` (below the package's folder), `line` (where it begins, from 1) and
        `source`, as written there.
    """
    return {name: _source(title, piece) for name, (title, piece) in PIECES.items()}


def _source(title: str, piece: Any) -> dict[str, str | int]:
    lines, line = inspect.getsourcelines(piece)
    file = Path(inspect.getfile(piece)).relative_to(Path(residual.__file__).parent)
    source = inspect.cleandoc("\n" + "".join(lines)) + "\n"
    return {"title": title, "file": file.as_posix(), "line": line, "source": source}
