"""The kinds of networks that are compared: what each is called, and how far its skips go."""

from dataclasses import dataclass

from residual.experiments.runs import TRANSFORMERS


@dataclass(frozen=True)
class Kind:
    """A kind of network, as everything that is read calls it.

    Attributes
    ----------
    name : str
        At a curve's end and in tables.
    label : str
        What results call it: both residual kinds are "residual".
    one : str
        In a sentence, without its depth: "the plain one".
    network : str
        In a sentence, after its depth: "the 56-layer plain network".
    same : str
        In a sentence, after the plain network of equal depth.
    skips : bool
        Whether a block's input goes past it.
    span : int
        How many weight layers a block has, and a skip goes past.
    plain_span : int
        How many the blocks of its plain counterpart have.
    """

    name: str
    label: str
    one: str
    network: str
    same: str
    skips: bool = True
    span: int = 2
    plain_span: int = 2


def kind_called(name: str, network: str, span: int, plain_span: int) -> Kind:
    """Return a kind that has but one name, and is called the same in every sentence."""
    the = f"the {network}"
    return Kind(name, name.lower(), the, network, the, span=span, plain_span=plain_span)


PLAIN = "plain"

KINDS: dict[str, Kind] = {
    PLAIN: Kind(
        "plain", "plain", "the plain one", "plain network", "the plain network", skips=False
    ),
    "post": Kind(
        "with skips",
        "residual",
        "the one with skips",
        "network with skips",
        "the same network with skips",
    ),
    "pre": Kind(
        "with skips, v2",
        "residual",
        "the one with skips",
        "network with skips (v2)",
        "the network with skips (v2)",
    ),
    "highway": kind_called("Highway", "Highway network", 1, 2),
    "dense": kind_called("Dense", "densely connected network", 1, 2),
    **{
        block: kind_called(f"{order}-norm", f"{order}-norm Transformer", 1, 1)
        for block, order in TRANSFORMERS.items()
    },
}
"""By the setting `block`; `plain` is what any of them is without the shortcut."""

FIRST_WITH_BLOCK = 2 + KINDS["post"].span
"""A network of fewer weight layers is a stem and a head, with nothing between them."""
