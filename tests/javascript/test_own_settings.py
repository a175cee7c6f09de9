"""What is drawn says where it comes from, and which of its settings are not those beside it."""

from typing import Any

import pytest
from javascript.programs import run

TABLE = """
const rows = {
    depth: { label: "Depth", choices: {} },
    shortcut: { label: "Skip connections", choices: {} },
    lr: { label: "Learning rate", choices: {} },
    norm: { label: "Normalisation", choices: { batch: "Batch normalisation", none: "None" } },
    noise: { label: "Noise", choices: {} },
    turns: { label: "Turns", choices: {} },
};
const table = {
    names: Object.keys(rows),
    row: (name) => rows[name],
    words: (name, value) => rows[name].choices[value] ?? String(value),
    applies: (name, config) => name !== "turns" || config.norm === "batch",
};
const set = { depth: 56, shortcut: "none", lr: 0.1, norm: "batch", noise: 0.3, turns: 1 };
const drawn = (source, config = {}) => ({ source, config: { ...set, ...config } });
"""


def label(*drawn: str, other: str = "[]") -> Any:
    program = f"{TABLE} reply(labelOf(table, [{', '.join(drawn)}], set, {other}));"
    return run(program, "settings/own-settings.js")


@pytest.mark.parametrize(
    ("drawn", "words", "foreign"),
    [
        ('drawn("live")', "", False),
        ('drawn("recorded")', "recorded", False),
        ('drawn("recorded", { depth: 20 })', "recorded, 20 layers", True),
        ('drawn("live", { norm: "none" })', "normalisation None", True),
        ('drawn("live", { norm: "none", turns: 3 })', "normalisation None", True),
        ('drawn("live", { noise: 0 })', "noise 0", True),
        (
            'drawn("live", { depth: 4, lr: 1, norm: "none", noise: 0 })',
            "4 layers, learning rate 1, 2 other settings",
            True,
        ),
    ],
)
def test_a_label_names_source_and_own_settings(drawn: str, words: str, foreign: bool) -> None:
    assert label(drawn) == {"words": words, "foreign": foreign}


def test_a_series_may_differ_in_what_it_runs_over() -> None:
    sweep = ('drawn("live", { depth: 8 })', 'drawn("live", { depth: 20 })')
    assert label(*sweep, other='["depth"]') == {"words": "", "foreign": False}


def test_of_nothing_there_is_nothing_to_say() -> None:
    assert label() == {"words": "", "foreign": False}


REFUSAL = """
const same = (one, other) => one.batch_size === other.batch_size;
const refusal = {
    networks: new Map([["plain", { config: { batch_size: 1 } }]]),
    problems: ["batch_size: 1 is not allowed", "depth: 9 is not allowed"],
};
"""


def test_a_refusal_is_of_the_very_settings_that_were_refused() -> None:
    program = (
        REFUSAL
        + """
        const of = (batch_size) => refusalOf({ same }, refusal, { batch_size }) !== null;
        reply([of(1), of(2), refusalOf({ same }, null, { batch_size: 1 })]);
    """
    )
    assert run(program, "shell/refusal.js") == [True, False, None]


def test_links_and_exports_speak_of_what_is_shown_where_settings_are_refused() -> None:
    program = (
        REFUSAL
        + """
        const [set, shown] = [{ batch_size: 1, shortcut: "none" },
            { batch_size: 400, shortcut: "identity" }];
        reply([settled(refusal, set, shown), settled(null, set, shown)]);
    """
    )
    assert run(program, "shell/refusal.js") == [
        {"batch_size": 400, "shortcut": "none"},
        {"batch_size": 1, "shortcut": "none"},
    ]


def test_a_message_stands_beside_its_control_or_else_in_the_status_line() -> None:
    program = (
        REFUSAL
        + """
        const places = byControl(refusal, (name) => name === "batch_size");
        reply([...places].map(([place, { message }]) => [place, message]));
    """
    )
    assert run(program, "shell/refusal.js") == [
        ["batch_size", "batch_size: 1 is not allowed."],
        ["", "depth: 9 is not allowed."],
    ]
