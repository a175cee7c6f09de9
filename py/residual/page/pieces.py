"""Which pieces of the source stand beside which view; what they are is in `sources`."""

ALWAYS = ("block", "training_step", "training_pass", "optimizer")
"""Beside every view."""

DENSE = ("assemble", "network", "sequential", "linear", "batch_norm", "relu")

OF_BLOCKS = {
    "post": DENSE,
    "pre": DENSE,
    "highway": ("highway", "linear", "batch_norm", "relu"),
    "dense": ("dense", "dense_network", "linear", "batch_norm", "relu"),
    "transformer_pre": ("transformer", "attention", "layer_norm", "linear"),
    "transformer_post": ("transformer", "attention", "layer_norm", "linear"),
}
"""What a kind of network is made of, beside the class `Block`."""

OF_VIEWS = {
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
}
"""What computes the numbers of each view, by the names of the widgets and of their views."""

COMPILED = (
    *("block", "linear", "batch_norm", "relu", "sequential"),
    *("training_pass", "optimizer"),
)
"""Those whose own lines a plan takes over: see residual/compiled."""
