"""The widgets' main job in Firefox and WebKit: train to the end, follow the hand, be embedded."""

from collections.abc import Callable
from typing import Any

import pytest
from engines.reader import Engine, Widget

from residual.experiments import Config, FlowConfig, make_trainer
from residual.page.wire import norms

# Selenium's own, of how it calls itself.
pytestmark = pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")

EPOCHS = 12
EMBED = f"embed.html?widget={{}}&depth=4&epochs={EPOCHS}"
# Back and forth by single steps, as a hand does, to rest at the last: 200 in all.
HAND = [*(4 + 2 * abs(step % 12 - 6) for step in range(199)), 14]


def losses(config: dict[str, Any]) -> list[float]:
    """What the core gives natively for the settings of a run."""
    return make_trainer(Config.parse(config)).advance(EPOCHS).loss


def gradients(config: dict[str, Any]) -> list[float]:
    """The gradient norms of a run after its last epoch, natively."""
    trainer = make_trainer(FlowConfig.parse(config))
    trainer.advance(EPOCHS)
    return list(norms(trainer)["gradientNorms"])


NUMBERS = {
    "degradation": ("degradation-explorer", "loss", losses),
    "gradient-flow": ("gradient-flow", "gradientNorms", gradients),
}
"""Each widget's element, what of its results is compared, and what gives that natively."""

each_widget = pytest.mark.parametrize("name", NUMBERS)


@each_widget
def test_a_widget_trains_with_the_core_s_numbers_and_agrees_with_its_slider_after_a_burst(
    engine: Engine, site: str, name: str
) -> None:
    element, key, expected = NUMBERS[name]
    engine.open(site + EMBED.format(name))
    widget = Widget(engine, element)
    networks = widget.train()
    assert [network["epochs"] for network in networks] == [EPOCHS, EPOCHS]
    for network in networks:
        assert network[key] == pytest.approx(expected(network["config"]), rel=1e-9)

    widget.move_depth(HAND, milliseconds=5)
    widget.settle(HAND[-1])
    trained = [(network["config"]["depth"], network["epochs"]) for network in widget.train()]
    assert trained == [(HAND[-1], EPOCHS), (HAND[-1], EPOCHS)]
    assert widget.depth() == HAND[-1]


@each_widget
def test_an_embed_trains_in_the_page_of_another_site(
    engine: Engine, site: str, post_with: Callable[[str], str], name: str
) -> None:
    frame = f'<iframe src="{site}{EMBED.format(name)}" width="800" height="900"></iframe>'
    engine.open(post_with(frame))
    networks = Widget(engine, NUMBERS[name][0], inside=True).train()
    assert [network["epochs"] for network in networks] == [EPOCHS, EPOCHS]
