"""Looks into a trained network: its blocks, its paths, and the loss around its weights.

Each verb is given a run, `table` and `config`, and its own settings beside them. It trains the run
to its end, with parts as of `wire.epochs`, and then looks. Where the training diverges there is
nothing to look at: the job ends with it.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from residual.diagnostics.landscape import Plane, grid_steps
from residual.diagnostics.lesions import deletable, lesions_in_turn
from residual.diagnostics.paths import blocks_of, norms_by_length, weigh_paths
from residual.experiments import Config, DigitsConfig
from residual.layers import Layer
from residual.page.jobs import Clock, Values, Work, verb
from residual.page.verbs.asked import opened, own
from residual.page.verbs.training import to_the_end
from residual.page.wire import data_of
from residual.settings import SettingError, Settings, setting
from residual.training import evaluate


@dataclass(frozen=True)
class LesionSettings(Settings):
    """Deleting blocks one by one has no settings of its own."""


@dataclass(frozen=True)
class PathSettings(Settings):
    """How the paths through a network are sampled."""

    samples: int = setting(
        10,
        minimum=1,
        maximum=1000,
        step=1,
        unit="paths",
        label="Paths of each length",
        help="Along how many random paths of each length the gradient is measured.",
    )


@dataclass(frozen=True)
class LandscapeSettings(Settings):
    """The grid on which the loss is computed."""

    points: int = setting(
        21,
        minimum=3,
        maximum=101,
        step=2,
        unit="points",
        label="Points on each side",
        help="How many points the grid has on each side; the middle one is the network itself.",
    )
    span: float = setting(
        1.0,
        minimum=0.01,
        maximum=10,
        label="Span",
        help="How far the grid goes to each side, in lengths of the weights.",
    )


@verb
def delete_each(values: Values, clock: Clock) -> Work:
    """Delete every block in turn, and evaluate what is left on the data held out.

    The first part after training has the whole network; then one for each block, as of `Lesion`.
    """
    settings = own(LesionSettings, values)
    with opened(values) as (config, trainer):
        network, (_, test) = trainer.network, data_of(trainer)
        _require_blocks(config, network)
        blocks = len(deletable(network, test[0].shape))
        yield _begun(config, settings)
        yield from to_the_end(trainer, clock, steps=blocks + 1)
        if trainer.diverged_at is not None:
            return
        shares = _shares(trainer.epochs, blocks + 1)
        loss, accuracy = evaluate(network, trainer.loss, test)
        yield {"share": next(shares), "deleted": [], "loss": loss, "accuracy": accuracy}
        for lesion in lesions_in_turn(network, trainer.loss, test):
            yield {
                "share": next(shares),
                "deleted": list(lesion.deleted),
                "loss": lesion.loss,
                "accuracy": lesion.accuracy,
            }


@verb
def sample_paths(values: Values, clock: Clock) -> Work:
    """Measure the gradient along random paths of every length, on the next batch of training.

    After training a part for each length: `length`, and `norm`, the mean along one such path. The
    last one has `weights` too, what all paths of each length carry together: `PathGradients.share`.
    """
    settings = own(PathSettings, values)
    with opened(values) as (config, trainer):
        network = trainer.network
        _require_blocks(config, network)
        blocks = blocks_of(network)
        if not all(block.shortcut for block in blocks):
            raise SettingError(
                [f"shortcut: {config.shortcut} is not allowed; use one around every block"]
            )
        steps = settings.samples * (len(blocks) + 1)
        yield _begun(config, settings)
        yield from to_the_end(trainer, clock, steps=steps)
        if trainer.diverged_at is not None:
            return
        shares = _shares(trainer.epochs, steps)
        x, y = trainer.batch
        _, dy = trainer.loss(network.forward(x), y)
        norms: list[float] = []
        for norm in norms_by_length(network, dy, _rng(config), settings.samples):
            part: dict[str, Any] = {"share": next(shares)}
            if norm is not None:
                part |= {"length": len(norms), "norm": norm}
                norms.append(norm)
            if len(norms) > len(blocks):
                part["weights"] = weigh_paths(norms).share
            if clock.over or norm is not None:
                yield part


@verb
def landscape(values: Values, clock: Clock) -> Work:
    """Compute the training loss on a grid in the plane of two filter-normalised directions.

    `steps`, which is told at the beginning, has the multiples of both directions. After training a
    part for each row: `row`, its number, and `loss`, at every step of the first direction.
    """
    settings = own(LandscapeSettings, values)
    with opened(values) as (config, trainer):
        steps = grid_steps(settings.points, settings.span)
        yield _begun(config, settings) | {"steps": steps}
        yield from to_the_end(trainer, clock, steps=settings.points**2)
        if trainer.diverged_at is not None:
            return
        shares = _shares(trainer.epochs, settings.points**2)
        plane = Plane(trainer.network, trainer.loss, (trainer.x, trainer.y), _rng(config))
        rows = 0
        for row in plane.rows(steps):
            part: dict[str, Any] = {"share": next(shares)}
            if row is not None:
                part |= {"row": rows, "loss": row}
                rows += 1
            if clock.over or row is not None:
                yield part


def _begun(config: Config | DigitsConfig, settings: Settings) -> dict[str, Any]:
    return {"config": config.to_dict(), **settings.to_dict()}


def _shares(epochs: int, steps: int) -> Any:
    """Return what is done of a job with each of its steps after training; the last makes it 1."""
    whole = epochs + steps
    return iter([done / whole for done in range(epochs + 1, whole + 1)])


def _rng(config: Config | DigitsConfig) -> np.random.Generator:
    """Return a random stream of its own: the run's are children of its seed."""
    return np.random.default_rng(config.seed)


def _require_blocks(config: Config | DigitsConfig, network: Layer) -> None:
    if blocks_of(network):
        return
    if network.children()["blocks"].children():
        allowed = "a network whose blocks are a branch and a shortcut, such as post"
        raise SettingError([f"block: {config.block} is not allowed; use {allowed}"])
    raise SettingError([f"depth: {config.depth} is not allowed; use a deeper network"])
