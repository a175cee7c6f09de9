"""What the page has to know of the core: settings, presets, kinds, pieces of the code."""

import dataclasses
from typing import Any

from residual.blocks import ORDERS
from residual.experiments import EXPERIMENTS, PARTS
from residual.experiments.config import POINTS
from residual.experiments.depth_table import DEPTHS
from residual.experiments.kinds import FIRST_WITH_BLOCK, KINDS, kind_called
from residual.page import pieces
from residual.settings import Settings

FIRST_PAGE = ("degradation", "flow")
"""The experiments that the first page opens with; every page comes with their tables."""

EDITED = kind_called("edited", "network of your edited block", 2, 2)
"""The network that is trained of a reader's own text of the class `Block`."""


def schema() -> dict[str, Any]:
    """Return what the page needs to know of the core, so that it is said nowhere else.

    Returns
    -------
    dict
        `tables`: for each experiment `data` (`"points"` or `"images"`), `settings`, a list of
        rows (name, kind, allowed, and the fields of `Setting`, of a form its name), and `presets`:
        for each name the fields of `Preset`, and `first`, the preset to open with. `parts`: the
        same, but for `data`, of the parts of the page that are no experiments. `kinds`: the
        fields of `Kind` by name. `points`: how many each network on points learns from, but of the
        reader's own. `first_with_block`: the least depth that has a block. `depths`: those of the
        degradation experiment. `pieces`: which of the code stand beside what, see
        `residual.page.pieces`, and `editable`, the kinds that are made of the class `Block`.
    """
    kinds = {**KINDS, "edited": EDITED}
    return {
        "tables": {
            name: {"data": experiment.data} | _table(experiment.settings)
            for name, experiment in EXPERIMENTS.items()
        },
        "parts": {name: _table(settings) for name, settings in PARTS.items()},
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
            "compiled": {kind: list(names) for kind, names in pieces.COMPILED.items()},
            "in_training": {kind: list(names) for kind, names in pieces.IN_TRAINING.items()},
            "partly": {kind: list(names) for kind, names in pieces.PARTLY.items()},
            "editable": list(ORDERS),
        },
    }


def of_page() -> dict[str, Any]:
    """Return the same of the experiments that the first page opens with, and of no other.

    What is said of the code comes with what shows it: see `of_code`.
    """
    told = schema()
    del told["parts"], told["pieces"]
    return told | {"tables": {name: told["tables"][name] for name in FIRST_PAGE}}


def of_code() -> dict[str, Any]:
    """Return which pieces of the code stand beside what: it comes with the code that shows them."""
    pieces: dict[str, Any] = schema()["pieces"]
    return pieces


def of_parts() -> dict[str, dict[str, Any]]:
    """Return all other tables by name: each comes with the part of the page that has it."""
    told = schema()
    tables = told["tables"] | told["parts"]
    return {name: table for name, table in tables.items() if name not in FIRST_PAGE}


def _table(settings: type[Settings]) -> dict[str, Any]:
    return {
        "settings": _rows(settings),
        "first": settings.FIRST,
        "presets": {
            preset: dataclasses.asdict(values) for preset, values in settings.PRESETS.items()
        },
    }


def _rows(settings: type[Settings]) -> list[dict[str, Any]]:
    return [
        {"name": name, "kind": row.kind, "allowed": row.allowed}
        | dataclasses.asdict(dataclasses.replace(row, form=None))
        | {"form": row.form.name if row.form else None}
        for name, row in settings.table().items()
    ]
