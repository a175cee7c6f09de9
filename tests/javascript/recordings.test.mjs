/** What was recorded is the same thing each time it is asked for, so that nothing is drawn anew for it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Recordings } from "../../web/src/widgets/degradation/stage/recordings.js";

const config = { depth: 8, shortcut: "none", block: "post" };
const SET = {
  looks: [0, 2, 6],
  low: -1,
  high: 1,
  letters: "ab",
  lowestDecade: -1,
  decadesStep: 1,
  runs: [
    {
      config,
      loss: [0.7, 0.6, 0.5, 0.4, 0.3, 0.2],
      accuracy: [0.5, 0.5, 0.6, 0.6, 0.7, 0.8],
      divergedAt: null,
      squares: ["0f", "3c", "ff"],
      norms: ["ab", "bb", "aa"],
    },
  ],
};

function recordings() {
  const made = new Recordings({ same: () => false }, new Map(), () => {});
  made.set = SET;
  return made;
}

test("a run is found by its settings, and is the one that was found before", () => {
  const known = recordings();
  const run = known.find(config);
  assert.deepEqual(run.loss, SET.runs[0].loss);
  assert.equal(known.find({ ...config }), run);
  assert.equal(known.find({ ...config, depth: 20 }), null);
});

test("from one look to the next the answers are the same ones", () => {
  const known = recordings();
  const run = known.find(config);
  const look = known.lookAt(run, 2);
  assert.deepEqual(look.answers.probability, [3 / 15, 12 / 15]);
  assert.deepEqual(look.norms, [1, 1]);
  assert.equal(known.lookAt({ ...run }, 5), look);
  assert.notEqual(known.lookAt(run, 6), look);
  assert.equal(known.lookAt(run, null), known.lookAt(run, 6));
  assert.equal(known.lookAt({ ...run, loss: [] }, null), null);
});
