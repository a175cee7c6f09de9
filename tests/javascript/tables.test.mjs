/** Results as tables: one source for the numbers beside a chart and for the CSV. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { cellWords } from "../../web/src/charts/data-table.js";
import { choice, SettingsTable } from "../../web/src/settings/settings-table.js";
import { asCsv } from "../../web/src/share/csv.js";
import { epochsTable, sideBySide } from "../../web/src/widgets/degradation/compare/epochs-table.js";
import { pinnedEnds } from "../../web/src/widgets/degradation/compare/pinned-ends.js";
import { casesTable, layersTable } from "../../web/src/widgets/gradient-flow/flow-results.js";

const number = (name, usual, unit) => ({ ...choice(name, name, {}, usual), kind: "integer", unit });
const table = new SettingsTable({
  settings: [number("depth", 8, "weight layers"), number("epochs", 3, "epochs"), choice("shortcut", "Skips", { none: "None", identity: "Identity" }, "identity")],
  presets: {},
});
const set = table.defaults;
const plain = { ...set, shortcut: "none" };

const whole = {
  part: "live",
  name: "plain",
  kind: "plain",
  source: "live",
  config: plain,
  loss: [0.75, 0.5, 0.25],
  accuracy: [0.5, 0.625, 0.996],
  testEpochs: [1, 3],
  testLoss: [0.8, 0.3],
  testAccuracy: [0.5, 0.9],
  divergedAt: null,
};
const seed = { ...whole, part: "seeds", name: "plain, seed 1", accuracy: 0.996, testEpochs: undefined };
const end = { ...whole, part: "sweep", name: "plain, depth 20", config: { ...plain, depth: 20 }, loss: 0.125, accuracy: 1 };
const lost = { ...whole, part: "pinned", name: "=mine", loss: [9], accuracy: [0.5], testEpochs: [], divergedAt: 2 };

/** A table's rows as objects. */
const named = ({ columns, rows }) =>
  rows.map((row) => Object.fromEntries(columns.map(({ name }, i) => [name, row[i] ?? null])));

test("a run has a row for each epoch, and test data where they were looked at", () => {
  const rows = named(epochsTable([whole], table, set));
  assert.deepEqual(rows.map(({ epoch, loss }) => [epoch, loss]), [[1, 0.75], [2, 0.5], [3, 0.25]]);
  assert.deepEqual(rows.map((row) => row.test_loss), [0.8, null, 0.3]);
  assert.deepEqual(rows.map((row) => row.test_accuracy), [0.5, null, 0.9]);
});

test("of a run only its end may be known, or the accuracy of its end", () => {
  const [row, ...more] = named(epochsTable([end], table, set));
  assert.deepEqual([row.epoch, row.loss, row.accuracy, more.length], [3, 0.125, 1, 0]);
  const rows = named(epochsTable([seed], table, set));
  assert.deepEqual(rows.map(({ accuracy }) => accuracy), [null, null, 0.996]);
});

test("settings in which runs differ are columns with their units, others are none", () => {
  const { columns } = epochsTable([whole, end], table, set);
  const names = columns.map(({ name }) => name);
  assert.ok(names.includes("depth") && !names.includes("epochs") && !names.includes("shortcut"));
  assert.deepEqual(columns.find(({ name }) => name === "depth"), { name: "depth", label: "depth", type: "integer", unit: "weight layers" });
});

test("side by side stand the numbers of the rows under each other", () => {
  const runs = [whole, lost];
  const long = named(epochsTable(runs, table, set));
  const { columns, rows } = sideBySide(runs, "");
  assert.equal(rows.length, 3);
  runs.forEach(({ name }, at) => {
    const own = long.filter(({ run }) => run === name);
    own.forEach(({ epoch, loss, accuracy, test_loss: testLoss }, i) => {
      assert.deepEqual([rows[i][0], ...rows[i].slice(1 + 3 * at, 4 + 3 * at)].map((value) => value ?? null), [epoch, loss, accuracy, testLoss]);
    });
    assert.deepEqual(columns.slice(1 + 3 * at, 4 + 3 * at).map(({ label }) => label), [`Loss, ${name}`, `Accuracy, ${name}`, `Test loss, ${name}`]);
  });
  assert.deepEqual(rows[2].slice(4), [undefined, undefined, undefined], "the run that overflowed has no more");
});

test("the CSV has a table's names and numbers, whole, and no formula", () => {
  const text = asCsv(epochsTable([whole, lost], table, set));
  const [head, first, , , ofLost] = text.split("\r\n");
  assert.equal(head, "\uFEFFpart,source,run,kind,diverged_at,epoch,loss,accuracy,test_loss,test_accuracy");
  assert.equal(first, "live,live,plain,plain,,1,0.75,0.5,0.8,0.5");
  assert.equal(ofLost, "pinned,live,'=mine,plain,2,1,9,0.5,,");
});

test("a reader sees a value by its column's type", () => {
  assert.equal(cellWords(0.996, { type: "share" }), "99 %");
  assert.equal(cellWords(0.123456, { type: "number" }), "0.123");
  assert.equal(cellWords(Number.POSITIVE_INFINITY, { type: "number" }), "overflow");
  assert.equal(cellWords(5000, { type: "integer" }), "5000");
  assert.equal(cellWords(null, { type: "number" }), "");
});

test("a stack has a row for each of its layers", () => {
  const norms = { gradientNorms: [1, 2], activationNorms: [3, 4], signalNorms: [5] };
  const stack = { source: "recorded", label: "plain", kind: "plain", config: plain, epochs: 0, ...norms };
  const rows = named(layersTable([stack], table, set));
  assert.deepEqual(rows.map(({ layer, gradient_norm: norm }) => [layer, norm]), [[1, 1], [2, 2]]);
  assert.deepEqual(rows.map((row) => row.signal_norm), [5, null]);
});

test("each pinned run has a row, with what it ended at, or where it overflowed", () => {
  const ran = { ...whole, name: "mine", epochs: 3, epochsPerSecond: 250 };
  const other = { ...lost, config: { ...plain, depth: 20 }, epochs: 1, epochsPerSecond: null };
  const [first, second] = named(pinnedEnds([ran, other], table));
  assert.deepEqual([first.run, first.depth, first.final_loss, first.accuracy, first.test_accuracy], ["mine", 8, 0.25, 0.996, 0.9]);
  assert.deepEqual([first.epochs, first.epochs_per_second, first.source], [3, 250, "live"]);
  assert.deepEqual([second.depth, second.final_loss, second.diverged_at, second.epochs_per_second], [20, null, 2, null]);
});

test("each network of a case has a row, with what the article says of it", () => {
  const along = { signal: { verdict: "vanishes", perLayer: 0.5, ratio: 1e-9 } };
  const stack = { kind: "plain", source: "recorded", along };
  const case_ = { label: "Weights too small", claim: "it vanishes", right: "yes", stacks: [stack] };
  const [row, ...more] = named(casesTable([case_, { ...case_, stacks: [] }]));
  assert.deepEqual(row, {
    case: "Weights too small",
    claim: "it vanishes",
    article_is_right: "yes",
    kind: "plain",
    source: "recorded",
    verdict: "vanishes",
    per_layer: 0.5,
    ratio: 1e-9,
  });
  assert.deepEqual(more, [], "one that was not measured has none");
});
