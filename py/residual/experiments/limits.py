"""What does not fit into a browser's memory, refused before it is tried."""

from typing import TYPE_CHECKING

from residual.networks.dense_mlp import growth_of

if TYPE_CHECKING:
    from residual.experiments.config import Config

MOST_BYTES = 1.5e9
"""Of one run; two are raced, in at most four gigabytes."""

MOST_FEATURES = 4096
"""That the last layer of a dense network reads; its weights and its time grow with the square."""

COPIES = {"post": 8, "pre": 8, "highway": 12, "transformer_pre": 16, "transformer_post": 16}
"""Arrays of (points, width) that a run keeps for each weight layer: measured at depth 1,000, with
all norms and activations, the most of them."""


def size_problems(config: "Config", points: int) -> list[str]:
    """Return why a network is too large, with the depth at which it is not.

    Parameters
    ----------
    config : Config
        What to run.
    points : int
        Rows of a pass of training and one of observation together.
    """
    reason = _reason(config.depth, config, points)
    if not reason:
        return []
    fitting = next(d for d in range(config.depth, 0, -2) if not _reason(d, config, points))
    return [
        f"depth: {config.depth} is not allowed with block {config.block} and width {config.width}, "
        f"{reason}; use a depth up to {fitting}, or a smaller width"
    ]


def _reason(depth: int, config: "Config", points: int) -> str:
    plain = config.shortcut == "none" and not config.block.startswith("transformer")
    block = "post" if plain else config.block
    if block == "dense":
        features = config.width + growth_of(config.width) * (depth - 2)
        return f"whose head would read {features} features" if features > MOST_FEATURES else ""
    size = 4 if config.precision == "float32" else 8
    need = COPIES[block] * depth * config.width * points * size
    return f"which would need about {need / 1e9:.1f} GB" if need > MOST_BYTES else ""
