"""A race has the settings that are wanted, or says that they were refused; Python is a fake."""

from typing import Any

import pytest
from javascript.programs import run

SETTING = """
class SettingsRefused extends Error {
    constructor(problems) { super(problems.join()); this.problems = problems; }
}
class BlockFailed extends Error {}
const python = { opened: [], trained: [], open: new Set(), starts: 0 };
let numbers = 0;
const norms = { gradientNorms: [], activationNorms: [], signalNorms: [] };
const engine = {
    SettingsRefused,
    BlockFailed,
    start: async () => { python.starts += 1; return python; },
    silence: () => "",
    isStarted: () => true,
    onSilence: () => () => {},
    areOpen: (runs) => runs.every((run) => python.open.has(run)),
    apart: (runs) => [runs],
    async validate(configs) {
        await pause(1);
        if (configs.some((config) => config.batch_size < 2)) {
            throw new SettingsRefused(["batch_size: 1 is not allowed"]);
        }
    },
    async openRuns(configs) {
        await engine.validate(configs);
        return configs.map((config) => {
            numbers += 1;
            python.opened.push(config);
            python.open.add(numbers);
            return { run: numbers, config, kernel: "a fake" };
        });
    },
    gradients: async (runs) => runs.map(() => norms),
    close: async (runs) => runs.forEach((run) => python.open.delete(run)),
    reset: async () => {},
    async advance(runs) {
        await pause(1);
        python.trained.push(session.activeRuns[0].config.batch_size);
        return new Map(runs.map((run) =>
            [run, { loss: [0.5], accuracy: [1], done: false, divergedAt: null, ...norms }]));
    },
};
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const until = async (fact) => { while (!fact()) await pause(2); };
const recorded = new Map([["plain", { number: 0, config: { batch_size: 400 }, loss: [1] }]]);
const session = new TrainingSession("degradation", recorded, () => {}, engine);
session.activate(["plain"]);
const pair = (batch_size, others = []) => new Map([
    ["plain", { kind: "plain", config: { batch_size } }],
    ["post", { kind: "post", config: { batch_size, shortcut: "identity" } }],
    ...others,
]);
const shown = () => [...session.runs.values()].map(({ config }) => config.batch_size);
// On a busy machine what is under way takes longer.
const rest = async () => { await pause(150); await until(() => !session.opening); };
"""


def race(program: str) -> Any:
    return run(SETTING + program, "engine/training-session.js")


def test_refused_settings_are_not_trained_and_those_before_neither() -> None:
    program = """
        session.open(pair(400));
        session.train();
        await until(() => python.trained.length > 2);
        session.open(pair(1));
        await until(() => session.refusal);
        const before = python.trained.length;
        await pause(30);
        const still = python.trained.length === before;
        reply([session.status, session.wantsTraining, still, shown(), session.refusal.problems]);
        session.pause();
    """
    assert race(program) == ["paused", False, True, [400, 400], ["batch_size: 1 is not allowed"]]


def test_train_on_refused_settings_asks_again_and_is_there_for_the_next() -> None:
    """Before, Train stayed grey for ever where the first settings of all were refused."""
    program = """
        session.open(pair(1));
        session.train();
        await until(() => session.refusal);
        const first = session.refusal;
        session.train();
        const told = session.refusal === first;
        await until(() => session.refusal !== first);
        const refused = [session.status, session.wantsTraining, python.trained.length];
        await rest();
        session.open(pair(2));
        await until(() => session.status === "ready");
        session.train();
        await until(() => python.trained.length > 0);
        session.pause();
        reply([told, refused, session.refusal, python.trained[0]]);
    """
    assert race(program) == [True, ["recorded", False, 0], None, 2]


def test_the_way_back_from_refused_settings_loses_no_epoch() -> None:
    program = """
        session.open(pair(400));
        session.train();
        await until(() => python.trained.length > 4);
        session.open(pair(1));
        await until(() => session.refusal);
        const { length } = session.runs.get("plain").loss;
        session.open(pair(400));
        await rest();
        reply([session.refusal, session.status, python.opened.length,
            session.runs.get("plain").loss.length === length]);
    """
    assert race(program) == [None, "paused", 2, True]


def test_a_refusal_leaves_nothing_open_in_the_worker() -> None:
    program = """
        session.open(pair(400));
        await until(() => session.status === "ready");
        const half = pair(400);
        half.get("post").config = { batch_size: 1 };
        session.open(half);
        await until(() => session.refusal);
        await rest();
        reply(python.open.size);
    """
    assert race(program) == 2


def test_the_race_goes_on_without_a_refused_companion_and_says_so() -> None:
    program = """
        const pin = { kind: "plain", config: { batch_size: 1 }, called: "tiny batches" };
        session.open(pair(400, [["pin 1", pin]]));
        await until(() => session.status === "ready");
        reply([session.refusal, shown(), session.problems]);
    """
    assert race(program) == [
        None,
        [400, 400],
        ["“tiny batches” is not trained: batch_size: 1 is not allowed."],
    ]


def test_a_moving_slider_opens_few_networks_and_the_last_one() -> None:
    program = """
        const begun = performance.now();
        for (let batch_size = 2; batch_size < 262; batch_size += 1) {
            session.open(pair(batch_size));
            await pause(4);
        }
        await until(() => shown()[0] === 261);
        reply([python.opened.length / 2, (performance.now() - begun) / 100]);
    """
    opened, tenths_of_a_second = race(program)
    assert 1 < opened <= tenths_of_a_second, "a hand moves through 260 in a second"


def test_the_way_back_while_others_are_being_opened_ends_at_what_is_set() -> None:
    """Those on their way take the place of the open ones, so the open ones are no way back."""
    program = """
        session.open(pair(400));
        await until(() => session.status === "ready");
        await rest();
        let let_go = () => {};
        const opening = new Promise((resolve) => { let_go = resolve; });
        const { openRuns } = engine;
        engine.openRuns = async (configs) => { await opening; return openRuns(configs); };
        const { length } = python.opened;
        session.open(pair(300));
        await pause(150);
        session.open(pair(200));
        session.open(pair(400));
        let_go();
        await until(() => python.opened.length > length);
        await rest();
        reply([shown(), session.opening]);
    """
    assert race(program) == [[400, 400], False]


@pytest.mark.alone
def test_a_single_step_is_followed_at_once() -> None:
    program = """
        session.open(pair(400));
        await until(() => session.status === "ready");
        await rest();
        const begun = performance.now();
        session.open(pair(200));
        await until(() => shown()[0] === 200);
        reply(performance.now() - begun);
    """
    assert race(program) < 100
