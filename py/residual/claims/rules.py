"""What a claim is, and the rules by which it is judged."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from statistics import median, quantiles

ARTICLE = '"Residual Networks from Scratch: Why Deeper Networks Need Shortcuts"'
"""The article that the explorer goes with."""

Rule = Callable[[str, list[float]], str]
"""Takes what was published and what was measured, returns one of `VERDICTS`."""

Measure = Callable[[Sequence[int]], Iterable[float | None]]
"""Takes seeds, gives the values of a claim, and None in between, where it may be interrupted."""

VERDICTS = ("holds", "partly", "fails", "cannot tell")
"""What a row may say; the last where the measurement could not have refuted the number."""


@dataclass(frozen=True)
class Claim:
    """A row of the ledger.

    Attributes
    ----------
    id : str
        Short name.
    claim : str
        What is claimed, and in which unit.
    published : str
        The number as printed, or words where there is none.
    source : str
        Where it was published.
    measure : callable
        Takes seeds, gives one value for each; one value only where nothing is random; none where
        nothing can be measured here. See `Measure`.
    rule : callable
        Gives the verdict.
    note : str or callable
        What to know when reading the row; computed from the values where it has numbers.
    """

    id: str
    claim: str
    published: str
    source: str
    measure: Measure
    rule: Rule
    note: str | Callable[[list[float]], str]

    def run(self, seeds: Sequence[int]) -> dict[str, object]:
        """Measure, judge, and return the row as plain data, ready for JSON; see `row`."""
        return self.row(self.values(seeds))

    def values(self, seeds: Sequence[int]) -> list[float]:
        """Return what is measured from these seeds."""
        return [value for value in self.measure(seeds) if value is not None]

    def row(self, values: list[float]) -> dict[str, object]:
        """Judge measured values, and return the row as plain data, ready for JSON.

        `measured` has `median`, `minimum`, `maximum` and `seeds`, the number of values. The first
        three are None, and `seeds` is 0, where nothing can be measured here.
        """
        summary = (median(values), min(values), max(values)) if values else (None,) * 3
        measured = dict(zip(("median", "minimum", "maximum"), summary, strict=True))
        return {
            "id": self.id,
            "claim": self.claim,
            "published": _number(self.published),
            "source": self.source,
            "measured": measured | {"seeds": len(values)},
            "verdict": self.rule(self.published, values),
            "note": self.note if isinstance(self.note, str) else self.note(values),
        }


def agrees(published: str, values: list[float]) -> str:
    """Judge a number by where it lies among the measured values.

    It fails outside of them. Where its half or its double lies among them too, the values are so
    far apart that they could not have refuted a number wrong by a factor of two: nobody can tell.
    Otherwise it holds within the middle half of them, and partly holds outside of that. Each limit
    is wider by one unit of the last printed digit, which allows for rounding and for cutting off;
    half and double have to lie between the smallest and the largest value themselves.
    """
    unit = 10.0 ** int(Decimal(published).as_tuple().exponent)
    number = float(published)
    smallest, largest = min(values), max(values)
    if not smallest - unit < number < largest + unit:
        return "fails"
    if number and any(smallest <= other <= largest for other in (number / 2, 2 * number)):
        return "cannot tell"
    low, _, high = quantiles(values, n=4, method="inclusive") if len(values) > 1 else values * 3
    return "holds" if low - unit < number < high + unit else "partly"


def mostly(condition: Callable[[float], bool]) -> Rule:
    """Return the rule: hold if true of nine values in ten or more, fail if of one or fewer."""

    def rule(_: str, values: list[float]) -> str:
        share = sum(map(condition, values)) / len(values)
        return "holds" if share >= 0.9 else "partly" if share > 0.1 else "fails"

    return rule


def counted(condition: Callable[[float], bool], text: str) -> Callable[[list[float]], str]:
    """Return a note that begins with how many values the condition is true of."""
    return lambda values: f"True of {sum(map(condition, values))} of {len(values)}. {text}"


def once(value: Callable[[], float]) -> Measure:
    """Return the measurement of something that no random number enters."""
    return lambda _: [float(value())]


def above_zero(value: float) -> bool:
    """Whether a value is above 0."""
    return value > 0


def below_zero(value: float) -> bool:
    """Whether a value is below 0."""
    return value < 0


def _number(published: str) -> float | str:
    try:
        number = Decimal(published)
    except InvalidOperation:
        return published
    return float(number) if math.isfinite(number) else published
