"""Which pieces of the source stand beside which view; what they are is in `sources`."""

ALWAYS = ("block", "training_step")
"""Beside every view."""

OF_BLOCKS = {
    "highway": ("highway",),
    "dense": ("dense",),
    "transformer_pre": ("transformer", "attention"),
    "transformer_post": ("transformer", "attention"),
}
"""What a kind of network is made of, beside the class `Block`."""

OF_VIEWS = {
    "degradation": {
        "loss": ("loss", "evaluate"),
        "accuracy": ("evaluate",),
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

COMPILED = ("block", "linear", "batch_norm", "relu", "sequential")
"""Those whose own lines the compiled kernels take over, alone or with their neighbours."""
