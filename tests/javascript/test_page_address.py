"""The page's address: written when the hand rests, and never in the way of what is wanted."""

import pytest
from javascript.programs import run

PAGE = """
const table = (...names) => ({
    names,
    first: Object.fromEntries(names.map((name) => [name, 0])),
    row: () => ({ kind: "integer" }),
    tells: (name, config) => config[name] !== 0,
});
const race = { table: table("depth", "width"), viewSettings: table("log"), parts: [] };
const flow = { table: table("depth"), viewSettings: table(), parts: [] };
const state = (config) => ({ config, viewSettings: { log: 0 }, pins: [], hide: [] });
let timers = [];
const written = [];
let refusals = ALLOWED;
const page = {
    location: { search: "?utm=1", pathname: "/", hash: "" },
    history: {
        state: null,
        replaceState(_, __, url) { this.put(url, "replaced"); },
        pushState(_, __, url) { this.put(url, "pushed"); },
        put(url, how) {
            if (refusals <= 0) throw new DOMException("too often", "SecurityError");
            refusals -= 1;
            written.push(how);
            page.location.search = new URL(url, "http://host").search;
        },
    },
    setTimeout(act, milliseconds) { timers.push({ act, milliseconds }); return timers.at(-1); },
    clearTimeout(timer) { timers = timers.filter((one) => one !== timer); },
};
const rest = () => { const due = timers; timers = []; for (const { act } of due) act(); };
const address = new PageAddress(page);
"""


def on_page(program: str, allowed: int | str = "Infinity") -> object:
    return run(PAGE.replace("ALLOWED", str(allowed)) + program, "settings/page-address.js")


def test_a_moving_hand_is_written_once_where_it_rests() -> None:
    program = """
        for (let depth = 1; depth <= 260; depth += 1)
            address.note(race, "", state({ depth, width: 0 }));
        const before = [page.location.search, address.search, timers.length];
        rest();
        reply([before, page.location.search, written]);
    """
    assert on_page(program) == [["?utm=1", "?utm=1&depth=260", 1], "?utm=1&depth=260", ["replaced"]]


@pytest.mark.parametrize("allowed", [100, 30, 0])
def test_what_the_browser_refuses_stays_wanted_until_it_can_be_written(allowed: int) -> None:
    program = """
        for (let depth = 1; depth <= 260; depth += 1) {
            address.note(race, "", state({ depth, width: 0 }));
            rest();
        }
        const refused = [page.location.search, address.search];
        rest();
        const waits = timers.map(({ milliseconds }) => milliseconds);
        refusals = 1;
        rest();
        reply([refused, waits.length, page.location.search, timers.length]);
    """
    stuck = f"?utm=1&depth={allowed}" if allowed else "?utm=1"
    wanted = "?utm=1&depth=260"
    assert on_page(program, allowed) == [[stuck, wanted], 1, wanted, 0]


def test_refusals_are_answered_with_longer_and_longer_waits() -> None:
    program = """
        address.note(race, "", state({ depth: 3, width: 0 }));
        const waits = [];
        for (let i = 0; i < 8; i += 1) {
            waits.push(timers[0].milliseconds);
            rest();
        }
        reply(waits);
    """
    assert on_page(program, 0) == [200, 1000, 2000, 4000, 8000, 16000, 30000, 30000]


def test_the_states_of_two_widgets_are_written_together() -> None:
    program = """
        address.note(race, "", state({ depth: 3, width: 2 }));
        address.note(flow, "flow.", state({ depth: 5 }));
        address.note(race, "", state({ depth: 0, width: 2 }));
        rest();
        reply([page.location.search, written.length]);
    """
    assert on_page(program) == ["?utm=1&width=2&flow.depth=5", 1]


def test_what_others_wrote_meanwhile_stays() -> None:
    program = """
        address.note(race, "", state({ depth: 3, width: 0 }));
        page.location.search = "?tab=2";
        rest();
        reply(page.location.search);
    """
    assert on_page(program) == "?tab=2&depth=3"


def test_another_entry_of_the_history_has_a_state_of_its_own() -> None:
    program = """
        address.note(race, "", state({ depth: 3, width: 0 }));
        page.location.search = "?depth=8";  // the reader went back
        address.left();
        reply([address.search, timers.length]);
    """
    assert on_page(program) == ["?depth=8", 0]


def test_a_leap_within_the_page_loses_nothing() -> None:
    program = """
        address.note(race, "", state({ depth: 3, width: 0 }));
        address.left();
        rest();
        reply(page.location.search);
    """
    assert on_page(program) == "?utm=1&depth=3"


@pytest.mark.parametrize("allowed", ["Infinity", 0])
def test_a_link_is_followed_even_where_no_address_can_be_written(allowed: int | str) -> None:
    program = """
        address.note(race, "", state({ depth: 3, width: 0 }));
        address.push("?width=2", "#there");
        const followed = address.search;
        refusals = 9;
        rest();
        reply([followed, page.location.search, written]);
    """
    how = ["replaced", "pushed"] if allowed else ["replaced"]
    assert on_page(program, allowed) == ["?width=2", "?width=2", how]
