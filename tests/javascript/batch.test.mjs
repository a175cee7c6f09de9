/** Networks that are trained beside a race, against a Python that starts when it is told to. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Batch } from "../../web/src/engine/batch.js";
import { footLine } from "../../web/src/shell/stage-status.js";
import { batchProgress } from "../../web/src/widgets/degradation/compare/batch-progress.js";
import { textOf } from "./text-of.mjs";

const JOBS = [{ kind: "plain", config: { depth: 8, epochs: 2 } }];
const soon = () => new Promise((resolve) => setImmediate(resolve));

/** A Python that is not there yet: `tell` says how far it is, `come` has it there. */
function sleepingPython() {
  const python = { isStarted: () => false, tell: undefined, come: undefined };
  python.start = (tell) =>
    new Promise((resolve) => {
      Object.assign(python, { tell, come: resolve });
    });
  python.run = async function* () {
    yield { config: JOBS[0].config };
  };
  return python;
}

test("networks that wait for Python tell how far it is", async () => {
  const python = sleepingPython();
  const batch = new Batch("degradation", () => {}, undefined, python);
  const over = batch.run("seeds", JOBS, () => {});
  python.tell({ stage: "Loading Python and NumPy: 2.0 of 5.3 MB", share: 0.3 });
  assert.match(textOf(batchProgress(batch, false)), /2\.0 of 5\.3 MB …/);
  python.come();
  await over;
  assert.equal(batch.booting, null);
  assert.equal(batch.finished, 1);
});

test("where Python costs something the reader is asked, and can agree", () => {
  const python = sleepingPython();
  const batch = new Batch("degradation", () => {}, undefined, python);
  batch.run("seeds", JOBS, () => {});
  const agree = () => {};
  python.tell({ stage: "To compute this here, your browser fetches Python.", share: 0, agree });
  const told = batchProgress(batch, false);
  assert.match(textOf(told), /your browser fetches Python\..*Fetch it/s);
});

test("Stop is answered while Python starts, which then tells nobody any more", async () => {
  const python = sleepingPython();
  const batch = new Batch("degradation", () => {}, undefined, python);
  const over = batch.run("seeds", JOBS, () => {});
  python.tell({ stage: "Starting Python", share: 0.8 });
  batch.stop();
  await over;
  assert.equal(batch.running, false);
  python.tell({ stage: "Starting Python", share: 0.9 });
  await soon();
  assert.equal(batch.booting, null);
});

test("a race that waits for Python too tells it once for both", () => {
  const progress = { stage: "Starting Python", share: 0.8 };
  const race = { status: "booting", progress, activeRuns: [], wantsTraining: false };
  const foot = footLine({ race, drawn: [], notice: "", elsewhere: "", busy: "Network 1 of 8", refused: null });
  assert.doesNotMatch(textOf(foot), /Network 1 of 8/);
  assert.equal(textOf(foot).split("<progress").length - 1, 1);
});
