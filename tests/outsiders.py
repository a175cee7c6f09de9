"""What outsiders write: names, addresses and pinned runs, right and wrong, for Hypothesis."""

from typing import Any
from urllib.parse import quote, urlencode

from hypothesis import strategies as st
from own_points import two_clouds

from residual.experiments import Config

FAMILY = "👨‍👩‍👧‍👦"
"""One character to readers, of seven code points and eleven units."""

LONE = ["\ud83d", "\ude00", "a\ud83db"]
NAMES = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(), max_size=60),
    st.lists(
        st.sampled_from(
            ["x", "\x01", "\n", "\ufffe", "é", "👍", FAMILY, "e\u0301", "\u202e", *LONE]
        )
    ).map("".join),
)
ODD_TYPES = ["undefined", "function", "symbol", "bigint"]
ODD_OBJECTS = ["nan", "infinity", "bare", "throwing", "sparse", "typed", "date"]
ODD = st.sampled_from([*ODD_TYPES, *ODD_OBJECTS]).map(lambda name: {"odd": name})
"""What JSON has no words for; see `entrances.mjs`."""

FINITE = st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), FINITE, NAMES, ODD),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
DATA: list[dict[str, str]] = [
    {},
    {},
    {"dataset": "moons"},
    *({"dataset": "own", "points": two_clouds(count)} for count in (10, 24)),
]
CONFIGS = st.fixed_dictionaries(
    {},
    optional={
        "depth": st.sampled_from([2, 20, "8", 110]),
        "shortcut": st.sampled_from(["none", "identity"]),
        "block": st.sampled_from(["post", "pre", "dense"]),
        "init_scale": st.floats(0.1, 3),
        "epochs": st.sampled_from([3, 5000]),
        "seed": st.integers(0, 4294967295),
    },
).flatmap(lambda config: st.sampled_from([config | data for data in DATA]))
LOSSES = st.lists(FINITE, max_size=3)
PINS = st.fixed_dictionaries(
    {"config": CONFIGS},
    optional={"name": NAMES, "loss": LOSSES, "done": st.booleans(), "highlighted": st.booleans()},
)
CURVES = ["loss", "accuracy", "testEpochs", "testLoss", "testAccuracy"]
OUTCOME = ["divergedAt", "done", "epochsPerSecond", "highlighted", "source"]
FIELDS = ["name", "config", "kind", "id", *CURVES, *OUTCOME]


@st.composite
def spoilt_pins(draw: st.DrawFn) -> dict[str, Any]:
    """A pinned run with one field of another type, or one setting."""
    pin = draw(PINS)
    if draw(st.booleans()):
        field = draw(st.sampled_from(list(Config.table())))
        return pin | {"config": pin["config"] | {field: draw(VALUES)}}
    return pin | {draw(st.sampled_from(FIELDS)): draw(VALUES)}


def searches() -> st.SearchStrategy[str]:
    """Queries of addresses, by known keys and others."""
    keys = st.sampled_from(
        [*Config.table(), "dataset", "points", "preset", "pin", "pin", "hide", "log", "nonsense"]
    )
    values = st.one_of(
        st.sampled_from(["20", "none", "depth:20", "controls,depth", "paper", "1e999", "-0"]),
        st.sampled_from(["own", two_clouds(), f"dataset:own,points:{two_clouds(10)}"]),
        st.just("dataset:own,points:*"),
        st.text(max_size=30),
        st.integers(1, 3000).map(lambda n: "x" * n),
        NAMES.map(lambda name: f"depth:20,name:{quote(name, errors='replace')}"),
    )
    pairs = st.lists(st.tuples(keys, values), max_size=40)
    return pairs.map(lambda some: "?" + urlencode(some, errors="replace")) | st.text(max_size=99)
