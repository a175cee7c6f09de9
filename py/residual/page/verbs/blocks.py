"""One block of a small network that reads digits: an image through it, step by step, and back."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from residual.checks import shown
from residual.experiments.block_config import NETWORK, BlockConfig, BlockTrainingSettings
from residual.experiments.block_weights import measured, trained_network
from residual.experiments.blocks import costs, look, make_block_network, make_block_trainer, settle
from residual.networks import Network
from residual.page import block_wire, wire
from residual.page.jobs import Clock, Values, Work, verb
from residual.page.verbs.asked import own
from residual.settings import SettingError

KEPT = 12
"""Networks that are kept ready: every choice beside those that are on screen."""


@verb
def trace_blocks(values: Values, clock: Clock) -> Work:
    """Pass an image through a block of each version that is asked for, and the gradient back.

    `values` has `config`, settings as of `BlockConfig`, and `states`: for each version of the
    block, `"post"` or `"pre"`, the weights as `packed` writes them, or None for those of the start.
    The first value has `costs` too, as of `costs`; a part is as of `block_wire.traced`.
    """
    config, states = _asked(values)
    yield {"config": config.to_dict(), "costs": costs(config)}
    for done, (version, text) in enumerate(states.items(), start=1):
        one = replace(config, block=version)
        seen = look(one, _network(_of_network(one), text))
        yield {"share": done / len(states), "version": version} | block_wire.traced(one, seen)


@verb
def train_blocks(values: Values, clock: Clock) -> Work:
    """Train such a network to its end.

    `values` has `config` and the fields of `BlockTrainingSettings`. A part has the epochs since the
    last one, as of `wire.epochs`; the last one `trained` too, as of `measured`.
    """
    config = _config(values)
    settings = own(BlockTrainingSettings, values, besides=("config",))
    trainer = make_block_trainer(config, settings)
    yield {"config": config.to_dict(), **settings.to_dict()}
    told = 0
    while not trainer.done:
        trainer.advance()
        if clock.over or trainer.done:
            share = (trainer.epoch + trainer.done) / (settings.epochs + 1)
            part = wire.epochs(trainer, trainer.history.since(told))
            told = trainer.epoch
            if not trainer.done:
                yield {"share": share} | part
    yield {"share": 1.0} | part | {"trained": measured(config, trainer)}


def _config(values: Values) -> BlockConfig:
    given = values.get("config")
    if not isinstance(given, Mapping):
        raise SettingError([f"config: {shown(given)} is not allowed; use an object of settings"])
    return BlockConfig.parse(given)


def _asked(values: Values) -> tuple[BlockConfig, dict[str, str | None]]:
    """Return the settings and the weights that are asked for."""
    config, states = _config(values), values.get("states")
    versions = BlockConfig.table()["block"].choices
    if not isinstance(states, Mapping) or not states or not {*states} <= {*versions}:
        allowed = f"an object with weights, or null, for {' and '.join(versions)}"
        raise SettingError([f"states: {shown(states)} is not allowed; use {allowed}"])
    for text in states.values():
        if text is not None and not isinstance(text, str):
            raise SettingError([f"states: {shown(text)} is not allowed; use a text, or null"])
    return config, dict(states)


def _of_network(config: BlockConfig) -> BlockConfig:
    """Return the settings that a network is made by, all others as by default."""
    return BlockConfig(**{name: getattr(config, name) for name in NETWORK})


@lru_cache(KEPT)
def _network(config: BlockConfig, text: str | None) -> Network:
    if text is not None:
        return trained_network(config, text)
    network = make_block_network(config)
    settle(network)
    return network
