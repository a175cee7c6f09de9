"""Claims about training and about gradients, measured over seeds."""

from collections.abc import Callable, Generator, Iterator, Sequence

from residual.claims.rules import (
    ARTICLE,
    Claim,
    Measure,
    above_zero,
    agrees,
    below_zero,
    counted,
    mostly,
)
from residual.diagnostics import layer_norms
from residual.experiments import Config, make_trainer

VANISHED = 0.1
"""A gradient counts as vanished if less than this share of it is left at the first block."""


Measurement = Generator[None, None, float]
"""Returns a value; yields where it may be interrupted."""

_trained: dict[Config, tuple[int, float]] = {}
"""What `train` found: several claims are about the same networks."""


def train(config: Config) -> Generator[None, None, tuple[int, float]]:
    """Train to the end; return the epochs with a finite loss, and the last finite loss.

    Yields after each epoch.
    """
    if config not in _trained:
        trainer = make_trainer(config)
        trainer.observer = None  # nobody asks for what it sees
        while not trainer.done:
            trainer.advance()
            yield
        _trained[config] = trainer.epoch, trainer.history.loss[-1]
    return _trained[config]


def over_seeds(
    value: Callable[[Config], Measurement], preset: str, **settings: int | float | str
) -> Measure:
    """Return a measurement: `value` of the preset with these settings, for each seed."""

    def measure(seeds: Sequence[int]) -> Iterator[float | None]:
        for seed in seeds:
            yield (yield from value(Config.from_preset(preset, {**settings, "seed": seed})))

    return measure


def final_loss(config: Config) -> Measurement:
    """Return the last finite training loss."""
    return (yield from train(config))[1]


def epochs_trained(config: Config) -> Measurement:
    """Return how many epochs the loss stayed finite."""
    return (yield from train(config))[0]


def deeper_minus_shallower(shallow: int, deep: int) -> Callable[[Config], Measurement]:
    """Return the final loss at the greater depth minus that at the smaller one."""

    def difference(config: Config) -> Measurement:
        values = config.to_dict()
        at_deep, at_shallow = (Config.parse({**values, "depth": d}) for d in (deep, shallow))
        return (yield from final_loss(at_deep)) - (yield from final_loss(at_shallow))

    return difference


def gradient_left(config: Config) -> Measurement:
    """Return how much of the gradient is left at the first block, at the start.

    Returns
    -------
    float
        Norm of the gradient by the signal before the first block, over that after the last one.
    """
    yield
    trainer = make_trainer(config)
    trainer.measure()
    stem, *_, last, _logits = trainer.signals
    return float(stem / last)


def weight_gradient_left(config: Config) -> Measurement:
    """Return the same of the gradient by the weights: second weight layer over last hidden one."""
    yield
    trainer = make_trainer(config)
    trainer.measure()
    gradient = layer_norms(trainer.network).gradient
    return float(gradient[1] / gradient[-2])


def _vanished(left: float) -> bool:
    return left < VANISHED


def listing_claims() -> list[Claim]:
    """Return the claims about the article's own training listing."""
    printed = {4: "0.15", 8: "0.25", 16: "0.45", 32: "0.60"}
    losses = [
        Claim(
            f"listing-loss-{depth}",
            f"Final training loss of the article's plain network of {depth} layers",
            loss,
            f"{ARTICLE}, on its training listing",
            over_seeds(final_loss, "article", depth=depth),
            agrees,
            "The listing exactly as printed, 500 epochs, from several seeds.",
        )
        for depth, loss in printed.items()
    ]
    return [
        *losses,
        Claim(
            "listing-deeper-is-worse",
            "The loss of the article's plain network grows with depth: at 32 layers minus at 4",
            "0.15 -> 0.60, deeper is worse",
            f"{ARTICLE}, on its training listing",
            over_seeds(deeper_minus_shallower(4, 32), "article"),
            mostly(above_zero),
            counted(
                above_zero,
                "Judged by the sign. In these 500 epochs the shallow networks of the listing have "
                "hardly begun to learn.",
            ),
        ),
        Claim(
            "listing-skips",
            "Skip connections make the article's network of 32 layers trainable: epochs with a "
            "finite loss, of 500",
            "skips fix depth",
            f"{ARTICLE}, on its training listing",
            over_seeds(epochs_trained, "article", shortcut="identity"),
            mostly(lambda epochs: epochs == 500),
            "With identity skips, He initialisation and no normalisation the signal grows with "
            "every block, until the loss overflows.",
        ),
    ]


GRADIENTS = {
    "signal": (gradient_left, "by the signal, before the first block over after the last"),
    "weights": (weight_gradient_left, "by the weights, second layer over last hidden one"),
}
STARTS: dict[str, tuple[str, dict[str, float | str]]] = {
    "he": ("He initialisation, no normalisation", {"norm": "none"}),
    "batch": ("He initialisation, batch normalisation", {"norm": "batch"}),
    "small": ("0.6 of He initialisation, no normalisation", {"norm": "none", "init_scale": 0.6}),
}


def gradient_claims() -> list[Claim]:
    """Return the claim that gradients vanish in a plain stack, at three starts and in two ways."""
    note = (
        f"Counted as vanished below {VANISHED}. The gradient by the weights is that by the signal "
        "times the signal itself, which may fade the other way; without normalisation, smaller "
        "weights shrink it by the same factor in all layers."
    )
    return [
        Claim(
            f"vanishing-{start}-{by}",
            f"The gradient vanishes in a plain stack of 56 layers ({start_words}): its norm "
            f"{by_words}, before training",
            "vanishes",
            f"{ARTICLE}, on plain networks",
            over_seeds(value, "degradation", shortcut="none", **settings),
            mostly(_vanished),
            counted(_vanished, note),
        )
        for start, (start_words, settings) in STARTS.items()
        for by, (value, by_words) in GRADIENTS.items()
    ]


def degradation_claims() -> list[Claim]:
    """Return the paper's degradation claim, measured where it can be."""
    setting = (
        "Judged by the sign. ImageNet is not run here: measured on two spirals, width 16, batch "
        "normalisation, 200 epochs, 56 layers against 20."
    )
    return [
        Claim(
            "degradation-plain",
            "A deeper plain network has the higher training loss: at 56 layers minus at 20",
            "27.94 -> 28.54 % top-1 error from 18 to 34 layers",
            "He et al. 2015, table 2",
            over_seeds(deeper_minus_shallower(20, 56), "degradation", shortcut="none"),
            mostly(above_zero),
            counted(above_zero, setting),
        ),
        Claim(
            "degradation-residual",
            "A deeper residual network has the lower training loss: at 56 layers minus at 20",
            "27.88 -> 25.03 % top-1 error from 18 to 34 layers",
            "He et al. 2015, table 2",
            over_seeds(deeper_minus_shallower(20, 56), "degradation", shortcut="identity"),
            mostly(below_zero),
            counted(below_zero, setting),
        ),
    ]
