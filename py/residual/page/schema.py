"""What the page has to know of the core: settings, presets, kinds, pieces of the code."""

import dataclasses
from typing import Any

from residual.blocks import ORDERS
from residual.experiments import EXPERIMENTS
from residual.experiments.config import POINTS
from residual.experiments.depth_table import DEPTHS
from residual.experiments.kinds import FIRST_WITH_BLOCK, KINDS, kind_called
from residual.page import pieces
from residual.settings import Settings

EDITED = kind_called("edited", "network of your edited block", 2, 2)
"""The network that is trained of a reader's own text of the class `Block`."""


def schema() -> dict[str, Any]:
    """Return what the page needs to know of the core, so that it is said nowhere else.

    Returns
    -------
    dict
        `tables`: for each experiment `data` (`"points"` or `"images"`), `settings`, a list of
        rows (name, kind, allowed, and the fields of `Setting`, of a form its name), and `presets`:
        for each name the fields of `Preset`, and `first`, the preset to open with. `kinds`: the
        fields of `Kind` by name. `points`: how many each network on points learns from, but of the
        reader's own. `first_with_block`: the least depth that has a block. `depths`: those of the
        degradation experiment. `pieces`: which of the code stand beside what, see
        `residual.page.pieces`, and `editable`, the kinds that are made of the class `Block`.
    """
    kinds = {**KINDS, "edited": EDITED}
    return {
        "tables": {
            name: {
                "data": experiment.data,
                "settings": _rows(experiment.settings),
                "first": experiment.settings.FIRST,
                "presets": {
                    preset: dataclasses.asdict(values)
                    for preset, values in experiment.settings.PRESETS.items()
                },
            }
            for name, experiment in EXPERIMENTS.items()
        },
        "kinds": {name: dataclasses.asdict(kind) for name, kind in kinds.items()},
        "points": POINTS,
        "first_with_block": FIRST_WITH_BLOCK,
        "depths": list(DEPTHS),
        "pieces": {
            "always": list(pieces.ALWAYS),
            "blocks": {kind: list(names) for kind, names in pieces.OF_BLOCKS.items()},
            "views": {
                widget: {view: list(names) for view, names in views.items()}
                for widget, views in pieces.OF_VIEWS.items()
            },
            "compiled": list(pieces.COMPILED),
            "editable": list(ORDERS),
        },
    }


def of_page() -> dict[str, Any]:
    """Return the same of the experiments that the page opens with, and of no other."""
    told = schema()
    shown = [name for name, experiment in EXPERIMENTS.items() if experiment.recorded]
    return told | {"tables": {name: told["tables"][name] for name in shown}}


def _rows(settings: type[Settings]) -> list[dict[str, Any]]:
    return [
        {"name": name, "kind": row.kind, "allowed": row.allowed}
        | dataclasses.asdict(dataclasses.replace(row, form=None))
        | {"form": row.form.name if row.form else None}
        for name, row in settings.table().items()
    ]
