/** Jobs and their scheduler, against a worker that only counts. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { jobRunner } from "../../web/src/engine/jobs.js";
import { Scheduler } from "../../web/src/engine/scheduler.js";

/** A worker whose jobs count up to `end`, a number for each slice; `log` has all that it was asked. */
function countingWorker() {
  const open = new Map();
  const log = [];
  let last = 0;
  return {
    open,
    log,
    async begin(verb, values) {
      if (values.end < 0) throw new RangeError(`end: ${values.end}`);
      last += 1;
      open.set(last, { at: 0, ...values });
      return { job: last, config: { verb, ...values }, kernel: "fingers" };
    },
    async goOn(number, milliseconds) {
      log.push([number, milliseconds]);
      const job = open.get(number);
      await new Promise((resolve) => setImmediate(resolve));
      job.at += 1;
      if (job.at === job.failsAt) {
        open.delete(number);
        throw new Error("as planned");
      }
      const done = job.at >= job.end;
      if (done) open.delete(number);
      return { parts: [{ share: job.at / job.end, number: job.at }], done };
    },
    async giveUp(number) {
      assert.ok(open.delete(number), `job ${number} was under way`);
    },
  };
}

async function all(parts) {
  const found = [];
  for await (const part of parts) found.push(part);
  return found;
}

test("a job says what it works with, then gives its parts", async () => {
  const worker = countingWorker();
  const run = jobRunner(worker, new Scheduler());
  const [begun, ...parts] = await all(run("count", { end: 3 }));
  assert.deepEqual(begun, { share: 0, config: { verb: "count", end: 3 }, kernel: "fingers" });
  assert.deepEqual(
    parts.map(({ number }) => number),
    [1, 2, 3],
  );
  assert.equal(parts.at(-1).share, 1);
  assert.equal(worker.open.size, 0);
});

test("the first slice is short, and the others share the time of one", async () => {
  const worker = countingWorker();
  const run = jobRunner(worker, new Scheduler());
  await Promise.all([1, 2, 3].map(() => all(run("count", { end: 4 }))));
  const firsts = worker.log.slice(0, 3).map(([, milliseconds]) => milliseconds);
  assert.deepEqual(firsts, [0, 0, 0]);
  assert.deepEqual(worker.log[3], [1, 20]);
});

test("jobs take turns", async () => {
  const worker = countingWorker();
  const run = jobRunner(worker, new Scheduler());
  await Promise.all([1, 2].map(() => all(run("count", { end: 3 }))));
  const order = worker.log.map(([job]) => job);
  assert.deepEqual(order, [1, 2, 1, 2, 1, 2]);
});

test("only one slice is under way at any time", async () => {
  const scheduler = new Scheduler();
  let under = 0;
  const work = async () => {
    under += 1;
    assert.equal(under, 1);
    await new Promise((resolve) => setImmediate(resolve));
    under -= 1;
  };
  await Promise.all(Array.from({ length: 20 }, () => scheduler.turn({}, work)));
});

test("what is in sight comes first", async () => {
  const scheduler = new Scheduler();
  const order = [];
  const turn = (name, seen) =>
    scheduler.turn({ inSight: () => seen }, async () => {
      order.push(name);
    });
  await Promise.all([turn("first", true), turn("hidden", false), turn("seen", true)]);
  assert.deepEqual(order, ["first", "seen", "hidden"]);
});

test("all that is at work shares a round, whether it takes part for long or for one turn", async () => {
  const scheduler = new Scheduler();
  const leave = scheduler.join({});
  const slices = [];
  const turn = () =>
    scheduler.turn({}, async (milliseconds) => {
      slices.push(milliseconds);
    });
  await Promise.all([turn(), turn()]);
  // The first came before anybody else waited; it may ask again while the second works.
  assert.deepEqual(slices, [30, 20]);
  leave();
  await new Promise((resolve) => setTimeout(resolve, 5));
  await turn();
  assert.equal(slices.at(-1), 60);
});

test("who stops asking gives the job up", async () => {
  const worker = countingWorker();
  const run = jobRunner(worker, new Scheduler());
  for await (const { number } of run("count", { end: 9 })) if (number === 2) break;
  assert.equal(worker.open.size, 0);
  assert.equal(worker.log.length, 2);
});

test("an abort ends a job after the slice under way", async () => {
  const worker = countingWorker();
  const run = jobRunner(worker, new Scheduler());
  const stop = new AbortController();
  const numbers = [];
  await assert.rejects(
    async () => {
      for await (const { number } of run("count", { end: 9 }, { signal: stop.signal })) {
        if (number) numbers.push(number);
        if (number === 2) stop.abort();
      }
    },
    { name: "AbortError" },
  );
  assert.deepEqual(numbers, [1, 2]);
  assert.equal(worker.open.size, 0);
});

test("an abort ends the wait for a turn", async () => {
  const scheduler = new Scheduler();
  let finish = () => {};
  const under = scheduler.turn({}, () => new Promise((resolve) => (finish = resolve)));
  const stop = new AbortController();
  const waiting = scheduler.turn({}, async () => assert.fail("aborted work was done"), stop.signal);
  stop.abort();
  await assert.rejects(waiting, { name: "AbortError" });
  finish();
  await under;
  await scheduler.turn({}, async () => {});
});

test("an error ends that job alone", async () => {
  const worker = countingWorker();
  const scheduler = new Scheduler();
  const run = jobRunner(worker, scheduler);
  const well = all(run("count", { end: 5 }));
  await assert.rejects(all(run("count", { end: 5, failsAt: 2 })), { message: "as planned" });
  assert.equal((await well).length, 6);
  assert.equal(scheduler.slice, 60);
});

test("200 refusals and 50 jobs given up leave nothing behind", async () => {
  const worker = countingWorker();
  const scheduler = new Scheduler();
  const run = jobRunner(worker, scheduler);
  for (let i = 0; i < 200; i += 1) {
    await assert.rejects(all(run("count", { end: -1 })), RangeError);
  }
  for (let i = 0; i < 50; i += 1) {
    for await (const { number } of run("count", { end: 9 })) if (number) break;
  }
  assert.equal(worker.open.size, 0);
  assert.equal(scheduler.slice, 60);
});
