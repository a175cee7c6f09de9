/** One question at a time, and of those that come meanwhile only the last; the host is a fake. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { LatestQuestion } from "../../web/src/elements/latest-question.js";

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

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
      await pause(ms);
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
  await pause(40);
  assert.deepEqual(log.asked, ["a", "d"]);
  assert.deepEqual(log.answered, ["a", "d"]);
  assert.equal(log.updates, 2);
});

test("questions that change faster than they are answered are answered all the time", async () => {
  const { log, put } = asking({ ms: 15 });
  for (let i = 0; i < 60; i += 1) {
    put(`epoch ${i}`);
    await pause(2);
  }
  await pause(40);
  assert.ok(log.answered.length >= 4, String(log.answered));
  assert.equal(log.answered.at(-1), "epoch 59");
});

test("the same question is asked once", async () => {
  const { log, put } = asking();
  put("a");
  put("a");
  await pause(20);
  put("a");
  await pause(20);
  assert.deepEqual(log.asked, ["a"]);
});

test("one that is in no hurry leaves a rest, and one that is does not", async () => {
  const { log, put } = asking({ ms: 1, rest: 60 });
  put("a", false);
  await pause(10);
  put("b", false);
  await pause(10);
  assert.deepEqual(log.asked, ["a"], "the rest");
  await pause(80);
  assert.deepEqual(log.asked, ["a", "b"], "its end");
  put("c", false);
  put("c", true); // as when training is paused meanwhile
  await pause(10);
  assert.deepEqual(log.asked, ["a", "b", "c"]);
});

test("a failure is told unless something else is asked by then", async () => {
  const { log, question, put } = asking();
  log.failing.add("a").add("c");
  put("a");
  put("b");
  await pause(15);
  assert.equal(question.problem, "");
  await pause(20);
  put("c");
  await pause(20);
  assert.equal(question.problem, "no c");
  put("d");
  await pause(20);
  assert.equal(question.problem, "");
});

test("an element that goes takes no answer and asks again when it is back", async () => {
  const { log, put } = asking();
  put("a");
  put("b");
  log.controller.hostDisconnected();
  await pause(30);
  assert.deepEqual([log.asked, log.answered], [["a"], []]);
  const { updates } = log;
  log.controller.hostConnected();
  assert.equal(log.updates, updates + 1);
  put("b");
  await pause(20);
  assert.deepEqual(log.answered, ["b"]);
});
