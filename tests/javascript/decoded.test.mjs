/** Arrays from Python are read in one place, whatever reply they are in. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { decoded, rowsOf } from "../../web/src/engine/decoded.js";
import { appendSlice, NO_RUN, untrained } from "../../web/src/engine/run.js";

const array = (shape, ...numbers) => ({ shape, data: Float64Array.from(numbers) });

test("an array of one dimension is its numbers, wherever it stands", () => {
  const reply = [{ parts: [{ loss: array([2], 0.7, 0.6), share: 0.5 }], done: false }];
  assert.deepEqual(decoded(reply), [
    { parts: [{ loss: Float64Array.of(0.7, 0.6), share: 0.5 }], done: false },
  ]);
});

test("an array of two dimensions has its rows", () => {
  const { x } = decoded({ x: array([2, 3], 1, 2, 3, 4, 5, 6) });
  assert.deepEqual(rowsOf(x), [Float64Array.of(1, 2, 3), Float64Array.of(4, 5, 6)]);
  assert.deepEqual(rowsOf(decoded(array([0, 0]))), []);
});

test("what is no array stays as it is", () => {
  const shaped = { shape: "round", data: "none" };
  const reply = { a: null, b: undefined, c: "text", d: 3, e: shaped, f: [true] };
  assert.deepEqual(decoded(reply), reply);
  assert.equal(decoded(undefined), undefined);
});

test("a run takes a row of norms for each look at the test data", () => {
  const none = { gradientNorms: [], activationNorms: [], signalNorms: [] };
  const run = untrained("plain", { run: NO_RUN, config: {} }, none);
  const observed = {
    epochs: array([2], 1, 5),
    testLoss: array([2], 0.7, 0.6),
    testAccuracy: array([2], 0.5, 0.6),
    gradientNorms: array([2, 3], 1, 2, 3, 4, 5, 6),
  };
  const slice = { loss: array([1], 0.7), accuracy: array([1], 0.5), done: false, observed };
  appendSlice(run, decoded({ ...slice, ...none }));
  const nothing = { ...observed, epochs: array([0]), gradientNorms: array([0, 0]) };
  appendSlice(run, decoded({ ...slice, ...none, observed: nothing }));
  assert.deepEqual(run.testEpochs, [1, 5]);
  assert.deepEqual(run.normsOverTime, [Float64Array.of(1, 2, 3), Float64Array.of(4, 5, 6)]);
});
