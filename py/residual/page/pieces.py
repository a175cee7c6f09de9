"""Which pieces of the source stand beside which view; what they are is in `sources`."""

ALWAYS = ("block", "training_step", "training_pass", "optimizer")
"""Beside every view."""

DENSE = ("assemble", "network", "sequential", "linear", "batch_norm", "relu")

OF_BLOCKS = {
    "post": DENSE,
    "pre": DENSE,
    "highway": ("highway", "linear", "batch_norm", "relu"),
    "dense": ("dense", "dense_network", "linear", "batch_norm", "relu"),
    "images": ("image_block", "image_blocks", "image_network", "conv2d", "batch_norm"),
    "unet": ("concat", "unet"),
    "two_blocks": ("conv2d", "batch_norm", "instance_norm", "relu", "subsample_and_pad"),
    "transformer_pre": ("transformer", "attention", "layer_norm", "linear"),
    "transformer_post": ("transformer", "attention", "layer_norm", "linear"),
}
"""What a kind of network is made of, beside the class `Block`."""

OF_VIEWS: dict[str, dict[str, tuple[str, ...]]] = {
    "degradation": {
        "loss": ("loss", "evaluate", "dataset"),
        "accuracy": ("evaluate", "boundary", "dataset"),
        "gradients": ("layer_norms",),
        "sweep": ("race",),
        "seeds": ("race",),
    },
    "gradient-flow": {
        "signal": ("gradient_probe", "signal_norms"),
        "weights": ("layer_norms",),
        "activations": ("layer_norms",),
        "jacobian": ("gradient_split", "inspection", "jacobian", "singular_values"),
        "first_update": ("first_update",),
        "backward": ("gradient_probe", "signal_norms"),
    },
    "resnet-family": {
        "cost": ("count_blocks", "resnet", "conv_blocks", "products"),
        "layers": ("resnet", "conv_blocks", "products", "count_blocks"),
        "bottleneck": ("compare_blocks", "conv_blocks", "products"),
        "family": ("resnet", "conv_blocks", "products", "count_blocks"),
        "errors": ("published_errors",),
    },
    "digits-lab": {
        "loss": ("image_loss", "images"),
        "train_error": ("exam", "settling"),
        "test_error": ("exam", "settling"),
        "gradients": ("layer_norms",),
        "confusion": ("exam", "settling"),
        "mistakes": ("exam", "settling"),
        "draw": ("settling",),
    },
    "block-explorer": dict.fromkeys(
        ("draw", "step", "pixel"),
        (
            *("block", "conv_blocks", "assemble", "conv2d", "convolve", "batch_norm"),
            *("instance_norm", "relu", "subsample_and_pad", "block_trace", "block_ways"),
            "two_blocks",
        ),
    ),
    "unet-lab": {"": ("concat", "unet", "denoising", "squared_error", "adam")},
}
"""What computes the numbers of each view, by the names of the widgets and of their views."""

_OF_BLOCKS = ("block", "linear", "batch_norm", "relu", "sequential", "optimizer")
_OF_IMAGES = (
    *("image_block", "conv2d", "batch_norm", "relu", "sequential", "linear", "optimizer"),
    "subsample_and_pad",
)
_OF_TRANSFORMERS = ("block", "relu", "sequential", "optimizer")
_BESIDE_OTHERS = ("linear", "batch_norm", "relu", "sequential", "training_pass", "loss")

COMPILED = {
    "post": _OF_BLOCKS,
    "pre": _OF_BLOCKS,
    "highway": ("block", "optimizer"),
    "dense": ("block", "optimizer"),
    "images": _OF_IMAGES,
    "unet": ("concat", "conv2d", "batch_norm", "relu", "sequential", "adam"),
    "two_blocks": ("convolve",),
    "transformer_pre": _OF_TRANSFORMERS,
    "transformer_post": _OF_TRANSFORMERS,
}
"""Those whose own lines a plan takes over wherever they stand in networks of a kind and in their
plain counterparts: see residual/compiled. `convolve` is a kernel itself, whoever calls it."""

IN_TRAINING = {
    "two_blocks": (
        *("block", "conv2d", "batch_norm", "relu", "sequential", "linear", "adam"),
        "subsample_and_pad",
    ),
}
"""Those that a plan takes over where such networks are trained, and that run as they are written
where an image is traced through one."""

PARTLY = {
    "post": ("training_pass", "loss"),
    "pre": ("training_pass", "loss"),
    "highway": _BESIDE_OTHERS,
    "dense": _BESIDE_OTHERS,
    "images": ("training_pass", "image_loss"),
    "unet": ("training_pass", "squared_error"),
    "two_blocks": ("training_pass", "image_loss"),
    "transformer_pre": ("linear", "training_pass", "loss"),
    "transformer_post": ("linear", "training_pass", "loss"),
}
"""Those that a plan takes over in some places. Elsewhere they run as they are written, as a loss
does on data held out."""
