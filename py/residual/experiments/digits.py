"""The paper's degradation experiment on real images: handwritten digits of 8 x 8 pixels.

He et al. 2015, "Deep Residual Learning", section 4.2, with their networks for CIFAR-10 made narrow,
and their training made short.
"""

import numpy as np

from residual.data.datasets import digits, split
from residual.experiments.digits_config import TEST_IMAGES, DigitsConfig
from residual.experiments.observer import Examiner
from residual.networks import cifar_resnet
from residual.training import SGD, Data, Run, Schedule, cross_entropy, step_decay, warm_up


def make_digits_trainer(config: DigitsConfig) -> Run:
    """Make the run that a configuration describes, ready to advance.

    The seed gives the split, the weights and the batches, each a random stream of its own: the same
    for all shortcuts, as far as their networks have the same weights. What is held out is looked at
    with batch-normalisation statistics of all training images: in the first epochs the running ones
    mean nothing.
    """
    data_seed, weights_seed, batches_seed = np.random.SeedSequence(config.seed).spawn(3)
    dtype = np.dtype(config.precision)  # random numbers are drawn before it is seen
    train, test = split(np.random.default_rng(data_seed), *digits(), test=TEST_IMAGES)
    network = cifar_resnet(
        np.random.default_rng(weights_seed),
        config.depth,
        shortcut=config.shortcut,
        block=config.block,
        norm=config.norm,
        zero_init=config.zero_init == "on",
        width=config.width,
        channels=1,
        size=8,
    )
    if dtype != np.float64:  # which it has been made in
        network.cast(dtype)
    parameters = list(network.parameters().values())
    return Run(
        network,
        _cast(train, dtype),
        cross_entropy,
        SGD(parameters, config.lr, config.momentum, config.weight_decay),
        config.epochs,
        batch_size=config.batch_size,
        shuffle=batches_seed,
        schedule=schedule(config),
        observer=Examiner(network, _cast(test, dtype), config.epochs),
    )


def schedule(config: DigitsConfig) -> Schedule | None:
    """Return what a configuration multiplies its learning rate by, over the epochs."""
    if config.schedule == "steps":
        return step_decay([config.epochs / 2, config.epochs * 3 / 4])
    return warm_up(lambda _: 1.0, 1) if config.schedule == "warm_up" else None


def _cast(data: Data, dtype: "np.dtype[np.floating]") -> Data:
    x, y = data
    return x.astype(dtype), y
