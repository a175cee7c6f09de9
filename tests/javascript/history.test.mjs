/** What was tried stays: the last runs, each once, as they ran. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { TABLES } from "../../web/src/settings/settings.js";
import { recordedEnds } from "../../web/src/recorded/plain-ends.js";
import { shallowerThan } from "../../web/src/widgets/degradation/compare/shallower.js";
import { History, MOST_PAST } from "../../web/src/widgets/degradation/compare/history.js";
import { inOrder, liveFirst, planOf, sweepJobs, sweepRow } from "../../web/src/widgets/degradation/compare/sweep.js";

const table = TABLES.degradation;
const run = (depth, loss, more = {}) => ({
  kind: "plain",
  source: "live",
  config: { ...table.defaults, depth, shortcut: "none", ...more.config },
  loss: [0.7, loss],
  accuracy: [0.5, 1],
  testEpochs: [],
  testLoss: [],
  testAccuracy: [],
  divergedAt: null,
  done: true,
  ...more,
});

test("a run that ended is kept as it ran, under a name of its own", () => {
  const history = new History(table);
  const live = run(20, 0.01);
  assert.ok(history.note(live));
  live.loss.push(9);
  assert.deepEqual(history.list[0].loss, [0.7, 0.01]);
  assert.equal(history.list[0].name, "20 plain");
  history.note(run(20, 0.02, { config: { ...live.config, width: 8 } }));
  assert.match(history.list[1].name, /^20 plain, width 8$/);
});

test("a run that is not done, or of an edited block, is not kept", () => {
  const history = new History(table);
  assert.equal(history.note(run(20, 0.01, { done: false })), false);
  assert.equal(history.note(run(20, 0.01, { kind: "edited" })), false);
  assert.deepEqual(history.list, []);
});

test("the same run again is no second one; a newer one of its settings takes its place", () => {
  const history = new History(table);
  history.note(run(20, 0.01));
  assert.equal(history.note(run(20, 0.01)), false);
  assert.ok(history.note(run(20, 0.03)));
  assert.deepEqual(history.list.map(({ id, loss }) => [id, loss.at(-1)]), [[1, 0.03]]);
});

test("the last eight are kept", () => {
  const history = new History(table);
  for (let depth = 4; depth < 40; depth += 2) history.note(run(depth, 0.01));
  assert.equal(history.list.length, MOST_PAST);
  assert.equal(history.list.at(-1).config.depth, 38);
  history.remove(history.list[0].id);
  assert.equal(history.list.length, MOST_PAST - 1);
});

test("each run leaves its end, however many come after it, until it is removed", () => {
  const history = new History(table);
  for (let depth = 4; depth < 40; depth += 2) history.note(run(depth, depth / 100));
  history.note(run(4, 0.5));
  assert.equal(history.ends.length, 18, "of each settings one");
  assert.deepEqual(history.ends.find(({ config }) => config.depth === 4).loss, [0.5], "the last one");
  assert.deepEqual(history.ends.find(({ config }) => config.depth === 6).loss, [0.06]);
  history.remove(history.list.at(-1).id);
  assert.equal(history.ends.some(({ config }) => config.depth === 4), false);
});

test("of the ends of equal depth and kind a live one stands, and of live ones the last", () => {
  const rows = [
    run(8, 0.01, { source: "recorded" }),
    run(8, 0.02),
    run(8, 0.03, { source: "recorded" }),
    run(44, 0.4, { divergedAt: 2 }),
    run(20, 0.5),
    run(20, 0.6),
  ].map(sweepRow);
  const told = liveFirst(rows).map(({ depth, loss, source, divergedAt }) => [depth, loss, source, divergedAt]);
  assert.deepEqual(told, [
    [8, 0.02, "live", null],
    [44, 0.4, "live", 2],
    [20, 0.6, "live", null],
  ]);
});

test("a sweep trains what is not known, each network once, and nothing else", () => {
  const config = table.defaults;
  const depths = [8, 20, 56];
  const all = sweepJobs(config, depths);
  for (let known = 0; known < 2 ** all.length; known += 1) {
    const has = (i) => Boolean(known & (2 ** i));
    const rows = all.map(({ kind, config: own }) => sweepRow({ ...run(0, 0.1), kind, config: own }));
    const find = (own) => {
      const i = all.findIndex((job) => table.same(job.config, own));
      return has(i) ? rows[i] : null;
    };
    const plan = planOf(config, depths, find);
    assert.deepEqual(plan.jobs, all.filter((_, i) => !has(i)));
    assert.deepEqual(plan.rows, rows.filter((_, i) => has(i)));
    assert.deepEqual(inOrder([...plan.rows, ...rows.filter((_, i) => !has(i))]), rows);
  }
});

test("how a run stood is known of it, though of its curve the end alone is kept", () => {
  const history = new History(table);
  const loss = [0.7, 0.1, 0.6];
  history.note(run(20, 0, { loss, accuracy: [0.5, 1, 0.6] }));
  const [row] = history.ends.map(sweepRow);
  assert.equal(row.outcome.state, "learned and lost");
  assert.deepEqual([row.loss, row.accuracy], [0.6, 0.6]);
});

test("what was recorded before a setting came is of its default", () => {
  const { points: _, depth, seed, shortcut, block, ...settings } = table.defaults;
  const rows = [8, 20].map((each) => ({ depth: each, kind: "plain", loss: [0.01] }));
  const ends = recordedEnds({ settings, seeds: [0], rows }, table.defaults);
  const plain = { ...table.defaults, shortcut: "none" };
  assert.deepEqual(shallowerThan(plain, ends).map((end) => end.depth), [8, 20]);
  assert.deepEqual(shallowerThan({ ...plain, width: 8 }, ends), []);
});
