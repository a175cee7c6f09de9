/** One question at a time, and of those that come meanwhile only the last; host and clock are fakes. */
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { LatestQuestion } from "../../web/src/elements/latest-question.js";

/** What time it is, in milliseconds: it passes only where a test says so, however busy the machine is. */
let now = 0;

beforeEach(() => {
  mock.restoreAll();
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  now = 0;
  mock.method(performance, "now", () => now);
});

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Lets so many milliseconds pass, and all that happens within each of them. */
async function pass(ms) {
  for (let i = 0; i < ms; i += 1) {
    now += 1;
    mock.timers.tick(1);
    await new Promise((resolve) => setImmediate(resolve)); // after all promises
  }
}

/** A host and a question that is answered after `ms`, with what was asked and answered. */
function asking({ ms = 10, rest = 0 } = {}) {
  const log = { asked: [], answered: [], updates: 0, under: 0, failing: new Set() };
  const host = {
    addController: (controller) => {
      log.controller = controller;
    },
    requestUpdate: () => {
      log.updates += 1;
    },
  };
  const question = new LatestQuestion(host, {
    rest: () => rest,
    async ask(what, signal) {
      log.asked.push(what);
      log.under += 1;
      assert.equal(log.under, 1, "one at a time");
      await wait(ms);
      log.under -= 1;
      if (log.failing.has(what)) throw new Error(`no ${what}`);
      if (!signal.aborted) log.answered.push(what);
    },
  });
  const put = (what, hurry = true) => question.put(what, what, hurry);
  return { log, question, put };
}

test("of the questions that come meanwhile only the last is asked", async () => {
  const { log, put } = asking();
  for (const what of ["a", "b", "c", "d"]) put(what);
  await pass(9);
  assert.deepEqual([log.asked, log.answered], [["a"], []]);
  await pass(31);
  assert.deepEqual(log.asked, ["a", "d"]);
  assert.deepEqual(log.answered, ["a", "d"]);
  assert.equal(log.updates, 2);
});

test("questions that change faster than they are answered are answered all the time", async () => {
  const { log, put } = asking({ ms: 15 });
  for (let i = 0; i < 60; i += 1) {
    put(`epoch ${i}`);
    await pass(2);
  }
  await pass(40);
  assert.ok(log.answered.length >= 8, String(log.answered)); // 120 ms at 15 ms each
  assert.equal(log.answered.at(-1), "epoch 59");
});

test("the same question is asked once", async () => {
  const { log, put } = asking();
  put("a");
  put("a");
  await pass(20);
  put("a");
  await pass(20);
  assert.deepEqual(log.asked, ["a"]);
});

test("one that is in no hurry leaves a rest, and one that is does not", async () => {
  const { log, put } = asking({ ms: 1, rest: 60 });
  put("a", false);
  await pass(10);
  put("b", false);
  await pass(50);
  assert.deepEqual(log.asked, ["a"], "the rest");
  await pass(1);
  assert.deepEqual(log.asked, ["a", "b"], "its end");
  await pass(10);
  put("c", false);
  put("c", true); // as when training is paused meanwhile
  await pass(10);
  assert.deepEqual(log.asked, ["a", "b", "c"]);
});

test("a failure is told unless something else is asked by then", async () => {
  const { log, question, put } = asking();
  log.failing.add("a").add("c");
  put("a");
  put("b");
  await pass(15);
  assert.equal(question.problem, "");
  await pass(20);
  put("c");
  await pass(20);
  assert.equal(question.problem, "no c");
  put("d");
  await pass(20);
  assert.equal(question.problem, "");
});

test("an element that goes takes no answer and asks again when it is back", async () => {
  const { log, put } = asking();
  put("a");
  put("b");
  log.controller.hostDisconnected();
  await pass(30);
  assert.deepEqual([log.asked, log.answered], [["a"], []]);
  const { updates } = log;
  log.controller.hostConnected();
  assert.equal(log.updates, updates + 1);
  put("b");
  await pass(20);
  assert.deepEqual(log.answered, ["b"]);
});
