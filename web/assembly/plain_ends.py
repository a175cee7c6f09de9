"""The ends of plain networks, which every page needs of the recorded table by depth."""

from typing import Any


def plain_ends(table: dict[str, Any], drawn: dict[str, Any]) -> dict[str, Any]:
    """Return what every page needs of the recorded table by depth: the ends of plain networks.

    Parameters
    ----------
    table : dict
        See `residual.experiments.depth_table`.
    drawn : dict
        The recorded set, see `residual.page.recorded_set`. Where a page draws a run, the end that
        it tells before is that of this run: deep networks end otherwise on another machine.
    """
    seen = {
        (run["config"]["depth"], run["config"]["seed"]): run["loss"][-1]
        for run in drawn["runs"]
        if run["config"]["shortcut"] == "none"
        and run["divergedAt"] is None
        and all(run["config"].get(name) == value for name, value in table["settings"].items())
    }
    rows = [
        {
            "depth": row["depth"],
            "kind": row["kind"],
            "loss": [
                seen.get((row["depth"], seed), loss)
                for seed, loss in zip(table["seeds"], row["loss"], strict=True)
            ],
        }
        for row in table["rows"]
        if row["kind"] == "plain"
    ]
    return {"settings": table["settings"], "seeds": table["seeds"], "rows": rows}
