/** Views: data in, and out of it a chart, a sentence and a table, each made when it is asked for. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { View } from "../../web/src/charts/view.js";
import { piecesFor } from "../../web/src/code/pieces.js";
import { KINDS } from "../../web/src/settings/kinds.js";
import { VIEWS } from "../../web/src/widgets/degradation/views/views.js";
import { flowFigure } from "../../web/src/widgets/gradient-flow/figures.js";
import { VIEWS as FLOW_VIEWS } from "../../web/src/widgets/gradient-flow/views.js";

const config = (shortcut) => ({ depth: 6, shortcut, block: "post", norm: "batch", seed: 0, epochs: 2 });

const run = (kind, loss) => ({
  kind,
  source: "live",
  number: 1,
  config: config(kind === "plain" ? "none" : "identity"),
  loss,
  accuracy: [0.5, 1],
  testEpochs: [2],
  testLoss: [0.7],
  testAccuracy: [0.75],
  normsOverTime: [Float64Array.of(1, 2, 4, 2, 1, 3)],
  divergedAt: null,
  done: true,
  gradientNorms: [1, 2, 4, 2, 1, 3],
  activationNorms: [3, 2, 1, 2, 1, 3],
  signalNorms: [8, 4, 2, 1, 0.5, 3],
  firstUpdate: [0.5, 0.1, 2, 0.1, 0.1, 0.2],
});

const outcome = { state: "learned", right: 1, learned: true, divergedAt: null };
const end = { source: "live", accuracy: 1, divergedAt: null, outcome };
const ends = [
  { ...end, kind: "plain", config: config("none"), depth: 6, loss: 0.5 },
  { ...end, kind: "post", config: config("identity"), depth: 6, loss: 0.25 },
];
const runs = [run("plain", [0.8, 0.5]), run("post", [0.7, 0.25])];

/** All that the views are made from, but for what a drawing needs. */
const undrawable = {
  get width() {
    throw new Error("a chart is drawn");
  },
  get room() {
    throw new Error("a chart is drawn");
  },
  get drawn() {
    throw new Error("a chart is drawn");
  },
};

const seen = (more) =>
  Object.defineProperties({ ...more }, Object.getOwnPropertyDescriptors(undrawable));

const ofTheRace = seen({
  runs,
  told: runs,
  past: [],
  same: null,
  guess: null,
  prompt: null,
  invitation: null,
  letters: 200,
  pins: [],
  pointed: null,
  sweep: { depths: [6], rows: ends },
  seeds: {
    seeds: [0],
    rows: ends.map(({ loss, ...row }) => ({ ...row, seed: 0, loss: [1, loss], finalLoss: loss })),
    summary: [{ kind: "plain", median: 0.5, minimum: 0.5, maximum: 0.5, diverged: 0, learned: 1, guessing: 0, seeds: 1 }],
  },
  plan: { depths: [6], seeds: 2 },
  plainEnds: [],
  epochs: 2,
  log: false,
  height: 300,
  note: "recorded",
});

const ofTheFlow = (view) =>
  seen({
    view,
    runs,
    label: { words: "recorded", before: [], when: "", after: "" },
    at: null,
    marked: null,
    inspected: { found: [{ kind: "plain", block: 0, singularValues: [2, 1] }], problem: "" },
    pass: { layer: 1, playing: false },
    moving: false,
  });

const all = [
  ...Object.entries(VIEWS).map(([name, { show }]) => [name, () => show(ofTheRace)]),
  ...Object.keys(FLOW_VIEWS).map((name) => [`${name} of the flow`, () => flowFigure(ofTheFlow(name), {})]),
];

for (const [name, show] of all) {
  test(`the sentence of ${name} is had without a chart`, () => {
    const view = show();
    assert.match(view.sentence, /\w.*\.$/);
    assert.throws(() => view.chart, /a chart is drawn/, "else this test would not see one");
  });

  test(`the table of ${name} is had without a chart, and its columns have names and types`, () => {
    const { columns, rows, caption } = show().table;
    assert.match(caption, /\w/);
    assert.ok(rows.length > 0);
    for (const row of rows) assert.equal(row.length, columns.length);
    columns.forEach(({ name: column, label, type }, i) => {
      assert.match(column, /^[a-z0-9_]+$/);
      assert.match(label, /^[A-Z]/);
      const values = rows.map((row) => row[i]).filter((value) => value !== null && value !== undefined);
      assert.ok(values.length > 0 || column === "diverged_at", column);
      for (const value of values) {
        if (type === "text") assert.equal(typeof value, "string", column);
        else assert.equal(typeof value, "number", column);
        if (type === "integer") assert.ok(Number.isInteger(value), column);
        if (type === "share") assert.ok(value >= 0 && value <= 1, column);
      }
    });
  });
}

test("a part of a view is made once", () => {
  let made = 0;
  const view = new View({
    chart: () => assert.fail("nobody asked for it"),
    sentence: () => `made ${++made}`,
    table: () => assert.fail("nobody asked for it"),
  });
  assert.equal(view.sentence + view.sentence, "made 1made 1");
});

test("each view has pieces of the code that compute it", () => {
  const views = { degradation: Object.keys(VIEWS), "gradient-flow": Object.keys(FLOW_VIEWS) };
  for (const [widget, names] of Object.entries(views)) {
    const beside = { widget, networks: "post" };
    const always = piecesFor({ ...beside, view: "no view" });
    for (const name of names) {
      assert.ok(piecesFor({ ...beside, view: name }).length > always.length, `${widget}: ${name}`);
    }
  }
  const race = { widget: "degradation", view: "loss", networks: "transformer_pre" };
  assert.deepEqual(piecesFor(race).slice(0, 2), ["transformer", "attention"]);
  const own = piecesFor({ ...race, alone: true, without: ["dataset"] });
  assert.deepEqual(own, ["loss", "evaluate"]);
});

test("each kind that Python knows has a look", () => {
  for (const { name, colour, dash } of Object.values(KINDS)) {
    assert.match(colour, /^var\(--[\w-]+\)$/, name);
    assert.equal(typeof dash, "string", name);
  }
  assert.ok(KINDS.plain && KINDS.edited);
});
