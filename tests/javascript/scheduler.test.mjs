/** Who has a turn, how often, and how soon: against an engine whose slices take real time. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { jobRunner } from "../../web/src/engine/jobs.js";
import { Scheduler } from "../../web/src/engine/scheduler.js";
import { TrainingSession } from "../../web/src/engine/training-session.js";

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const until = async (fact) => {
  while (!fact()) await pause(2);
};

/** Somebody who has turns one after the other until `stop`, each noted in `log`. */
function busy(scheduler, log, name, seen, ms = 1) {
  let going = true;
  const client = { inSight: seen };
  const work = async () => {
    log.push(name);
    await pause(ms);
  };
  const ended = (async () => {
    while (going) await scheduler.turn(client, work);
  })();
  return () => {
    going = false;
    return ended;
  };
}

test("what nobody sees has one turn in eight, however many are in sight", async () => {
  for (const names of [["a"], ["a", "b", "c"]]) {
    const scheduler = new Scheduler();
    const log = [];
    const stops = [
      busy(scheduler, log, "hidden", () => false),
      ...names.map((name) => busy(scheduler, log, name, () => true)),
    ];
    await until(() => log.length >= 81);
    await Promise.all(stops.map((stop) => stop()));
    const turns = log.slice(1, 81); // the first came before anybody else waited
    assert.equal(turns.filter((name) => name === "hidden").length, 10);
    for (const name of names) {
      const own = turns.filter((other) => other === name).length;
      assert.ok(Math.abs(own - 70 / names.length) <= 1, `${name}: ${own}`);
    }
  }
});

test("what nobody sees has all the time that nobody else wants", async () => {
  const scheduler = new Scheduler();
  const log = [];
  const stops = ["a", "b"].map((name) => busy(scheduler, log, name, () => false));
  await until(() => log.length >= 20);
  await Promise.all(stops.map((stop) => stop()));
  const [a, b] = ["a", "b"].map((name) => log.filter((other) => other === name).length);
  assert.ok(Math.abs(a - b) <= 1, `${a}, ${b}`);
});

test("who scrolls into sight is first from the next turn on", async () => {
  const scheduler = new Scheduler();
  const log = [];
  let seen = "a";
  const stops = ["a", "b"].map((name) => busy(scheduler, log, name, () => seen === name));
  await until(() => log.length >= 20);
  seen = "b";
  const from = log.length;
  await until(() => log.length >= from + 17);
  await Promise.all(stops.map((stop) => stop()));
  const after = log.slice(from, from + 17);
  assert.ok(after.filter((name) => name === "b").length >= 14, after.join(""));
});

test("while the page is hidden nothing has a turn, and then all goes on", async () => {
  const scheduler = new Scheduler();
  const log = [];
  const stops = ["a", "b"].map((name) => busy(scheduler, log, name, () => true));
  await until(() => log.length >= 4);
  scheduler.hold(true);
  scheduler.hold(true);
  await pause(10);
  const { length } = log;
  await pause(50);
  assert.equal(log.length, length);
  let free = false;
  const released = scheduler.released().then(() => {
    free = true;
  });
  await pause(5);
  assert.equal(free, false);
  scheduler.hold(false);
  await released;
  await until(() => log.length >= length + 10);
  assert.equal(new Set(log.slice(length)).size, 2, "both go on");
  await Promise.all(stops.map((stop) => stop()));
});

test("what is held can be given up", async () => {
  const scheduler = new Scheduler();
  scheduler.hold(true);
  const stop = new AbortController();
  const turn = scheduler.turn({}, () => assert.fail("was done"), stop.signal);
  const wait = scheduler.released(stop.signal);
  stop.abort();
  await assert.rejects(turn, { name: "AbortError" });
  await assert.rejects(wait, { name: "AbortError" });
  scheduler.hold(false);
  await pause(5);
});

test("what is asked in several short questions waits for one slice", async () => {
  const scheduler = new Scheduler();
  const log = [];
  const stops = ["a", "b"].map((name) => busy(scheduler, log, name, () => true, 30));
  await until(() => log.length >= 2);
  const { length } = log;
  for (let i = 0; i < 5; i += 1) await scheduler.first(() => pause(1));
  assert.ok(log.length <= length + 1, log.slice(length).join());
  await until(() => log.length >= length + 3);
  await assert.rejects(scheduler.first(() => Promise.reject(new Error("refused"))));
  await until(() => log.length >= length + 5);
  await Promise.all(stops.map((stop) => stop()));
});

