"""What controls and addresses need to know: every table of settings, with its presets."""

import dataclasses
from typing import Any

from residual.experiments import EXPERIMENTS
from residual.settings import Settings


def schema() -> dict[str, Any]:
    """Return what controls and addresses need of every experiment: its settings and its presets.

    Returns
    -------
    dict
        `tables`: for each experiment `data` (`"points"` or `"images"`), `settings`, a list of
        rows (name, kind, allowed, and the fields of `Setting`, of a form its name), and `presets`:
        for each name the fields of `Preset`.
    """
    return {
        "tables": {
            name: {
                "data": experiment.data,
                "settings": _rows(experiment.settings),
                "presets": {
                    preset: dataclasses.asdict(values)
                    for preset, values in experiment.settings.PRESETS.items()
                },
            }
            for name, experiment in EXPERIMENTS.items()
        }
    }


def _rows(settings: type[Settings]) -> list[dict[str, Any]]:
    return [
        {"name": name, "kind": row.kind, "allowed": row.allowed}
        | dataclasses.asdict(dataclasses.replace(row, form=None))
        | {"form": row.form.name if row.form else None}
        for name, row in settings.table().items()
    ]
