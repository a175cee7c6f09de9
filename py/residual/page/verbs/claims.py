"""The claims ledger, measured in the page."""

from typing import Any

from residual.page.jobs import Clock, Values, Work, verb
from residual.page.verbs.asked import own
from residual.settings import SettingError


@verb
def claims(values: Values, clock: Clock) -> Work:
    """Measure claims, one after the other, over seeds.

    `values` has `seeds`, see `ClaimsSettings`, and `ids`, a list of the claims' names; without it
    all are measured. A part for each value: `id` of the claim, and `value`, of its next seed; and
    one for each claim that is done: `row`, as of `Claim.row`.
    """
    # Not when Python starts: most visits measure no claim.
    from residual.claims import ClaimsSettings, all_claims  # noqa: PLC0415

    settings = own(ClaimsSettings, values, besides=("ids",))
    known = {claim.id: claim for claim in all_claims()}
    ids = values.get("ids", list(known))
    if not isinstance(ids, list) or not ids or not all(isinstance(name, str) for name in ids):
        raise SettingError([f"ids: {ids} is not allowed; use a list of claims"])
    for name in ids:
        if name not in known:
            raise SettingError([f"ids: {name} is not allowed; use some of {', '.join(known)}"])
    yield {"ids": ids, **settings.to_dict()}
    for done, name in enumerate(ids):
        measured: list[float] = []
        for value in known[name].measure(range(settings.seeds)):
            part: dict[str, Any] = {}
            if value is not None:
                measured.append(value)
                part = {"id": name, "value": value}
            if clock.over or value is not None:
                yield {"share": (done + len(measured) / (settings.seeds + 1)) / len(ids)} | part
        yield {"share": (done + 1) / len(ids), "row": known[name].row(measured)}
