/** What a race says of itself, in words. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { statusWords } from "../../web/src/shell/status-line.js";

const race = { status: "recorded", progress: { stage: "", share: 0 }, activeRuns: [], speed: 0, kernel: "" };
const said = (more) =>
  statusWords({ race, elsewhere: "", depth: 20, recordingFits: true, showsRecorded: true, refused: null, ...more });

test("only what was recorded is said to be", () => {
  assert.match(said({}), /^Recorded when this page was built/);
  assert.match(said({ recordingFits: false }), /^Recorded with the default settings/);
  for (const recordingFits of [true, false])
    assert.match(said({ showsRecorded: false, recordingFits }), /^Measured in your browser/);
});