/** An engine whose slices take as long as they are asked to, and an epoch more. */
const EPOCH_MS = 12;
function engineWithJobs() {
  const scheduler = new Scheduler();
  const norms = { gradientNorms: [], activationNorms: [], signalNorms: [] };
  const open = new Set();
  let last = 0;
  const engine = {
    scheduler,
    under: 0,
    opened: [],
    SettingsRefused: class extends Error {},
    BlockFailed: class extends Error {},
    start: async () => {},
    isStarted: () => true,
    silence: () => "",
    onSilence: () => () => {},
    areOpen: (runs) => runs.every((run) => open.has(run)),
    apart: (runs) => [runs],
    validate: async () => {},
    async openRuns(configs) {
      await engine.busy(2);
      return configs.map((config) => {
        last += 1;
        open.add(last);
        engine.opened.push(config);
        return { run: last, config, kernel: "a fake" };
      });
    },
    gradients: async (runs) => runs.map(() => norms),
    async close(runs) {
      for (const run of runs) open.delete(run);
    },
    reset: async () => {},
    advance: (runs, milliseconds, asker) =>
      scheduler.turn(
        asker,
        async (slice) => {
          await engine.busy(Math.min(slice, milliseconds) + EPOCH_MS);
          const shown = { loss: [0.5], accuracy: [1], done: false, divergedAt: null, ...norms };
          return new Map(runs.map((run) => [run, shown]));
        },
        asker.signal,
      ),
    /** A worker does one thing at a time. */
    async busy(ms) {
      const before = engine.chain ?? Promise.resolve();
      engine.chain = before.then(() => pause(ms));
      await engine.chain;
    },
  };
  const jobs = new Set();
  const run = jobRunner(
    {
      async begin(verb) {
        const job = { verb };
        jobs.add(job);
        return { job, config: {}, kernel: "a fake" };
      },
      async goOn(_, milliseconds) {
        await engine.busy(milliseconds + EPOCH_MS);
        return { parts: [{ share: 0.5 }], done: false };
      },
      async giveUp(job) {
        jobs.delete(job);
      },
    },
    scheduler,
  );
  return { engine, run, jobs };
}

/** A race with three jobs at work beside it. */
async function crowded() {
  const { engine, run, jobs } = engineWithJobs();
  const recorded = new Map([["plain", { number: 0, config: {}, loss: [] }]]);
  const session = new TrainingSession("degradation", recorded, () => {}, engine);
  const networks = (depth) => new Map([["plain", { kind: "plain", config: { depth } }]]);
  session.activate(["plain"]);
  session.open(networks(20));
  session.train();
  const stops = [1, 2, 3].map(() => new AbortController());
  const ends = stops.map(async ({ signal }) => {
    try {
      for await (const _ of run("train", {}, { signal }));
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  });
  await until(() => session.activeRuns[0].loss.length > 2);
  const leave = async () => {
    session.pause();
    for (const stop of stops) stop.abort();
    await Promise.all(ends);
  };
  return { engine, session, networks, jobs, stops, ends, leave };
}

const ANSWER_MS = 200;

test("Pause is answered within 0.2 s while three jobs run", async () => {
  const { session, leave } = await crowded();
  for (let i = 0; i < 5; i += 1) {
    await pause(17 * i);
    const begun = performance.now();
    session.pause();
    await until(() => session.status === "paused");
    assert.ok(performance.now() - begun < ANSWER_MS, `${performance.now() - begun} ms`);
    session.train();
    await until(() => session.status === "running");
  }
  await leave();
});

test("a new setting is answered within 0.2 s while three jobs run", async () => {
  const { engine, session, networks, leave } = await crowded();
  for (const depth of [32, 44, 56]) {
    await pause(500); // each a step of its own, not a slider that moves
    const begun = performance.now();
    session.open(networks(depth));
    await until(() => engine.opened.at(-1).depth === depth && !session.opening);
    assert.ok(performance.now() - begun < ANSWER_MS, `${performance.now() - begun} ms`);
    assert.equal(session.wantsTraining, true);
  }
  await leave();
});

test("Stop ends a job within 0.2 s while others run", async () => {
  const { jobs, stops, ends, leave } = await crowded();
  const begun = performance.now();
  stops[1].abort();
  await ends[1];
  assert.ok(performance.now() - begun < ANSWER_MS);
  assert.equal(jobs.size, 2);
  await leave();
  assert.equal(jobs.size, 0);
});

test("a race that is held while the page is hidden pauses at once, and goes on when it is seen", async () => {
  const { engine, session, leave } = await crowded();
  engine.scheduler.hold(true);
  await pause(100);
  const { length } = session.activeRuns[0].loss;
  await pause(100);
  assert.equal(session.activeRuns[0].loss.length, length);
  engine.scheduler.hold(false);
  await until(() => session.activeRuns[0].loss.length > length);
  engine.scheduler.hold(true);
  session.pause();
  await until(() => session.status === "paused");
  engine.scheduler.hold(false);
  await leave();
});

test("an element that is gone gives its runs up though the page is hidden", async () => {
  const { engine, session, leave } = await crowded();
  engine.scheduler.hold(true);
  let released = false;
  session.onReleased = () => {
    released = true;
  };
  session.detach();
  await until(() => released);
  assert.equal(engine.areOpen(session.numbers), false);
  engine.scheduler.hold(false);
  await leave();
});

test("50 elements that come and go leave no run open", async () => {
  const { engine } = engineWithJobs();
  engine.busy = () => pause(0);
  for (let i = 0; i < 50; i += 1) {
    const recorded = new Map([["plain", { number: 0, config: {}, loss: [] }]]);
    const session = new TrainingSession("degradation", recorded, () => {}, engine);
    session.attach();
    session.activate(["plain"]);
    session.open(new Map([["plain", { kind: "plain", config: { depth: i } }]]));
    if (i % 2) session.train();
    if (i % 3) await until(() => session.live);
    let released = false;
    session.onReleased = () => {
      released = true;
    };
    session.detach();
    await until(() => released);
    await pause(0);
    assert.equal(session.live && engine.areOpen(session.numbers), false);
  }
  assert.equal(engine.scheduler.slice, 60);
});
