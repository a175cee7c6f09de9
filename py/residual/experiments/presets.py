"""Named settings: what each shows, and what it is compared with."""

from residual.settings import Preset

DEGRADATION: dict[str, Preset] = {
    "degradation": Preset(
        "Degradation at 56 layers",
        "The defaults. Without skips the network of 56 layers stays above a loss of 0.5, where a "
        "coin flip has 0.69; with them it learns the spirals.",
        question="56 layers can do all that 20 can, and more. Who learns the two spirals?",
    ),
    "paper": Preset(
        "20 against 56",
        "The paper's picture: without skips the network of 20 layers trains and that of 56 does "
        "not; with skips the deeper one ends lower.",
        {"depth": 56},
        ({"depth": 20, "shortcut": "none"}, {"depth": 20, "shortcut": "identity"}),
    ),
    "shallow": Preset(
        "Why not 20 layers?",
        "At 20 layers the plain network learns the spirals, too. Nothing is broken yet that skips "
        "could mend: degradation comes with depth.",
        {"depth": 20},
        question="Only 20 layers, nothing else changed. Who learns the two spirals?",
    ),
    "rescue": Preset(
        "Skip rescue at 110",
        "Plain, 110 layers stay near the loss of a coin flip; the same layers with skips learn the "
        "spirals. Nothing else differs between the two networks.",
        {"depth": 110},
        question="110 layers, twice as many as where the plain network broke. Who learns now?",
    ),
    "article": Preset(
        "The article's own listing",
        "Its code exactly as printed, without skips. The article says that deeper is worse; in its "
        "500 epochs the shallow networks have hardly begun to learn.",
        {
            "depth": 32,
            "shortcut": "none",
            "width": 32,
            "norm": "none",
            "lr": 0.01,
            "epochs": 500,
            "recipe": "listing",
        },
        ({"depth": 4}, {"depth": 8}, {"depth": 16}),
    ),
    "explodes": Preset(
        "No normalisation: the skip that explodes",
        "A skip alone is no cure. Without normalisation every block adds to the signal, until the "
        "loss is no number any more.",
        {"norm": "none"},
        question="56 layers again, but no batch normalisation. Who learns: is the skip enough?",
    ),
}
"""The presets of the Degradation Problem Explorer; `article` is the listing exactly as printed."""

FADES = "In a plain stack the gradient fades on its way back; with skips it arrives in full."
FADING: dict[str, tuple[str, ...]] = {"plain": ("shrinks", "vanishes"), "skips": ("arrives",)}

FLOW: dict[str, Preset] = {
    "batch": Preset(
        "Batch normalisation",
        "The plain gradient explodes on its way back; with skips it grows far more slowly.",
        claim=FADES,
        expects=FADING,
    ),
    "preactivation": Preset(
        "Pre-activation, batch normalisation",
        "The way of the skips is clear of everything else.",
        {"block": "pre"},
        claim="Nothing on the way of the skips: the gradient comes back as it was sent.",
        expects={"skips": ("arrives",)},
    ),
    "he": Preset(
        "He initialisation, no normalisation",
        "The scale at which a plain stack keeps the mean square of its gradient; a typical one, 16 "
        "wide, loses about 9 % a layer. With skips the signal grows at each addition, and the "
        "gradient on its way back.",
        {"norm": "none"},
        claim=FADES,
        expects=FADING,
    ),
    "small": Preset(
        "Small weights, no normalisation",
        "At 0.6 of He's scale each plain layer takes its share, and the gradient vanishes; with "
        "skips it does not, and gains a few per cent a layer.",
        {"norm": "none", "init_scale": 0.6},
        claim=FADES,
        expects=FADING,
    ),
    "large": Preset(
        "Large weights, no normalisation",
        "At 1.5 of He's scale each layer adds its share, and the gradient explodes, with skips "
        "even more.",
        {"norm": "none", "init_scale": 1.5},
        claim=FADES,
        expects=FADING,
    ),
    "transformer_pre": Preset(
        "Transformer, pre-norm",
        "Attention and dense layers in turn; the norm stands inside each branch.",
        {"block": "transformer_pre", "norm": "layer"},
    ),
    "transformer_post": Preset(
        "Transformer, post-norm",
        "The same weights, with the norm after each addition, on the way of the skips.",
        {"block": "transformer_post", "norm": "layer"},
    ),
}
"""The presets of the Gradient Flow Visualizer."""

DIGITS: dict[str, Preset] = {
    "digits": Preset(
        "Degradation on digits",
        "The defaults. After five passes 56 plain layers know far fewer digits than 20 plain ones; "
        "with skips they learn them about as well as 20.",
        pins=({"depth": 20, "shortcut": "none"}, {"depth": 20}),
    ),
    "paper": Preset(
        "The paper's schedule",
        "As He et al. trained on CIFAR-10, made short: rate 0.1, a tenth of it from half of the "
        "epochs on, a hundredth from three quarters.",
        {"lr": 0.1, "schedule": "steps", "epochs": 15, "precision": "float64"},
        ({"depth": 20, "shortcut": "none"}, {"depth": 20}),
    ),
}
"""The presets of the experiment on digits."""
