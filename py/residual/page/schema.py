"""What controls and addresses need to know: every table of settings, with its presets."""

import dataclasses
from typing import Any

from residual.experiments import TABLES, Config


def schema() -> dict[str, Any]:
    """Return what each widget's controls and address need: its table of settings and its presets.

    Returns
    -------
    dict
        `tables`: for each widget `settings`, a list of rows (name, kind, allowed, and the fields of
        `Setting`), and `presets`: for each name the fields of `Preset`.
    """
    return {
        "tables": {
            widget: {
                "settings": _rows(config),
                "presets": {
                    name: dataclasses.asdict(preset) for name, preset in config.PRESETS.items()
                },
            }
            for widget, config in TABLES.items()
        }
    }


def _rows(config: type[Config]) -> list[dict[str, Any]]:
    return [
        {"name": name, "kind": row.kind, "allowed": row.allowed} | dataclasses.asdict(row)
        for name, row in config.table().items()
    ]
