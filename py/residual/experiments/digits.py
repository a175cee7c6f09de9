"""The paper's degradation experiment on real images: handwritten digits of 8 x 8 pixels.

He et al. 2015, "Deep Residual Learning", section 4.2, with their networks for CIFAR-10 made
narrow, and their training made short: momentum, weight decay, and a learning rate that is divided
by ten after a half and after three quarters of the epochs.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np

from residual.data.datasets import digits, split
from residual.experiments.config import Config
from residual.networks import cifar_resnet
from residual.settings import Settings, setting, setting_like
from residual.training import Data, Trainer, evaluate
from residual.training.losses import cross_entropy
from residual.training.optimizers import SGD, step_decay

DEPTHS = (20, 56)
KINDS = {"plain": "none", "residual": "A"}
"""The shortcuts of the two kinds; A, the identity with zero channels, has no parameters."""
TEST_IMAGES = 360


@dataclass(frozen=True)
class ImageSettings(Settings):
    """What the networks have in common."""

    seeds: int = setting(
        3,
        minimum=1,
        maximum=100,
        step=1,
        unit="seeds",
        label="Seeds",
        help="From how many random starts (0, 1, ...) each network is trained.",
    )
    width: int = setting(
        4,
        minimum=1,
        maximum=64,
        step=1,
        unit="channels",
        label="Width",
        help="How many channels the first stage has; the others have two and four times as many.",
    )
    epochs: int = setting(
        15,
        minimum=1,
        maximum=1000,
        step=1,
        unit="epochs",
        label="Epochs",
        help="How many passes over the 1,437 images to learn from.",
    )
    batch_size: int = setting(
        128,
        minimum=2,
        maximum=1437,
        step=1,
        unit="images",
        label="Minibatch",
        help="How many images each update sees, at most.",
    )
    lr: float = setting_like(
        Config.table()["lr"],
        help="How far each update goes at first; a tenth and a hundredth of it later on.",
    )
    momentum: float = setting_like(Config.table()["momentum"], default=0.9)
    weight_decay: float = setting_like(Config.table()["weight_decay"], default=0.0001)


@dataclass(frozen=True)
class Run:
    """One network to train."""

    settings: ImageSettings
    depth: int
    kind: str
    seed: int


def make_image_trainer(run: Run) -> tuple[Trainer, Data]:
    """Make a run, ready to advance, and the data that it is to be tested on.

    The seed gives the split, the weights and the batches, each a random stream of its own: the
    same for both kinds, as far as their networks have the same weights.
    """
    settings = run.settings
    data_seed, weights_seed, batches_seed = np.random.SeedSequence(run.seed).spawn(3)
    train, test = split(np.random.default_rng(data_seed), *digits(), test=TEST_IMAGES)
    network = cifar_resnet(
        np.random.default_rng(weights_seed),
        run.depth,
        shortcut=KINDS[run.kind],
        width=settings.width,
        channels=1,
        size=8,
    )
    parameters = list(network.parameters().values())
    trainer = Trainer(
        network,
        train,
        cross_entropy,
        SGD(parameters, settings.lr, settings.momentum, settings.weight_decay),
        settings.epochs,
        batch_size=settings.batch_size,
        shuffle=batches_seed,
        schedule=step_decay([settings.epochs / 2, settings.epochs * 3 / 4]),
    )
    return trainer, test


def train_on_images(run: Run) -> dict[str, Any]:
    """Train one network to the end and return what it showed, as plain data.

    Returns
    -------
    dict
        `depth`, `kind`, `seed`; `loss` and `accuracy`, of every epoch, in training; `test_loss` and
        `test_accuracy` at the end; `diverged_at`. Numbers have six significant digits, since the
        further ones of a deep network are those of the machine's order of summation.
    """
    trainer, test = make_image_trainer(run)
    trainer.advance(run.settings.epochs)
    test_loss, test_accuracy = evaluate(trainer.network, trainer.loss, test)
    return {
        "depth": run.depth,
        "kind": run.kind,
        "seed": run.seed,
        "loss": [_rounded(loss) for loss in trainer.history.loss],
        "accuracy": [_rounded(accuracy) for accuracy in trainer.history.accuracy],
        "test_loss": _rounded(test_loss),
        "test_accuracy": _rounded(test_accuracy),
        "diverged_at": trainer.diverged_at,
    }


def train_all(
    settings: ImageSettings,
    depths: Sequence[int] = DEPTHS,
    run_all: Callable[..., Iterable[dict[str, Any]]] = map,
) -> dict[str, Any]:
    """Train plain and residual networks of several depths from every seed.

    Parameters
    ----------
    settings : ImageSettings
        What they have in common.
    depths : sequence of int
        Weight layers, each `6 n + 2`.
    run_all : callable
        `map`, or the `map` of a pool of processes.

    Returns
    -------
    dict
        Plain data: `settings`, and `runs`, each as `train_on_images` returns it.
    """
    runs = [
        Run(settings, depth, kind, seed)
        for depth in depths
        for kind in KINDS
        for seed in range(settings.seeds)
    ]
    return {"settings": settings.to_dict(), "runs": list(run_all(train_on_images, runs))}


def summary(result: dict[str, Any]) -> dict[tuple[int, str], dict[str, list[float]]]:
    """Return the results of `train_all` by depth and kind.

    Returns
    -------
    dict
        For each (depth, kind), median, minimum and maximum over the seeds of the training `loss` in
        the last epoch and of the `test_accuracy`. A run that diverged counts as infinite loss.
    """
    cells: dict[tuple[int, str], list[dict[str, Any]]] = {}
    for run in result["runs"]:
        cells.setdefault((run["depth"], run["kind"]), []).append(run)
    return {
        cell: {
            "loss": _spread([math.inf if run["diverged_at"] else run["loss"][-1] for run in runs]),
            "test_accuracy": _spread([run["test_accuracy"] for run in runs]),
        }
        for cell, runs in cells.items()
    }


def describe_images(result: dict[str, Any]) -> str:
    """Return the results of `train_all` as a table to read."""
    settings = result["settings"]
    lines = [f"{'depth':>5}  {'kind':<10}{'training loss':<32}test accuracy"]
    for (depth, kind), numbers in summary(result).items():
        loss = "{:.3g} ({:.3g} to {:.3g})".format(*numbers["loss"])
        accuracy = "{:.1%} ({:.1%} to {:.1%})".format(*numbers["test_accuracy"])
        lines.append(f"{depth:>5}  {kind:<10}{loss:<32}{accuracy}")
    lines.append(
        f"epoch {settings['epochs']}, {settings['width']} channels: median (minimum to maximum) of "
        f"{settings['seeds']} seeds; ln 10 = 2.3 and 10% are a blind guess"
    )
    return "\n".join(lines)


def _spread(values: list[float]) -> list[float]:
    return [median(values), min(values), max(values)]


def _rounded(value: float) -> float | None:
    return float(f"{value:.6g}") if math.isfinite(value) else None
