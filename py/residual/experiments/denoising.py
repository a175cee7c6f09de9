"""What a skip across carries in a U-Net: the detail that the way down throws away.

Two small U-Nets take noise away from handwritten digits; one of them has to do without its finest
skip. Vincent et al. 2008, "Extracting and Composing Robust Features with Denoising Autoencoders",
section 2.3: each minibatch gets noise of its own, and the clean image is what is asked for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from residual.arrays import Array, Labels
from residual.data.datasets import digits, split
from residual.experiments.denoising_config import DenoisingConfig
from residual.experiments.digits_config import TEST_IMAGES
from residual.layers import Layer
from residual.networks.unet import skips_of, unet
from residual.training import Adam, Evaluator, mean_squared_error, passes_of

LEVELS = 2
FINEST = 0

WITH, CUT, WITHOUT = "with", "cut", "without"
"""All skips; the same network with the finest one cut now; the network trained without it."""


class DenoisingRun:
    """A U-Net that learns to take noise away from digits.

    Parameters
    ----------
    config : DenoisingConfig
        Its settings; the seed's random streams are the same whatever is cut, so both networks of a
        pair start from the same weights and see the same noise.
    cut : collection of int
        Skips that it is trained without.

    Attributes
    ----------
    updates : list of float
        The mean squared error of each minibatch, just before its update.
    clean, noisy : (360, 1, 8, 8)
        The images held out, and what is given of them.
    labels : (360,) int
        The digit that each shows.
    diverged : bool
        Whether an error was not finite; the run ends there.
    """

    def __init__(self, config: DenoisingConfig, cut: tuple[int, ...] = ()) -> None:
        data, weights, test_noise, batches = (
            np.random.default_rng(stream) for stream in np.random.SeedSequence(config.seed).spawn(4)
        )
        self.config, self._batches = config, batches
        self._dtype = np.dtype(config.precision)
        (x, _), (test, self.labels) = split(data, *digits(), test=TEST_IMAGES)
        self._x = x.astype(self._dtype)
        self.clean = test.astype(self._dtype)
        self.noisy = self._with_noise(test_noise, self.clean)
        self.network = unet(weights, levels=LEVELS, width=config.width, size=x.shape[-1], cut=cut)
        if self._dtype != np.float64:  # which it has been made in
            self.network.cast(self._dtype)
        self._passes = passes_of(self.network)
        self._optimizer = Adam(list(self.network.parameters().values()), config.lr)
        self.updates: list[float] = []
        self.diverged = False

    def _with_noise(self, rng: np.random.Generator, x: Array) -> Array:
        noisy: Array = x + (self.config.noise * rng.standard_normal(x.shape)).astype(self._dtype)
        return noisy

    @property
    def done(self) -> bool:
        """Whether the budget is spent, or the run diverged."""
        return self.diverged or len(self.updates) >= self.config.steps

    def learn(self) -> Iterator[None]:
        """Train to the end of the budget, and pause after each update."""
        while not self.done:
            order = self._batches.permutation(len(self._x))
            for some in np.array_split(order, -(-len(order) // self.config.batch_size)):
                self._update(self._x[some])
                yield
                if self.done:
                    return

    def _update(self, clean: Array) -> None:
        with np.errstate(over="ignore", invalid="ignore"):
            noisy = self._with_noise(self._batches, clean)
            error, _ = self._passes.train(noisy, clean, mean_squared_error, self._optimizer)
            self.diverged = not np.isfinite(error)
            if not self.diverged:
                self.updates.append(error)

    def restored(self) -> Array:
        """Return what the network makes of the noisy images held out, (360, 1, 8, 8), now.

        In evaluation mode: batch normalisation takes its running statistics.
        """
        return Evaluator(self.network, passes_of).logits(self.noisy)

    def error(self, images: Array) -> float:
        """Return the mean squared error of images, against the clean ones held out."""
        return mean_squared_error(images, self.clean)[0]


@contextmanager
def without_skip(network: Layer, level: int) -> Iterator[None]:
    """Cut a U-Net's skip for as long as the context lasts; its weights stay as they are.

    Parameters
    ----------
    network : Layer
        A U-Net.
    level : int
        Of the skip, 0 the finest.
    """
    skip = skips_of(network)[level]
    before, skip.carries = skip.carries, False
    try:
        yield
    finally:
        skip.carries = before


@dataclass
class Sight:
    """What a pair of U-Nets makes of the images held out, after some updates.

    Attributes
    ----------
    update : int
        How many updates each had.
    errors : dict of str to float
        Mean squared error of all images held out: `noisy`, those given; `with`, `cut`, `without`.
    pictures : dict of str to (10, 8, 8) array
        What is made of one image of each digit, by the same names but `noisy`.
    """

    update: int
    errors: dict[str, float]
    pictures: dict[str, Array]


class DenoisingPair:
    """The two networks side by side, update by update.

    Parameters
    ----------
    config : DenoisingConfig
        Of both.

    Attributes
    ----------
    runs : dict of str to DenoisingRun
        `with` and `without` the finest skip.
    shown : (10,) int
        Which image held out is shown of each digit: its first.
    """

    def __init__(self, config: DenoisingConfig) -> None:
        self.runs = {WITH: DenoisingRun(config), WITHOUT: DenoisingRun(config, (FINEST,))}
        labels: Labels = self.runs[WITH].labels
        self.shown = np.array([int(np.argmax(labels == digit)) for digit in range(10)])

    def learn(self) -> Iterator[None]:
        """Train both to the end of their budgets, and pause after each update of both."""
        ways = [run.learn() for run in self.runs.values()]
        while not self.done:
            for way in ways:
                next(way, None)
            yield

    @property
    def done(self) -> bool:
        """Whether both are done."""
        return all(run.done for run in self.runs.values())

    @property
    def updates(self) -> int:
        """How many updates the further one had."""
        return max(len(run.updates) for run in self.runs.values())

    def look(self) -> Sight:
        """Return what both make of the images held out at their weights now."""
        run = self.runs[WITH]
        made = {WITH: run.restored()}
        with without_skip(run.network, FINEST):
            made[CUT] = run.restored()
        made[WITHOUT] = self.runs[WITHOUT].restored()
        errors = {"noisy": run.noisy} | made
        return Sight(
            self.updates,
            {name: run.error(images) for name, images in errors.items()},
            {name: images[self.shown, 0] for name, images in made.items()},
        )
