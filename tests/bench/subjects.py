"""A run as plain data, so that every competitor trains the same network on the same points."""

from typing import Any

from residual.experiments import Config, make_trainer


def subject(config: Config) -> dict[str, Any]:
    """Return settings, data and starting weights of a run.

    Returns
    -------
    dict
        `config`; `x` (N, 2) and `y` (N,) as flat lists; `weights`: for each parameter's name its
        shape and its values as a flat list.

    Raises
    ------
    ValueError
        For settings that the competitors have not been taught.
    """
    taught = {"block": "post", "norm": "batch", "momentum": 0.0, "weight_decay": 0.0}
    for name, value in taught.items():
        if getattr(config, name) != value:
            raise ValueError(f"{name}: {getattr(config, name)} is not allowed; use {value}")
    trainer = make_trainer(config)
    return {
        "config": config.to_dict(),
        "x": trainer.x.ravel().tolist(),
        "y": trainer.y.ravel().tolist(),
        "weights": {
            name: {"shape": parameter.value.shape, "values": parameter.value.ravel().tolist()}
            for name, parameter in trainer.network.parameters().items()
        },
    }
